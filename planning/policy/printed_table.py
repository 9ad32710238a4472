"""A table as a document prints it (印制的表), written once for all rules that read it."""

from collections.abc import Sequence
from typing import Annotated, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.policy.clauses import Clause


class PrintedRow(BaseModel):
    """One printed row: its id, name, and a number for each column; the row of the total says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    values: tuple[int, ...]
    total: bool = False


class PrintedTable(BaseModel):
    """The numbers that a document prints; rules that name it (`printed`) read them, and none ever overwrites one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    columns: Annotated[tuple[str, ...], Field(min_length=1)]
    rows: Annotated[tuple[PrintedRow, ...], Field(min_length=1)]
    source: Clause
    note: str = ""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if any(len(row.values) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row must have one number for each of the {len(self.columns)} columns")
        if len(set(self.columns)) != len(self.columns):
            raise ValueError("two columns have one name; give one of them another")
        if len({row.id for row in self.rows}) != len(self.rows):
            raise ValueError("an id stands in two rows; keep one")
        if sum(row.total for row in self.rows) > 1:
            raise ValueError("a table has one row of totals; keep total = true at one")
        return self

    @property
    def units(self) -> tuple[PrintedRow, ...]:
        """The rows without the total."""
        return tuple(row for row in self.rows if not row.total)

    @property
    def totals(self) -> PrintedRow | None:
        """The row of the total; None where the table prints none."""
        return next((row for row in self.rows if row.total), None)

    def require_columns(self, names: Sequence[str]) -> None:
        """Raise ValueError for the first name that is no column."""
        if unknown := [name for name in names if name not in self.columns]:
            raise ValueError(f"the table has no column {unknown[0]!r}; it has: {', '.join(self.columns)}")

    def numbers_of(self, row: PrintedRow, columns: Sequence[str]) -> tuple[int, ...]:
        """What a row prints in some of the columns, in their order."""
        return tuple(row.values[self.columns.index(name)] for name in columns)

    def frame(self) -> pd.DataFrame:
        """The table as it is printed: index `area_id`, a column (Int64) for each heading, `name` and `total` (bool)."""
        table = pd.DataFrame([row.values for row in self.rows], columns=list(self.columns), dtype="Int64")
        table.index = pd.Index([row.id for row in self.rows], name="area_id")
        return table.assign(name=[row.name for row in self.rows], total=[row.total for row in self.rows])
