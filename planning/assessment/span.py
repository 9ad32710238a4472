"""From which day to which an assessment looks (评估期): a period, a year, or the whole of a plan."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from planning.errors import NoDatedTarget
from planning.model.codes import Code
from planning.targets.progress import Progress


class AssessmentKind(Code):
    """The three reports of a closed loop of control: 定期评估、年度评价、终期总结."""

    PERIODIC = "periodic", "定期评估"
    YEARLY = "yearly", "年度评价"
    FINAL = "final", "终期总结"


@dataclass(frozen=True, slots=True)
class Span:
    """The two days that are compared: `then` is the earlier snapshot, `now` the day of the report."""

    then: date
    now: date

    @classmethod
    def of_year(cls, year: int) -> Self:
        """A year: from the end of the year before to its own end."""
        return cls(date(year - 1, 12, 31), date(year, 12, 31))

    @classmethod
    def of_plan(cls, progress: Progress) -> Self:
        """
        A whole plan: from the end of the year before its first date to its last date.

        Raises NoDatedTarget where the profile has none.
        """
        deadlines = set(progress.targets["deadline"])
        if not deadlines:
            raise NoDatedTarget(progress.profile.profile_id)
        return cls(date(min(deadlines).year - 1, 12, 31), max(deadlines))


def last_full_year(on: date) -> int:
    """The last year that is over on a day; on its last day a year is."""
    return on.year if (on.month, on.day) == (12, 31) else on.year - 1
