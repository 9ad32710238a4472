"""The worst of several outcomes (取最严结论): a unit is as good as the worst of the rules that bind it."""

from collections.abc import Iterable

import pandas as pd

from planning.policy.outcome import Outcome

_WORST_FIRST = (
    Outcome.DEADLINE_PASSED_NOT_MET,
    Outcome.NOT_MET,
    Outcome.NEEDS_DECISION,
    Outcome.MANUAL,
    Outcome.DEADLINE_PASSED_UNKNOWN,
    Outcome.UNDETERMINED,
    Outcome.DEADLINE_PASSED_MET,
    Outcome.MET,
    Outcome.NOT_APPLICABLE,
)
_RANK = {str(outcome): place for place, outcome in enumerate(_WORST_FIRST)}


def worst_of(outcomes: Iterable[str]) -> tuple[Outcome, ...]:
    """Outcomes from the worst to the best, each once."""
    there = set(map(str, outcomes))
    return tuple(outcome for outcome in _WORST_FIRST if str(outcome) in there)


def worst_by_area(findings: pd.DataFrame) -> pd.Series:
    """The worst outcome of each `area_id` among findings, by area id; areas without a finding are not there."""
    ranked = findings.assign(rank=findings["outcome"].map(_RANK)).sort_values(["area_id", "rank"])
    return ranked.drop_duplicates("area_id").set_index("area_id")["outcome"]
