"""A file's cells before they are understood (原始表): headings matched to the contract, cells as written."""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from planning.exchange.limits import COLUMNS, ROWS
from planning.exchange.notes import Notes, refusal, warning
from planning.exchange.units import check_unit
from planning.model.contracts import GEOMETRIC, TableContract


@dataclass(frozen=True, slots=True)
class RawTable:
    """
    A table as the file has it.

    `cells` has the file's own headings and a RangeIndex; a missing cell is None or NaN. `rows` are the row numbers that
    a reader of the file sees. `shapes` are shapely geometries in the file's CRS (None where missing), or None where the
    file carries no geometry. `file_crs` is the system the file itself names ("" where it names none).
    """

    file: str
    cells: pd.DataFrame
    rows: pd.Series
    encoding: str = ""
    shapes: pd.Series | None = None
    file_crs: str = ""


def normal_heading(text: str) -> str:
    """A heading as it is compared: NFKC, without case, spaces, underscores and a unit in brackets at its end."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    plain = re.sub(r"[(\[][^()\[\]]*[)\]]$", "", plain) if not plain.startswith(("(", "[")) else plain
    return re.sub(r"[\s_]+", "", plain)


def match_headings(
    contract: TableContract, headings: Sequence[str], *, file: str, row: int | None, besides: Sequence[str] = ()
) -> tuple[dict[str, str], Notes]:
    """
    Which heading of the file holds which column of the contract, as {column: heading}.

    Reports a heading that stands twice, one in another unit than the contract's (its cells are not read), a required
    column that is missing (with the nearest headings), and headings that no column answers to (a warning: they are not
    read). The geometry column is no heading and is not looked for; `besides` are normal headings that are read
    elsewhere.
    """
    plain = [column for column in contract.columns if column.kind not in GEOMETRIC]
    known: dict[str, str] = {}
    for column in plain:
        for name in (column.name, column.zh, *column.aliases):
            known.setdefault(normal_heading(name), column.name)
    found: dict[str, list[str]] = defaultdict(list)
    unread = []
    for heading in headings:
        column_name = known.get(normal_heading(heading))
        if column_name:
            found[column_name].append(heading)
        else:
            unread.append(heading)
    notes = Notes.together(_twice(file, row, name, names) for name, names in found.items() if len(names) > 1)
    units = {name: check_unit(contract.column(name), names[0], file=file, row=row) for name, names in found.items()}
    notes += Notes.together(units.values())
    missing = [column for column in plain if column.required and column.name not in found]
    for column in missing:
        near = _nearest(headings, (column.name, column.zh, *column.aliases))
        hint = f"缺少“{column.zh}”列；最接近的表头：{near} / no column {column.name}; nearest headings: {near}"
        notes += refusal(file, "column-missing", hint=hint, row=row, field=column.name)
    unread_texts = [heading for heading in unread if heading.strip() and normal_heading(heading) not in besides]
    if unread_texts:
        hint = "这些列不在数据约定中，未读取 / these columns are not in the contract and were not read"
        notes += warning(file, "column-unknown", hint=hint, row=row, value=", ".join(unread_texts))
    return {name: names[0] for name, names in found.items() if not units[name].issues}, notes


def _twice(file: str, row: int | None, column: str, headings: list[str]) -> Notes:
    both = ", ".join(headings)
    hint = f"同一列出现多次：{both}；请只保留一列 / one column stands more than once: {both}; keep one"
    return refusal(file, "column-duplicate", hint=hint, row=row, field=column, value=both)


def _nearest(headings: Sequence[str], names: Sequence[str]) -> str:
    near = [match for name in names for match in difflib.get_close_matches(name, headings, n=2, cutoff=0.4)]
    return ", ".join(dict.fromkeys(near or headings[:10]))[:200] or "—"


def too_large(file: str, *, rows: int, columns: int) -> Notes:
    """The refusal of a file with too many rows or columns, or of one with no rows; nothing where it is of fair size."""
    if columns > COLUMNS:
        hint = f"有{columns}列，上限{COLUMNS}列 / {columns} columns, at most {COLUMNS}"
        return refusal(file, "too-many-columns", hint=hint)
    if rows > ROWS:
        return refusal(file, "too-many-rows", hint=f"有{rows}行，上限{ROWS}行 / {rows} rows, at most {ROWS}")
    if rows == 0:
        return refusal(file, "no-rows", hint="文件没有数据行 / the file has no rows of data")
    return Notes()
