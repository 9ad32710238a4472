"""What is said of places (用地与设施属性): land, hosts, employers, sites, areas that stand, and districts."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.model.stated_tables import phase_id
from sample_data.generator.hosts import COMMUNITY_HOSTS, OTHER_HOSTS, RURAL_HOSTS
from sample_data.generator.seeds import stream_of
from sample_data.generator.sites import Sites
from sample_data.generator.statements import stated

_DAY = "2026-08-31"
_EMPLOYERS = "用人单位名录（合成）"
_LAND, _HOST, _SURVEY = "用地台账（合成）", "公共设施台账（合成）", "现场核实（合成）"
_LOOKED_AT = 160  # sites whose rooms were looked at
_OF_ROOMS = {
    "plan_unchanged": 0.85,
    "safety_met": 0.9,
    "accepted": 0.9,
    "change_of_use_demanded": 0.1,
    "existing_functioning": 0.6,
    "fire_certificate_for_childcare": 0.85,
}
_SYSTEMS = {
    "spatial-2020": ("0702", "080404", "080702", "0806", "0901"),
    "gbt-21010-2017": ("0701", "0803", "0806", "0805", "0501"),
}


def place_statements(
    subjects: pd.DataFrame, all_sites: Sites, *, homes: pd.DataFrame, phases: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    """The statements about parcels, hosts, employers, sites, residential areas and phases."""
    rng = stream_of("place_statements")
    ids = {name: rows["subject_id"].to_numpy() for name, rows in subjects.groupby("subject")}
    yield from _parcels(ids["parcel"], rng)
    yield from _hosts(ids["host"], rng)
    employees = rng.integers(120, 6_000, len(ids["employer"])).astype(str)
    yield stated(
        ids["employer"],
        "employees",
        on=_DAY,
        values=employees,
        source=_EMPLOYERS,
        told=_told(employees, rng),
    )
    yield from _flags(ids["employer"], {"pays_childcare": 0.6, "deducted_as_welfare": 0.7}, _EMPLOYERS, rng)
    yield from _sites(all_sites.table["site_id"].to_numpy(), all_sites.kind, rng)
    yield from _handovers(phases, rng)
    yield from _means(homes.loc[homes["era"] == "existing", "residential_area_id"].to_numpy(), rng)


def _told(values: NDArray[np.generic], rng: np.random.Generator, share: float = 0.92) -> NDArray[np.bool_]:
    told: NDArray[np.bool_] = rng.random(len(values)) < share
    return told


def _flags(
    ids: NDArray[np.object_], shares: dict[str, float], source: str, rng: np.random.Generator
) -> Iterator[pd.DataFrame]:
    for name, share in shares.items():
        values = np.where(rng.random(len(ids)) < share, "yes", "no")
        yield stated(ids, name, on=_DAY, values=values, source=source, told=_told(values, rng))


def _parcels(ids: NDArray[np.object_], rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """Land-use code and its system, the plans it stands in, how it was supplied, and when an idle one was converted."""
    count = len(ids)
    system = rng.choice(np.array(list(_SYSTEMS), dtype=object), size=count)
    use = np.array([_SYSTEMS[name][pick] for name, pick in zip(system, rng.integers(0, 5, count), strict=True)])
    way = rng.choice(np.array(["allocation", "auction", "agreement"], dtype=object), size=count, p=(0.6, 0.25, 0.15))
    idle = rng.random(count) < 0.35
    converted = np.datetime64("2023-06-30") + rng.integers(0, 1_100, count).astype("timedelta64[D]")
    approved = converted - rng.integers(30, 200, count).astype("timedelta64[D]")
    filed = approved + rng.integers(-10, 60, count).astype("timedelta64[D]")
    words = {
        "land_use": (use, _told(use, rng)),
        "land_use_system": (system, _told(system, rng)),
        "supply_way": (way, _told(way, rng)),
        "idle": (np.where(idle, "yes", "no"), _told(way, rng)),
        "converted_on": (converted.astype(str), idle & _told(way, rng)),
        "scheme_approved_on": (approved.astype(str), idle & _told(way, rng)),
        "scheme_filed_on": (filed.astype(str), idle & _told(way, rng)),
    }
    for name, (values, told) in words.items():
        yield stated(ids, name, on=_DAY, values=values, source=_LAND, told=told)
    plans = {"in_spatial_plan": 0.85, "in_yearly_land_plan": 0.75, "in_allocation_catalogue": 0.7}
    yield from _flags(ids, plans, _LAND, rng)


def _hosts(ids: NDArray[np.object_], rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    kinds = np.array([*COMMUNITY_HOSTS, *RURAL_HOSTS, *OTHER_HOSTS], dtype=object)
    kind = rng.choice(kinds, size=len(ids))
    area = rng.integers(60, 420, len(ids)).astype(str)
    yield stated(ids, "host_kind", on=_DAY, values=kind, source=_HOST, told=_told(kind, rng))
    yield stated(ids, "floor_area_m2", on=_DAY, values=area, source=_HOST, told=_told(area, rng))
    yield from _flags(ids, {"idle": 0.4}, _HOST, rng)


def _sites(ids: NDArray[np.object_], kind: NDArray[np.object_], rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """How far a site is from a stop and from what harms, whether it stands by itself, and what was asked of it."""
    near, harm = rng.integers(40, 900, len(ids)).astype(str), rng.integers(20, 1_500, len(ids)).astype(str)
    yield stated(ids, "metres_to_transport", on=_DAY, values=near, source=_SURVEY, told=_told(near, rng, 0.8))
    yield stated(ids, "metres_to_harm", on=_DAY, values=harm, source=_SURVEY, told=_told(harm, rng, 0.8))
    yield from _flags(ids, {"stand_alone": 0.3}, _SURVEY, rng)
    some = np.sort(rng.choice(ids, size=_LOOKED_AT, replace=False))
    yield from _flags(some, _OF_ROOMS, _SURVEY, rng)
    firm = np.where(rng.random(len(some)) < 0.85, "qualified_firm", "other")
    yield stated(some, "fire_certificate_by", on=_DAY, values=firm, source=_SURVEY, told=_told(firm, rng))
    joint = (kind == "kindergarten_class") & (rng.random(len(ids)) < 0.2)
    values = np.where(joint, "yes", "no")
    yield stated(ids, "planned_with_nursery", on=_DAY, values=values, source=_SURVEY, told=_told(values, rng, 0.97))


def _handovers(phases: pd.DataFrame, rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """Who built the rooms of each phase that has handed them over, to whom they went, and for what."""
    given = phases[phases["care_handed_over_on"].notna()]
    ids = np.array([phase_id(*pair) for pair in zip(given["residential_area_id"], given["phase"], strict=True)])
    builder = np.where(rng.random(len(ids)) < 0.85, "土地受让主体", "街（镇）政府")
    street = np.where(rng.random(len(ids)) < 0.9, "街（镇）政府", "物业公司")
    yield stated(ids, "care_built_by", on=_DAY, values=builder, source=_SURVEY, told=_told(builder, rng))
    yield stated(ids, "care_handed_over_to", on=_DAY, values=street, source=_SURVEY, told=_told(street, rng))
    yield from _flags(ids, {"care_handed_over_free": 0.9, "care_inclusive": 0.9}, _SURVEY, rng)


def _means(homes: NDArray[np.object_], rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """By which means, and when, some areas that stand obtained rooms for care."""
    chosen = np.sort(rng.choice(homes, size=90, replace=False))
    means = rng.choice(
        np.array(["purchase", "exchange", "lease", "donation"], dtype=object), size=90, p=(0.3, 0.2, 0.4, 0.1)
    )
    day = (np.datetime64("2022-01-31") + rng.integers(0, 1_600, 90).astype("timedelta64[D]")).astype(str)
    source = "配套设施补建台账（合成）"
    yield stated(chosen, "obtained_by", on=_DAY, values=means, source=source, told=np.full(90, True))
    yield stated(chosen, "obtained_on", on=_DAY, values=day, source=source, told=_told(day, rng))
