"""Whether everybody was trained for so many hours (培训学时), as the least-trained of each group was."""

from typing import ClassVar, Literal

import pandas as pd

from planning.numerals import number
from planning.policy.attributes import numbers
from planning.policy.exact import Exact
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held


class Hours(Rule):
    """
    The fewest hours of anybody in the group, stated by each institution as the attribute `column`, reach `at_least`.

    An institution states one number for a group and no persons.
    """

    type: Literal["hours"] = "hours"
    column: str
    column_zh: str
    at_least: Exact

    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """The hours."""
        return (self.column_zh,)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """The hours of each institution."""
        scope = self.scope(facts)
        hours = numbers(facts.attribute(self.level, self.column))
        whole = int(self.at_least) if self.at_least == int(self.at_least) else self.at_least
        why = pd.Series("", index=scope.index, dtype="str").mask(hours.isna(), f"缺少“{self.column_zh}”")
        return scope.measured(why=why, required=pd.Series(whole, index=scope.index, dtype="object"), value=hours)

    def standard(self) -> str:
        """The hours in words."""
        return f"{self.column_zh}不少于{number(self.at_least)}学时"

    def formula(self) -> str:
        """A fixed number of hours."""
        return f"应有学时 = {number(self.at_least)}"

    def unit_word(self) -> str:
        """Hours."""
        return "学时"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """The hours that were stated."""
        return Held("最少一人已完成", "statements", "statements")
