"""A finding (结论): what one rule says of one area on one day, as a table row and as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from planning.policy.outcome import Outcome

FINDING_COLUMNS: tuple[str, ...] = (
    "rule_id",
    "level",
    "area_id",
    "denominator",
    "required",
    "value",
    "shortfall",
    "outcome",
    "deadline",
    "reason",
)

_NUMBERS = ("denominator", "required", "value", "shortfall")
_TEXTS = ("rule_id", "level", "area_id", "outcome", "reason")


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of a findings table, with None for what is missing."""

    rule_id: str
    level: str
    area_id: str
    denominator: int | Decimal | None
    required: int | Decimal | None
    value: int | Decimal | None
    shortfall: int | Decimal | None
    outcome: Outcome
    deadline: date | None
    reason: str

    @classmethod
    def of(cls, row: "Mapping[str, Any] | pd.Series") -> "Finding":
        """Read a row of a findings table, in whatever form it is held."""
        return cls(
            rule_id=str(row["rule_id"]),
            level=str(row["level"]),
            area_id=str(row["area_id"]),
            denominator=_exact(row["denominator"]),
            required=_exact(row["required"]),
            value=_exact(row["value"]),
            shortfall=_exact(row["shortfall"]),
            outcome=Outcome.read(str(row["outcome"])),
            deadline=None if pd.isna(row["deadline"]) else row["deadline"],
            reason="" if pd.isna(row["reason"]) else str(row["reason"]),
        )

    @property
    def margin(self) -> int | Decimal | None:
        """What is there beyond what is required; below 0 where something is missing, None where either is unknown."""
        return None if self.value is None or self.required is None else self.value - self.required


def empty_findings() -> pd.DataFrame:
    """A findings table without rows."""
    return typed_findings({name: pd.Series(dtype="object") for name in FINDING_COLUMNS})


def typed_findings(table: Mapping[str, pd.Series]) -> pd.DataFrame:
    """
    The columns of a findings table in order and in their types: text, numbers, and `deadline` as date or None.

    A column of numbers is Int64 where all are whole, else object with exact Decimals among them.
    """
    typed = {
        **{name: exactly(table[name]) for name in _NUMBERS},
        **{name: _as(table[name], "str") for name in _TEXTS},
        "deadline": _as(table["deadline"], "object"),
    }
    return pd.DataFrame({name: typed[name] for name in FINDING_COLUMNS}).reset_index(drop=True)


def _as(values: pd.Series, dtype: Any) -> pd.Series:
    """A column as it is where it has the type already; turning it into the same again costs as much as into another."""
    return values if values.dtype == dtype else values.astype(dtype)


def exactly(numbers: pd.Series) -> pd.Series:
    """A column of numbers as Int64 where all are whole; as it is, with its Decimals, where some are in parts."""
    if numbers.dtype == "Int64":
        return numbers
    if numbers.dtype == "object" and any(isinstance(item, Decimal) for item in numbers):
        return numbers
    return numbers.astype("Int64")


def _exact(value: Any) -> int | Decimal | None:
    return None if pd.isna(value) else value if isinstance(value, Decimal) else int(value)
