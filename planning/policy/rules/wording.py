"""How a finding reads as a Chinese sentence (结论表述) that can be pasted into a report."""

from datetime import date
from decimal import Decimal

import pandas as pd

from planning.numerals import number
from planning.policy.finding import Finding
from planning.policy.outcome import Outcome


def sentence(finding: Finding, opening: str, *, filled: str, unit: str, on: date, held: str) -> str:
    """`opening` (subject, standard, citation), then what is required, what is there (as `held`), and the balance."""
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return f"{opening}，不适用（{finding.reason or '不在适用范围'}）。"
    owed = f"，应有 {filled} {unit}" if filled else ""
    overdue = _deadline(finding, on)
    there = "" if finding.value is None else f"{held} {number(finding.value)} {unit}，"
    if finding.value is None or finding.required is None or _decided_otherwise(finding):
        verdict = _verdict(finding.outcome)
        unsaid = "" if verdict == Outcome.MET.zh else "缺少数据"
        why = finding.reason or unsaid
        return f"{opening}{owed}；{there}{verdict}{f'（{why}）' if why else ''}{overdue}。"
    aside = f"（{finding.reason}）" if finding.reason else ""
    return f"{opening}{owed}；{there}{_balance(finding.value - finding.required, unit)}{overdue}{aside}。"


def bounds_words(at_least: pd.Series, at_most: pd.Series, *, unit: str) -> pd.Series:
    """What is known of each count that is not exact, in Chinese; empty where nothing is."""
    said = []
    for least, most in zip(at_least, at_most, strict=True):
        lower = f"已知至少{least:,}{unit}" if pd.notna(least) and least > 0 else ""
        upper = f"至多{most:,}{unit}" if pd.notna(most) else ""
        said.append("、".join(part for part in (lower, upper) if part))
    return pd.Series(said, index=at_least.index, dtype="str")


def _verdict(outcome: Outcome) -> str:
    """The outcome of a count that is not exact, without what the rest of the sentence says of the deadline."""
    if outcome in (Outcome.MET, Outcome.DEADLINE_PASSED_MET):
        return Outcome.MET.zh
    if outcome in (Outcome.MANUAL, Outcome.NEEDS_DECISION):
        return outcome.zh
    short = outcome in (Outcome.NOT_MET, Outcome.DEADLINE_PASSED_NOT_MET)
    return Outcome.NOT_MET.zh if short else Outcome.UNDETERMINED.zh


def _decided_otherwise(finding: Finding) -> bool:
    """Whether the two numbers alone do not give the outcome: more than is allowed, or judged together with others."""
    if finding.value is None or finding.required is None:
        return False
    enough = finding.value >= finding.required
    if finding.outcome in (Outcome.MET, Outcome.DEADLINE_PASSED_MET):
        return not enough
    return enough or finding.outcome not in (Outcome.NOT_MET, Outcome.DEADLINE_PASSED_NOT_MET)


def _balance(difference: int | Decimal, unit: str) -> str:
    if difference < 0:
        return f"缺 {number(-difference)} {unit}"
    return f"富余 {number(difference)} {unit}" if difference else "恰好达标"


def _deadline(finding: Finding, on: date) -> str:
    if finding.deadline is None:
        return ""
    state = "已过" if on > finding.deadline else "当日到期" if on == finding.deadline else "未到"
    return f"（期限{finding.deadline}，{state}）"
