"""How far a city has come with its targets (目标进度), as one value: every target, the paths, and the tasks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import pandas as pd

from planning.model.city import City
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.study import Study
from planning.targets.days import Days
from planning.targets.path import Path, paths
from planning.targets.state import TargetState, counts_of
from planning.targets.table import target_table
from planning.targets.tasks import Task, tasks


@dataclass(frozen=True, slots=True)
class Progress:
    """
    The targets of a city under a profile as they stand on a day.

    `targets` has `planning.targets.table.TARGET_COLUMNS`, `paths` those of the city and its districts, `tasks` the
    numbered tasks of an annex where the profile has any. `left_out` names the dated rules that speak of other things
    than the levels of a city.
    """

    city: City
    profile: Profile
    on: date
    targets: pd.DataFrame
    paths: tuple[Path, ...]
    tasks: tuple[Task, ...]
    left_out: tuple[str, ...]

    @classmethod
    def of(cls, study: Study) -> Self:
        """Judge the targets of a study, each on the day that decides it."""
        days = Days(study)
        targets = target_table(days)
        levels = {level.value for level in Level}
        left_out = tuple(rule.id for rule in study.profile.rules if rule.deadline and rule.level.value not in levels)
        return cls(study.city, study.profile, study.on, targets, paths(days), tasks(days, targets), left_out)

    def counts(self) -> Mapping[TargetState, int]:
        """How many targets have which state, the worst first."""
        return counts_of(self.targets["state"])

    def within(self, *, district_id: str | None = None, rule_id: str | None = None) -> Self:
        """The targets of one district's units, or of one rule; tasks are the city's, so a district has none."""
        targets, shown, listed = self.targets, self.paths, self.tasks
        if district_id is not None:
            targets = targets[(targets["district_id"] == district_id).fillna(value=False).astype(bool)]
            shown = tuple(path for path in shown if path.area_id == district_id)
            listed = ()
        if rule_id is not None:
            targets = targets[targets["rule_id"] == rule_id]
            shown = tuple(_of_rule(path, rule_id) for path in shown)
            shown = tuple(path for path in shown if path.due)
            listed = tuple(task for task in listed if rule_id in task.rules)
        return replace(self, targets=targets.reset_index(drop=True), paths=shown, tasks=listed)


def _of_rule(path: Path, rule_id: str) -> Path:
    return replace(path, due=tuple(one for one in path.due if one.rule_id == rule_id))
