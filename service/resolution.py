"""Which rules bind a unit, as every door answers it (适用规则)."""

from collections.abc import Callable
from typing import Any

from planning.errors import UnknownArea, UnknownTopic
from planning.policy.profile import Profile
from planning.policy.resolver import Standing, resolve
from planning.policy.stack import stack_of
from planning.policy.subjects import Subject
from planning.study import Study
from service.answers import clause_answer
from service.gap_rows import plain


def resolution(
    study: Study, called: Callable[[str], Profile], *, level: Subject, unit: str, topic: str
) -> dict[str, Any]:
    """
    The standing of every rule for a unit.

    Raises UnknownArea for a unit that the city does not have, UnknownProfile and ProfileRefused for a profile below.
    """
    standings = standings_of(study, called, level=level, unit=unit, topic=topic)
    stack = stack_of(study.profile, called)
    units = study.facts.units_at(level)
    return {
        "level": level.value,
        "level_zh": level.zh,
        "unit": unit,
        "name": str(units.at[unit, "name"]),
        "topic": topic,
        "stack": [
            {"profile": one.profile_id, "name": one.name, "tier": str(one.tier), "tier_zh": one.tier.zh}
            for one in stack
        ],
        "standings": [_entry(item) for item in standings],
    }


def standings_of(
    study: Study, called: Callable[[str], Profile], *, level: Subject, unit: str, topic: str
) -> tuple[Standing, ...]:
    """The same as values; raises UnknownArea."""
    units = study.facts.units_at(level)
    if unit not in units.index:
        raise UnknownArea(unit, [str(area_id) for area_id in units.index])
    stack = stack_of(study.profile, called)
    found = resolve(stack, study.facts, level=level, unit=unit, topic=topic)
    if topic and not found:
        known = {rule.topic for profile in stack for rule in profile.rules if rule.level is level and rule.topic}
        raise UnknownTopic(topic, sorted(known))
    return found


def _entry(item: Standing) -> dict[str, Any]:
    return {
        "topic": item.topic,
        "rule_id": item.rule.id,
        "name": item.rule.name,
        "profile": item.profile.profile_id,
        "tier": str(item.profile.tier),
        "tier_zh": item.profile.tier.zh,
        "verdict": str(item.verdict),
        "verdict_zh": item.verdict.zh,
        "required": plain(item.required),
        "unit": item.unit,
        "stricter": item.stricter,
        "governed_on": item.governed_on and item.governed_on.isoformat(),
        "why": item.why,
        "says": item.says(),
        "modality": str(item.rule.modality),
        "modality_zh": item.rule.modality.zh,
        "clauses": [clause_answer(clause) for clause in item.rule.clauses],
    }
