"""From what was measured to what is found (判定): every kind treats the missing, the empty and the overdue alike."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from planning.policy.finding import exactly, typed_findings
from planning.policy.outcome import Outcome
from planning.policy.rules.wording import bounds_words

_DUE = (Outcome.NOT_APPLICABLE, Outcome.MANUAL, Outcome.UNDETERMINED, Outcome.NOT_MET)
_PAST = (
    Outcome.NOT_APPLICABLE,
    Outcome.MANUAL,
    Outcome.DEADLINE_PASSED_UNKNOWN,
    Outcome.DEADLINE_PASSED_NOT_MET,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """Whose rule it is and on which day it is judged: what a measurement is turned into findings by."""

    rule_id: str
    level: str
    on: date
    deadline: date | None
    unit: str
    per_count: bool


def judge(measured: pd.DataFrame, required: pd.Series, *, of: Judged) -> pd.DataFrame:
    """
    Judge each unit that was measured.

    Parameters
    ----------
    measured
        What `Rule.measure` gives, with `area_id` as a column.
    required
        What is required of each unit, before it is known whether the rule applies.
    of
        The rule and the day.

    Returns
    -------
    DataFrame
        `planning.policy.finding.FINDING_COLUMNS`. On the day of the deadline itself a rule is still due. A kind that
        decides by itself gives `holds`; elsewhere what is there is compared with what is required, and where the value
        is not exact, what is surely there can show that a unit has enough, and what there can be at most that it has
        not. Contradictions between facts are told in the reason and decide nothing.
    """
    applies = measured["applies"].astype("boolean")
    denominator = measured["denominator"]
    empty = (denominator == 0).fillna(False).astype(bool) & of.per_count & applies.fillna(False).astype(bool)
    bound = (applies.fillna(False) & ~empty).astype(bool)
    required, value = exactly(required).where(bound), exactly(measured["value"])
    verdict = _verdict(measured, required, value=value)
    deadline = _deadlines(measured, of.deadline)
    out = ((~applies).fillna(False) | empty).astype(bool)
    asks = measured["manual"].astype(bool) if "manual" in measured else pd.Series(False, index=measured.index)
    states = (out, asks, applies.isna().astype(bool) | verdict.isna(), (~verdict).fillna(False).astype(bool))
    over = pd.Series([day is not None and of.on > day for day in deadline], index=measured.index, dtype=bool)
    return typed_findings(
        pd.DataFrame(
            {
                "rule_id": of.rule_id,
                "level": of.level,
                "area_id": measured["area_id"],
                "denominator": denominator,
                "required": required,
                "value": value,
                "shortfall": _shortfall(measured, required, value=value, verdict=verdict),
                "outcome": _outcomes(states, over),
                "deadline": deadline,
                "reason": _reason(measured, unit=of.unit, bound=bound, empty=empty),
            }
        )
    )


def _verdict(measured: pd.DataFrame, required: pd.Series, *, value: pd.Series) -> pd.Series:
    """Whether each unit has what is required (boolean, NA where it cannot be told)."""
    if "holds" in measured:
        return measured["holds"].astype("boolean")
    at_least, at_most = (_bound(measured, name, value=value) for name in ("at_least", "at_most"))
    enough = _compared(at_least, required, by=operator.ge)
    short = _compared(at_most, required, by=operator.lt)
    return pd.Series(enough, index=measured.index, dtype="boolean").mask(~(enough | short) | required.isna())


def _compared(one: pd.Series, other: pd.Series, *, by: Callable[[Any, Any], Any]) -> pd.Series:
    """Whether a comparison surely holds (bool), exactly; not where a number is missing."""
    if "object" not in (one.dtype, other.dtype):
        held: pd.Series = by(one, other)
        return held.fillna(False).astype(bool)
    # pandas compares no column in which Decimals stand beside missing numbers.
    told = [not (pd.isna(a) or pd.isna(b)) and by(_python(a), _python(b)) for a, b in zip(one, other, strict=True)]
    return pd.Series(told, index=one.index, dtype=bool)


def _python(number: Any) -> int | Decimal:
    return number if isinstance(number, Decimal) else int(number)


def _shortfall(measured: pd.DataFrame, required: pd.Series, *, value: pd.Series, verdict: pd.Series) -> pd.Series:
    """How much is missing; nothing where a unit has enough."""
    if "shortfall" in measured:
        return exactly(measured["shortfall"])
    missing = required - value
    return (
        missing.where(missing.isna() | _compared(missing, pd.Series(0, index=missing.index), by=operator.gt), 0)
        .mask(verdict.fillna(False).astype(bool), 0)
        .mask(required.isna())
    )


def _bound(measured: pd.DataFrame, name: str, *, value: pd.Series) -> pd.Series:
    """A bound of what is there: the exact value where there is one, else what the kind of rule says of it."""
    return value.fillna(exactly(measured[name])) if name in measured else value


def _deadlines(measured: pd.DataFrame, deadline: date | None) -> pd.Series:
    if "deadline" in measured:
        return measured["deadline"].astype("object")
    return pd.Series([deadline] * len(measured), index=measured.index, dtype="object")


def _reason(measured: pd.DataFrame, *, unit: str, bound: pd.Series, empty: pd.Series) -> pd.Series:
    """What is missing, what is known all the same, and where facts contradict each other."""
    reason, unknown = measured["reason"], measured["value"].isna()
    known = pd.Series("", index=measured.index, dtype="str")
    if "at_least" in measured:
        known = bounds_words(measured["at_least"], measured["at_most"], unit=unit).where(bound & unknown, "")
    reason = (reason.where((reason == "") | (known == ""), reason + "；") + known).mask(
        empty, "没有可计的对象（基数为0）"
    )
    if "contradiction" not in measured:
        return reason
    told = measured["contradiction"]
    return reason.where(told == "", reason.where(reason == "", reason + "；") + told)


def _outcomes(states: tuple[pd.Series, ...], over: pd.Series) -> np.ndarray:
    past = np.select(states, [item.value for item in _PAST], default=Outcome.DEADLINE_PASSED_MET.value)
    return np.where(over, past, np.select(states, [item.value for item in _DUE], default=Outcome.MET.value))
