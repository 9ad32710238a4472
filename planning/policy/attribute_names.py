"""Which facts rules read beyond the tables (属性名称): each under its name, with its Chinese and the rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from planning.policy.profile import Profile
from planning.policy.rules.area import Area
from planning.policy.rules.base import Rule
from planning.policy.rules.existing_gap import ExistingGap
from planning.policy.rules.routing import Routing
from planning.policy.rules.sync import Pace, Sync


@dataclass(frozen=True, slots=True)
class AttributeName:
    """The name of an attribute, what it is called in Chinese, the subjects that have it, and the rules reading it."""

    column: str
    zh: str
    levels: tuple[str, ...]
    rules: tuple[str, ...]


def attribute_names(profiles: Iterable[Profile]) -> tuple[AttributeName, ...]:
    """Every attribute that rules of `profiles` read, in the order of its name; a rule is named once."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for profile in profiles:
        for rule in profile.written:
            for column, zh in (*_own(rule), *_paired(rule)):
                found.setdefault(column, []).append((zh, str(rule.level), rule.id))
    return tuple(
        AttributeName(
            column,
            "、".join(dict.fromkeys(zh for zh, _, _ in told)),
            tuple(sorted({level for _, level, _ in told})),
            tuple(sorted({rule_id for _, _, rule_id in told})),
        )
        for column, told in sorted(found.items())
    )


def _own(rule: Rule) -> Iterator[tuple[str, str]]:
    """The attributes that a kind reads by a name of its own."""
    if isinstance(rule, Area):
        yield "floor_area_m2", "建筑面积"
    elif isinstance(rule, ExistingGap):
        yield from (("obtained_by", "补建方式"), ("obtained_on", "补建日期"))
    elif isinstance(rule, Routing):
        yield from ((name, rule.decided_by) for route in rule.routes for name in route.when)
    elif isinstance(rule, Sync):
        for stage in rule.stages:
            pace = stage if isinstance(stage, Pace) else Pace(care=stage, homes=stage)
            yield from (pace.later(), pace.earlier())


def _paired(value: object) -> Iterator[tuple[str, str]]:
    """Every name that a rule, or something in it, has beside its Chinese: `column` and `zh`, `part` and `part_zh`."""
    if isinstance(value, tuple | list):
        for item in value:
            yield from _paired(item)
    elif isinstance(value, BaseModel):
        fields = type(value).model_fields
        pairs = [(name, f"{name}_zh") for name in fields if f"{name}_zh" in fields]
        pairs += [("column", "zh")] if {"column", "zh"} <= fields.keys() else []
        yield from ((str(getattr(value, name)), str(getattr(value, zh))) for name, zh in pairs if getattr(value, name))
        for name in fields:
            yield from _paired(getattr(value, name))
