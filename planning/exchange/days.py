"""Written dates to days and months (日期单元格): one ISO form, a few known others said, nothing guessed."""

from typing import Final

import pandas as pd

from planning.exchange.notes import Notes, Spot
from planning.exchange.numbers import HALF_WIDTH

_ISO_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DAY_FORMS: Final = (
    r"(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?",
    r"(?P<y>[0-9]{4})年(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日?",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
)
_ISO_MONTH: Final = r"[0-9]{4}-[0-9]{2}"
_MONTH_FORMS: Final = (
    r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})",
    r"(?P<y>[0-9]{4})年(?P<m>[0-9]{1,2})月",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})",
)
_YEARS: Final = ("1900", "2199")


def read_day(text: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """Days as datetime.date objects, None where missing; `text` holds trimmed cells, NaN where missing."""
    iso, matched = _iso(text, _DAY_FORMS, plain=_ISO_DAY)
    dates = pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce")
    real = dates.notna() & iso.str[:4].between(*_YEARS)
    values = dates.dt.date.astype(object).where(real, None)
    hint = "写成 2026-09-30 这样的日期 / write the day like 2026-09-30"
    serial = text.str.fullmatch(r"[0-9]{5}", na=False)
    hints = pd.Series(hint, index=text.index).mask(serial, f"这是 Excel 的日期序号；{hint} (an Excel serial number)")
    notes = spot.refuse(text.notna() & ~matched, code="date-format", hint=hints)
    notes += spot.refuse(matched & ~real, code="date-impossible", hint="没有这一天 / there is no such day")
    changed = real & ~text.str.fullmatch(_ISO_DAY, na=False)
    return values, notes + spot.warn(changed, code="date-normalised", hint="读作 " + iso + " / read as " + iso)


def read_month(text: pd.Series, spot: Spot) -> tuple[pd.Series, Notes]:
    """Months as text YYYY-MM, NaN where missing; `text` as in `read_day`."""
    iso, matched = _iso(text, _MONTH_FORMS, plain=_ISO_MONTH)
    real = iso.str[5:].between("01", "12") & iso.str[:4].between(*_YEARS) & matched
    hint = "写成 2026-09 这样的月份 / write the month like 2026-09"
    notes = spot.refuse(text.notna() & ~matched, code="date-format", hint=hint)
    notes += spot.refuse(matched & ~real, code="date-impossible", hint="没有这个月 / there is no such month")
    changed = real & ~text.str.fullmatch(_ISO_MONTH, na=False)
    notes += spot.warn(changed, code="date-normalised", hint="读作 " + iso + " / read as " + iso)
    return iso.where(real), notes


def _iso(text: pd.Series, forms: tuple[str, ...], *, plain: str) -> tuple[pd.Series, pd.Series]:
    """The cells in ISO form: as they are where `plain` fits, else by the first of `forms`; and where one fits."""
    iso = text.where(text.str.fullmatch(plain, na=False))
    rest = text[text.notna() & iso.isna()].str.translate(HALF_WIDTH)
    if rest.empty:
        return iso, iso.notna()
    for form in forms:
        parts = rest.str.extract(f"^{form}$")
        written = parts["y"] + "-" + parts["m"].str.zfill(2)
        if "d" in parts:
            written = written + "-" + parts["d"].str.zfill(2)
        iso = iso.fillna(written)
    return iso, iso.notna()
