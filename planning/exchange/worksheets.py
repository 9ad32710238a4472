"""How every workbook of the product writes a worksheet (工作表): types, widths, headings, and paper."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from planning.exchange.printable import Cell, heading
from planning.frames import OutputColumn, Show

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NUMBERS: Final[Mapping[Show, str]] = {
    Show.COUNT: "#,##0",
    Show.RATE: "0.00",
    Show.SHARE: "0.0%",
    Show.DAY: "yyyy-mm-dd",
    Show.TEXT: "@",
    Show.CODE: "@",
}
_NARROWEST, _WIDEST = 8, 42
_LINE_POINTS: Final = 15.0
_A3: Final = 8


@dataclass(frozen=True, slots=True)
class Formats:
    """The cell formats of one workbook."""

    heading: Format
    note: Format
    by_show: Mapping[Show, Format]

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "Formats":
        """Add the formats to a workbook."""
        top = {"valign": "top"}
        return cls(
            heading=book.add_format(
                {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1, "bg_color": "#EEF2F5"}
            ),
            note=book.add_format({"text_wrap": True, **top}),
            by_show={show: book.add_format({"num_format": form, **top}) for show, form in _NUMBERS.items()},
        )


def write_cell(page: Worksheet, row: int, *, place: int, cell: Cell, style: Format) -> None:
    """Write one cell by its type; text stays text whatever it begins with, and a missing cell stays empty."""
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(row, place, cell, style)
    elif isinstance(cell, int | float):
        page.write_number(row, place, cell, style)
    else:
        page.write_datetime(row, place, cell, style)


def write_columns(
    page: Worksheet, columns: Sequence[tuple[OutputColumn, Sequence[Cell]]], *, formats: Formats, frozen: int = 0
) -> None:
    """
    Write a table with its headings, which stay in sight and stand on every printed page.

    Columns without a single value are hidden; the first `frozen` columns stay in sight when the sheet is scrolled.
    """
    page.set_row(0, 32)
    for place, (column, cells) in enumerate(columns):
        write_cell(page, 0, place=place, cell=heading(column), style=formats.heading)
        hidden = {"hidden": 1} if all(cell is None for cell in cells) else {}
        page.set_column(place, place, width(heading(column), cells), None, hidden)
        for row, cell in enumerate(cells, start=1):
            show = Show.RATE if column.show is Show.COUNT and isinstance(cell, float) else column.show
            write_cell(page, row, place=place, cell=cell, style=formats.by_show[show])
    page.freeze_panes(1, frozen)
    page.repeat_rows(0)
    if frozen:
        page.repeat_columns(0, frozen - 1)
    page.set_landscape()
    page.set_paper(_A3)
    page.autofilter(0, 0, max((len(cells) for _, cells in columns), default=0), len(columns) - 1)


def write_lines(
    page: Worksheet,
    lines: Sequence[Sequence[Cell]],
    *,
    widths: Sequence[int],
    headings: Sequence[str],
    formats: Formats,
) -> None:
    """Write wrapped text line by line; a line that begins with one of `headings` is a heading."""
    for row, cells in enumerate(lines):
        style = formats.heading if cells and cells[0] in headings else formats.note
        for place, cell in enumerate(cells):
            write_cell(page, row, place=place, cell=cell, style=style)
        page.set_row(row, height(cells, widths))
    for place, letters in enumerate(widths):
        page.set_column(place, place, letters)
    ready_for_paper(page)


def ready_for_paper(page: Worksheet) -> None:
    """Landscape A3, as wide as one page."""
    page.set_landscape()
    page.set_paper(_A3)
    page.fit_to_pages(1, 0)


def height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points for a row of wrapped text: not every office programme measures rows when it opens a file."""
    lines = [-(-_letters(str(cell)) // (letters - 3)) for cell, letters in zip(cells, widths, strict=False) if cell]
    return _LINE_POINTS * max(1, *lines) if lines else _LINE_POINTS


def width(title: str, cells: Sequence[Cell]) -> int:
    """A width in characters that fits heading and cells; a Chinese character takes two."""
    longest = max((_letters(str(cell)) for cell in cells if cell is not None), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, (_letters(title) + 1) // 2 + 2) + 2))


def _letters(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
