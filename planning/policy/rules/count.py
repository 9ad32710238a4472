"""Whether a unit has so many places, classes or institutions in all (总量)."""

from typing import Literal

from planning.policy.rules.tallied import Tallied


class Count(Tallied):
    """At least so many places, classes, sites or institutions in the unit as a whole."""

    type: Literal["count"] = "count"

    def standard(self) -> str:
        """The total in words."""
        if self.at_most is not None:
            return f"{self.noun()}为{self.range_words()}{self.unit_word()[:1]}"
        return f"{self.noun()}总量不少于{self.at_least:,}{self.unit_word()[:1]}"

    def formula(self) -> str:
        """A fixed total."""
        return f"应有数 = {self.at_least:,}"
