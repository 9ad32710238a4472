"""Which factors of a split were published (参考因素表): a CSV of figures by unit, each with its source."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path

import pandas as pd

from planning.allocation.factor import Factor
from planning.errors import TableError

COLUMNS = ("area_id", "factor", "zh", "stands_for", "value", "over", "comparable", "note", "source")


def read_factors(path: Path) -> tuple[Factor, ...]:
    """
    Read factors, in the order in which the file first names them.

    One row is a figure of one factor for one unit: `value`, or `value` / `over` where `over` is filled. A figure that
    is not `comparable` (no) stays unknown, and its `note` says why; a blank value is unknown too.

    Raises TableError for a file that cannot be read, a missing column, a figure that is no number, a unit named twice.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise TableError(f"读不出因素表{path.name} / {path.name} cannot be read as a UTF-8 CSV") from error
    if missing := [name for name in COLUMNS if name not in table]:
        raise TableError(f"{path.name}缺少列{missing[0]} / {path.name}: no column {missing[0]!r}")
    if table.duplicated(["area_id", "factor"]).any():
        twice = table[table.duplicated(["area_id", "factor"])].iloc[0]
        raise TableError(
            f"{path.name}：{twice['area_id']}的{twice['factor']}写了两次 / "
            f"{path.name}: {twice['factor']} of {twice['area_id']} stands twice"
        )
    return tuple(_factor(str(key), rows, file=path.name) for key, rows in table.groupby("factor", sort=False))


def _factor(key: str, rows: pd.DataFrame, *, file: str) -> Factor:
    own = rows.set_index("area_id")
    figures = [
        _figure(value, over, file=file) if comparable != "no" else pd.NA
        for value, over, comparable in zip(own["value"], own["over"], own["comparable"], strict=True)
    ]
    noted = own["note"][own["note"] != ""]
    return Factor(
        key=key,
        zh=own["zh"].iloc[0],
        values=pd.Series(figures, index=own.index, dtype="object"),
        source="；".join(own["source"].drop_duplicates()),
        why={str(unit): str(note) for unit, note in noted.items()},
        stands_for=own["stands_for"].iloc[0],
    )


def _figure(value: str, over: str, *, file: str) -> object:
    if not value:
        return pd.NA
    try:
        figure, base = Decimal(value), Decimal(over or "1")
        return Fraction(figure) / Fraction(base)
    except (InvalidOperation, ValueError, OverflowError, ZeroDivisionError):
        raise TableError(f"{file}：“{value}”“{over}”不是数 / {file}: {value!r} over {over!r} is no number") from None
