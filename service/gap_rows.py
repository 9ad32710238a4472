"""A gap table as rows of plain values (缺口表的行): what JSON carries, what is searched, filtered and sorted."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from planning.frames import columns_of
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.policy.tally import Counted
from planning.study import Study
from service.pinyin import pinyin_of

Row = Mapping[str, Any]

_TARGET_KEYS = ("rule_id", "target_on", "required", "basis", "supplied", "shortage", "outcome")
_OWED_KEYS = ("rule_id", "required", "value", "outcome", "deadline")


@dataclass(frozen=True, slots=True)
class GapRows:
    """
    The rows of one level of a study, in the study's order.

    Each row has the columns of `planning.frames.columns_of(level)`, and `pinyin`, `targets` (dated targets of places)
    and `owed` (sites, institutions or classes that rules ask for). Missing values are None.
    """

    level: Level
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, study: Study, level: Level) -> "GapRows":
        """Take the rows of a level out of a study."""
        table = study.gaps(level)
        names = [column.name for column in columns_of(level)]
        targets = _by_area(study.targets(level), _TARGET_KEYS)
        owed = _by_area(_not_places(study.findings(level), study.profile), _OWED_KEYS)
        rows = records(table[names])
        return cls(
            level,
            tuple(
                row
                | {
                    "pinyin": pinyin_of(row["name"] or ""),
                    "targets": targets.get(row["area_id"], []),
                    "owed": owed.get(row["area_id"], []),
                }
                for row in rows
            ),
        )

    def found(self, *, district: str | None = None, q: str | None = None) -> "GapRows":
        """The rows of a district whose name, pinyin, initials or id hold what was typed."""
        typed = _folded(q or "")
        kept = (row for row in self.rows if district is None or district in (row["district_id"], row["area_id"]))
        return GapRows(self.level, tuple(row for row in kept if _holds(row, typed)))

    def sorted_by(self, keys: Sequence[str]) -> "GapRows":
        """The rows by columns, "-" before a name for falling order; missing values last, ties in the present order."""
        rows = list(self.rows)
        for key in reversed(keys):
            name = key.lstrip("+-")
            there = [row for row in rows if row[name] is not None]
            missing = [row for row in rows if row[name] is None]
            rows = sorted(there, key=lambda row: row[name], reverse=key.startswith("-")) + missing
        return GapRows(self.level, tuple(rows))

    def page(self, *, offset: int, limit: int) -> "GapRows":
        """`limit` rows from `offset` on."""
        return GapRows(self.level, self.rows[offset : offset + limit])

    def ids(self) -> list[str]:
        """The area ids of the rows, in order."""
        return [row["area_id"] for row in self.rows]


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dictionaries of plain values: None where missing, days as ISO text, numbers as numbers."""
    columns = [[plain(value) for value in table[name].astype(object)] for name in table.columns]
    return [dict(zip(table.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def plain(value: Any) -> Any:
    """One value as JSON has it."""
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, Decimal | Fraction):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str):
        return str(value)
    return value.item() if hasattr(value, "item") else value


def _by_area(table: pd.DataFrame, keys: Iterable[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for area_id, row in zip(table["area_id"], records(table[list(keys)]), strict=True):
        found.setdefault(area_id, []).append(row)
    return found


def _not_places(findings: pd.DataFrame, profile: Profile) -> pd.DataFrame:
    """Places owed are the columns' affair; what else rules ask for is listed beside them."""
    others = {rule.id for rule in profile.rules if rule.unit_word() != Counted.PLACES.zh}
    return findings[findings["rule_id"].isin(others)]


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _holds(row: Row, typed: str) -> bool:
    if not typed:
        return True
    texts = (row["name"] or "", row["area_id"], *str(row["pinyin"]).split())
    return any(typed in _folded(text) for text in texts)
