"""A gap table drawn in a terminal (终端缺口表)."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from planning.exchange.exports import label
from planning.frames import OutputColumn, Show
from planning.model.codes import Level
from planning.policy.clauses import DocumentStatus
from service.commands.gap_columns import columns_shown, order_of_leaving
from service.commands.gap_notes import basis_notes
from service.dependencies import Asked
from service.gap_rows import GapRows, plain

_NUMBERS = {Show.COUNT, Show.RATE, Show.SHARE}


def draw(console: Console, asked: Asked, *, level: Level, rows: GapRows) -> None:
    """Draw rows under a title; below stand what they rest on, and the columns for which there was no room."""
    about, manifest = asked.question, asked.snapshot.revision.manifest
    title = f"{manifest.name} {level.zh} 托位缺口　{about.on}　{about.profile_id}　{asked.snapshot.revision.name}"
    shown = asked.study.printed(level).table.loc[rows.ids()]
    wanted = columns_shown(asked.study, level, rows=shown)
    columns, table = wanted, _table(title, shown, wanted)
    for name in order_of_leaving(wanted):
        if _width(table, console) <= console.width:
            break
        columns = [column for column in columns if column.name != name]
        table = _table(title, shown, columns)
    console.print(table)
    if len(columns) < len(wanted):
        names = {column.name for column in columns}
        console.print(_left(len(wanted) - len(columns), shown, dated="target_on" in names), soft_wrap=True)
    for note in (*basis_notes(asked.study, level, rows=shown), *_notes(asked)):
        console.print(note, style="yellow", markup=False, soft_wrap=True)


def _left(columns: int, rows: pd.DataFrame, *, dated: bool) -> str:
    """How many columns left the table; the day of what is owed is said even so."""
    line = f"另有 {columns} 列，见 --format xlsx / more columns: {columns}, see --format xlsx"
    days = sorted({str(plain(day)) for day in rows["target_on"].dropna()}) if "target_on" in rows else []
    return line if dated or not days else f"{line}；应有托位的目标日期 / owed by: {'、'.join(days)}"


def _width(table: Table, console: Console) -> int:
    return table.__rich_measure__(console, console.options.update(width=10_000)).maximum


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
