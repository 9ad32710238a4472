"""What institutions report of themselves (机构年报): counts of staff, training, checks and money, never persons."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator import names
from sample_data.generator.institutions import Institutions
from sample_data.generator.seeds import stream_of
from sample_data.generator.site_states import OPENS_ON, SiteStates
from sample_data.generator.sites import Sites
from sample_data.generator.statements import stated

YEAR_END, MID_YEAR = "2025-12-31", "2026-08-31"
SUBSIDY_YUAN = 600  # EZ-19
_REPORT, _TRAINING, _LEDGER = "2025年机构年报（合成）", "2026年培训与体检台账（合成）", "监管台账（合成）"
_MONEY = "补贴和价格台账（合成）"
_MODES = {
    "employer": "单位自建",
    "kindergarten_class": "托幼一体",
    "community_point": "社区统筹",
    "service_centre": "社区统筹",
}


def institution_reports(
    known: Institutions, all_sites: Sites, *, states: SiteStates, reports: pd.DataFrame, inclusive: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    """The statements of every institution that has opened."""
    rng = stream_of("institution_reports")
    owner = all_sites.table["institution_id"]
    opened = pd.Series(states.opened, index=owner).groupby(level=0).min()
    table = known.table[known.table["institution_id"].map(opened).notna()].reset_index(drop=True)
    classes = pd.Series(all_sites.classes.sum(axis=1), index=owner).groupby(level=0).sum()
    yield from _staff(table, table["institution_id"].map(classes).to_numpy(), rng)
    yield from _training(table, rng)
    yield from _oversight(table, table["institution_id"].map(opened).to_numpy(dtype="datetime64[D]"), rng)
    yield from _money(table, all_sites, reports=reports, inclusive=inclusive, rng=rng)


def _told(count: int, rng: np.random.Generator, share: float = 0.94) -> NDArray[np.bool_]:
    told: NDArray[np.bool_] = rng.random(count) < share
    return told


def _staff(table: pd.DataFrame, classes: NDArray[np.int64], rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """Heads and staff at the end of 2025, how many hold their certificates, and the hours of the least trained."""
    ids, count = table["institution_id"], len(table)
    heads = np.ones(count, dtype=np.int64) + (classes > 8)
    staff = classes * 3 + rng.integers(0, 4, count)
    short = rng.random(count) < 0.24
    figures = {
        "heads": heads,
        "certified_heads": heads - (rng.random(count) < 0.07),
        "staff": staff,
        "certified_staff": staff - np.where(short, rng.integers(1, 4, count), 0),
        "head_training_hours": rng.choice([40, 56, 60, 72, 90], size=count, p=(0.08, 0.12, 0.4, 0.25, 0.15)),
        "carer_training_hours": rng.choice([80, 110, 120, 136, 160], size=count, p=(0.1, 0.14, 0.42, 0.22, 0.12)),
    }
    for name, values in figures.items():
        yield stated(ids, name, on=YEAR_END, values=values.astype(str), source=_REPORT, told=_told(count, rng))


def _training(table: pd.DataFrame, rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """How often in 2026 everybody was trained and examined."""
    ids, count = table["institution_id"], len(table)
    for name in ("skills_trainings", "health_trainings", "staff_health_checks"):
        times = rng.choice([0, 1, 2, 3], size=count, p=(0.14, 0.5, 0.26, 0.1)).astype(str)
        yield stated(ids, name, on=MID_YEAR, values=times, source=_TRAINING, told=_told(count, rng))


def _oversight(table: pd.DataFrame, opened: NDArray[np.datetime64], rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """Annual report, evaluation of health care, whom the registrar told, at which level it is filed, and its mode."""
    ids, count = table["institution_id"], len(table)
    flags = {"annual_report": 0.9, "told_health_office": 0.88, "health_evaluated": 0.86}
    for name, share in flags.items():
        values = np.where(rng.random(count) < share, "yes", "no")
        yield stated(ids, name, on=YEAR_END, values=values, source=_LEDGER, told=_told(count, rng))
    evaluated = opened + rng.integers(20, 240, count).astype("timedelta64[D]")
    there = _told(count, rng, 0.9) & (evaluated <= np.datetime64(OPENS_ON))
    yield stated(ids, "health_evaluated_on", on=MID_YEAR, values=evaluated.astype(str), source=_LEDGER, told=there)
    level = rng.choice(np.array(["district", "city", "county"], dtype=object), size=count, p=(0.93, 0.05, 0.02))
    school = (table["kind"] == "kindergarten_class").to_numpy()
    yield stated(ids, "filed_at_level", on=MID_YEAR, values=level, source=_LEDGER, told=_told(count, rng) & ~school)
    mode = table["kind"].map(_MODES).fillna("社会兴办")
    yield stated(ids, "mode", on=MID_YEAR, values=mode, source=_LEDGER, told=_told(count, rng, 0.97))
    centre = (table["kind"] == "service_centre").to_numpy()
    whose = np.where(table["name"] == f"{names.CITY}托育综合服务中心", "city", "district")
    for name in ("guidance_level", "centre_level"):
        yield stated(ids, name, on=MID_YEAR, values=whose, source=_LEDGER, told=centre)
    yield stated(
        ids, "pilot_mode", on=MID_YEAR, values=np.full(count, "yes"), source=_LEDGER, told=rng.random(count) < 0.02
    )


def _money(
    table: pd.DataFrame, all_sites: Sites, *, reports: pd.DataFrame, inclusive: pd.DataFrame, rng: np.random.Generator
) -> Iterator[pd.DataFrame]:
    """At which prices water and power are charged, and what inclusive institutions were paid for places in use."""
    ids, count = table["institution_id"], len(table)
    price = np.where(rng.random(count) < 0.85, "residential", "commercial")
    yield stated(ids, "price_class", on=MID_YEAR, values=price, source=_LEDGER, told=_told(count, rng, 0.9))
    supported = ids.isin(inclusive["institution_id"]).to_numpy()
    years = rng.choice(["2", "3", "4", "5"], size=count, p=(0.15, 0.35, 0.25, 0.25))
    award = supported & (rng.random(count) < 0.85)
    yield stated(ids, "operating_award_years", on=MID_YEAR, values=years, source=_MONEY, told=award)
    flags = {"own_utility_account": 0.6, "newly_built": 0.25, "building_award": 0.55}
    for name, share in flags.items():
        told = _told(count, rng) & (supported | (name == "own_utility_account"))
        values = np.where(rng.random(count) < share, "yes", "no")
        yield stated(ids, name, on=MID_YEAR, values=values, source=_MONEY, told=told)
    owner = all_sites.table.set_index("site_id")["institution_id"]
    last = reports[reports["reported_on"] == "2026-06-30"]
    children = last.groupby(last["site_id"].map(owner))["enrolled"].sum()
    owed = ids.map(children).fillna(0).to_numpy(dtype=np.int64) * SUBSIDY_YUAN
    paid = np.where(rng.random(count) < 0.7, owed, owed - rng.integers(1, 6, count) * SUBSIDY_YUAN)
    entitled = supported & (owed > 0)
    amounts = np.maximum(paid, 0).astype(str)
    yield stated(
        ids,
        "subsidy_paid_yuan",
        on=MID_YEAR,
        values=amounts,
        source=_MONEY,
        told=entitled & _told(count, rng),
    )
