"""What is said of areas (区域统计): guidance and health of children, shares of new places, and what a place has."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator.hierarchy import CITY_ID, Hierarchy
from sample_data.generator.residents import LATEST
from sample_data.generator.seeds import stream_of
from sample_data.generator.statements import stated

_DAY = "2026-08-31"
_YEAR_ENDS = ("2023-12-31", "2024-12-31", "2025-12-31")
_CENTRAL, _SILENT = ("yes", "yes", "no", "no"), 3  # by district; the last has not said


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
    yield from _of_the_city()


def new_place_statements(residents: pd.DataFrame, hierarchy: Hierarchy) -> Iterator[pd.DataFrame]:
    """New inclusive places as they were given to streets and districts: by people, some below their share."""
    rng = stream_of("new_place_statements")
    people = np.bincount(hierarchy.street_of, residents[LATEST].to_numpy())
    factor = np.where(rng.random(len(people)) < 0.7, 1.0, rng.uniform(0.4, 1.6, len(people)))
    given = np.round(people * 0.0004 * factor).astype(np.int64)
    districts = np.bincount(hierarchy.district_of, given)
    source = "新增普惠托位分解方案（合成）"
    for ids, places in ((hierarchy.street_ids, given), (hierarchy.district_ids, districts)):
        told = np.full(len(ids), True)
        values = places.astype(str)
        yield stated(ids, "new_inclusive_places", on=_YEAR_ENDS[-1], values=values, source=source, told=told)


def _of_the_city() -> Iterator[pd.DataFrame]:
    """What is told of the city alone."""
    figures = {"institutions_to_report": "268", "annual_reports": "261", "infant_care_tax_deduction": "yes"}
    for name, value in figures.items():
        yield stated(
            [CITY_ID], name, on=_YEAR_ENDS[-1], values=[value], source="年度统计（合成）", told=np.array([True])
        )


def _told(values: NDArray[np.generic], rng: np.random.Generator, share: float = 0.92) -> NDArray[np.bool_]:
    told: NDArray[np.bool_] = rng.random(len(values)) < share
    return told
