"""The smallest city that makes a point (示例世界): units and sites given as plain rows, made into facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from planning.model.codes import InstitutionKind, Level, SiteState
from planning.policy.attributes import STATEMENT_COLUMNS
from planning.policy.facts import CHECK_COLUMNS, Facts
from planning.policy.subjects import Subject
from planning.policy.supply import Supply

# What nobody knows; TOML has no word for it.
UNKNOWN = "unknown"

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
    "state": None,
}
_WHOLE = (
    "residents",
    "children_under_3",
    "communities",
    "planned_places",
    "provided",
    "places",
    "classes",
    "enrolled",
)
_FLAGS = ("central", "under_plan", "inclusive", "drawn")
_LEVELS = frozenset(str(level) for level in Level)

Row = Mapping[str, Any]


def small_city(
    *,
    on: date,
    units: Iterable[Row],
    sites: Iterable[Row] | None = None,
    supply: Supply | None = None,
    statements: Iterable[Row] = (),
    checks: Iterable[Row] = (),
    reported: Mapping[str, int] | None = None,
    sources: Mapping[str, str] | None = None,
) -> Facts:
    """
    Facts from rows.

    Parameters
    ----------
    on
        The day.
    units
        Each with `level` (or another subject), `id` and whatever matters; "unknown" is what nobody knows.
    sites
        Each with `id`, `within` (the ids of the units that hold it) and whatever matters. None at all (None) means that
        no register speaks for the day.
    supply
        Which kinds count in which state; every site counts where it is None.
    statements, checks
        Rows of `planning.policy.attributes.STATEMENT_COLUMNS` (with `of` for the subject) and `CHECK_COLUMNS` (with
        `rule` and `of`).
    reported
        Places by unit that an authority reported for the day.
    sources
        Where facts come from, in words.
    """
    rows = [dict(unit) for unit in units]
    by_level: dict[str, list[dict[str, Any]]] = {}
    for unit in rows:
        by_level.setdefault(unit["level"], []).append({key: value for key, value in unit.items() if key != "level"})
    frames: dict[Level | Subject, pd.DataFrame] = {
        Level(level) if level in _LEVELS else Subject(level): _frame(members, _UNIT, key="area_id")
        for level, members in by_level.items()
    }
    said = _table(statements, STATEMENT_COLUMNS, renamed={"of": "subject_id"})
    ticked = _table(checks, CHECK_COLUMNS, renamed={"of": "area_id", "rule": "rule_id"})
    places = None if sites is not None or reported is None else pd.Series(dict(reported), dtype="Int64")
    facts = Facts(on=on, units=frames, statements=said, checks=ticked, reported=places, sources=dict(sources or {}))
    return facts if sites is None else _with_register(facts, [dict(site) for site in sites], supply)


def _with_register(facts: Facts, rows: list[dict[str, Any]], supply: Supply | None) -> Facts:
    """The facts with sites: all of them on the register, and those that count by the route of their kind."""
    held = [(site["id"], unit) for site in rows for unit in site.pop("within", ())]
    located = {
        level: pd.DataFrame([pair for pair in held if pair[1] in frame.index], columns=["site_id", "area_id"])
        for level, frame in facts.units.items()
    }
    register = _frame([{"institution_id": site["id"], **site} for site in rows], _SITE, key="site_id")
    usual = register["kind"].map(
        lambda kind: SiteState.UNDER_EDUCATION if kind == InstitutionKind.KINDERGARTEN_CLASS else SiteState.FILED
    )
    register["state"] = register["state"].astype("object").fillna(usual.astype("object"))
    pairs = None if supply is None else supply.pairs()
    counted = [
        pairs is None or pair in pairs
        for pair in zip(register["kind"].astype("str"), register["state"].astype("str"), strict=True)
    ]
    sites = register[pd.Series(counted, index=register.index, dtype=bool)]
    return Facts(
        on=facts.on,
        units=facts.units,
        sites=sites,
        register=register,
        located=located,
        statements=facts.statements,
        checks=facts.checks,
        sources=facts.sources,
    )


def _frame(rows: list[dict[str, Any]], columns: Mapping[str, Any], *, key: str) -> pd.DataFrame:
    known = [{name: None if value == UNKNOWN else value for name, value in row.items()} for row in rows]
    names = ["id", *columns, *_further(rows, columns)]
    # Objects: a number stays the exact one that was written although another row has none.
    table = pd.DataFrame([{**columns, **row} for row in known], columns=names, dtype="object")
    table = table.rename(columns={"id": key}).set_index(key)
    whole = {name: "Int64" for name in _WHOLE if name in table}
    return table.astype(whole | {name: "boolean" for name in _FLAGS if name in table})


def _table(rows: Iterable[Row], columns: tuple[str, ...], *, renamed: Mapping[str, str]) -> pd.DataFrame:
    named = [{renamed.get(key, key): value for key, value in row.items()} for row in rows]
    return pd.DataFrame(named, columns=list(columns), dtype="object")


def _further(rows: list[dict[str, Any]], columns: Mapping[str, Any]) -> list[str]:
    return sorted({name for row in rows for name in row} - set(columns) - {"id"})
