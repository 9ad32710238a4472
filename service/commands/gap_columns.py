"""Which columns of a gap table a terminal shows (终端列), and in which order they leave one that is narrow."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from planning.frames import OutputColumn
from planning.model.codes import Level
from planning.study import Study

_PEOPLE = ("name", "residents", "children_under_3")
_GAP = ("required", "target_on", "supplied", "shortage", "surplus", "places_per_1000", "outcome")
_SHOWN: dict[Level, tuple[str, ...]] = {
    Level.CITY: (*_PEOPLE, *_GAP),
    Level.DISTRICT: (*_PEOPLE, *_GAP),
    Level.STREET: ("area_id", "district", *_PEOPLE, *_GAP),
    Level.COMMUNITY: ("area_id", "street", *_PEOPLE, *_GAP),
    Level.LIFE_CIRCLE: (
        "area_id", *_PEOPLE, "required", "supplied", "shortage", "has_site", "enough_places", "within_reach", "binds",
    ),
    Level.RESIDENTIAL_AREA: (
        "area_id", "name", "street", "era", "status", "residents", "required", "provided", "shortage", "outcome",
    ),
}  # fmt: skip
_ALWAYS = frozenset({"name", "required", "supplied", "shortage"})

# The id goes late, for `tuoyu trace` asks for it.
_LEAVE_FIRST = (
    "residents_on",
    "children_under_3",
    "district",
    "street",
    "era",
    "status",
    "places_per_1000",
    "residents",
    "area_id",
)
# The core: what is owed and by when, what is there, what lacks, and what that means.
_LEAVE_LAST = ("has_site", "enough_places", "within_reach", "surplus", "binds", "target_on", "outcome")


def columns_shown(study: Study, level: Level, *, rows: pd.DataFrame) -> list[OutputColumn]:
    """The columns that say something of `rows`: those of the level, later targets, and sites that are still owed."""
    printed = study.printed(level).columns
    by_name = {column.name: column for column in printed}
    fixed = [by_name[name] for name in _SHOWN[level]]
    ahead = [column for column in printed if _is_ahead(column, study, level)]
    return [column for column in (*fixed, *ahead) if column.name in _ALWAYS or rows[column.name].notna().any()]


def order_of_leaving(columns: Sequence[OutputColumn]) -> list[str]:
    """
    The columns that a narrow terminal does without, the first first.

    What rules ask for in sites goes first, then later targets, the furthest first; the core goes last; the
    name, what is owed, what is there and what lacks stay.
    """
    names = [column.name for column in columns]
    owed = [name for name in reversed(names) if name.startswith("owed_")]
    later = sorted((name for name in names if name.startswith("required_20")), reverse=True)
    return [*owed, *later, *(name for name in (*_LEAVE_FIRST, *_LEAVE_LAST) if name in names)]


def _is_ahead(column: OutputColumn, study: Study, level: Level) -> bool:
    """Whether a column tells what later targets or, by street, rules whose day is still to come ask for in sites."""
    after = study.target.target_on if study.target else study.on
    if column.name.startswith("required_20"):
        return date.fromisoformat(column.name.removeprefix("required_")) > max(after, study.on)
    if level is not Level.STREET or not column.name.startswith("owed_"):
        return False
    deadline = study.profile.rule(column.name.removeprefix("owed_")).deadline
    return deadline is not None and deadline > study.on
