"""How a rule stands today (规则现状): over all its units, how many have which outcome, and which is the worst."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from planning.policy.outcome import Outcome
from planning.policy.worst import worst_of


@dataclass(frozen=True, slots=True)
class RuleState:
    """The outcomes of one rule on one day: `counts` by outcome, the worst first; `units` in all."""

    counts: Mapping[Outcome, int]

    @classmethod
    def of(cls, findings: pd.DataFrame) -> "RuleState":
        """Count the findings of one rule; a unit that is judged at several dates counts once for each."""
        found = findings["outcome"].value_counts()
        return cls({outcome: int(found[str(outcome)]) for outcome in worst_of(found.index)})

    @property
    def units(self) -> int:
        """How many findings there are."""
        return sum(self.counts.values())

    @property
    def worst(self) -> Outcome | None:
        """The worst outcome; None where the city has no unit of the rule's level."""
        return next(iter(self.counts), None)
