"""What is said of places (用地与设施属性): land, hosts, employers, sites, areas that stand, and districts."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator.hierarchy import CITY_ID, Hierarchy
from sample_data.generator.hosts import COMMUNITY_HOSTS, OTHER_HOSTS, RURAL_HOSTS
from sample_data.generator.residents import LATEST
from sample_data.generator.seeds import stream_of
from sample_data.generator.sites import Sites
from sample_data.generator.statements import stated

_DAY = "2026-08-31"
_LAND, _HOST, _SURVEY = "用地台账（合成）", "公共设施台账（合成）", "现场核实（合成）"
_YEAR_ENDS = ("2023-12-31", "2024-12-31", "2025-12-31")
_CENTRAL, _SILENT = ("yes", "yes", "no", "no"), 3  # by district; the last has not said
_SYSTEMS = {
    "spatial-2020": ("0702", "080404", "080702", "0806", "0901"),
    "gbt-21010-2017": ("0701", "0803", "0806", "0805", "0501"),
}


def place_statements(subjects: pd.DataFrame, all_sites: Sites, *, homes: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The statements about parcels, hosts, employers, sites and residential areas."""
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
        source="用人单位名录（合成）",
        told=_told(employees, rng),
    )
    yield from _sites(all_sites.table["site_id"].to_numpy(), rng)
    yield from _means(homes.loc[homes["era"] == "existing", "residential_area_id"].to_numpy(), rng)


def guidance_statements(residents: pd.DataFrame, hierarchy: Hierarchy) -> Iterator[pd.DataFrame]:
    """By district and for the city, year by year: families that were guided, and children under health management."""
    rng = stream_of("guidance_statements")
    district = hierarchy.district_of[hierarchy.street_of]
    people = np.bincount(district, residents[LATEST].to_numpy())
    ids = np.array([*hierarchy.district_ids, CITY_ID])
    for year, day in enumerate(_YEAR_ENDS):
        children = np.round(people * (0.0195 - 0.0004 * year)).astype(np.int64)
        families = np.round(children * 0.97).astype(np.int64)
        guided = np.floor(families * (rng.uniform(0.8, 0.86, len(people)) + 0.05 * year)).astype(np.int64)
        managed = np.floor(children * (rng.uniform(0.86, 0.89, len(people)) + 0.03 * year)).astype(np.int64)
        for name, figure in (
            ("families_with_child_under_3", families),
            ("guided_families", guided),
            ("children_under_3", children),
            ("health_managed_children", managed),
        ):
            values = np.append(figure, figure.sum()).astype(str)
            # One district has not reported how many it guided in the last year.
            told = ~((np.arange(len(ids)) == 2) & (name == "guided_families") & (day == _YEAR_ENDS[-1]))
            yield stated(ids, name, on=day, values=values, source="妇幼健康统计（合成）", told=told)


def area_statements(hierarchy: Hierarchy) -> Iterator[pd.DataFrame]:
    """Whether a district belongs to the central urban area, and whether a village has what care needs."""
    rng = stream_of("village_statements")
    yield stated(
        hierarchy.district_ids,
        "central",
        on=_DAY,
        values=np.array(_CENTRAL),
        source="国土空间总体规划（合成）",
        told=np.arange(len(_CENTRAL)) != _SILENT,
    )
    villages = hierarchy.community_ids[hierarchy.community_kinds == "village"]
    values = np.where(rng.random(len(villages)) < 0.4, "yes", "no")
    told = _told(values, rng)
    yield stated(villages, "conditions_present", on=_DAY, values=values, source="农村公共服务台账（合成）", told=told)


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


def _sites(ids: NDArray[np.object_], rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """How far a site is from a stop and from what harms, and whether it stands by itself."""
    near, harm = rng.integers(40, 900, len(ids)).astype(str), rng.integers(20, 1_500, len(ids)).astype(str)
    yield stated(ids, "metres_to_transport", on=_DAY, values=near, source=_SURVEY, told=_told(near, rng, 0.8))
    yield stated(ids, "metres_to_harm", on=_DAY, values=harm, source=_SURVEY, told=_told(harm, rng, 0.8))
    yield from _flags(ids, {"stand_alone": 0.3}, _SURVEY, rng)


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
