"""Gap tables as an Excel workbook (XLSX 导出): what the figures are, a sheet for each level, what they rest on."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import geopandas as gpd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from planning.exchange.about import About
from planning.exchange.labels import labels
from planning.exchange.printable import Cell, printed_columns
from planning.exchange.worksheets import (
    OPTIONS,
    Formats,
    height,
    ready_for_paper,
    write_cell,
    write_columns,
    write_lines,
)
from planning.frames import OutputColumn, Show, columns_of
from planning.model.codes import Level
from planning.trace import Trace

_LEVELS: Final = {level.value: level.zh for level in Level}
# Name and id stay in sight when a sheet is scrolled.
_FROZEN_COLUMNS: Final = 2
ABOUT_WIDTHS: Final = (34, 48, 42, 14, 32)
_TRACE_WIDTHS: Final = (12, 16, 18, 18, 60, 32, 32, 12, 8, 60)
MISSING: Final = "空格表示没有数据或无法计算，不等于0；整列没有数据的列已隐藏。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    One sheet: the gap table of a level, and the traces of those rows whose arithmetic goes along.

    `columns` are those to write; those of the level where none are given. `notes` are Chinese sentences on what the
    split of its children rests on.
    """

    level: Level
    gaps: gpd.GeoDataFrame
    traces: tuple[Trace, ...] = ()
    columns: tuple[OutputColumn, ...] = ()
    notes: tuple[str, ...] = ()


def to_xlsx(sheets: Sequence[Sheet], *, about: About) -> bytes:
    """
    Write gap tables as a workbook.

    The first sheet 说明 says what the figures are, with the standing of each document; then a sheet for each level;
    the last sheet 依据 has the steps of the traces, one a line, where any are given. Text is never a formula, missing
    cells are empty, a share shows as per cent. The file bears the day of the figures as its date, so that equal
    tables give equal bytes.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties(
            {"title": f"{about.city} 托位缺口", "created": datetime(about.on.year, about.on.month, about.on.day)}
        )
        formats = Formats.of(book)
        _write_about(book.add_worksheet("说明"), sheets, about=about, formats=formats)
        for sheet in sheets:
            columns = printed_columns(sheet.gaps, sheet.level, columns=sheet.columns)
            write_columns(book.add_worksheet(sheet.level.zh), columns, formats=formats, frozen=_FROZEN_COLUMNS)
        traces = [trace for sheet in sheets for trace in sheet.traces]
        if traces:
            _write_traces(book.add_worksheet("依据"), traces, formats)
    return target.getvalue()


def about_lines(about: About) -> Iterable[Sequence[Cell]]:
    """What a workbook says of itself: city, day, rules, revision and nature of the data."""
    yield ("城市", about.city)
    yield ("数据日期", about.on.isoformat())
    yield ("政策方案", f"{about.profile}（{about.profile_id}）")
    yield ("数据版本", about.revision)
    yield ("数据性质", "合成数据，非真实城市" if about.synthetic else "实际数据")
    yield ("提示", about.notice or None)


def document_lines(about: About) -> Iterable[Sequence[Cell]]:
    """The documents that the rules come from, with their standing."""
    yield ("政策文件", "文号", "发文机关", "日期", "效力")
    for item in about.documents:
        dated = item.dated.isoformat() if item.dated else None
        yield (item.title, item.number or None, item.issuer, dated, item.status)


def column_lines(columns: Iterable[OutputColumn]) -> Iterable[Sequence[Cell]]:
    """How each column is read."""
    yield ("列", "单位", "读法")
    yield from (_reading(column) for column in {column.name: column for column in columns}.values())


def _write_about(page: Worksheet, sheets: Sequence[Sheet], *, about: About, formats: Formats) -> None:
    every = (column for sheet in sheets for column in sheet.columns or columns_of(sheet.level))
    lines: list[Sequence[Cell]] = [
        *about_lines(about),
        ("空格", MISSING),
        *(("服务五分的前提", note) for note in dict.fromkeys(note for sheet in sheets for note in sheet.notes)),
        (),
        *document_lines(about),
        (),
        *column_lines(every),
    ]
    write_lines(page, lines, widths=ABOUT_WIDTHS, headings=("政策文件", "列"), formats=formats)


def _reading(column: OutputColumn) -> Sequence[Cell]:
    forms = {Show.SHARE: "百分比", Show.RATE: "两位小数", Show.COUNT: "整数", Show.DAY: "日期"}
    words = "、".join(labels(column.name).values())
    form = "；".join(part for part in (words or forms.get(column.show, ""), column.about) if part)
    return (column.zh, column.unit or None, form or None)


def _write_traces(page: Worksheet, traces: Sequence[Trace], formats: Formats) -> None:
    headings = ("层级", "编号", "名称", "步骤", "说明", "算式", "代入", "结果", "单位", "依据条款")
    for place, (text, letters) in enumerate(zip(headings, _TRACE_WIDTHS, strict=True)):
        write_cell(page, 0, place=place, cell=text, style=formats.heading)
        page.set_column(place, place, letters)
    lines = [
        (
            _LEVELS.get(trace.level, trace.level),
            trace.area_id, trace.name, step.title, step.says, step.formula, step.filled, step.result, step.unit,
            "；".join(clause.cite() for clause in step.clauses),
        )
        for trace in traces
        for step in trace.steps
    ]  # fmt: skip
    for row, cells in enumerate(lines, start=1):
        for place, cell in enumerate(cells):
            write_cell(page, row, place=place, cell=cell or None, style=formats.note)
        page.set_row(row, height(cells, _TRACE_WIDTHS))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    ready_for_paper(page)
