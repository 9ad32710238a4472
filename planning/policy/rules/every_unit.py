"""What a share of 100 % asks of each unit by itself (逐个核算): that it has a facility."""

from typing import ClassVar

import pandas as pd

from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.having import Has, facility_words, units_having
from planning.policy.rules.held import Held, provided
from planning.policy.site_filter import SiteFilter
from planning.policy.unit_filter import units_words


class EveryUnit(Rule):
    """A rule of all units as one of them feels it; no profile writes it, a `unit_share` of 100 % gives it."""

    type: str = "every_unit"
    sites: SiteFilter
    has: Has

    counts_sites: ClassVar[bool] = True
    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """What makes a unit one that has a facility."""
        return ("规划或开办的托位",) if self.has is Has.PROVIDED else ("托育点位", *self.sites.needs())

    def measure(self, facts: Facts) -> pd.DataFrame:
        """1 for a unit that has a facility, 0 for one that has none."""
        members = units_having(facts, self.level, among=self.filter, has=self.has, sites=self.sites)
        return pd.DataFrame(
            {
                "denominator": pd.Series(pd.NA, index=members.index, dtype="Int64"),
                "value": members["having"].astype("Int64"),
                "applies": members["counts"],
                "reason": members["why"],
            },
            index=members.index,
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """One for each unit."""
        return pd.Series(1, index=denominator.index, dtype="Int64")

    def standard(self) -> str:
        """The duty in words."""
        return f"每个{units_words(self.filter, self.level)}都有{facility_words(self.sites)}"

    def formula(self) -> str:
        """A fixed number for each unit."""
        return "应有设施数 = 1"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """A site, or what the area provides."""
        return (
            provided(facts, pd.Index([finding.area_id])) if self.has is Has.PROVIDED else super().held(finding, facts)
        )

    def unit_word(self) -> str:
        """The measure word of a facility."""
        return "处设施"
