"""What a profile says that cannot be meant (方案合理性): dates swapped, versions that overlap, dead conditions."""

import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from pydantic import BaseModel

from planning.model.codes import AreaKind, Level
from planning.policy.kinds import rule_kinds
from planning.policy.profile import Profile
from planning.policy.rules.base import Rule
from planning.policy.toml_text import NOT_WRITTEN

_KINDS_OF: Mapping[str, frozenset[str]] = {
    "city": frozenset({AreaKind.CITY}),
    "district": frozenset({AreaKind.DISTRICT}),
    "street": frozenset({AreaKind.SUBDISTRICT, AreaKind.TOWN, AreaKind.TOWNSHIP}),
    "community": frozenset({AreaKind.URBAN_COMMUNITY, AreaKind.VILLAGE}),
    "life-circle": frozenset(),
    "residential-area": frozenset(),
}
_WITHOUT_ERA = frozenset(level.value for level in Level if level is not Level.RESIDENTIAL_AREA)
_TEXT_OR_NUMBER = (Decimal, int)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A key path, and what is wrong with what stands there, in Chinese and English."""

    key: str
    zh: str
    en: str
    warning: bool = False


def doubts_of(data: Mapping[str, Any], profile: Profile | None) -> tuple[Doubt, ...]:
    """
    What a reader of the file will doubt, although each key by itself can be read.

    Parameters
    ----------
    data
        The tables of the file, as `planning.policy.toml_text.parse_toml` gives them.
    profile
        What could be read of them; None where nothing could. Only rules that could be read are looked at together.
    """
    own = data.get("rule", [])
    numbered = [(f"rule[{n}] {raw.get('id', '(no id)')}", raw) for n, raw in enumerate(own, 1) if isinstance(raw, dict)]
    told = [doubt for where, raw in numbered for doubt in (*_numbers_as_text(raw, where), *_of_dates(raw, where))]
    if profile is None:
        return tuple(told)
    read = {rule.id: rule for rule in profile.written}
    pairs = [(where, read[raw["id"]]) for where, raw in numbered if raw.get("id") in read]
    for where, rule in pairs:
        told += [*_dead_conditions(rule, where)]
        if not rule.summary:
            told.append(Doubt(f"{where}.summary", "没有条款摘要", "no summary of the clause", warning=True))
    told += [doubt for one, other in combinations(pairs, 2) for doubt in _overlapping(one, other)]
    places = {rule.id: where for where, rule in pairs}
    for rule in profile.rules:
        for name in rule.unsupplied():
            zh, en = f"没有人给出本地参数{name}；规则无法计算", f"nobody supplies the parameter {name!r}"
            told.append(Doubt(f"{places.get(rule.id, f'rule {rule.id}')}", zh, en, warning=True))
    return tuple(told)


def _numbers_as_text(raw: Mapping[str, Any], where: str) -> Iterator[Doubt]:
    """Numbers that are written as text, such as "4" or "60%"."""
    kind = rule_kinds().get(str(raw.get("type", "")))
    for name, field in kind.model_fields.items() if kind else ():
        if isinstance(raw.get(name), str) and _is_number(field.annotation):
            bare = raw[name].strip()
            share = bare.removesuffix("%").removesuffix("％")
            if share != bare and share.replace(".", "", 1).isdigit():
                bare = f"{Decimal(share) / 100:f}"
            zh, en = f"数字不加引号：请写{bare}", f"a number stands without quotation marks; write {bare}"
            yield Doubt(f"{where}.{name}", zh, en)


def _is_number(annotation: Any) -> bool:
    if annotation in _TEXT_OR_NUMBER:
        return True
    return any(_is_number(part) for part in typing.get_args(annotation) if part is not type(None))


def _of_dates(raw: Mapping[str, Any], where: str) -> Iterator[Doubt]:
    begins, ends, deadline = (raw.get(name) for name in ("in_force_from", "in_force_until", "deadline"))
    if type(begins) is date and type(ends) is date and begins > ends:
        zh, en = (
            f"施行日{begins}晚于失效日{ends}：日期写反了",
            f"in force from {begins} until {ends}; the days are swapped",
        )
        yield Doubt(f"{where}.in_force_from", zh, en)
    if type(begins) is date and type(deadline) is date and deadline < begins:
        zh = f"期限{deadline}早于施行日{begins}，规则永远不能按期适用"
        yield Doubt(f"{where}.deadline", zh, f"the deadline {deadline} is before in_force_from {begins}; correct one")


def _dead_conditions(rule: Rule, where: str) -> Iterator[Doubt]:
    """Conditions that no unit of the level can meet, and one that every unit meets."""
    level = str(getattr(rule, "units", rule.level))
    for way in rule.filter:
        key = f"{where}.filter"
        if level in _WITHOUT_ERA and way.era is not None:
            zh, en = f"{level}没有era，规则永远不适用", f"a {level} has no era; the rule can never apply"
            yield Doubt(f"{key}.era", zh, en)
        if level in _KINDS_OF and way.kinds and not _KINDS_OF[level] & {str(kind) for kind in way.kinds}:
            listed = ", ".join(way.kinds)
            choices = ", ".join(sorted(_KINDS_OF[level])) or "none"
            zh = f"{level}没有{listed}这种类型，规则永远不适用；可选：{choices}"
            yield Doubt(f"{key}.kinds", zh, f"no {level} is of the kind {listed}; it has: {choices}")
        if way.min_residents == 0:
            zh, en = "人口不少于0人总是成立：请去掉min_residents", "every unit has 0 people or more; leave it out"
            yield Doubt(f"{key}.min_residents", zh, en)


def _overlapping(one: tuple[str, Rule], other: tuple[str, Rule]) -> Iterator[Doubt]:
    """Two versions of one rule that are both in force on a day and give different numbers."""
    (_, first), (where, second) = one, other
    if not first.topic or _drawn(first) != _drawn(second) or _numbers(first) == _numbers(second):
        return
    begins = max(first.in_force_from or date.min, second.in_force_from or date.min)
    ends = min(first.in_force_until or date.max, second.in_force_until or date.max)
    if begins <= ends:
        day = begins if begins > date.min else ends if ends < date.max else None
        zh_day, en_day = (f"{day}那天", f"on {day}") if day else ("每一天", "on every day")
        zh = f"与{first.id}是同一条的两个版本，{zh_day}都有效而数值不同：请写明in_force_from和in_force_until"
        en = f"a version of {first.id} with other numbers, and both are in force {en_day}; bound them by in_force_…"
        yield Doubt(where, zh, en)


def _drawn(rule: Rule) -> tuple[object, ...]:
    """What two versions of one rule have in common: of whom they speak, and all of their kind but the numbers."""
    terms = {name: _without_numbers(getattr(rule, name)) for name in _own_keys(rule)}
    return (rule.type, rule.topic, rule.level, rule.filter, rule.modality, rule.deadline, repr(terms))


def _numbers(rule: Rule) -> str:
    return repr({name: getattr(rule, name) for name in _own_keys(rule)})


def _own_keys(rule: Rule) -> list[str]:
    return [name for name in type(rule).model_fields if name not in Rule.model_fields and name not in NOT_WRITTEN]


def _without_numbers(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, _TEXT_OR_NUMBER):
        return "number"
    if isinstance(value, BaseModel):
        return {name: _without_numbers(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple | list):
        return [_without_numbers(item) for item in value]
    return str(value)
