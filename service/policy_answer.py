"""Policy as the API answers it (政策回答): a rule in words, its readings, examples and findings."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from planning.policy.alternatives import Alternative, alternatives
from planning.policy.clauses import Document
from planning.policy.examples.example import Example
from planning.policy.examples.library import library
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.kinds import kind_term
from planning.policy.outcome import Outcome
from planning.policy.parameters import Parameter
from planning.policy.profile import Profile
from planning.policy.rule_state import RuleState
from planning.policy.rules.base import Rule
from planning.policy.worst import worst_of
from service.answers import step_answer
from service.gap_rows import plain, records


def document_entry(document: Document) -> dict[str, Any]:
    """A document with its standing."""
    return document.model_dump(mode="json") | {"status_zh": document.status.zh}


def rule_entry(rule: Rule) -> dict[str, Any]:
    """A rule in words."""
    source = rule.source
    return {
        "id": rule.id,
        "row": rule.catalogue_row,
        "name": rule.name,
        "summary": rule.summary,
        "standard": rule.standard(),
        "type": rule.type,
        "type_zh": kind_term(type(rule)),
        "level": rule.level.value,
        "level_zh": rule.level.zh,
        "modality": str(rule.modality),
        "modality_zh": rule.modality.zh,
        "responsible": rule.responsible,
        "serves": [str(one) for one in rule.serves],
        "serves_zh": [one.zh for one in rule.serves],
        "deadline": rule.deadline and rule.deadline.isoformat(),
        "in_force_from": rule.in_force_from and rule.in_force_from.isoformat(),
        "in_force_until": rule.in_force_until and rule.in_force_until.isoformat(),
        "applies_to": "或".join(way.words(rule.level) for way in rule.filter) or rule.level.zh,
        "unit": rule.unit_word(),
        "formula": rule.formula(),
        "inputs": list(rule.needs()),
        "unsupplied": list(rule.unsupplied()),
        "note": rule.note,
        "source": {
            "document": source.document.title,
            "short_title": _short_title(source.document),
            "status": str(source.document.status),
            "status_zh": source.document.status.zh,
            "clause": source.clause,
            "quote": source.quote,
            "cite": source.cite(),
        },
    }


def state_entry(state: RuleState) -> dict[str, Any]:
    """How a rule stands: its worst outcome, and how many units have which."""
    return {
        "worst": state.worst and str(state.worst),
        "worst_zh": state.worst.zh if state.worst else "没有可判定的单元",
        "units": state.units,
        "counts": [
            {"outcome": str(item), "outcome_zh": item.zh, "units": number} for item, number in state.counts.items()
        ],
    }


def rule_answer(profile: Profile, rule: Rule, *, findings: pd.DataFrame, facts: Facts, most: int) -> dict[str, Any]:
    """One rule with everything that a reader asks of it; at most so many findings, the worst first."""
    return {
        "rule": rule_entry(rule),
        "state": state_entry(RuleState.of(findings)),
        "parameters": [parameter_entry(item) for item in parameters_of(profile, rule)],
        "readings": [_reading(item, facts) for item in alternatives(profile, rule.id)],
        "not_offered": [
            {"id": point.id, "point": point.point, "readings": point.not_offered}
            for point in profile.readings_of(rule.id)
            if point.not_offered
        ],
        "examples": [_example(example) for example in library().get(rule.id, ())],
        "numberMatched": len(findings),
        "findings": findings_answer(findings, facts, rule=rule, most=most),
    }


def findings_answer(findings: pd.DataFrame, facts: Facts, *, rule: Rule, most: int) -> list[dict[str, Any]]:
    """Findings with the names of their units, the worst first."""
    order = {str(outcome): place for place, outcome in enumerate(worst_of(findings["outcome"]))}
    ranked = findings.assign(place=findings["outcome"].map(order)).sort_values("place", kind="stable").head(most)
    names = [rule.area_name(Finding.of(row), facts) for row in ranked.to_dict("records")]  # type: ignore[arg-type]
    rows = records(ranked.drop(columns=["place", "rule_id", "level"]))
    return [
        row | {"name": name, "outcome_zh": Outcome.read(row["outcome"]).zh}
        for row, name in zip(rows, names, strict=True)
    ]


def finding_answer(profile: Profile, rule: Rule, *, row: dict[str, Any], facts: Facts) -> dict[str, Any]:
    """One finding with its arithmetic, its citation and standing, and what every other reading would say."""
    finding = Finding.of(row)
    texts = {"area_id": finding.area_id, "name": rule.area_name(finding, facts), "reason": finding.reason}
    numbers = ("denominator", "required", "value", "shortfall", "margin")
    return {
        "rule": rule_entry(rule),
        **texts,
        **{name: plain(getattr(finding, name)) for name in numbers},
        "outcome": str(finding.outcome),
        "outcome_zh": finding.outcome.zh,
        "deadline": finding.deadline and finding.deadline.isoformat(),
        "step": step_answer(rule.step(row, facts)),
        "parameters": [parameter_entry(item) for item in parameters_of(profile, rule)],
        "readings": [_reading(item, facts, area_id=finding.area_id) for item in alternatives(profile, rule.id)],
    }


def parameter_entry(parameter: Parameter) -> dict[str, Any]:
    """A number of the place with its citation."""
    return {
        "id": parameter.id,
        "name": parameter.zh,
        "value": str(parameter.value),
        "unit": parameter.unit,
        "cite": parameter.source.cite(),
    }


def parameters_of(profile: Profile, rule: Rule) -> list[Parameter]:
    """The numbers of the place that a rule was filled with."""
    return [item for item in profile.parameters if item.source in rule.supplied_by]


def _reading(item: Alternative, facts: Facts, *, area_id: str = "") -> dict[str, Any]:
    """One reading, whether it is the chosen one, and its answer: for one unit, or counted over all."""
    told = {
        "point": item.point.id,
        "about": item.point.point,
        "key": item.option.key,
        "says": item.option.says,
        "chosen": item.chosen,
        "undecided": item.point.undecided,
        "dropped": item.rule is None,
    }
    if item.rule is None:
        return told | {"answers": [], "state": None}
    if not area_id:
        return told | {"answers": [], "state": state_entry(RuleState.of(item.rule.evaluate(facts)))}
    return told | {"answers": [_short(finding) for finding in item.answer(facts, area_id)], "state": None}


def _short(finding: Finding) -> dict[str, Any]:
    numbers = {name: plain(getattr(finding, name)) for name in ("required", "value", "shortfall", "margin")}
    deadline = finding.deadline and finding.deadline.isoformat()
    return numbers | {"outcome": str(finding.outcome), "outcome_zh": finding.outcome.zh, "deadline": deadline}


def _example(example: Example) -> dict[str, Any]:
    expected: Sequence[Any] = example.findings
    return {
        "title": example.title,
        "profile": example.profile,
        "on": example.on.isoformat(),
        "arithmetic": example.arithmetic,
        "expects": [
            {"area_id": one.area, "outcome": str(one.outcome), "outcome_zh": one.outcome.zh} for one in expected
        ],
    }


def _short_title(document: Document) -> str:
    """What a document is called in passing: its number, or its title without what stands in brackets behind it."""
    return document.number or re.sub(r"（[^（）]*）$", "", document.title)
