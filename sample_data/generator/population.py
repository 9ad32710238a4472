"""The table of population (人口): communities, and the streets, districts and city that they add up to exactly."""

from datetime import date

import numpy as np
import pandas as pd

from sample_data.generator.calibration import PERSONS_PER_HOUSEHOLD
from sample_data.generator.residents import CENSUS, LATEST
from sample_data.generator.seeds import stream_of

_UNKNOWN = 2
_PLAN_YEAR = date(2030, 12, 31)
_COMMUNITY, _DISTRICT = 9, 4  # characters of a code


def population_table(residents: pd.DataFrame) -> pd.DataFrame:
    """
    People by area, day and kind.

    Two communities have no figure; their people are in the figures of the street all the same, as in a real register.
    """
    rng = stream_of("population")
    ids = residents.index.to_series()
    sums = pd.concat([residents.groupby(ids.str[:length].to_numpy()).sum() for length in (2, 4, 6, _COMMUNITY)])
    table = sums.rename_axis("area_id").melt(ignore_index=False, var_name="on", value_name="residents").reset_index()
    is_community = table["area_id"].str.len() == _COMMUNITY
    table = table[~is_community | table["on"].isin([CENSUS, LATEST])].assign(kind="permanent")
    table = pd.concat([table, _other_kinds(table, rng)], ignore_index=True)
    table["residents"] = table["residents"].astype("Int64")
    unknown = rng.choice(residents.index.to_numpy(dtype=object), size=_UNKNOWN, replace=False)
    table.loc[table["area_id"].isin(unknown), "residents"] = pd.NA
    table = _with_shares(table, rng)
    source = np.where(table["on"] == CENSUS, "人口普查（合成）", "年末常住人口推算（合成）")
    table["source"] = np.select(
        [table["kind"] == "registered", table["kind"] == "planned"], ["户籍统计（合成）", "总体规划（合成）"], source
    )
    return table.sort_values(["area_id", "on", "kind"], ignore_index=True)


def _other_kinds(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Registered and planned people of the city and its districts: other definitions, not to be mixed up."""
    latest = table[(table["on"] == LATEST) & (table["area_id"].str.len() == _DISTRICT)]
    kinds = []
    for kind, share, day in (("registered", 0.71, LATEST), ("planned", 1.06, _PLAN_YEAR)):
        people = np.round(latest["residents"] * share * rng.uniform(0.95, 1.05, len(latest)), -2).astype("int64")
        districts = latest.assign(residents=people, kind=kind, on=day)
        city = districts.iloc[:1].assign(area_id=districts["area_id"].str[:2].iloc[0], residents=people.sum())
        kinds += [city, districts]
    return pd.concat(kinds)


def _with_shares(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Age shares and household size of the census day, for streets and above."""
    counted = (table["on"] == CENSUS) & (table["area_id"].str.len() < _COMMUNITY)
    middle = {"age_0_share": 0.0079, "age_1_4_share": 0.0382, "women_15_49_share": 0.247}
    for name, mean in middle.items():
        drawn = np.round(mean * rng.normal(1, 0.12, len(table)), 4)
        table[name] = pd.Series([f"{share:.4f}" for share in drawn], index=table.index).where(counted)
    size = np.round(float(PERSONS_PER_HOUSEHOLD) * rng.normal(1, 0.06, len(table)), 2)
    table["household_size"] = pd.Series([f"{people:.2f}" for people in size], index=table.index).where(counted)
    return table
