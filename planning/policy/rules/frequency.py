"""Whether something was done often enough within a year (年度频次), such as training or health checks of staff."""

from dataclasses import replace
from datetime import date
from typing import ClassVar, Literal

import pandas as pd

from planning.numerals import number
from planning.policy.attributes import wholes
from planning.policy.exact import Whole
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import stated_input
from planning.trace import Input


class Frequency(Rule):
    """
    The attribute `column`, a number of times stated within the year of the day, reaches `times_a_year`.

    What was done in another year never answers for this one.
    """

    type: Literal["frequency"] = "frequency"
    column: str
    column_zh: str
    times_a_year: Whole

    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """How often, in the year."""
        return (f"当年{self.column_zh}次数",)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """How often in the year of the day."""
        scope = self.scope(facts)
        times = wholes(facts.of_year(self.level, self.column, year=facts.on.year))
        missing = f"缺少{facts.on.year}年的{self.column_zh}次数"
        why = pd.Series("", index=scope.index, dtype="str").mask(times.isna(), missing)
        last = date(facts.on.year, 12, 31)
        if facts.on < last:
            # The year is not over: what was not done yet can still be done in time.
            short = (times < self.times_a_year).fillna(False).astype(bool)
            why = why.mask(short, f"当年尚未结束，{last}前（含当日）仍可补足")
        return scope.measured(
            why=why, required=pd.Series(self.times_a_year, index=scope.index, dtype="Int64"), value=times
        )

    def standard(self) -> str:
        """The frequency in words."""
        return f"每年{self.column_zh}不少于{number(self.times_a_year)}次"

    def formula(self) -> str:
        """A fixed number of times a year."""
        return f"应有次数 = {number(self.times_a_year)}（每年）"

    def unit_word(self) -> str:
        """Times."""
        return "次"

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """How often it was done within the year."""
        given = stated_input(
            finding, facts, level=self.level, column=self.column, zh=f"当年{self.column_zh}", unit="次"
        )
        return (replace(given, value=number(finding.value)),)

    def held(self, finding: Finding, facts: Facts) -> Held:
        """How often it was done."""
        return Held("当年已有", "statements", "statements")
