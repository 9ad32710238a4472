"""Demand to come as the API answers it (需求预测回答): a table of areas and years, or the curves of one area."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from planning.demand.demand import Demand, Measure
from planning.demand.demand_notes import demand_notes, listed_assumptions
from planning.errors import UnknownArea
from planning.exchange.demand_export import DEMAND_HEADINGS
from planning.exchange.labels import labels
from planning.model.codes import DOWN_TO_STREET, Level, PlaceClass, Variant
from planning.policy.uptake import Uptake
from planning.tracing.demand import demand_trace
from service.answers import trace_answer
from service.dependencies import Asked
from service.gap_answer import column_list
from service.gap_rows import records
from service.refusals import QueryInvalid
from service.unit_names import unit_named

HORIZON = 2035
"""The year to which cities' present spatial plans and the next two five-year plans run."""
_AGES = ("children_younger", "children_infant", "children_toddler_small", "children_toddler_large", "eligible")
_BESIDE = ("policy_reason", "willingness_reason", "enrolment_reason")


def demand_of(asked: Asked, *, until: int | None, uptake: Uptake | None = None) -> Demand:
    """The demand of the study that was asked for, to `until` or the usual horizon; raises ProjectionError."""
    last = max(HORIZON, asked.question.on.year) if until is None else until
    return asked.studies.demand(asked.snapshot, asked.question, until=last, uptake=uptake)


def known_year(demand: Demand, year: int, *, called: str = "year") -> int:
    """A year of the projection; raises QueryInvalid for another."""
    years = demand.projection.years
    if year not in years:
        raise QueryInvalid(
            called,
            zh=f"{year}不在{years[0]}到{years[-1]}之间",
            en=f"{year} lies not between {years[0]} and {years[-1]}",
            choices=[str(each) for each in years],
        )
    return year


def level_of(demand: Demand, area_id: str) -> Level:
    """The level of an area of a demand; raises UnknownArea."""
    for level in DOWN_TO_STREET:
        if area_id in set(demand.rows(level=level)["area_id"]):
            return level
    raise UnknownArea(area_id, dict.fromkeys(demand.table["area_id"]))


def unit_of(demand: Demand, typed: str, *, level: Level, called: str) -> str:
    """The id of an area of any level, or of the one that bears the name typed at `level`; see `unit_named`."""
    if typed in set(demand.table["area_id"]):
        return typed
    rows = demand.rows(level=level).drop_duplicates("area_id").set_index("area_id")
    return unit_named(typed, rows["name"], called=called)


def demand_table(
    asked: Asked, demand: Demand, *, matched: int, shown: pd.DataFrame, links: list[dict[str, str]]
) -> dict[str, Any]:
    """The body of a DemandTable; `shown` are the rows of this page of it."""
    names = [column.name for column in DEMAND_HEADINGS] + list(_BESIDE)
    return {
        "type": "DemandTable",
        **asked.about(),
        **_rests_on(demand),
        "numberMatched": matched,
        "numberReturned": len(shown),
        "columns": column_list(DEMAND_HEADINGS),
        "rows": records(shown[names]),
        "links": links,
    }


def demand_curves(asked: Asked, demand: Demand, *, area_id: str, year: int, variant: Variant) -> dict[str, Any]:
    """The body of DemandCurves: one area's numbers as arrays over the years, and the trace of one of them."""
    rows = demand.rows(area_id=area_id)
    trace = demand_trace(demand, area_id=area_id, year=year, variant=variant)  # raises UnknownArea
    of = {str(each): rows[rows["variant"] == str(each)] for each in demand.projection.variants}
    first = of[str(demand.projection.variants[0])]
    level = Level(first["level"].iloc[0])
    return {
        "type": "DemandCurves",
        **asked.about(),
        **_rests_on(demand),
        "level": str(level),
        "area_id": area_id,
        "name": str(first["name"].iloc[0]),
        "present": _present(demand, area_id),
        "places": _numbers(first["places"])[0],
        "places_by_class": _places_by_class(demand, level, area_id),
        "policy": _numbers(first["policy"]),
        "policy_on": [None if pd.isna(day) else day.isoformat() for day in first["policy_on"]],
        "children": _curves(of, "children_under_3"),
        **{name: _curves(of, name) for name in _AGES},
        "willingness": _curves(of, "willingness"),
        **{name: _curves(of, name) for name in first.columns if name.startswith("willingness_") and _is_class(name)},
        "enrolment": _curves(of, "enrolment"),
        "enrolment_at_least": {name: [bool(one) for one in rows["enrolment_at_least"]] for name, rows in of.items()},
        "findings": {name: list(table["finding"]) for name, table in of.items()},
        "reasons": {
            "children": str(first["reason"].iloc[-1]),
            **{str(measure): str(first[f"{measure}_reason"].iloc[-1]) for measure in Measure},
        },
        "traced": {"year": year, "variant": str(variant)},
        "trace": trace_answer(trace),
    }


def _rests_on(demand: Demand) -> dict[str, Any]:
    """Years, variants, and everything that is taken for granted."""
    uptake = demand.uptake
    return {
        "years": list(demand.projection.years),
        "variants": [{"id": str(each), "title": each.zh} for each in demand.projection.variants],
        "measures": [{"id": str(each), "title": each.zh} for each in Measure],
        "uptake": uptake and {"share": float(uptake.share), "source": uptake.source.cite(), "note": uptake.note},
        "assumptions": [
            {
                "assumption": str(one.assumption),
                "title": one.assumption.zh,
                "variant": one.variant,
                "area_id": one.area_id or None,
                "area": one.area or None,
                "from_year": one.from_year,
                "value": one.value,
                "note": one.note,
                "source": one.source,
            }
            for one in listed_assumptions(demand)
        ],
        "homes_counted": len(demand.projection.homes.phases),
        "homes_left_out": list(demand.projection.homes.left_out),
        "notes": list(demand_notes(demand)),
    }


def _present(demand: Demand, area_id: str) -> dict[str, Any]:
    """The children of the day of the study."""
    people = demand.study.ground.people.loc[[area_id]]
    (found,) = records(people[["children_under_3", "children_basis", "children_source"]])
    return found | {"on": demand.study.on.isoformat(), "basis_zh": labels("children_basis")[found["children_basis"]]}


def _places_by_class(demand: Demand, level: Level, area_id: str) -> dict[str, int | None]:
    """What is open by class; mixed places serve several ages and stand for themselves."""
    supply = demand.study.supply[level]
    return {str(each): _numbers(supply.loc[[area_id], f"supplied_{each}"])[0] for each in PlaceClass}


def _curves(of: Mapping[str, pd.DataFrame], column: str) -> dict[str, list[int | None]]:
    return {name: _numbers(table[column]) for name, table in of.items()}


def _numbers(values: pd.Series) -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in values]


def _is_class(column: str) -> bool:
    return column.removeprefix("willingness_") in {str(each) for each in PlaceClass}
