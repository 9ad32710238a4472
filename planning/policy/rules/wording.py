"""How a finding reads as a Chinese sentence (结论表述) that can be pasted into a report."""

from datetime import date
from decimal import Decimal

from planning.policy.finding import Finding
from planning.policy.outcome import Outcome


def sentence(finding: Finding, opening: str, *, filled: str, unit: str, on: date) -> str:
    """`opening` (subject, standard, citation), then what is required, what is there, and the balance."""
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return f"{opening}，不适用（{finding.reason or '不在适用范围'}）。"
    owed = f"，应有 {filled} {unit}" if filled else ""
    overdue = _deadline(finding, on)
    held = "" if finding.value is None else f"现有 {finding.value:,} {unit}，"
    if finding.value is None or finding.required is None:
        return f"{opening}{owed}；{held}无法判定（{finding.reason or '缺少数据'}）{overdue}。"
    aside = f"（{finding.reason}）" if finding.reason else ""
    return f"{opening}{owed}；{held}{_balance(finding.value - finding.required, unit)}{overdue}{aside}。"


def _balance(difference: int, unit: str) -> str:
    if difference < 0:
        return f"缺 {-difference:,} {unit}"
    return f"富余 {difference:,} {unit}" if difference else "恰好达标"


def _deadline(finding: Finding, on: date) -> str:
    if finding.deadline is None:
        return ""
    return f"（期限{finding.deadline}，{'已过' if on > finding.deadline else '未到'}）"


def shown(number: int | None) -> str:
    """A whole number with thousands marked; a dash where it is missing."""
    return "—" if number is None else f"{number:,}"


def percent(share: Decimal) -> str:
    """A share from 0 to 1 as percent, with all its digits."""
    return f"{(share * 100).normalize():f}%"
