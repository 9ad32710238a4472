"""What the rules that ask for a fixed number of sites, classes or places share (定数要求)."""

from typing import ClassVar

import pandas as pd

from planning.policy.exact import Whole
from planning.policy.facts import Facts
from planning.policy.rules.base import Rule
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally
from planning.policy.unit_filter import applies


class Tallied(Rule):
    """At least `at_least` of what `sites` lets through, in each unit that the filter names; not a kind by itself."""

    at_least: Whole
    sites: SiteFilter = SiteFilter()
    counts: Counted = Counted.INSTITUTIONS

    per_count: ClassVar[bool] = False

    def measure(self, facts: Facts) -> pd.DataFrame:
        """What stands in each unit."""
        units = facts.units_at(self.level)
        scope = applies(self.filter, units)
        counted = tally(facts, self.level, sites=self.sites, counts=self.counts)
        return pd.DataFrame(
            {
                "denominator": pd.Series(pd.NA, index=units.index, dtype="Int64"),
                "value": counted.value,
                "at_least": counted.at_least,
                "at_most": counted.at_most,
                "applies": scope["applies"],
                "reason": scope["why"].where(scope["why"] != "", counted.why),
            },
            index=units.index,
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """The same number for each unit."""
        return pd.Series(self.at_least, index=denominator.index, dtype="Int64")

    def unit_word(self) -> str:
        """The measure word of what is counted."""
        return self.counts.zh
