"""Which rule binds a subject on a day (适用规则), which lost and why; of two that bind the stricter is marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pandas as pd

from planning.model.codes import Code
from planning.policy.attributes import days
from planning.policy.clauses import DocumentStatus
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.outcome import Modality
from planning.policy.profile import Profile
from planning.policy.rules.base import Rule
from planning.policy.subjects import Governs, Subject


class Verdict(Code):
    """How a rule stands for a subject (适用情况)."""

    BINDS = "binds", "适用"
    ADVISES = "advises", "仅供参照"
    OPEN = "open", "无法判断"
    ENDED = "ended", "期限已过"
    LOST = "lost", "不适用"


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How one rule of one profile stands for a subject on a day.

    `why` says in Chinese why it binds or lost. `required` is its number for the unit, None where there is none;
    `stricter` marks the largest of several numbers that bind under one topic.
    """

    profile: Profile
    rule: Rule
    verdict: Verdict
    why: str
    governed_on: date | None
    required: int | Decimal | None = None
    unit: str = ""
    stricter: bool = False

    @property
    def topic(self) -> str:
        """What the rule competes about; its own id where it competes with none."""
        return self.rule.topic or self.rule.id

    def says(self) -> str:
        """The standing as one Chinese sentence with its citation."""
        number = "" if self.required is None else f"，应有{self.required:,}{self.unit}"
        mark = "（几项都适用，以此项为严）" if self.stricter else ""
        cited = (
            "；数值依据：" + "、".join(item.brief() for item in self.rule.supplied_by) if self.rule.supplied_by else ""
        )
        opening = f"{self.rule.id}（{self.profile.tier.zh}，{self.rule.source.brief()}{cited}）"
        return f"{opening}：{self.verdict.zh}{number}{mark}。{self.why}"


_NOT_LAW = frozenset({DocumentStatus.DRAFT, DocumentStatus.TEMPLATE})
_DUTIES = frozenset({Modality.MUST, Modality.IN_PRINCIPLE})


def resolve(
    stack: Sequence[Profile], facts: Facts, *, level: Subject, unit: str, topic: str = ""
) -> tuple[Standing, ...]:
    """
    Weigh every rule of a stack of profiles for one unit.

    Parameters
    ----------
    stack
        The nearest profile first, as `planning.policy.stack.stack_of` gives them.
    facts
        The city on the day.
    level, unit
        The unit; `facts` must have it.
    topic
        Only rules of this topic; all of the level where it is empty.

    Returns
    -------
    tuple of Standing
        By topic in the order of the stack: what binds first, then advice, what is open, and what lost.
    """
    rules = _once(stack, level=level, topic=topic)
    single = [_alone(profile, rule, facts=facts, unit=unit) for profile, rule in rules]
    weighed: list[Standing] = []
    for name in dict.fromkeys(item.topic for item in single):
        group = [item for item in single if item.topic == name]
        weighed += _weighed(group, facts, unit=unit)
    return tuple(weighed)


def _once(stack: Sequence[Profile], *, level: Subject, topic: str) -> list[tuple[Profile, Rule]]:
    """Every rule of a level once: as the nearest profile has it, and under the widest one, whose rule it is."""
    nearest: dict[str, Rule] = {}
    owner: dict[str, Profile] = {}
    for profile in stack:
        for rule in profile.rules:
            if rule.level is level and (not topic or rule.topic == topic):
                nearest.setdefault(rule.id, rule)
                owner[rule.id] = profile
    return [(owner[rule_id], rule) for rule_id, rule in nearest.items()]


def _alone(profile: Profile, rule: Rule, *, facts: Facts, unit: str) -> Standing:
    """How a rule stands by itself: in force on the day that governs it, and made for the unit."""
    governed, unknown = _governing_day(rule, facts, unit)
    standing = Standing(profile, rule, Verdict.BINDS, "", governed)
    if unknown and (rule.in_force_from or rule.in_force_until):
        return replace(standing, verdict=Verdict.OPEN, why="土地出让日期不明，无法判断出让时是否施行。")
    day = governed or facts.on
    of_day = "土地出让时" if rule.governed_by is Governs.LAND_SALE else "当日"
    if rule.in_force_from is not None and day < rule.in_force_from:
        return replace(standing, verdict=Verdict.LOST, why=f"自{rule.in_force_from}起施行，{of_day}（{day}）尚未施行。")
    if rule.in_force_until is not None and day > rule.in_force_until:
        return replace(standing, verdict=Verdict.LOST, why=f"施行至{rule.in_force_until}，{of_day}（{day}）已失效。")
    scope = rule.scope(facts)
    applies, why = scope.applies.get(unit, pd.NA), str(scope.why.get(unit, ""))
    if pd.isna(applies):
        return replace(standing, verdict=Verdict.OPEN, why=f"{why}。")
    if not applies:
        return replace(standing, verdict=Verdict.LOST, why=f"{why}。")
    if rule.deadline is not None and facts.on > rule.deadline:
        why = f"期限{rule.deadline}已过，不再是待完成的要求；当时是否达标见目标页。"
        return replace(standing, verdict=Verdict.ENDED, why=why)
    return replace(standing, why=f"{of_day}（{day}）在施行期内，且属于其对象。")


