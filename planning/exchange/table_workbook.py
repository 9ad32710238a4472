"""Printed tables as an Excel workbook (XLSX 导出): what the figures are, then a sheet for each table."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from planning.exchange.about import About
from planning.exchange.printable import Cell
from planning.exchange.printed_table import PrintedTable
from planning.exchange.workbook import ABOUT_WIDTHS, MISSING, about_lines, column_lines, document_lines
from planning.exchange.worksheets import OPTIONS, Formats, write_columns, write_lines


def tables_to_xlsx(
    tables: Sequence[PrintedTable], *, about: About, title: str, notes: Sequence[Sequence[Cell]] = ()
) -> bytes:
    """
    Write printed tables as a workbook.

    The first sheet 说明 says what the figures are: city, day, rules and revision, `notes` (a label and its words each),
    and the standing of every document. Tables without a row are left out. Text is never a formula, missing cells are
    empty; the file bears the day of the figures as its date, so that equal tables give equal bytes.
    """
    target = io.BytesIO()
    written = [table for table in tables if len(table)]
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": title, "created": datetime(about.on.year, about.on.month, about.on.day)})
        formats = Formats.of(book)
        lines: list[Sequence[Cell]] = [
            *about_lines(about),
            ("空格", MISSING),
            *notes,
            (),
            *document_lines(about),
            (),
            *column_lines(column for table in written for column in table.headings),
        ]
        headings = ("政策文件", "列")
        write_lines(book.add_worksheet("说明"), lines, widths=ABOUT_WIDTHS, headings=headings, formats=formats)
        for table in written:
            write_columns(book.add_worksheet(table.title), table.columns, formats=formats, frozen=table.frozen)
    return target.getvalue()
