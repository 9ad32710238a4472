"""How numbers are written in a sentence (数字写法): thousands marked, missing ones a dash, shares in percent."""

from typing import Any

import pandas as pd


def whole(number: Any) -> str:
    """A whole number with thousands marked; a dash where it is missing."""
    return "—" if pd.isna(number) else f"{int(number):,}"


def percent(share: Any) -> str:
    """A share (0 to 1) in percent with one decimal; a dash where it is missing."""
    return "—" if pd.isna(share) else f"{float(share) * 100:.1f}%"


def decimals(number: Any, places: int = 2) -> str:
    """A number with a fixed number of decimals; a dash where it is missing."""
    return "—" if pd.isna(number) else f"{float(number):,.{places}f}"
