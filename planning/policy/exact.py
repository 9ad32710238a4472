"""Numbers of the law (法定数值): whole or decimal, never binary floats, and always rounded up to a whole place."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

import pandas as pd
from pydantic import BeforeValidator, Field


def exactly(value: object) -> object:
    """Let a number through that is exact as it is written; ValueError for a binary float."""
    if isinstance(value, bool | float):
        raise ValueError("write the number as a whole number, a decimal in TOML, or text; a binary float is not exact")
    return value


Exact = Annotated[Decimal, BeforeValidator(exactly), Field(gt=0, allow_inf_nan=False)]
Share = Annotated[Decimal, BeforeValidator(exactly), Field(gt=0, le=1, allow_inf_nan=False)]
Whole = Annotated[int, Field(strict=True, gt=0)]


def least_whole(count: int, per_one: Fraction) -> int:
    """The least whole number that is not below `count` x `per_one`; a part of a place is owed as a whole one."""
    return -((-count * per_one.numerator) // per_one.denominator)


def least_wholes(counts: pd.Series, per_one: Fraction) -> pd.Series:
    """`least_whole` of each count (Int64), NA where the count is missing."""
    required = [pd.NA if pd.isna(count) else least_whole(int(count), per_one) for count in counts]
    return pd.Series(required, index=counts.index, dtype="Int64")
