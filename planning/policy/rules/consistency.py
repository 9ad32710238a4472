"""Whether the numbers that a document prints agree with each other (附件自洽性); none is ever overwritten."""

from fractions import Fraction
from typing import Any, ClassVar, Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, model_validator

from planning.policy.exact import Exact, Whole
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.printed_table import PrintedTable
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.subjects import Subject
from planning.trace import Input


class Equation(BaseModel):
    """
    What a printed column must equal: the sum of its rows, or `first` + `share` x (`second` - `first`), or a difference.

    `kind` is `sum` (the row of the total against the others), `equal` (to `first`), `difference` (`first` - `second`)
    or `part_way` (`share` of the way from `first` to `second`, rounded half-up to `to_nearest`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["sum", "equal", "difference", "part_way"]
    column: str
    first: str = ""
    second: str = ""
    share: Exact | None = None
    to_nearest: Whole = 1

    @model_validator(mode="after")
    def _names_its_columns(self) -> Self:
        needed = {"sum": (), "equal": ("first",), "difference": ("first", "second"), "part_way": ("first", "second")}
        if missing := [name for name in needed[self.kind] if not getattr(self, name)]:
            raise ValueError(f"{self.kind} needs {', '.join(missing)}")
        if (self.kind == "part_way") != (self.share is not None):
            raise ValueError("share belongs to part_way, which needs it")
        return self


class Consistency(Rule):
    """Each printed number equals what `equation` gives; a row that differs is told, and its printed number stands."""

    type: Literal["consistency"] = "consistency"
    level: Literal[Subject.ANNEX] = Subject.ANNEX
    printed: PrintedTable
    equation: Equation

    per_count: ClassVar[bool] = False

    @model_validator(mode="after")
    def _fits_its_table(self) -> Self:
        named = (self.equation.column, self.equation.first, self.equation.second)
        self.printed.require_columns([name for name in named if name])
        if self.equation.kind == "sum" and self.printed.totals is None:
            raise ValueError("the table prints no total; add its row with total = true")
        return self

    def reads(self) -> tuple[str, ...]:
        """The printed table alone."""
        return ("附件所列数",)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """What is printed, and what the equation gives; of a city nothing is read."""
        table = self.printed.frame()
        expected, exact = self._expected(table)
        spoken = table["total"] if self.equation.kind == "sum" else pd.Series(True, index=table.index)
        value = table[self.equation.column]
        difference = value - expected
        off = (difference != 0).fillna(False).astype(bool)
        words = "印制数与公式相差" + difference.astype("str") + "，以印制数为准" + exact
        return pd.DataFrame(
            {
                "denominator": pd.Series(pd.NA, index=table.index, dtype="Int64"),
                "required": expected,
                "value": value,
                "shortfall": difference.abs(),
                "holds": (difference == 0).astype("boolean"),
                "applies": spoken.astype("boolean"),
                "reason": words.where(off, "").astype("str"),
            },
            index=table.index,
        )

    def standard(self) -> str:
        """The equation in words."""
        return self.formula()

    def formula(self) -> str:
        """The equation in words."""
        of = self.equation
        if of.kind == "sum":
            return f"{of.column}合计 = 各行之和"
        if of.kind == "equal":
            return f"{of.column} = {of.first}"
        if of.kind == "difference":
            return f"{of.column} = {of.first} − {of.second}"
        return f"{of.column} = {of.first} + {of.share}×({of.second} − {of.first})，四舍五入到{of.to_nearest}"

    def unit_word(self) -> str:
        """What is printed are places."""
        return "个"

    def area_name(self, finding: Finding, facts: Facts) -> str:
        """The row as it is printed."""
        return {row.id: row.name for row in self.printed.rows}.get(finding.area_id, finding.area_id)

    def held(self, finding: Finding, facts: Facts) -> Held:
        """The printed number."""
        return Held("印制数", "annex", "annex")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The printed numbers that the equation reads."""
        row: Any = self.printed.frame().loc[finding.area_id]
        names = [name for name in (self.equation.column, self.equation.first, self.equation.second) if name]
        return tuple(
            Input(
                name,
                str(row[name]),
                "个",
                table="annex",
                key=f"row={finding.area_id};column={name}",
                source=self.source.brief(),
            )
            for name in names
        )

    def _expected(self, table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        """What the equation gives for each row (Int64), and how it was rounded, in Chinese."""
        of = self.equation
        unsaid = pd.Series("", index=table.index, dtype="str")
        if of.kind == "sum":
            return pd.Series(table.loc[~table["total"], of.column].sum(), index=table.index, dtype="Int64"), unsaid
        first = table[of.first]
        if of.kind == "equal":
            return first, unsaid
        if of.kind == "difference":
            return first - table[of.second], unsaid
        exact = [
            Fraction(int(start)) + Fraction(of.share or 0) * (int(end) - int(start))
            for start, end in zip(first, table[of.second], strict=True)
        ]
        rounded = [_half_up(number, of.to_nearest) for number in exact]
        said = [f"（公式值{float(number):,.1f}）" for number in exact]
        return pd.Series(rounded, index=table.index, dtype="Int64"), pd.Series(said, index=table.index, dtype="str")


def _half_up(number: Fraction, step: int) -> int:
    """The multiple of `step` that is nearest; of two that are as near, the larger."""
    return int((number / step + Fraction(1, 2)).__floor__()) * step
