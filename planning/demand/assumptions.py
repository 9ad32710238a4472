"""What is assumed of a year to come (预测假设): the number that holds for an area, and what nobody gave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from planning.errors import ProjectionError
from planning.model.codes import Assumption, Variant
from planning.numerals import number
from planning.trace import Input

# What leaves things as they are: as many births as the year before, nobody dies or moves, new homes fill from within.
UNCHANGED: Mapping[Assumption, Fraction] = {
    Assumption.BIRTHS_FACTOR: Fraction(1),
    Assumption.SURVIVAL: Fraction(1),
    Assumption.MIGRATION_FACTOR: Fraction(1),
    Assumption.HOUSING_FROM_OUTSIDE: Fraction(0),
}
# A year's births are never ten times those of the year before: such a number is a percentage typed as a factor.
MOST_YEARLY_FACTOR = 10
_SHARES = (Assumption.SURVIVAL, Assumption.HOUSING_FROM_OUTSIDE)
NOT_GIVEN = "未给出，按不变计算"


@dataclass(frozen=True, slots=True)
class Assumed:
    """One row of the table: what is assumed of `area_id` from a year on, and who says so."""

    assumption: Assumption
    variant: Variant
    area_id: str
    from_year: int
    value: Fraction
    written: str
    note: str
    source: str

    def as_input(self) -> Input:
        """The row as an input of a trace."""
        key = f"assumption={self.assumption};variant={self.variant};area_id={self.area_id};from_year={self.from_year}"
        return Input(self.assumption.zh, self.written, "", "projection_assumptions", key, self.source)


class Assumptions:
    """
    The assumptions of a city, looked up by area, variant and year.

    The nearest area that has a row holds, a street before its district before the city; of its rows the latest that
    begins in or before the year. Without any, what leaves things unchanged holds (`UNCHANGED`).
    """

    def __init__(self, rows: Iterable[Assumed], *, lineage: Mapping[str, tuple[str, ...]]) -> None:
        self.rows = tuple(rows)
        self._lineage = lineage
        self._by_area: dict[tuple[Assumption, Variant, str], list[Assumed]] = {}
        for row in sorted(self.rows, key=lambda row: row.from_year):
            self._by_area.setdefault((row.assumption, row.variant, row.area_id), []).append(row)

    def row(self, assumption: Assumption, variant: Variant, *, area_id: str, year: int) -> Assumed | None:
        """The row that holds for an area in a year; None where nobody gave one."""
        for area in self._lineage[area_id]:
            begun = [row for row in self._by_area.get((assumption, variant, area), ()) if row.from_year <= year]
            if begun:
                return begun[-1]
        return None

    def value(self, assumption: Assumption, variant: Variant, *, area_id: str, year: int) -> Fraction:
        """The number that holds, or the one that leaves things unchanged."""
        row = self.row(assumption, variant, area_id=area_id, year=year)
        return UNCHANGED[assumption] if row is None else row.value

    def not_given(self, variant: Variant) -> tuple[Assumption, ...]:
        """The assumptions of a variant that no row speaks of."""
        given = {row.assumption for row in self.rows if row.variant is variant}
        return tuple(assumption for assumption in Assumption if assumption not in given)


def assumptions_of(table: pd.DataFrame, *, lineage: Mapping[str, tuple[str, ...]]) -> Assumptions:
    """
    The assumptions that a table of the city holds.

    `table` is `projection_assumptions`, `lineage` each area with those above it, nearest first. Raises ProjectionError
    for a survival or share of new homes above 1, or a factor above `MOST_YEARLY_FACTOR`.
    """
    names = ["assumption", "variant", "area_id", "from_year", "value", "note", "source"]
    rows = [
        Assumed(
            Assumption(assumption),
            Variant(variant),
            area_id,
            int(from_year),
            Fraction(value),
            number(value),
            "" if pd.isna(note) else note,
            source,
        )
        for assumption, variant, area_id, from_year, value, note, source in zip(
            *(table[name] for name in names), strict=True
        )
    ]
    for row in rows:
        if row.assumption in _SHARES and row.value > 1:
            raise ProjectionError(
                f"{row.assumption.zh}（{row.variant.zh}，{row.area_id}，{row.from_year}年）为{row.written}，应在0到1之间"
                f" / {row.assumption} is {row.written}; it runs from 0 to 1"
            )
        if row.value > MOST_YEARLY_FACTOR:
            raise ProjectionError(
                f"{row.assumption.zh}（{row.variant.zh}，{row.area_id}，{row.from_year}年）为{row.written}，"
                f"系数以1为不变，98%写作0.98 / {row.assumption} is {row.written}; write 98 % as 0.98"
            )
    return Assumptions(rows, lineage=lineage)
