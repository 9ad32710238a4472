"""What every rule says of every unit (全部结论), each rule judged when it is first asked about, and then kept."""

from collections.abc import Iterator

import pandas as pd

from planning.model.codes import Level
from planning.policy.alternatives import findings_of
from planning.policy.facts import Facts
from planning.policy.finding import empty_findings
from planning.policy.profile import Profile
from planning.policy.subjects import Subject


class Verdicts:
    """The rules of a profile over the facts of a day; neither ever changes, so that an answer holds for good."""

    def __init__(self, profile: Profile, facts: Facts) -> None:
        self._profile, self._facts = profile, facts
        self._of_rule: dict[str, pd.DataFrame] = {}
        self._of_subject: dict[str, pd.DataFrame] = {}

    def of_rule(self, rule_id: str) -> pd.DataFrame:
        """What one rule says of every unit of its level; raises UnknownChoice where the profile has no such rule."""
        if rule_id not in self._of_rule:
            rule = self._profile.rule(rule_id)
            self._of_rule[rule_id] = findings_of(self._profile, rule, facts=self._facts)
        return self._of_rule[rule_id]

    def of(self, subject: Level | Subject) -> pd.DataFrame:
        """What every rule in force says of each unit of a subject, in the order of the profile."""
        name = subject.value
        if name not in self._of_subject:
            found = list(self._judged(subject))
            self._of_subject[name] = pd.concat(found, ignore_index=True) if found else empty_findings()
        return self._of_subject[name]

    def _judged(self, subject: Level | Subject) -> Iterator[pd.DataFrame]:
        """The findings of each rule that speaks of a subject."""
        own = {rule.id: rule for rule in self._profile.rules}
        for rule in self._profile.rules_for(subject, self._facts.on):
            # A rule of a wider level that binds every unit of this one goes by the same id.
            written = own.get(rule.id) is rule
            yield self.of_rule(rule.id) if written else findings_of(self._profile, rule, facts=self._facts)
