"""A gap table as CSV (CSV 导出) that a spreadsheet opens well: UTF-8 with its mark, Chinese headings, no formulas."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Final

import geopandas as gpd

from planning.exchange.printable import Cell, heading, printed_columns
from planning.frames import OutputColumn
from planning.model.codes import Level

# A cell that begins so would be run as a formula when the file is opened (OWASP ASVS 5.0, 1.2.10).
_DECIMALS: Final = 4
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def to_csv(gaps: gpd.GeoDataFrame, level: Level, *, columns: Sequence[OutputColumn] = ()) -> bytes:
    """
    Write a gap table of `level` without its geometry: the columns given, or those of the level.

    Headings are Chinese with units, codes Chinese words, shares from 0 to 1, days ISO, missing cells empty. Text that
    a spreadsheet would take for a formula has an apostrophe before it. Equal tables give equal bytes.
    """
    return columns_to_csv(printed_columns(gaps, level, columns=columns))


def columns_to_csv(printed: Sequence[tuple[OutputColumn, Sequence[Cell]]]) -> bytes:
    """Write columns with their cells (`planning.exchange.printable`) as CSV, in the same form as a gap table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([heading(column) for column, _ in printed])
    writer.writerows(zip(*([_written(cell) for cell in cells] for _, cells in printed), strict=True))
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_FORMULA) else cell
    if isinstance(cell, float):
        return repr(round(cell, _DECIMALS))
    return cell.isoformat() if isinstance(cell, date) else repr(cell)
