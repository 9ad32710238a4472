"""Which share of the children in care (在托婴幼儿占比) must be with institutions of a kind; children, never places."""

from typing import ClassVar, Literal

import pandas as pd

from planning.policy.facts import Facts
from planning.policy.rules.tallied_share import TalliedShare
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally


class EnrolmentShare(TalliedShare):
    """
    Children enrolled with what `sites` lets through / all children enrolled >= `share`.

    An institution counts `once`; a reading that counts it for each of `sites.any_of` that it meets says false.
    """

    type: Literal["enrolment_share"] = "enrolment_share"
    once: bool = True

    counts: ClassVar[Counted] = Counted.ENROLLED
    noun: ClassVar[str] = "在托婴幼儿"

    def measure(self, facts: Facts) -> pd.DataFrame:
        """All children in each unit, and those with what the filter lets through, once or for each of its ways."""
        measured = super().measure(facts)
        if self.once or len(self.sites.any_of) < 2:
            return measured
        return measured.assign(**self._for_each_way(facts))

    def _for_each_way(self, facts: Facts) -> dict[str, pd.Series]:
        """The children of each way added up; unknown in one, unknown in all."""
        rest = self.sites.model_copy(update={"any_of": ()})
        ways = [
            tally(facts, self.level, sites=SiteFilter(all_of=(rest, way)), counts=self.counts)
            for way in self.sites.any_of
        ]
        first, *others = ways
        value, least, most = first.value, first.at_least, first.at_most
        for way in others:
            value, least, most = value + way.value, least + way.at_least, most + way.at_most
        return {"value": value, "at_least": least, "at_most": most}
