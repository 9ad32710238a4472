"""How a dated target stands (目标状态): ahead or passed, and met, not met or unknown; old figures never answer."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from planning.model.codes import Code
from planning.policy.outcome import Outcome


class TargetState(Code):
    """The states of a target, the worst first; on the day of the deadline itself it is still ahead."""

    DEADLINE_PASSED_NOT_MET = "deadline_passed_not_met", "期限已过，未达标"
    AHEAD_NOT_MET = "ahead_not_met", "期限未到，未达标"
    NEEDS_DECISION = "needs_decision", "需裁定"
    MANUAL = "manual", "人工核查"
    DEADLINE_PASSED_UNKNOWN = "deadline_passed_unknown", "期限已过，情况不明"
    AHEAD_UNKNOWN = "ahead_unknown", "期限未到，情况不明"
    DEADLINE_PASSED_MET = "deadline_passed_met", "期限已过，达标"
    AHEAD_MET = "ahead_met", "期限未到，达标"
    NOT_APPLICABLE = "not_applicable", "不适用"

    @classmethod
    def read(cls, code: str) -> "TargetState":
        """The state that a table writes as `code`; raises KeyError where it is none."""
        return {item.value: item for item in cls}[code]


MET = frozenset({TargetState.AHEAD_MET, TargetState.DEADLINE_PASSED_MET})
NOT_MET = frozenset({TargetState.AHEAD_NOT_MET, TargetState.DEADLINE_PASSED_NOT_MET})
UNKNOWN = frozenset({TargetState.AHEAD_UNKNOWN, TargetState.DEADLINE_PASSED_UNKNOWN})

_ALIKE = {
    Outcome.NOT_APPLICABLE: TargetState.NOT_APPLICABLE,
    Outcome.NEEDS_DECISION: TargetState.NEEDS_DECISION,
    Outcome.MANUAL: TargetState.MANUAL,
}
_AHEAD = _ALIKE | {
    Outcome.MET: TargetState.AHEAD_MET,
    Outcome.NOT_MET: TargetState.AHEAD_NOT_MET,
    Outcome.UNDETERMINED: TargetState.AHEAD_UNKNOWN,
}
_PASSED = _ALIKE | {
    Outcome.MET: TargetState.DEADLINE_PASSED_MET,
    Outcome.NOT_MET: TargetState.DEADLINE_PASSED_NOT_MET,
    Outcome.UNDETERMINED: TargetState.DEADLINE_PASSED_UNKNOWN,
}


def states_of(outcomes: pd.Series, *, deadline: date, on: date) -> pd.Series:
    """
    The state of each target (str) from what its rule said on the day it is judged on.

    `outcomes` are those of a day no later than the deadline, so they never speak of a deadline that has passed.
    """
    words = _PASSED if on > deadline else _AHEAD
    return outcomes.map({str(outcome): str(state) for outcome, state in words.items()})


def counts_of(states: Iterable[str]) -> dict[TargetState, int]:
    """How many targets have which state: those that occur, the worst first."""
    found = pd.Series(list(states), dtype="str").value_counts()
    return {state: int(found[str(state)]) for state in TargetState if str(state) in found}
