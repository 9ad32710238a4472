"""Whether a unit has so many places, classes or institutions in all (总量)."""

from typing import Literal

from planning.policy.rules.tallied import Tallied


class Count(Tallied):
    """At least so many places, classes, sites or institutions in the unit as a whole."""

    type: Literal["count"] = "count"

    def standard(self) -> str:
        """The total in words."""
        return f"{self.counts.noun(self.sites)}总量不少于{self.at_least:,}{self.counts.measure_word}"

    def formula(self) -> str:
        """A fixed total."""
        return f"应有数 = {self.at_least:,}"
