"""A CSV file's rows (CSV 文件): encoding detected, read strictly; a ragged row or an open quote is refused by row."""

import csv
import io
from pathlib import Path

import pandas as pd

from planning.exchange.encodings import decoded
from planning.exchange.limits import FILE_BYTES, ROWS
from planning.exchange.notes import Notes, refusal, warning
from planning.exchange.raw import RawTable, too_large
from planning.exchange.stray_rows import check_title
from planning.exchange.true_formats import check_csv_bytes


def read_csv_file(path: Path, *, file: str) -> tuple[RawTable | None, Notes]:
    """
    Read a CSV file with one row of headings; every cell is text, an empty one is None.

    Commas separate; semicolons and tabs are taken with a warning. Rows are numbered as in a spreadsheet: headings are
    row 1. Blank rows are skipped and said.
    """
    data = path.read_bytes()
    if not data.strip():
        return None, refusal(file, "no-rows", hint="文件是空的 / the file is empty")
    if (other := check_csv_bytes(data, file)).issues:
        return None, other
    text, encoding, notes = decoded(data, file)
    if text is None:
        return None, notes
    if not text.strip():
        return None, notes + refusal(file, "no-rows", hint="文件是空的 / the file is empty")
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        return None, notes + refusal(file, "text-invalid", hint="含有空字符（NUL） / holds a NUL character", row=row)
    separator, more = _separator(text, file)
    notes += more
    records, fault = _records(text, separator, file)
    if fault.issues:
        return None, notes + fault
    table, more = _table(records, file=file, encoding=encoding)
    return table, notes + more


def _separator(text: str, file: str) -> tuple[str, Notes]:
    headings = text.split("\n", 1)[0]
    if "," in headings:
        return ",", Notes()
    for mark, zh, en in ((";", "分号", "semicolons"), ("\t", "制表符", "tabs")):
        if mark in headings:
            hint = f"以{zh}分隔，已照此读取 / separated by {en}, read so"
            return mark, warning(file, "csv-separator", hint=hint, row=1)
    return ",", Notes()


def _records(text: str, separator: str, file: str) -> tuple[list[list[str]], Notes]:
    # The limit on a cell belongs to the csv module as a whole; a long cell is reported later, by its own row and field.
    csv.field_size_limit(FILE_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    try:
        for record in reader:
            records.append(record)
            if len(records) > ROWS + 1:
                return [], too_large(file, rows=len(records) - 1, columns=len(records[0]))
    except csv.Error as fault:
        hint = f"引号没有闭合或位置不对 / a quote is open or out of place ({fault})"
        return [], refusal(file, "csv-invalid", hint=hint, row=len(records) + 1)
    if (title := check_title(records, file)).issues:
        return [], title
    if records and len(records[0]) == 1 and any(mark in records[0][0] for mark in "，、；|"):
        hint = "列之间要用半角逗号分隔 / columns are separated by plain commas"
        return [], refusal(file, "csv-invalid", hint=hint, row=1, value=records[0][0])
    return records, Notes()


def _table(records: list[list[str]], *, file: str, encoding: str) -> tuple[RawTable | None, Notes]:
    headings = [heading.strip() for heading in records[0]]
    numbered = [(number, record) for number, record in enumerate(records[1:], start=2)]
    filled = [(number, record) for number, record in numbered if any(cell.strip() for cell in record)]
    if (size := too_large(file, rows=len(filled), columns=len(headings))).issues:
        return None, size
    ragged = [(number, record) for number, record in filled if len(record) != len(headings)]
    if ragged:
        return None, Notes.together(_ragged(file, number, len(record), len(headings)) for number, record in ragged)
    notes = Notes()
    if len(filled) < len(numbered):
        blank = len(numbered) - len(filled)
        notes = warning(file, "rows-blank", hint=f"跳过{blank}个空行 / {blank} blank rows skipped")
    cells = pd.DataFrame([record for _, record in filled], dtype="str")
    # Two columns may bear one name here: matching headings reports it.
    cells.columns = pd.Index(headings)
    cells = cells.mask(cells == "")
    rows = pd.Series([number for number, _ in filled], dtype="int64")
    return RawTable(file=file, cells=cells, rows=rows, encoding=encoding), notes


def _ragged(file: str, row: int, width: int, expected: int) -> Notes:
    hint = (
        f"这一行有{width}格，表头有{expected}格；含逗号的文字要加引号"
        f" / the row has {width} cells, the headings {expected}; text with a comma wants quotes"
    )
    return refusal(file, "csv-invalid", hint=hint, row=row)
