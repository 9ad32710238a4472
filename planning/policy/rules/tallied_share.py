"""What the shares of places and of children have in common (占比要求): a part of a tally over all of it."""

from fractions import Fraction
from typing import ClassVar

import pandas as pd

from planning.numerals import number, percent
from planning.policy.exact import Share, least_wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally
from planning.trace import Input


class TalliedShare(Rule):
    """What `sites` lets through / all of it >= `share`, compared exactly: no share is rounded first; not a kind."""

    share: Share
    sites: SiteFilter

    counts_sites: ClassVar[bool] = True
    counts: ClassVar[Counted]
    noun: ClassVar[str]

    def reads(self) -> tuple[str, ...]:
        """What is counted, and of what kind it is."""
        return (self.noun, *self.sites.needs())

    def measure(self, facts: Facts) -> pd.DataFrame:
        """All of it in each unit, and what the filter lets through."""
        every = tally(facts, self.level, sites=SiteFilter(), counts=self.counts)
        with_it = tally(facts, self.level, sites=self.sites, counts=self.counts)
        return self.scope(facts).measured(
            why=every.why.where(every.why != "", with_it.why),
            denominator=every.value,
            value=with_it.value,
            at_least=with_it.at_least,
            at_most=with_it.at_most,
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """The least whole number that reaches the share."""
        return least_wholes(denominator, Fraction(self.share))

    def standard(self) -> str:
        """The share in words."""
        return f"{self.sites.words()}{self.noun}占比不少于{percent(self.share)}"

    def formula(self) -> str:
        """All of it times the share, rounded up."""
        return f"应有数 = ⌈{self.noun}总数 × {percent(self.share)}⌉"

    def filled(self, finding: Finding) -> str:
        """The same with what is there in this area."""
        return f"⌈{number(finding.denominator)}×{percent(self.share)}⌉={number(finding.required)}"

    def subject(self, finding: Finding, facts: Facts) -> str:
        """All of it."""
        if finding.denominator is None:
            return f"{self.noun}总数不明"
        return f"共有{self.noun}{number(finding.denominator)}{self.counts.measure_word}"

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """All of it, and the part."""
        every = self.counted_input(finding, facts, name=f"{self.noun}总数", table="sites")
        return (every, *super().inputs(finding, facts))

    def unit_word(self) -> str:
        """The measure word of what is counted."""
        return self.counts.zh
