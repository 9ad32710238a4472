"""What the rules that ask for a fixed number of sites, classes or places share (定数要求)."""

from typing import ClassVar, Self

import pandas as pd
from pydantic import model_validator

from planning.policy.attributes import wholes
from planning.policy.exact import Whole
from planning.policy.facts import Facts
from planning.policy.rules.base import Rule
from planning.policy.rules.scope import Scope, joined
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally


class Tallied(Rule):
    """
    At least `at_least` of what `sites` lets through, in each unit that the filter names; not a kind by itself.

    With `at_most` there may not be more either. With `in_all` the units that the filter names have so many together: an
    institution with sites in several of them counts once, and one that is named but not there may hold any number.
    What no register counts, such as pilots, is read from the attribute `figure` of each unit, called `figure_zh`.
    """

    at_least: Whole
    at_most: Whole | None = None
    sites: SiteFilter = SiteFilter()
    counts: Counted = Counted.INSTITUTIONS
    figure: str = ""
    figure_zh: str = ""
    in_all: bool = False

    counts_sites: ClassVar[bool] = True
    per_count: ClassVar[bool] = False

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("at_most is below at_least")
        if bool(self.figure) != bool(self.figure_zh):
            raise ValueError("figure and figure_zh come together")
        if self.in_all and self.figure:
            raise ValueError("in_all counts sites; leave figure out")
        return self

    def reads(self) -> tuple[str, ...]:
        """The figure, or the sites."""
        return (self.figure_zh,) if self.figure else (self.counts.zh[1:], *self.sites.needs())

    def measure(self, facts: Facts) -> pd.DataFrame:
        """What stands in each unit."""
        measured = self._stated(facts) if self.figure else self._counted(facts)
        if self.at_most is None:
            return measured
        value, least, most = measured["value"], measured["at_least"], measured["at_most"]
        inside = ((value >= self.at_least) & (value <= self.at_most)).astype("boolean")
        outside = ((least > self.at_most) | (most < self.at_least)).fillna(False).astype(bool)
        holds = inside.mask(value.isna() & outside, False)
        over = (least > self.at_most).fillna(False).astype(bool)
        said = f"多于{self.at_most:,}{self.unit_word()[:1]}"
        reason = measured["reason"].mask(over & (measured["reason"] == ""), said)
        return measured.assign(holds=holds, reason=reason)

    def range_words(self) -> str:
        """The number that is asked for, in Chinese."""
        return f"至少{self.at_least:,}" if self.at_most is None else f"{self.at_least:,}至{self.at_most:,}"

    def noun(self) -> str:
        """What is counted, in Chinese."""
        return self.figure_zh or self.counts.noun(self.sites)

    def _stated(self, facts: Facts) -> pd.DataFrame:
        """The figure of each unit as it was last stated."""
        scope = self.scope(facts)
        value = wholes(facts.attribute(self.level, self.figure))
        why = pd.Series("", index=scope.index, dtype="str").mask(value.isna(), f"缺少“{self.figure_zh}”")
        return scope.measured(why=why, value=value, at_least=value, at_most=value)

    def _counted(self, facts: Facts) -> pd.DataFrame:
        scope = self.scope(facts)
        if self.in_all:
            return self._counted_together(facts, scope)
        counted = tally(facts, self.level, sites=self.sites, counts=self.counts)
        return scope.measured(why=counted.why, value=counted.value, at_least=counted.at_least, at_most=counted.at_most)

    def _counted_together(self, facts: Facts, scope: Scope) -> pd.DataFrame:
        """What stands in all the units that the filter lets through, said of each of them."""
        counted = tally(joined(facts, self.level, scope=scope), self.level, sites=self.sites, counts=self.counts)
        absent = [name for way in self.filter for name in way.names if name not in set(scope.units["name"])]
        unsure = bool(absent) or bool(scope.applies.isna().any())
        missing = f"数据中没有{'、'.join(absent)}" if absent else "有的单元是否适用不明" if unsure else ""

        def of_each(value: pd.Series, *, exact: bool) -> pd.Series:
            said = pd.NA if (exact and unsure) or value.empty else value.iloc[0]
            return pd.Series(said, index=scope.index, dtype="Int64")

        words = "；".join(part for part in (counted.why.iloc[0], missing) if part)
        return scope.measured(
            why=pd.Series(words, index=scope.index, dtype="str"),
            value=of_each(counted.value, exact=True),
            at_least=of_each(counted.at_least, exact=False),
            at_most=of_each(counted.at_most, exact=True),
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """The same number for each unit."""
        return pd.Series(self.at_least, index=denominator.index, dtype="Int64")

    def unit_word(self) -> str:
        """The measure word of what is counted."""
        return "个" if self.figure else self.counts.zh
