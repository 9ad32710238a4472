"""How a finding reads as a Chinese sentence (结论表述) that can be pasted into a report."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from planning.policy.finding import Finding
from planning.policy.outcome import Modality, Outcome

if TYPE_CHECKING:
    from planning.policy.rules.base import Rule


def sentence(rule: "Rule", finding: Finding, *, name: str, subject: str, filled: str, on: date) -> str:
    """Subject, standard and citation, what is required, what is there, and the balance, in one sentence."""
    force = "" if rule.modality is Modality.MUST else f"（{rule.modality.zh}）"
    opening = f"{name}{subject}，按{rule.standard()}{force}（{rule.source.brief()}）"
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return f"{opening}，不适用（{finding.reason or '不在适用范围'}）。"
    owed = f"，应有 {filled} {rule.unit_word()}" if filled else ""
    if finding.value is None or finding.required is None:
        held = "" if finding.value is None else f"现有 {finding.value:,} {rule.unit_word()}，"
        return f"{opening}{owed}；{held}无法判定（{finding.reason or '缺少数据'}）{_deadline(finding, on)}。"
    aside = f"（{finding.reason}）" if finding.reason else ""
    return (
        f"{opening}{owed}；现有 {finding.value:,} {rule.unit_word()}，"
        f"{_balance(finding.value - finding.required, rule.unit_word())}{_deadline(finding, on)}{aside}。"
    )


def _balance(difference: int, unit: str) -> str:
    if difference < 0:
        return f"缺 {-difference:,} {unit}"
    return f"富余 {difference:,} {unit}" if difference else "恰好达标"


def _deadline(finding: Finding, on: date) -> str:
    if finding.deadline is None:
        return ""
    return f"（期限{finding.deadline}，{'已过' if on > finding.deadline else '未到'}）"


def percent(share: Decimal) -> str:
    """A share from 0 to 1 as percent, with all its digits."""
    return f"{(share * 100).normalize():f}%"
