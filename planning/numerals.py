"""How numbers are written in a sentence (数字写法): thousands marked, missing ones a dash, shares in percent."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

_MISSING = "—"


def whole(number: Any) -> str:
    """A whole number with thousands marked; a dash where it is missing."""
    return _MISSING if pd.isna(number) else f"{int(number):,}"


def number(amount: Any) -> str:
    """A whole number or an exact decimal with thousands marked and all its digits; a dash where it is missing."""
    if pd.isna(amount):
        return _MISSING
    return f"{amount.normalize():,f}" if isinstance(amount, Decimal) else whole(amount)


def percent(share: Any) -> str:
    """
    A share (0 to 1) in percent; a dash where it is missing.

    A share of the law (Decimal, Fraction, int) has all its digits; one that never ends, and a float, has one decimal.
    """
    if pd.isna(share):
        return _MISSING
    hundredfold = _exact(share) * 100
    places = 1 if isinstance(share, float) else _digits(hundredfold)
    return f"{_written(hundredfold, 1 if places is None else places)}%"


def decimals(number: Any, places: int = 2) -> str:
    """A number with a fixed number of decimals, rounded half-up from its exact value; a dash where it is missing."""
    return _MISSING if pd.isna(number) else _written(_exact(number), places)


def _exact(number: Any) -> Fraction:
    return Fraction(number) if isinstance(number, float | Decimal | Fraction) else Fraction(int(number))


def _digits(number: Fraction) -> int | None:
    """How many decimals write `number` exactly; None where no number of them does."""
    places = 0
    while number.denominator != 1:
        step = Fraction(number.numerator * 10, number.denominator)
        if step.denominator == number.denominator:
            return None
        number, places = step, places + 1
    return places


def _written(number: Fraction, places: int) -> str:
    """Round half-up, away from zero, to so many decimals."""
    scaled = int(abs(number) * 10**places + Fraction(1, 2))
    units, rest = divmod(scaled, 10**places)
    sign = "-" if number < 0 and scaled else ""
    return f"{sign}{units:,}" + (f".{rest:0{places}d}" if places else "")
