"""A gap table drawn in a terminal (终端缺口表)."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from planning.exchange.exports import label
from planning.frames import OutputColumn, Show, columns_of
from planning.model.codes import Level
from planning.policy.clauses import DocumentStatus
from service.dependencies import Asked
from service.gap_rows import GapRows, Row, plain

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
_NUMBERS = {Show.COUNT, Show.RATE, Show.SHARE}


def draw(console: Console, asked: Asked, *, level: Level, rows: GapRows) -> None:
    """Draw rows under a title, with the city's notice and the documents that bind nobody below."""
    about, manifest = asked.question, asked.snapshot.revision.manifest
    title = f"{manifest.name} {level.zh} 托位缺口　{about.on}　{about.profile_id}　{asked.snapshot.revision.name}"
    by_name = {column.name: column for column in columns_of(level)}
    columns = [by_name[name] for name in _SHOWN[level] if _says_something(rows, name)]
    printed = asked.study.printed(level)
    beside = [column for column in printed.columns if _stands_beside(column, printed.table, level)]
    cells = {column.name: printed.table[column.name].to_dict() for column in beside}
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column in (*columns, *beside):
        number = column.show in _NUMBERS
        table.add_column(_heading(column), justify="right" if number else "left", no_wrap=number)
    for row in rows.rows:
        own = [written(row[column.name], column) for column in columns]
        more = [written(plain(cells[column.name][row["area_id"]]), column) for column in beside]
        table.add_row(*own, *more, style=_style(row))
    console.print(table)
    for note in _notes(asked):
        console.print(note, style="yellow", markup=False)


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


def _stands_beside(column: OutputColumn, table: pd.DataFrame, level: Level) -> bool:
    """Later targets, and, by street, what rules ask for in sites: the columns a terminal has room for."""
    dated = column.name.startswith("required_20")
    asked_for = level is Level.STREET and column.name.startswith("owed_")
    return (dated or asked_for) and bool(table[column.name].notna().any()) and not _same_for_all(table[column.name])


def _same_for_all(values: pd.Series) -> bool:
    """A column with one number for every unit says nothing about any of them."""
    return len(values) > 1 and values.nunique() == 1


def _heading(column: OutputColumn) -> str:
    return f"{column.zh}\n（{column.unit}）" if column.unit else column.zh


def _says_something(rows: GapRows, name: str) -> bool:
    return name in ("required", "supplied", "shortage") or any(row[name] is not None for row in rows.rows)


def _style(row: Row) -> str:
    return "bold" if (row["shortage"] or 0) > 0 else ""


def _notes(asked: Asked) -> Sequence[str]:
    notice = asked.snapshot.revision.manifest.notice
    drafts = [
        f"《{document.title}》：{DocumentStatus.DRAFT.zh}，不具约束力 / a draft, not binding"
        for document in asked.study.profile.documents
        if document.status == DocumentStatus.DRAFT
    ]
    return [*([notice] if notice else []), *drafts]
