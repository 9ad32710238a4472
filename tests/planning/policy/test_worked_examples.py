"""Cases that a planner can check with a pencil (tests/worked_examples/*.toml), each through its rule."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planning.policy.finding import FINDING_COLUMNS
from planning.policy.kinds import rule_kinds
from planning.policy.outcome import Outcome
from planning.policy.reading import list_profiles, load_profile
from tests.planning.policy.small_city import small_city

FOLDER = Path(__file__).parents[2] / "worked_examples"
EXAMPLES = [
    example
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
]
PROFILES = {name: load_profile(name) for name in list_profiles()}
NUMBERS = ("denominator", "required", "value", "shortfall")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['rule']}: {example['title']}")
def test_a_rule_says_of_the_example_what_a_pencil_says(example: dict[str, Any]) -> None:
    facts = small_city(
        on=example["on"], units=example["units"], sites=example.get("sites"), reported=example.get("reported")
    )
    rule = PROFILES[example["profile"]].rule(example["rule"])
    found = rule.evaluate(facts)
    assert tuple(found.columns) == FINDING_COLUMNS
    assert rule.source.clause == example["clause"]
    for expected in example["findings"]:
        row = _row(found, expected)
        assert row["outcome"] == expected["outcome"]
        for number in NUMBERS:
            if number == "denominator" and number not in expected:
                continue  # an example names the denominator where it makes the point
            assert _plain(row[number]) == expected.get(number), number
        assert row["reason"] or row["outcome"] not in {"undetermined", "not_applicable", "deadline_passed_unknown"}


def test_the_examples_cover_every_kind_of_rule_and_every_outcome_a_rule_can_give() -> None:
    kinds = {PROFILES[example["profile"]].rule(example["rule"]).type for example in EXAMPLES}
    outcomes = {finding["outcome"] for example in EXAMPLES for finding in example["findings"]}
    assert len(EXAMPLES) >= 20
    assert kinds == set(rule_kinds())
    # A rule by itself neither weighs readings against each other nor asks a person.
    assert outcomes == {item.value for item in Outcome} - {"needs_decision", "manual"}


def _row(found: pd.DataFrame, expected: dict[str, Any]) -> pd.Series:
    rows = found[found["area_id"] == expected["area"]]
    if "deadline" in expected:
        rows = rows[rows["deadline"] == expected["deadline"]]
    assert len(rows) == 1
    return rows.iloc[0]


def _plain(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
