"""Targets as the API answers them (目标回答): every target, what rules say of theirs together, paths and tasks."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from planning.model.codes import Code, Level
from planning.policy.rules.base import Rule
from planning.targets.path import Path
from planning.targets.progress import Progress
from planning.targets.state import TargetState, counts_of
from planning.targets.tasks import Task
from service.dependencies import Asked
from service.gap_rows import records
from service.policy_answer import document_entry


def target_answer(
    asked: Asked, progress: Progress, *, shown: pd.DataFrame, links: list[dict[str, str]]
) -> dict[str, Any]:
    """The body of a TargetTable; `shown` are the rows of this page of it."""
    profile = progress.profile
    counts = progress.counts()
    dated = set(progress.targets["rule_id"])
    return {
        "type": "TargetTable",
        **asked.about(),
        "profile_name": profile.name,
        "profile_status": str(profile.status),
        "documents": [document_entry(document) for document in profile.documents],
        "states": counts_entry(counts),
        "numberMatched": len(progress.targets),
        "numberReturned": len(shown),
        "rules": [_rule(rule, progress.targets) for rule in profile.rules if rule.id in dated],
        "targets": [row | {"state_zh": TargetState.read(row["state"]).zh} for row in records(shown)],
        "paths": [path_entry(path) for path in progress.paths],
        "tasks": [_task(task) for task in progress.tasks],
        "left_out": list(progress.left_out),
        "links": links,
    }


def counts_entry(counts: Mapping[Any, int]) -> list[dict[str, Any]]:
    """States with their words and how many units have them, the worst first."""
    return [{"state": str(state), "state_zh": state.zh, "units": units} for state, units in counts.items()]


def path_entry(path: Path) -> dict[str, Any]:
    """One unit's path."""
    return {
        "level": path.level.value,
        "area_id": path.area_id,
        "name": path.name,
        "due": [
            {
                "on": one.on.isoformat(),
                "required": one.required,
                "rule_id": one.rule_id,
                "modality": str(one.modality),
                "modality_zh": one.modality.zh,
                "basis": one.basis,
                "state": str(one.state),
                "state_zh": one.state.zh,
            }
            for one in path.due
        ],
        "known": [
            {"on": one.on.isoformat(), "places": one.places, "source": one.source, "exact": one.exact}
            for one in path.known
        ],
    }


def _rule(rule: Rule, targets: pd.DataFrame) -> dict[str, Any]:
    """A rule, and how its targets of each date stand."""
    of_rule = targets[targets["rule_id"] == rule.id]
    document = rule.source.document
    return {
        "id": rule.id,
        "name": rule.name,
        "standard": rule.standard(),
        "unit": rule.unit_word(),
        "level": rule.level.value,
        "level_zh": Level(rule.level.value).zh,
        "modality": str(rule.modality),
        "modality_zh": rule.modality.zh,
        "cite": rule.source.cite(),
        "brief": rule.source.brief(),
        "document_status": str(document.status),
        "document_status_zh": document.status.zh,
        "dates": [
            {"deadline": day.isoformat(), "units": len(states), "counts": counts_entry(counts_of(states))}
            for day in sorted(set(of_rule["deadline"]))
            for states in [of_rule["state"][of_rule["deadline"] == day]]
        ],
    }


def _task(task: Task) -> dict[str, Any]:
    state: Code | None = task.state
    return {
        "task_id": task.task_id,
        "names": list(task.names),
        "deadline": task.deadline and task.deadline.isoformat(),
        "responsible": task.responsible,
        "rules": list(task.rules),
        "units": task.units,
        "state": state and str(state),
        "state_zh": state.zh if state else "没有可判定的单元",
        "counts": counts_entry(task.counts),
    }
