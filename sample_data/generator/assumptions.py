"""The table of assumptions (预测假设): what the demo city takes for granted of the years to come, in three variants."""

import pandas as pd

_SOURCE = "预测假设（合成）"
_CITY = "99"
_GROWING, _OLD = "9903", "9901"

# Assumption, area, first year, (low, mid, high), note. None of these is a forecast of any real place.
_ASSUMED: tuple[tuple[str, str, int, tuple[str, str, str], str], ...] = (
    ("births_factor", _CITY, 2026, ("0.96", "0.98", "1.00"), "全市出生人数逐年变化"),
    ("births_factor", _CITY, 2031, ("0.98", "0.99", "1.00"), "2031年起变化放缓"),
    ("survival", _CITY, 2026, ("0.997", "0.998", "0.999"), "全市统一"),
    ("migration_factor", _CITY, 2026, ("0.995", "1.000", "1.005"), "全市统一"),
    ("migration_factor", _GROWING, 2026, ("1.000", "1.010", "1.020"), "新城区净迁入"),
    ("migration_factor", _OLD, 2026, ("0.980", "0.990", "1.000"), "老城区净迁出"),
    ("housing_from_outside", _CITY, 2026, ("0.20", "0.30", "0.40"), "其余入住家庭来自本市"),
)
_VARIANTS = ("low", "mid", "high")


def projection_assumptions_table() -> pd.DataFrame:
    """One row for each assumption, variant, area and first year; nothing is drawn at random."""
    rows = [
        {
            "assumption": assumption,
            "variant": variant,
            "area_id": area_id,
            "from_year": from_year,
            "value": value,
            "note": f"合成：{note}",
            "source": _SOURCE,
        }
        for assumption, area_id, from_year, values, note in _ASSUMED
        for variant, value in zip(_VARIANTS, values, strict=True)
    ]
    table = pd.DataFrame(rows)
    return table.sort_values(["assumption", "variant", "area_id", "from_year"], ignore_index=True)
