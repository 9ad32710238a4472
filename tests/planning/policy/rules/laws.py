"""What holds of every kind of rule, whatever its numbers: a rule for a test, and the laws that its answers keep."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from planning.policy.examples.world import small_city
from planning.policy.facts import Facts
from planning.policy.kinds import rule_kinds
from planning.policy.rules.base import Rule
from planning.policy.supply import Supply

DAY = date(2026, 3, 31)
DOCUMENT = {"id": "d", "title": "某市办法", "issuer": "某市", "status": "local"}

# How a term can stand of a subject: it holds, it fails, or nobody knows; None is the third.
WAYS = (True, False, None)

Row = Mapping[str, Any]


def a_rule(kind: str, **fields: Any) -> Rule:
    """A rule of a kind, X-01 of a made-up document, with the fields that matter."""
    head = {"id": "X-01", "name": "某规则", "source": {"document": DOCUMENT, "clause": "1", "quote": "某句"}}
    return rule_kinds()[kind].model_validate(head | fields)


def told_by(ways: Iterable[bool | None]) -> str:
    """What all terms together say (Kleene logic): one that fails decides even where another is unknown."""
    known = list(ways)
    if False in known:
        return "not_met"
    return "undetermined" if None in known else "met"


def outcomes(rule: Rule, facts: Facts) -> dict[str, str]:
    """The outcome by unit."""
    found = rule.evaluate(facts)
    return dict(zip(found["area_id"], found["outcome"], strict=True))


def judged(
    rule: Rule,
    units: Iterable[Row],
    *,
    on: date = DAY,
    statements: Iterable[Row] = (),
    sites: Iterable[Row] | None = None,
    supply: Supply | None = None,
) -> dict[str, str]:
    """
    The outcome by unit, after the laws were held against it.

    The facts stay as they were; the order of rows changes no answer; a unit is judged alone as among the others; and
    every finding tells its step with the clause and what went in.
    """
    rows, said, stands = list(units), list(statements), None if sites is None else list(sites)
    facts = small_city(on=on, units=rows, statements=said, sites=stands, supply=supply)
    before = _copied(facts)
    found = rule.evaluate(facts)
    for _, row in found.iterrows():
        step = rule.step(row, facts)
        assert rule.source in step.clauses
        assert step.inputs
    _same(_copied(facts), before)
    answers = dict(zip(found["area_id"], found["outcome"], strict=True))
    turned = small_city(on=on, units=rows[::-1], statements=said[::-1], sites=stands and stands[::-1], supply=supply)
    assert outcomes(rule, turned) == answers
    last = rows[-1:]
    if stands is None:
        alone = small_city(on=on, units=last, statements=said)
        assert outcomes(rule, alone) == {last[0]["id"]: answers[last[0]["id"]]}
    return answers


def _copied(facts: Facts) -> list[pd.DataFrame]:
    frames = [*facts.units.values(), facts.statements, facts.checks]
    frames += [table for table in (facts.sites, facts.register, *facts.located.values()) if table is not None]
    return [frame.copy(deep=True) for frame in frames]


def _same(found: list[pd.DataFrame], before: list[pd.DataFrame]) -> None:
    for one, other in zip(found, before, strict=True):
        pd.testing.assert_frame_equal(one, other)
