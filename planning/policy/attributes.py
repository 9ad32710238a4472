"""What is stated of a subject (对象属性): one dated attribute by name, read as a number, a day or yes and no."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

# One row says what an attribute of a subject was on a day: `value` is a number, a day, a flag, or the text of one.
STATEMENT_COLUMNS: tuple[str, ...] = ("subject_id", "attribute", "on", "value", "source")

_FLAGS = {"true": True, "yes": True, "是": True, "有": True, "false": False, "no": False, "否": False, "无": False}


def latest(statements: pd.DataFrame, attribute: str, *, until: date, since: date | None = None) -> pd.DataFrame:
    """
    What was last said of an attribute, by subject.

    Parameters
    ----------
    statements
        `STATEMENT_COLUMNS`.
    attribute
        The name that is looked for.
    until, since
        Statements outside these days, both included, are not looked at.

    Returns
    -------
    DataFrame
        Index `subject_id`; `value` (object), `on` (date) and `source`.
    """
    own = statements[statements["attribute"] == attribute]
    spoken = own["on"].map(lambda day: day <= until and (since is None or day >= since)).astype(bool)
    newest = own[spoken].sort_values(["subject_id", "on"], kind="stable").drop_duplicates("subject_id", keep="last")
    return newest.set_index("subject_id")[["value", "on", "source"]]


def numbers(values: pd.Series) -> pd.Series:
    """Each value as an exact number (object: int or Decimal), NA where it is missing or none."""
    return _each(values, _number)


def wholes(values: pd.Series) -> pd.Series:
    """Each value as a whole number (Int64), NA where it is missing or none."""
    read = numbers(values)
    return pd.Series([item if isinstance(item, int) else pd.NA for item in read], index=values.index, dtype="Int64")


def days(values: pd.Series) -> pd.Series:
    """Each value as a day (object: date), NA where it is missing or none."""
    return _each(values, _day)


def flags(values: pd.Series) -> pd.Series:
    """Each value as yes or no (boolean), NA where it is missing or neither."""
    return _each(values, _flag).astype("boolean")


def unreadable(values: pd.Series, read: pd.Series) -> pd.Series:
    """Whether something stands there that could not be read (bool)."""
    return values.notna() & read.isna()


def _each(values: pd.Series, reads: Callable[[Any], Any]) -> pd.Series:
    return pd.Series([pd.NA if pd.isna(item) else reads(item) for item in values], index=values.index, dtype="object")


def _number(value: Any) -> Any:
    if isinstance(value, bool | float):
        return pd.NA
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return pd.NA
    if not number.is_finite():
        return pd.NA
    return int(number) if number == number.to_integral_value() else number


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return pd.NA


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    return _FLAGS.get(str(value).strip().lower(), pd.NA)
