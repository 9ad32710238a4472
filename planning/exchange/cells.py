"""Cells as written to typed values (单元格): one reading a kind of column, every failing row named with its remedy."""

from collections.abc import Callable
from typing import Final

import orjson
import pandas as pd

from planning.exchange.days import read_day, read_month
from planning.exchange.notes import Notes, Spot
from planning.exchange.numbers import read_decimal, read_share, read_whole
from planning.exchange.words import lost_zeros, read_code, read_codes, read_flag, read_id, read_text, unknown_code
from planning.model.contracts import Column, Kind, TableContract

_READERS: Final[dict[Kind, Callable[[pd.Series, Spot], tuple[pd.Series, Notes]]]] = {
    Kind.ID: read_id,
    Kind.TEXT: read_text,
    Kind.WHOLE: read_whole,
    Kind.DECIMAL: read_decimal,
    Kind.SHARE: read_share,
    Kind.DAY: read_day,
    Kind.MONTH: read_month,
    Kind.FLAG: read_flag,
}
_NUMERIC: Final = frozenset({Kind.WHOLE, Kind.DECIMAL, Kind.SHARE})
_WORDS: Final = frozenset({Kind.ID, Kind.TEXT})


def read_column(column: Column, raw: pd.Series, *, file: str, rows: pd.Series) -> tuple[pd.Series, Notes]:
    """
    Read the cells of one column.

    Parameters
    ----------
    column
        The contract's column; its kind decides the form.
    raw
        Cells as written: text, or the numbers, booleans and containers of JSON; None or NaN where missing.
    file, rows
        Where the cells stand; `rows` has the index of `raw`.

    Returns
    -------
    tuple[Series, Notes]
        Values of the kind's dtype (see `planning.exchange.typed.DTYPES`), missing where refused; and what was found.
    """
    spot = Spot(file, column.name, rows, raw)
    text, notes = _text(column, raw, spot)
    if column.kind is Kind.CODE:
        values, more = read_code(text, spot, column=column)
    elif column.kind is Kind.CODES:
        values, more = read_codes(text, spot, column=column)
    else:
        values, more = _READERS[column.kind](text, spot)
    notes += more
    if column.filled and text.hasnans:
        code = unknown_code(column) if column.kind is Kind.CODE else "required"
        code = code if code == "status-unknown" else "required"
        hint = f"“{column.zh}”必须填写 / {column.name} must be filled in"
        notes += spot.refuse(text.isna() & ~raw.map(_is_container).astype(bool), code=code, hint=hint)
    return values, notes


def _text(column: Column, raw: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """The cells as trimmed text, NaN where blank; says what is no text or number, and what was trimmed."""
    if raw.dtype == "str":
        written, notes = raw, Notes()
    else:
        nested = raw.map(_is_container).astype(bool)
        code = "not-a-number" if column.kind in _NUMERIC else "text-invalid"
        notes = spot.refuse(
            nested, code=code, hint="这里要写一个值，不是列表或对象 / one value, not a list or an object"
        )
        number = raw.map(_is_number).astype(bool)
        if column.kind is Kind.ID and number.any():
            first = number & ~number.cumsum().gt(1)
            hint = "编号是数字，已读作文本，前导零可能丢失 / ids are numbers; read as text, leading zeros may be lost"
            notes += spot.warn(first, code="code-from-number", hint=hint)
        written = raw.mask(nested, None).map(_written).astype("str")
    trimmed = written.str.strip()
    blank = trimmed == ""
    if column.kind in _WORDS:
        hint = "已去掉首尾空白 / blanks at the ends were cut"
        notes += spot.warn(written.notna() & ~blank & (trimmed != written), code="text-trimmed", hint=hint)
    return trimmed.mask(blank), notes


def _is_container(cell: object) -> bool:
    return isinstance(cell, dict | list)


def _is_number(cell: object) -> bool:
    """Whether a cell holds a number; a missing one (NaN) and a truth are none."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell


def _written(cell: object) -> str | None:
    """A value of JSON or a database as text; a float that is whole without its `.0`."""
    if cell is None or cell is pd.NaT or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, pd.Timestamp):
        return cell.isoformat()
    return str(orjson.dumps(cell, default=str), "utf-8").strip('"')


def check_keys(
    contract: TableContract, columns: dict[str, pd.Series], *, cells: dict[str, pd.Series], file: str, rows: pd.Series
) -> Notes:
    """
    Report rows whose key stands twice, each with the row it repeats; full-width twins of an id are the same id.

    `columns` are the values read, `cells` the same columns as written. Rows with a missing part of the key are left
    to the report of that part.
    """
    if not all(name in columns for name in contract.key):
        return Notes()
    parts = {name: _comparable(contract.column(name), columns[name], cells[name]) for name in contract.key}
    keys = pd.DataFrame(parts)
    whole = keys.notna().all(axis="columns")
    notes = Notes()
    if len(contract.key) == 1 and contract.column(contract.key[0]).kind is Kind.ID:
        spot = Spot(file, contract.key[0], rows, cells[contract.key[0]])
        hint = "似乎丢了前导零；请将该列设为文本 / a leading zero seems lost; set the column to text"
        notes += spot.refuse(lost_zeros(columns[contract.key[0]]), code="code-damaged", hint=hint)
    keys = keys[whole]
    repeats = keys.duplicated().reindex(rows.index, fill_value=False)
    if not repeats.any():
        return notes
    first = (
        rows[whole].groupby([keys[name] for name in contract.key], sort=False).transform("first").reindex(rows.index)
    )
    number = first.astype("Int64").astype("str")
    twice = keys[repeats[whole]].astype("str")
    shown = twice.iloc[:, 0].str.cat(twice.iloc[:, 1:], sep=" ").reindex(rows.index)
    spot = Spot(file, ", ".join(contract.key), rows, shown)
    return notes + spot.refuse(repeats, code="duplicate-id", hint="与第" + number + "行重复 / repeats row " + number)


def _comparable(column: Column, values: pd.Series, cells: pd.Series) -> pd.Series:
    if column.kind is not Kind.ID:
        return values
    written = (cells if cells.dtype == "str" else cells.map(_written).astype("str")).str.normalize("NFKC").str.strip()
    return values.astype("str").fillna(written.mask(written == ""))
