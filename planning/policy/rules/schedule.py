"""What each unit must have reached by each date of a table (分年度指标)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, model_validator

from planning.policy.exact import Whole
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.printed_table import PrintedTable
from planning.policy.rules.base import Rule
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally


class ScheduleRow(BaseModel):
    """One unit of the table: its code and name as printed, and one number for each date."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    area_id: str
    name: str
    values: tuple[Whole, ...]


class Schedule(Rule):
    """
    A dated table, with one finding for each unit and date; `totals` are the printed column sums, checked on reading.

    Where other rules read the same table, `printed` names it and `columns` its columns, one for each date.
    A unit of the table that the city does not have is told as one nobody can judge; it is not left out.
    """

    type: Literal["schedule"] = "schedule"
    dates: tuple[date, ...]
    totals: tuple[Whole, ...]
    rows: tuple[ScheduleRow, ...]
    sites: SiteFilter = SiteFilter()
    counts: Counted = Counted.PLACES

    counts_sites: ClassVar[bool] = True
    per_count: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _of_a_printed_table(cls, data: Any) -> Any:
        if not isinstance(data, Mapping) or "printed" not in data:
            return data
        table, columns = PrintedTable.model_validate(data["printed"]), tuple(data.get("columns", ()))
        table.require_columns(columns)
        if table.totals is None:
            raise ValueError("the table prints no total; add its row with total = true")
        rows = [{"area_id": row.id, "name": row.name, "values": table.numbers_of(row, columns)} for row in table.units]
        rest = {key: value for key, value in data.items() if key not in ("printed", "columns")}
        return rest | {"rows": rows, "totals": table.numbers_of(table.totals, columns)}

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if len(self.totals) != len(self.dates) or any(len(row.values) != len(self.dates) for row in self.rows):
            raise ValueError(f"every row, and totals, must have one number for each of the {len(self.dates)} dates")
        if len({row.area_id for row in self.rows}) != len(self.rows):
            raise ValueError("an area_id stands in two rows; keep one")
        sums = tuple(sum(row.values[place] for row in self.rows) for place in range(len(self.dates)))
        if sums != self.totals:
            raise ValueError(f"the rows add up to {list(sums)}, the printed totals are {list(self.totals)}")
        return self

    def table(self) -> pd.DataFrame:
        """The table in long form: `area_id`, `name`, `deadline` (date) and `required` (Int64)."""
        cells = [
            (row.area_id, row.name, *pair) for row in self.rows for pair in zip(self.dates, row.values, strict=True)
        ]
        return pd.DataFrame(cells, columns=["area_id", "name", "deadline", "required"]).astype({"required": "Int64"})

    def reads(self) -> tuple[str, ...]:
        """What is counted."""
        return (self.counts.zh[1:], *self.sites.needs())

    def measure(self, facts: Facts) -> pd.DataFrame:
        """What each unit of the table has, beside each of its numbers."""
        cells = self.table().set_index("area_id")
        counted = tally(facts, self.level, sites=self.sites, counts=self.counts)
        reason = counted.why.reindex(cells.index).fillna(f"城市数据中没有这个{self.level.zh}")
        return pd.DataFrame(
            {
                "denominator": pd.Series(pd.NA, index=cells.index, dtype="Int64"),
                "value": counted.value.reindex(cells.index),
                "at_least": counted.at_least.reindex(cells.index),
                "at_most": counted.at_most.reindex(cells.index),
                "applies": pd.Series(True, index=cells.index, dtype="boolean"),
                "reason": reason,
                "required": cells["required"],
                "deadline": cells["deadline"],
            },
            index=cells.index,
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """Nothing follows from a denominator: the table itself says what is required."""
        return pd.Series(pd.NA, index=denominator.index, dtype="Int64")

    def standard(self) -> str:
        """The table in words."""
        return "分年度指标"

    def formula(self) -> str:
        """The number printed in the table."""
        return "应有数 = 指标表所列数"

    def area_name(self, finding: Finding, facts: Facts) -> str:
        """The city's own name of the area, or the one printed in the table."""
        printed = {row.area_id: row.name for row in self.rows}
        named = super().area_name(finding, facts)
        return printed.get(finding.area_id, named) if named == finding.area_id else named

    def unit_word(self) -> str:
        """The measure word of what is counted."""
        return self.counts.zh
