"""From what was measured to what is found (判定): every kind treats the missing, the empty and the overdue alike."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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

Flags = NDArray[np.bool_]


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
    applies, denominator = measured["applies"].astype("boolean"), measured["denominator"]
    # Plain arrays, not columns: a rule has few units as often as many, and then each step's own cost is what counts.
    inside, untold = applies.to_numpy(dtype=bool, na_value=False), applies.isna().to_numpy()
    empty = (denominator == 0).to_numpy(dtype=bool, na_value=False) & of.per_count & inside
    bound = inside & ~empty
    required, value = exactly(required).where(bound), exactly(measured["value"])
    verdict = _verdict(measured, required, value=value)
    deadline = _deadlines(measured, of.deadline)
    asks = measured["manual"].to_numpy(dtype=bool) if "manual" in measured else np.zeros(len(measured), dtype=bool)
    unknown, failed = untold | verdict.isna().to_numpy(), ~verdict.to_numpy(dtype=bool, na_value=True)
    states = (empty | ~(inside | untold), asks, unknown, failed)
    over = np.array([day is not None and of.on > day for day in deadline], dtype=bool)
    return typed_findings(
        {
            "rule_id": pd.Series(of.rule_id, index=measured.index, dtype="str"),
            "level": pd.Series(of.level, index=measured.index, dtype="str"),
            "area_id": measured["area_id"],
            "denominator": denominator,
            "required": required,
            "value": value,
            "shortfall": _shortfall(measured, required, value=value, verdict=verdict),
            "outcome": pd.Series(_outcomes(states, over), index=measured.index, dtype="str"),
            "deadline": deadline,
            "reason": _reason(measured, unit=of.unit, bound=bound, empty=empty),
        }
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
    if missing.dtype == "Int64":
        return missing.clip(lower=0).mask(verdict.fillna(False).astype(bool), 0).mask(required.isna())
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


def _reason(measured: pd.DataFrame, *, unit: str, bound: Flags, empty: Flags) -> pd.Series:
    """What is missing, what is known all the same, and where facts contradict each other."""
    reason, unknown = measured["reason"], measured["value"].isna().to_numpy()
    if "at_least" in measured and (bound & unknown).any():
        known = bounds_words(measured["at_least"], measured["at_most"], unit=unit)
        reason = _joined(reason, known.where(bound & unknown, ""))
    if empty.any():
        reason = reason.mask(empty, "没有可计的对象（基数为0）")
    return _joined(reason, measured["contradiction"]) if "contradiction" in measured else reason


def _joined(said: pd.Series, more: pd.Series) -> pd.Series:
    """One text behind the other, where there are two."""
    if not any(more.to_numpy(dtype="object")):
        return said
    return said.where(more == "", said.where(said == "", said + "；") + more)


def _outcomes(states: tuple[Flags, ...], over: Flags) -> np.ndarray:
    past = np.select(states, [item.value for item in _PAST], default=Outcome.DEADLINE_PASSED_MET.value)
    return np.where(over, past, np.select(states, [item.value for item in _DUE], default=Outcome.MET.value))
