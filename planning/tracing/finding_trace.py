"""The whole trace (计算依据) of one row of a gap table: people, target, supply, difference, and every finding."""

from typing import Any

import pandas as pd

from planning.errors import UnknownArea
from planning.gaps.required_places import Target
from planning.judged import Judged
from planning.model.codes import ADMINISTRATIVE, DOWN_TO_STREET, Level
from planning.policy.outcome import Modality
from planning.trace import Step, Trace
from planning.tracing.circle import circle_people_step, circle_target_step, reach_step, verdict_step
from planning.tracing.gap import class_step, gap_step, new_areas_step, ratio_steps
from planning.tracing.people import children_step, residents_step
from planning.tracing.residential import home_people_step, home_verdict_step, place_step, provision_step
from planning.tracing.served import served_step
from planning.tracing.supply import supply_step
from planning.tracing.target import target_steps


def trace(study: Judged, level: Level, *, area_id: str) -> Trace:
    """
    Tell how every number of one row of `study.gaps(level)` came about.

    Raises UnknownArea where the level has no such area.
    """
    table = study.gaps(level)
    if area_id not in table.index:
        raise UnknownArea(area_id, table.index)
    row = _row(study, level, area_id)
    steps = {
        Level.LIFE_CIRCLE: _circle_steps,
        Level.RESIDENTIAL_AREA: _residential_steps,
    }.get(level, _administrative_steps)(study, level, row)
    return Trace(
        area_id=area_id,
        name=str(row["name"]),
        level=str(level),
        on=study.on,
        profile=study.profile.profile_id,
        revision=study.city.revision,
        notice=study.city.manifest.notice,
        steps=(*steps, *_rule_steps(study, level, area_id)),
    )


def _row(study: Judged, level: Level, area_id: str) -> "pd.Series[Any]":
    """The row, with what the table of its level leaves out of its people and its supply."""
    beside = [study.ground.people] if level in ADMINISTRATIVE else []
    # The gap table comes last: where two tables have a column of one name, its number is the one that is shown.
    tables = (*beside, study.supply[level], study.gaps(level))
    values = {name: value for table in tables for name, value in table.loc[area_id].items()}
    return pd.Series(values, dtype="object")


def _administrative_steps(study: Judged, level: Level, row: "pd.Series[Any]") -> tuple[Step, ...]:
    ground, area_id, name = study.ground, row["area_id"], row["name"]
    target = study.target
    owed = (
        target_steps(ground, study.facts, findings=study.findings(target.level), target=target, area_id=area_id)
        if target
        else ()
    )
    split = (
        served_step(study.served, level, area_id=area_id, name=name, reach=study.reach)
        if level in DOWN_TO_STREET and ground.register_speaks
        else None
    )
    optional = (class_step(row, study.profile), split, new_areas_step(row, study.profile))
    return (
        residents_step(ground, area_id, name=name),
        children_step(ground, area_id, name=name),
        *owed,
        supply_step(ground, level, area_id=area_id, name=name, row=study.supply[level].loc[area_id]),
        gap_step(row, study.on, force=_force(target)),
        *ratio_steps(row),
        *(step for step in optional if step),
    )


def _force(target: Target | None) -> str:
    """The word of a target that is no duty; empty for one that is."""
    return "" if target is None or target.modality is Modality.MUST else target.modality.zh


def _circle_steps(study: Judged, level: Level, row: "pd.Series[Any]") -> tuple[Step, ...]:
    ground, area_id = study.ground, row["area_id"]
    supply = study.supply[level].loc[area_id]
    return (
        circle_people_step(ground, row),
        circle_target_step(ground, row, target=study.target),
        supply_step(ground, level, area_id=area_id, name=row["name"], row=supply),
        gap_step(row, study.on, verdict="enough_places", force=_force(study.target)),
        reach_step(row, study.reach, walks=study.walks),
        verdict_step(row),
        *ratio_steps(row),
    )


def _residential_steps(study: Judged, _level: Level, row: "pd.Series[Any]") -> tuple[Step, ...]:
    ground, area_id = study.ground, row["area_id"]
    steps = [home_people_step(ground, area_id), place_step(ground, area_id), provision_step(ground, row)]
    if pd.notna(row["required"]):
        steps.append(gap_step(row, study.on, have="provided"))
    return (*steps, home_verdict_step(row))


def _rule_steps(study: Judged, level: Level, area_id: str) -> tuple[Step, ...]:
    """One step for each rule that speaks of the area, in the order of the profile."""
    findings = study.findings(level)
    own = findings[findings["area_id"] == area_id]
    rows: list[dict[str, Any]] = own.to_dict("records")  # type: ignore[assignment]
    rules = {rule.id: rule for rule in study.profile.rules_for(level, study.on)}
    return tuple(rules[row["rule_id"]].step(row, study.facts) for row in rows)