def _governing_day(rule: Rule, facts: Facts, unit: str) -> tuple[date | None, bool]:
    """The day that decides whether a rule is in force, and whether it is unknown."""
    if rule.governed_by is Governs.DAY:
        return facts.on, False
    sold = days(facts.attribute(rule.level, "land_sold_on")).get(unit, pd.NA)
    return (None, True) if pd.isna(sold) else (sold, False)


def _weighed(group: list[Standing], facts: Facts, *, unit: str) -> list[Standing]:
    """Rules of one topic held against each other."""
    told = _without_amended(group)
    told = _without_drafts(told)
    told = [_by_its_word(item) for item in told]
    told = _without_fallbacks(told)
    told = [_with_number(item, facts, unit=unit) for item in told]
    order = list(Verdict)
    return sorted(_stricter_marked(told), key=lambda item: order.index(item.verdict))


def _without_amended(group: list[Standing]) -> list[Standing]:
    """Of two entries of one profile for the same subject the one that began later amends the other."""
    newest: dict[tuple[object, ...], Standing] = {}
    for item in group:
        if item.verdict is Verdict.BINDS and item.rule.in_force_from is not None:
            key = _family(item)
            held = newest.get(key)
            if held is None or _began(item) > _began(held):
                newest[key] = item

    def weighed(item: Standing) -> Standing:
        later = newest.get(_family(item))
        if item.verdict is not Verdict.BINDS or later is None or later is item or _began(item) >= _began(later):
            return item
        return replace(
            item, verdict=Verdict.LOST, why=f"已由{later.rule.id}（自{later.rule.in_force_from}起施行）修订。"
        )

    return [weighed(item) for item in group]


def _family(item: Standing) -> tuple[object, ...]:
    return item.profile.profile_id, item.rule.type, item.topic, item.rule.filter, item.rule.source.document.id


def _began(item: Standing) -> date:
    return item.rule.in_force_from or date.min


def _without_drafts(group: list[Standing]) -> list[Standing]:
    """A draft or a template never binds beside a document in force; alone it is shown for what it is."""
    law = [item for item in group if item.verdict is Verdict.BINDS and item.rule.source.document.status not in _NOT_LAW]

    def weighed(item: Standing) -> Standing:
        status = item.rule.source.document.status
        if item.verdict is not Verdict.BINDS or status not in _NOT_LAW:
            return item
        if law:
            why = f"{status.zh}不能与现行文件并用，以{law[0].rule.id}为准。"
            return replace(item, verdict=Verdict.LOST, why=why)
        return replace(item, verdict=Verdict.ADVISES, why=f"{status.zh}，没有约束力；没有别的文件可依。")

    return [weighed(item) for item in group]


def _by_its_word(item: Standing) -> Standing:
    """A clause that only encourages, strives or refers is shown with its own word and binds nobody."""
    if item.verdict is not Verdict.BINDS or item.rule.modality in _DUTIES:
        return item
    return replace(item, verdict=Verdict.ADVISES, why=f"条文用语为“{item.rule.modality.zh}”，不构成硬性要求。")


def _without_fallbacks(group: list[Standing]) -> list[Standing]:
    """A rule for want of a nearer one gives way to a nearer one that binds."""

    def weighed(item: Standing) -> Standing:
        nearer = [
            other for other in group if other.verdict is Verdict.BINDS and other is not item and _is_nearer(other, item)
        ]
        if item.verdict is not Verdict.BINDS or not item.rule.fallback or not nearer:
            return item
        why = (
            f"{item.profile.tier.zh}的规定只在地方没有规定时适用，{nearer[0].profile.tier.zh}已有{nearer[0].rule.id}。"
        )
        return replace(item, verdict=Verdict.LOST, why=why)

    return [weighed(item) for item in group]


def _is_nearer(one: Standing, other: Standing) -> bool:
    nearer = one.profile.tier.rank < other.profile.tier.rank
    return nearer or (one.profile.tier is other.profile.tier and not one.rule.fallback)


def _with_number(item: Standing, facts: Facts, *, unit: str) -> Standing:
    """The number that a rule asks of the unit, where it speaks of it."""
    if item.verdict not in (Verdict.BINDS, Verdict.ADVISES, Verdict.ENDED):
        return item
    found = item.rule.evaluate(facts)
    rows = found[found["area_id"] == unit]
    if rows.empty:
        return item
    finding = Finding.of(rows.iloc[0])
    missing = item.rule.unsupplied()
    why = item.why + (f"文件没有给出数值，须由本地参数{'、'.join(missing)}规定。" if missing else "")
    return replace(item, required=finding.required, unit=item.rule.unit_word(), why=why)


def _stricter_marked(group: Iterable[Standing]) -> list[Standing]:
    """Of several numbers that bind, all are shown and the largest is marked; other units are not compared."""
    told = list(group)
    binding = [item for item in told if item.verdict is Verdict.BINDS and item.required is not None]
    if len(binding) < 2 or len({item.unit for item in binding}) > 1:
        return told
    most = max(item.required for item in binding if item.required is not None)
    return [replace(item, stricter=True) if item in binding and item.required == most else item for item in told]
