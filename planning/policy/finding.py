"""A finding (结论): what one rule says of one area on one day, as a table row and as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of a findings table, with None for what is missing."""

    rule_id: str
    level: str
    area_id: str
    denominator: int | None
    required: int | None
    value: int | None
    shortfall: int | None
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
            denominator=_whole(row["denominator"]),
            required=_whole(row["required"]),
            value=_whole(row["value"]),
            shortfall=_whole(row["shortfall"]),
            outcome=Outcome.read(str(row["outcome"])),
            deadline=None if pd.isna(row["deadline"]) else row["deadline"],
            reason="" if pd.isna(row["reason"]) else str(row["reason"]),
        )


def empty_findings() -> pd.DataFrame:
    """A findings table without rows."""
    return typed_findings(pd.DataFrame(columns=list(FINDING_COLUMNS)))


def typed_findings(table: pd.DataFrame) -> pd.DataFrame:
    """The columns of a findings table in order and in their types: text, Int64, and `deadline` as date or None."""
    numbers = dict.fromkeys(("denominator", "required", "value", "shortfall"), "Int64")
    texts = dict.fromkeys(("rule_id", "level", "area_id", "outcome", "reason"), "str")
    return table[list(FINDING_COLUMNS)].astype(numbers | texts | {"deadline": "object"}).reset_index(drop=True)


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
