"""Gaps of the city, its districts, streets (街道) and communities: the apportioned target against what counts."""

import pandas as pd

from planning.gaps.classes import required_by_class, shortage_by_class
from planning.gaps.gap import gap_figures, gap_outcome
from planning.gaps.required_places import Basis, Target
from planning.ground import Ground
from planning.model.codes import Level
from planning.population.age_bands import CHILDREN_OF_CLASS

_NEW_AREA_COLUMNS = ("new_areas", "new_areas_required", "new_areas_provided", "new_areas_short")


def administrative_gaps(
    ground: Ground, level: Level, *, target: Target | None, supply: pd.DataFrame, new_areas: pd.DataFrame
) -> pd.DataFrame:
    """
    The gap table of one administrative level.

    Parameters
    ----------
    ground
        The city on the day.
    level
        City, district, street or community.
    target
        The dated target that binds, shared out; None where the profile has none.
    supply
        By area id, as `planning.gaps.supplied_places` gives it.
    new_areas
        The residential gap table, from which the columns of new areas are counted; they are never part of `required`.

    Returns
    -------
    DataFrame
        By area id, the columns of `planning.frames` for the level, without geometry.
    """
    areas = ground.of_level(level)
    table = (
        pd.DataFrame(areas[["name", "kind"]]).join(_belonging(ground, areas)).join(ground.people.reindex(areas.index))
    )
    unknown = pd.Series(pd.NA, index=areas.index, dtype="Int64")
    table["required"] = target.required.reindex(areas.index) if target else unknown
    table["required_basis"] = target.basis.reindex(areas.index) if target else str(Basis.MISSING)
    table["target_on"] = target.target_on if target else None
    table = table.join(supply.reindex(areas.index))
    table = table.join(required_by_class(table["required"], table[list(CHILDREN_OF_CLASS)]))
    table = table.join(shortage_by_class(table, table)).join(gap_figures(table))
    table = table.join(_new_areas(new_areas, ground, level, areas.index))
    table["outcome"] = gap_outcome(table, target_on=target.target_on if target else None, on=ground.on)
    return table.assign(reason=_reasons(table, ground))


def _belonging(ground: Ground, areas: pd.DataFrame) -> pd.DataFrame:
    """The district and street of each area, by id and name."""
    names = ground.areas["name"]
    return pd.DataFrame(
        {
            "district_id": areas["district"],
            "district": areas["district"].map(names),
            "street_id": areas["street"],
            "street": areas["street"].map(names),
        }
    )


def _new_areas(table: pd.DataFrame, ground: Ground, level: Level, units: pd.Index) -> pd.DataFrame:
    """How many new residential areas each unit holds, what they owe, what they provide, and how many fall short."""
    if table.empty:
        return pd.DataFrame(index=units, columns=list(_NEW_AREA_COLUMNS), dtype="Int64")
    new = table[table["era"] == "new"].join(ground.homes[str(level)].rename("unit"))
    owing = new[new["required"].notna()]
    sums = pd.DataFrame(
        {
            "new_areas": new.groupby("unit").size(),
            "new_areas_required": owing.groupby("unit")["required"].sum(),
            "new_areas_provided": owing.groupby("unit")["provided"].sum(),
            "new_areas_short": new[new["outcome"].str.endswith("not_met")].groupby("unit").size(),
        }
    )
    return sums.reindex(units).fillna(0).astype("Int64")


def _reasons(table: pd.DataFrame, ground: Ground) -> pd.Series:
    """Why a number is missing or what it rests on, in Chinese, for the rows where that wants saying."""
    said = pd.Series("", index=table.index, dtype="str")
    remarks = {
        "人口不明": table["residents"].isna(),
        "3岁以下儿童数不明": table["children_under_3"].isna() & (table["required_basis"] != Basis.BY_PROXY),
        "没有可分解的目标": table["required"].isna(),
        "按常住人口代替儿童数分解": table["required_basis"] == Basis.BY_PROXY,
        f"没有{ground.on}的托位数": table["supplied"].isna(),
        "有点位未填托位数，现有托位为下限": table["unreported_sites"] > 0,
    }
    for words, holds in remarks.items():
        told = holds.fillna(value=False).astype(bool)
        said = said.mask(told, said.where(said == "", said + "；") + words)
    return said
