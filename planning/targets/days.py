"""On which days it is known what there is (数据日), and what each rule says on such a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from planning.gaps.facts import facts_of
from planning.ground import Ground, lay_ground
from planning.model.city import City
from planning.policy.alternatives import findings_of
from planning.policy.facts import Facts
from planning.policy.profile import Profile
from planning.policy.rules.base import Rule
from planning.study import Study


@dataclass(frozen=True, slots=True)
class Day:
    """A city on a day, laid out: what was measured, and the same as rules see it."""

    ground: Ground
    facts: Facts


class Days:
    """
    The days of one city under one profile that lie no later than the day of a study; each is laid out once.

    A target whose deadline has passed is judged on the deadline itself, so a study of one day is not enough.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self._laid = {study.on: Day(study.ground, study.facts)}
        self._found: dict[tuple[str, date], pd.DataFrame] = {}

    @property
    def on(self) -> date:
        """The day of the study."""
        return self.study.on

    @property
    def city(self) -> City:
        """The city."""
        return self.study.city

    @property
    def profile(self) -> Profile:
        """The rules."""
        return self.study.profile

    def at(self, on: date) -> Day:
        """The city laid out on a day."""
        if on not in self._laid:
            ground = lay_ground(self.city, self.profile, on=on)
            self._laid[on] = Day(ground, facts_of(ground))
        return self._laid[on]

    def findings(self, rule: Rule, on: date) -> pd.DataFrame:
        """What a rule says on a day: `planning.policy.finding.FINDING_COLUMNS`."""
        key = (rule.id, on)
        if key not in self._found:
            self._found[key] = findings_of(self.profile, rule, facts=self.at(on).facts)
        return self._found[key]

    def known_before(self, on: date) -> Iterator[date]:
        """The days before `on` for which figures of places are known, the latest first."""
        return iter(sorted((day for day in known_days(self.city, until=on) if day < on), reverse=True))


def known_days(city: City, *, until: date) -> tuple[date, ...]:
    """The last day up to `until` that the register of sites speaks for, and those of reported totals, in order."""
    days = {day for day in city.table("reported_places")["on"] if day <= until}
    states = city.table("site_states")["since"]
    register_on = city.manifest.register_on
    if register_on is not None and len(states) and states.min() <= min(register_on, until):
        days.add(min(register_on, until))
    return tuple(sorted(days))
