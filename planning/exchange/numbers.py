"""Written numbers to exact ones (数字单元格): whole numbers, decimals and shares; none passes through a float."""

from decimal import Decimal
from typing import Final

import pandas as pd

from planning.exchange.notes import Notes, Spot

# Full-width forms of ASCII (！ to ～) and the ideographic space.
HALF_WIDTH: Final = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_DIGITS: Final = 12
_CANONICAL: Final = f"0|[1-9][0-9]{{0,{_DIGITS - 1}}}"
_GROUPED: Final = r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_NUMBER: Final = r"[+-]?[0-9]+(?:\.[0-9]+)?"
# A point before three digits parts thousands in some places; where a whole number belongs, 30.000 may be either.
_POINT_OR_GROUPS: Final = r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_NOT_A_NUMBER: Final = "只写数字，不知道就留空 / write digits only, leave empty what is unknown"


def read_whole(text: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """Whole numbers, 0 or more, as Int64; `text` holds trimmed cells, NaN where missing."""
    if text.str.fullmatch(_CANONICAL, na=True).all():
        return pd.to_numeric(text).astype("Int64"), Notes()
    plain = _plain(text)
    doubtful = plain.str.fullmatch(_POINT_OR_GROUPS, na=False)
    written = plain.str.fullmatch(_NUMBER, na=False) & ~doubtful
    digits = (
        plain.str.replace(r"\.0+$", "", regex=True).str.removeprefix("+").str.replace(r"^0+(?=[0-9])", "", regex=True)
    )
    fits = written & digits.str.fullmatch(f"[0-9]{{1,{_DIGITS}}}", na=False)
    values = pd.to_numeric(digits.where(fits)).astype("Int64")
    hint = "要写 0 或正整数 / a whole number, 0 or more"
    notes = spot.refuse(text.notna() & ~written & ~doubtful, code="not-a-number", hint=_NOT_A_NUMBER)
    told = "小数点后恰有三位，可能是千分位；请只写整数 / a point before three digits may part thousands; digits only"
    notes += spot.refuse(doubtful, code="not-a-number", hint=told)
    notes += spot.refuse(written & ~fits, code="out-of-range", hint=hint)
    return values, notes + _normalised(fits & (text != digits), digits, spot)


def read_decimal(text: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """Decimals, 0 or more, as Decimal objects (None where missing); `text` as in `read_whole`."""
    plain = _plain(text)
    return _decimals(text, plain, spot, hint="要写 0 或正数 / a number, 0 or more")


def read_share(text: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """Shares from 0 to 1 as Decimal objects (None where missing); a percentage is divided by 100 and said."""
    plain = _plain(text)
    percent = plain.str.fullmatch(_NUMBER + " ?%", na=False)
    parts = plain.where(percent).str.removesuffix("%").str.strip().map(_hundredth, na_action="ignore")
    plain = plain.mask(percent, parts)
    values, notes = _decimals(text, plain, spot, hint="要写 0 到 1，如 0.12 或 12% / from 0 to 1, like 0.12 or 12%")
    above = values.map(lambda value: value is not None and value > 1).astype(bool)
    hint = "比例在 0 到 1 之间，如 0.12 或 12% / a share runs from 0 to 1, like 0.12 or 12%"
    notes += spot.refuse(above, code="out-of-range", hint=hint)
    return values.mask(above, None).astype(object), notes


def _plain(text: pd.Series) -> pd.Series:
    """Half-width digits, without commas between thousands."""
    half = text.str.translate(HALF_WIDTH).str.strip()
    grouped = half.str.fullmatch(_GROUPED, na=False)
    return half.mask(grouped, half.str.replace(",", ""))


def _hundredth(text: str) -> str:
    return format(Decimal(text).scaleb(-2), "f")


def _decimals(text: pd.Series, plain: pd.Series, spot: Spot, *, hint: str) -> tuple[pd.Series, Notes]:
    written = plain.str.fullmatch(_NUMBER, na=False)
    fits = written & plain.str.fullmatch(f"[+]?[0-9]{{1,{_DIGITS}}}(?:\\.[0-9]{{1,30}})?", na=False)
    values = pd.Series(
        [Decimal(cell) if fit else None for cell, fit in zip(plain, fits, strict=True)], index=text.index, dtype=object
    )
    notes = spot.refuse(text.notna() & ~written, code="not-a-number", hint=_NOT_A_NUMBER)
    notes += spot.refuse(written & ~fits, code="out-of-range", hint=hint)
    return values, notes + _normalised(fits & (text != plain), plain, spot)


def _normalised(changed: pd.Series, read_as: pd.Series, spot: Spot) -> Notes:
    hint = "读作 " + read_as + " / read as " + read_as
    return spot.warn(changed, code="number-normalised", hint=hint)
