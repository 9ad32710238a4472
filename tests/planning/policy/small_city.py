"""The smallest city that makes a point: units and sites given as plain tables, made into facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from planning.model.codes import Level
from planning.policy.facts import Facts

_UNIT = {
    "name": None,
    "kind": None,
    "parent_id": None,
    "district_id": None,
    "residents": None,
    "communities": None,
    "era": None,
    "status": None,
    "central": None,
    "planned_places": None,
    "provided": None,
}
_SITE = {
    "institution_id": None,
    "kind": "nursery",
    "ownership": "private",
    "channel": None,
    "inclusive": False,
    "inclusive_level": None,
    "demonstration": None,
    "opened_on": date(2020, 1, 1),
    "service_forms": None,
    "places": None,
    "classes": None,
    "enrolled": None,
}
_WHOLE = ("residents", "communities", "planned_places", "provided", "places", "classes", "enrolled")
_FLAGS = ("central", "under_plan", "inclusive")


def small_city(
    *,
    on: date,
    units: Iterable[Mapping[str, Any]],
    sites: Iterable[Mapping[str, Any]] | None = None,
    reported: Mapping[str, int] | None = None,
    sources: Mapping[str, str] | None = None,
) -> Facts:
    """
    Facts from rows. A unit has `level` and `id`; a site has `id`, `within` (the ids of the units that hold it) and
    whatever matters. No sites at all (None) means that no register speaks for the day.
    """
    units = [dict(unit) for unit in units]
    by_level = {unit["level"]: [] for unit in units}
    for unit in units:
        by_level[unit["level"]].append({key: value for key, value in unit.items() if key != "level"})
    frames = {Level(level): _frame(rows, _UNIT, key="area_id") for level, rows in by_level.items()}
    if sites is None:
        places = None if reported is None else pd.Series(dict(reported), dtype="Int64")
        return Facts(on=on, units=frames, reported=places, sources=dict(sources or {}))
    rows = [dict(site) for site in sites]
    held = [(site["id"], unit) for site in rows for unit in site.pop("within", ())]
    located = {
        level: pd.DataFrame([pair for pair in held if pair[1] in frame.index], columns=["site_id", "area_id"])
        for level, frame in frames.items()
    }
    register = _frame([{"institution_id": site["id"], **site} for site in rows], _SITE, key="site_id")
    return Facts(on=on, units=frames, sites=register, located=located, sources=dict(sources or {}))


def _frame(rows: list[dict[str, Any]], columns: Mapping[str, Any], *, key: str) -> pd.DataFrame:
    table = pd.DataFrame([{**columns, **row} for row in rows], columns=["id", *columns, *_further(rows, columns)])
    table = table.rename(columns={"id": key}).set_index(key)
    whole = {name: "Int64" for name in _WHOLE if name in table}
    return table.astype(whole | {name: "boolean" for name in _FLAGS if name in table})


def _further(rows: list[dict[str, Any]], columns: Mapping[str, Any]) -> list[str]:
    return sorted({name for row in rows for name in row} - set(columns) - {"id"})
