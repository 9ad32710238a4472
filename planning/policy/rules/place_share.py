"""Which share of the places must have an attribute (托位占比), such as being inclusive (普惠)."""

from fractions import Fraction
from typing import Literal

import pandas as pd

from planning.numerals import percent, whole
from planning.policy.exact import Share, least_wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally
from planning.policy.unit_filter import applies
from planning.trace import Input


class PlaceShare(Rule):
    """Places that `sites` lets through / all places >= `share`, compared exactly: no share is rounded first."""

    type: Literal["place_share"] = "place_share"
    share: Share
    sites: SiteFilter

    def measure(self, facts: Facts) -> pd.DataFrame:
        """All places of each unit, and those with the attribute."""
        units = facts.units_at(self.level)
        scope = applies(self.filter, units)
        every = tally(facts, self.level, sites=SiteFilter(), counts=Counted.PLACES)
        with_it = tally(facts, self.level, sites=self.sites, counts=Counted.PLACES)
        why = every.why.where(every.why != "", with_it.why)
        return pd.DataFrame(
            {
                "denominator": every.value,
                "value": with_it.value,
                "at_least": with_it.at_least,
                "at_most": with_it.at_most,
                "applies": scope["applies"],
                "reason": scope["why"].where(scope["why"] != "", why),
            },
            index=units.index,
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """The least number of places that reaches the share."""
        return least_wholes(denominator, Fraction(self.share))

    def standard(self) -> str:
        """The share in words."""
        return f"{self.sites.words()}托位占比不少于{percent(self.share)}"

    def formula(self) -> str:
        """All places times the share, rounded up."""
        return f"应有数 = ⌈托位总数 × {percent(self.share)}⌉"

    def filled(self, finding: Finding) -> str:
        """The same with this area's places."""
        return f"⌈{whole(finding.denominator)}×{percent(self.share)}⌉={whole(finding.required)}"

    def subject(self, finding: Finding, facts: Facts) -> str:
        """All places."""
        return "托位总数不明" if finding.denominator is None else f"共有托位{finding.denominator:,}个"

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """All places, and those with the attribute."""
        every = self.counted_input(finding, facts, name="托位总数", table="sites")
        return (every, *super().inputs(finding, facts))

    def unit_word(self) -> str:
        """Places."""
        return Counted.PLACES.zh
