"""Gap tables as an Excel workbook (XLSX 导出): what the figures are, a sheet for each level, what they rest on."""

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import geopandas as gpd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planning.exchange.about import About
from planning.exchange.labels import labels
from planning.exchange.printable import Cell, heading, printed_columns
from planning.frames import OutputColumn, Show, columns_of
from planning.model.codes import Level
from planning.trace import Trace

_NUMBERS: Final[Mapping[Show, str]] = {
    Show.COUNT: "#,##0",
    Show.RATE: "0.00",
    Show.SHARE: "0.0%",
    Show.DAY: "yyyy-mm-dd",
    Show.TEXT: "@",
    Show.CODE: "@",
}
_LEVELS: Final = {level.value: level.zh for level in Level}
_NARROWEST, _WIDEST = 8, 42
# Name and id stay in sight when a sheet is scrolled.
_FROZEN_COLUMNS: Final = 2
_ABOUT_WIDTHS: Final = (34, 48, 42, 14, 32)
_TRACE_WIDTHS: Final = (12, 16, 18, 18, 60, 32, 32, 12, 8, 60)
_LINE_POINTS: Final = 15.0
_A3: Final = 8
_MISSING: Final = "空格表示没有数据或无法计算，不等于0；整列没有数据的列已隐藏。"
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    One sheet: the gap table of a level, and the traces of those rows whose arithmetic goes along.

    `columns` are those to write; those of the level where none are given.
    """

    level: Level
    gaps: gpd.GeoDataFrame
    traces: tuple[Trace, ...] = ()
    columns: tuple[OutputColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Format
    note: Format
    by_show: Mapping[Show, Format]


def to_xlsx(sheets: Sequence[Sheet], *, about: About) -> bytes:
    """
    Write gap tables as a workbook.

    The first sheet 说明 says what the figures are, with the standing of each document; then a sheet for each level;
    the last sheet 依据 has the steps of the traces, one a line, where any are given. Text is never a formula, missing
    cells are empty, a share shows as per cent. The file bears the day of the figures as its date, so that equal
    tables give equal bytes.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties(
            {"title": f"{about.city} 托位缺口", "created": datetime(about.on.year, about.on.month, about.on.day)}
        )
        formats = _formats(book)
        _write_about(book.add_worksheet("说明"), sheets, about=about, formats=formats)
        for sheet in sheets:
            _write_level(book.add_worksheet(sheet.level.zh), sheet, formats)
        traces = [trace for sheet in sheets for trace in sheet.traces]
        if traces:
            _write_traces(book.add_worksheet("依据"), traces, formats)
    return target.getvalue()


def _formats(book: xlsxwriter.Workbook) -> _Formats:
    top = {"valign": "top"}
    return _Formats(
        heading=book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEF2F5"}
        ),
        note=book.add_format({"text_wrap": True, **top}),
        by_show={show: book.add_format({"num_format": form, **top}) for show, form in _NUMBERS.items()},
    )


def _write_about(page: Worksheet, sheets: Sequence[Sheet], *, about: About, formats: _Formats) -> None:
    lines: list[Sequence[Cell]] = [
        ("城市", about.city),
        ("数据日期", about.on.isoformat()),
        ("政策方案", f"{about.profile}（{about.profile_id}）"),
        ("数据版本", about.revision),
        ("数据性质", "合成数据，非真实城市" if about.synthetic else "实际数据"),
        ("提示", about.notice or None),
        ("空格", _MISSING),
        (),
        ("政策文件", "文号", "发文机关", "日期", "效力"),
        *_document_lines(about),
        (),
        ("列", "单位", "读法"),
        *(_reading(column) for column in _distinct(sheets)),
    ]
    for row, cells in enumerate(lines):
        style = formats.heading if cells and cells[0] in ("政策文件", "列") else formats.note
        for place, cell in enumerate(cells):
            _write(page, row, place, cell, style=style)
        page.set_row(row, _height(cells, _ABOUT_WIDTHS))
    for place, width in enumerate(_ABOUT_WIDTHS):
        page.set_column(place, place, width)
    _ready_for_paper(page)


def _document_lines(about: About) -> Iterable[Sequence[Cell]]:
    for item in about.documents:
        dated = item.dated.isoformat() if item.dated else None
        yield (item.title, item.number or None, item.issuer, dated, item.status)


def _distinct(sheets: Sequence[Sheet]) -> Iterable[OutputColumn]:
    columns = {column.name: column for sheet in sheets for column in sheet.columns or columns_of(sheet.level)}
    return columns.values()


def _reading(column: OutputColumn) -> Sequence[Cell]:
    forms = {Show.SHARE: "百分比", Show.RATE: "两位小数", Show.COUNT: "整数", Show.DAY: "日期"}
    words = "、".join(labels(column.name).values())
    form = "；".join(part for part in (words or forms.get(column.show, ""), column.about) if part)
    return (column.zh, column.unit or None, form or None)


def _write_level(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    columns = printed_columns(sheet.gaps, sheet.level, columns=sheet.columns)
    page.set_row(0, 32)
    for place, (column, cells) in enumerate(columns):
        _write(page, 0, place, heading(column), style=formats.heading)
        hidden = {"hidden": 1} if all(cell is None for cell in cells) else {}
        page.set_column(place, place, _width(heading(column), cells), None, hidden)
        for row, cell in enumerate(cells, start=1):
            _write(page, row, place, cell, style=formats.by_show[column.show])
    page.freeze_panes(1, _FROZEN_COLUMNS)
    page.repeat_rows(0)
    page.repeat_columns(0, _FROZEN_COLUMNS - 1)
    page.set_landscape()
    page.set_paper(_A3)
    page.autofilter(0, 0, len(sheet.gaps), len(columns) - 1)


def _write_traces(page: Worksheet, traces: Sequence[Trace], formats: _Formats) -> None:
    headings = ("层级", "编号", "名称", "步骤", "说明", "算式", "代入", "结果", "单位", "依据条款")
    for place, (text, width) in enumerate(zip(headings, _TRACE_WIDTHS, strict=True)):
        _write(page, 0, place, text, style=formats.heading)
        page.set_column(place, place, width)
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
            _write(page, row, place, cell or None, style=formats.note)
        page.set_row(row, _height(cells, _TRACE_WIDTHS))
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    _ready_for_paper(page)


def _write(page: Worksheet, row: int, place: int, cell: Cell, *, style: Format) -> None:
    """Write one cell by its type; text stays text whatever it begins with, and a missing cell stays empty."""
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, place, cell, style)
    elif isinstance(cell, int | float):
        page.write_number(row, place, cell, style)
    else:
        page.write_datetime(row, place, cell, style)


def _ready_for_paper(page: Worksheet) -> None:
    """Landscape A3, as wide as one page."""
    page.set_landscape()
    page.set_paper(_A3)
    page.fit_to_pages(1, 0)


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points for a row of wrapped text: not every office programme measures rows when it opens a file."""
    lines = [-(-_letters(str(cell)) // (width - 1)) for cell, width in zip(cells, widths, strict=False) if cell]
    return _LINE_POINTS * max(1, *lines) if lines else _LINE_POINTS


def _width(title: str, cells: Sequence[Cell]) -> int:
    """A width in characters that fits heading and cells; a Chinese character takes two."""
    longest = max((_letters(str(cell)) for cell in cells if cell is not None), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, (_letters(title) + 1) // 2 + 2) + 2))


def _letters(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
