"""An assessment as a Word document (DOCX 报告): headings, sentences, tables, page numbers, and what it rests on."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import docx
from docx.document import Document

from planning.assessment.report import Assessment
from planning.exchange.docx_style import WIDTH_CM, head_row, keep_together, set_up, set_widths, write_small
from planning.exchange.printable import Cell, heading
from planning.exchange.printed_table import PrintedTable
from planning.exchange.worksheets import width as letters
from planning.frames import Show
from planning.numerals import number
from planning.policy.clauses import DocumentStatus

_NUMBERS: Final = frozenset({Show.COUNT, Show.RATE, Show.SHARE})
_WIDEST_LETTERS: Final = 26  # longer text wraps, so that one column does not take the page
_PADDING_LETTERS: Final = 4
_MISSING: Final = "—"


def assessment_to_docx(assessment: Assessment) -> bytes:
    """
    Write an assessment for Word and LibreOffice.

    Every table head is repeated on each page; a dash stands where nothing is known. The file bears the report day as
    its date, so that equal reports give equal bytes.
    """
    document = docx.Document()
    set_up(document)
    now = assessment.span.now
    properties = document.core_properties
    properties.title, properties.author, properties.language = assessment.title, "", "zh-CN"
    properties.created = properties.modified = datetime(now.year, now.month, now.day)
    document.add_paragraph(assessment.title, style="Title")
    for item in assessment.drafts:
        _loud(document, f"{DocumentStatus.DRAFT.zh}：《{item.title}》不具约束力，正式文本可能不同。")
    if assessment.about.synthetic:
        _loud(document, assessment.about.notice)
    _write_pairs(document, assessment.opening())
    for section in assessment.sections:
        document.add_heading(section.heading, level=1)
        for sentence in section.sentences:
            document.add_paragraph(sentence)
        for table in section.tables:
            if len(table):
                document.add_heading(f"{table.title}（{number(len(table))}行）", level=2)
                _write_table(document, table)
    target = io.BytesIO()
    document.save(target)
    return _dated(target.getvalue(), now)


def _loud(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _write_pairs(document: Document, pairs: Sequence[tuple[str, str]]) -> None:
    """Labels and their words, as a table of two columns."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for label, words in pairs:
        row = table.add_row()
        write_small(row.cells[0], label, bold=True)
        write_small(row.cells[1], words)
    set_widths(table, [4.0, WIDTH_CM - 4.0])


def _write_table(document: Document, printed: PrintedTable) -> None:
    """A table with its head; a column in which nothing is known stays, for that is what it says."""
    columns = printed.columns
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    for cell, (column, _) in zip(table.rows[0].cells, columns, strict=True):
        write_small(cell, heading(column), bold=True)
    head_row(table.rows[0])
    for cells in zip(*(cells for _, cells in columns), strict=True):
        row = table.add_row()
        keep_together(row)
        for cell, value, (column, _) in zip(row.cells, cells, columns, strict=True):
            write_small(cell, _written(value), right=column.show in _NUMBERS)
    wanted = [
        min(letters(heading(column), [_written(cell) for cell in cells]), _WIDEST_LETTERS) + _PADDING_LETTERS
        for column, cells in columns
    ]
    set_widths(table, [WIDTH_CM * share / sum(wanted) for share in wanted])


def _written(cell: Cell) -> str:
    if cell is None:
        return _MISSING
    if isinstance(cell, int):
        return number(cell)
    if isinstance(cell, float):
        return f"{cell:,.2f}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _dated(content: bytes, on: date) -> bytes:
    """The same archive with every entry dated by the report day; the writer takes the hour of the day."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(target, "w") as dated:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, date_time=(max(on.year, 1980), on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            dated.writestr(entry, written.read(name))
    return target.getvalue()
