"""Whether a rate rises every year (逐年提高), strictly or without falling."""

from fractions import Fraction
from typing import Annotated, ClassVar, Literal

import pandas as pd
from pydantic import Field

from planning.policy.attributes import wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held


class Trend(Rule):
    """
    part / whole of each of `years` is above that of the year before; with `strictly` false it is not below it.

    `part` and `whole` are attributes stated for each year, the one before the first of `years` among them.
    """

    type: Literal["trend"] = "trend"
    part: str
    part_zh: str
    whole: str
    whole_zh: str
    years: Annotated[tuple[int, ...], Field(min_length=1)]
    strictly: bool = True

    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """Part and whole, year by year."""
        return (f"各年{self.part_zh}", f"各年{self.whole_zh}")

    def measure(self, facts: Facts) -> pd.DataFrame:
        """In how many of the years the rate rose; a fall decides even where another year is unknown."""
        scope = self.scope(facts)
        rates = {year: self._rate(facts, year) for year in sorted({*self.years, *(year - 1 for year in self.years)})}
        rose = pd.DataFrame({year: self._rose(rates[year - 1], rates[year]) for year in self.years}, scope.index)
        holds = pd.Series(True, index=scope.index, dtype="boolean")
        for year in self.years:
            holds &= rose[year].astype("boolean")
        why = pd.Series("", index=scope.index, dtype="str")
        for year, rate in rates.items():
            why = why.mask(rate.isna() & holds.isna() & (why == ""), f"缺少{year}年的{self.part_zh}或{self.whole_zh}")
        return scope.measured(
            why=why,
            required=pd.Series(len(self.years), index=scope.index, dtype="Int64"),
            value=rose.sum(axis=1).astype("Int64").mask(rose.isna().to_numpy().sum(axis=1) > 0),
            holds=holds,
        )

    def standard(self) -> str:
        """The trend in words."""
        return f"{self.part_zh}占{self.whole_zh}的比例{'逐年提高' if self.strictly else '逐年不降低'}（{self._span()}）"

    def formula(self) -> str:
        """Each year's rate against the year before."""
        return f"r(y) {'>' if self.strictly else '≥'} r(y-1)，r = {self.part_zh} ÷ {self.whole_zh}，y = {self._span()}"

    def unit_word(self) -> str:
        """Years."""
        return "个年度"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """The years in which it rose."""
        return Held("提高的年度", "statements", "statements")

    def _span(self) -> str:
        return "、".join(f"{year}年" for year in self.years)

    def _rate(self, facts: Facts, year: int) -> pd.Series:
        part, whole = (wholes(facts.of_year(self.level, name, year=year)) for name in (self.part, self.whole))
        told = [
            pd.NA if pd.isna(one) or pd.isna(other) or other == 0 else Fraction(int(one), int(other))
            for one, other in zip(part, whole, strict=True)
        ]
        return pd.Series(told, index=part.index, dtype="object")

    def _rose(self, before: pd.Series, after: pd.Series) -> pd.Series:
        told = [
            pd.NA if pd.isna(one) or pd.isna(other) else other > one or (other == one and not self.strictly)
            for one, other in zip(before, after, strict=True)
        ]
        return pd.Series(told, index=before.index, dtype="boolean")
