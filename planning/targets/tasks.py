"""The numbered tasks of an annex (重点任务): what each asks for by when, and how its parts stand together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from planning.model.codes import Code
from planning.policy.outcome import Outcome
from planning.policy.rules.base import Rule
from planning.targets.days import Days
from planning.targets.state import counts_of
from planning.targets.table import LEVELS

# The catalogue numbers the tasks of an annex A01, A02, ... behind the document's letters; parts follow a hyphen.
_TASK = re.compile(r"^([A-Z]+-A\d+)(?:-.+)?$")
_WORST = (
    Outcome.NOT_MET,
    Outcome.NEEDS_DECISION,
    Outcome.MANUAL,
    Outcome.UNDETERMINED,
    Outcome.MET,
    Outcome.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True)
class Task:
    """
    One task: its rules, and how many of their units have which state, the worst first.

    A standing task (`deadline` None) is judged on the day of the study, in the words of a rule's outcome; `counts` is
    empty where the city has no unit to judge.
    """

    task_id: str
    names: tuple[str, ...]
    responsible: str
    deadline: date | None
    rules: tuple[str, ...]
    counts: Mapping[Code, int]

    @property
    def state(self) -> Code | None:
        """The worst state of its units; None where there is no unit to judge."""
        return next(iter(self.counts), None)

    @property
    def units(self) -> int:
        """How many units its rules were judged on."""
        return sum(self.counts.values())


def tasks(days: Days, targets: pd.DataFrame) -> tuple[Task, ...]:
    """
    The tasks among the rules of a profile, in the order of their dates, standing ones last.

    Parameters
    ----------
    days
        The study, for tasks without a date.
    targets
        The target table, for tasks with one.
    """
    groups: dict[str, list[Rule]] = {}
    for rule in days.profile.rules:
        found = _TASK.match(rule.id)
        if found is not None:
            groups.setdefault(found[1], []).append(rule)
    made = [_task(task_id, rules, days=days, targets=targets) for task_id, rules in groups.items()]
    return tuple(sorted(made, key=lambda task: (task.deadline is None, task.deadline or date.max, task.task_id)))


def _task(task_id: str, rules: Sequence[Rule], *, days: Days, targets: pd.DataFrame) -> Task:
    deadlines = [rule.deadline for rule in rules if rule.deadline is not None]
    ids = tuple(rule.id for rule in rules)
    dated = counts_of(targets["state"][targets["rule_id"].isin(ids)])
    counts: dict[Code, int] = dict(dated.items()) if deadlines else _standing(rules, days)
    return Task(
        task_id,
        names=tuple(dict.fromkeys(rule.name for rule in rules)),
        responsible="、".join(dict.fromkeys(rule.responsible for rule in rules if rule.responsible)),
        deadline=max(deadlines, default=None),
        rules=ids,
        counts=counts,
    )


def _standing(rules: Sequence[Rule], days: Days) -> dict[Code, int]:
    """How rules without a date stand on the day of the study."""
    judged = [rule for rule in rules if rule.level.value in LEVELS and rule.in_force(days.on)]
    found = pd.concat([pd.Series(dtype="str"), *(days.findings(rule, days.on)["outcome"] for rule in judged)])
    number = found.value_counts()
    return {outcome: int(number[str(outcome)]) for outcome in _WORST if str(outcome) in number}


def by_year(found: Sequence[Task]) -> dict[int | None, tuple[Task, ...]]:
    """The tasks by the year of their date, in order; standing ones under None."""
    years = sorted({task.deadline.year for task in found if task.deadline})
    dated: dict[int | None, tuple[Task, ...]] = {
        year: tuple(task for task in found if task.deadline and task.deadline.year == year) for year in years
    }
    standing = tuple(task for task in found if task.deadline is None)
    return dated | ({None: standing} if standing else {})
