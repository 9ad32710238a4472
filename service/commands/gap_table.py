"""A gap table drawn in a terminal (终端缺口表)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from planning.exchange.exports import label
from planning.frames import OutputColumn, Show
from planning.model.codes import Level
from planning.policy.clauses import DocumentStatus
from planning.study import Study
from service.dependencies import Asked
from service.gap_rows import GapRows, plain

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
_NUMBERS = {Show.COUNT, Show.RATE, Show.SHARE}


# What a narrow terminal does without, the first first; the id goes late, for `tuoyu trace` asks for it.
_DROPPED = (
    "residents_on",
    "surplus",
    "target_on",
    "children_under_3",
    "district",
    "places_per_1000",
    "residents",
    "area_id",
)


def draw(console: Console, asked: Asked, *, level: Level, rows: GapRows) -> None:
    """Draw rows under a title, with the city's notice and the documents that bind nobody below."""
    about, manifest = asked.question, asked.snapshot.revision.manifest
    title = f"{manifest.name} {level.zh} 托位缺口　{about.on}　{about.profile_id}　{asked.snapshot.revision.name}"
    printed = asked.study.printed(level)
    shown = printed.table.loc[rows.ids()]
    by_name = {column.name: column for column in printed.columns}
    fixed = [by_name[name] for name in _SHOWN[level] if name in _ALWAYS or shown[name].notna().any()]
    columns = [*fixed, *(column for column in printed.columns if _is_ahead(column, asked.study, level))]
    columns = [column for column in columns if column in fixed or shown[column.name].notna().any()]
    table = _table(title, shown, columns)
    for name in _DROPPED:
        if table.__rich_measure__(console, console.options.update(width=10_000)).maximum > console.width:
            columns = [column for column in columns if column.name != name]
            table = _table(title, shown, columns)
    console.print(table)
    for note in _notes(asked):
        console.print(note, style="yellow", markup=False)


def _table(title: str, shown: pd.DataFrame, columns: Sequence[OutputColumn]) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        table.add_column(_heading(column), justify="right" if column.show in _NUMBERS else "left", no_wrap=True)
    cells = [[written(plain(value), column) for value in shown[column.name]] for column in columns]
    short = (shown["shortage"].fillna(0) > 0).to_list()
    for row, lacks in zip(zip(*cells, strict=True), short, strict=True):
        table.add_row(*row, style="bold" if lacks else "")
    return table


def written(value: Any, column: OutputColumn) -> str:
    """One cell: "—" where missing, thousands apart, shares in per cent, codes in Chinese."""
    if value is None:
        return "—"
    if column.show is Show.COUNT:
        return f"{value:,}"
    if column.show is Show.RATE:
        return f"{value:,.2f}"
    if column.show is Show.SHARE:
        return f"{value:.1%}"
    return label(column.name, str(value)) if column.show is Show.CODE else str(value)


def _is_ahead(column: OutputColumn, study: Study, level: Level) -> bool:
    """Whether a column tells what later targets or, by street, rules whose day is still to come ask for in sites."""
    after = study.target.target_on if study.target else study.on
    if column.name.startswith("required_20"):
        return date.fromisoformat(column.name.removeprefix("required_")) > max(after, study.on)
    if level is not Level.STREET or not column.name.startswith("owed_"):
        return False
    deadline = study.profile.rule(column.name.removeprefix("owed_")).deadline
    return deadline is not None and deadline > study.on


def _heading(column: OutputColumn) -> str:
    """The heading over two or three lines: a day apart from its words, the unit last."""
    words = re.sub(r"^(\d{4}-\d{2}-\d{2})", r"\1\n", column.zh)
    return f"{words}\n（{column.unit}）" if column.unit else words


def _notes(asked: Asked) -> Sequence[str]:
    notice = asked.snapshot.revision.manifest.notice
    drafts = [
        f"《{document.title}》：{DocumentStatus.DRAFT.zh}，不具约束力 / a draft, not binding"
        for document in asked.study.profile.documents
        if document.status == DocumentStatus.DRAFT
    ]
    return [*([notice] if notice else []), *drafts]
