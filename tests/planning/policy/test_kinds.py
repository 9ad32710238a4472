"""A kind of rule is one file: found because it is there."""

import importlib
import sys
from datetime import date
from pathlib import Path

import pytest

from planning.policy.examples.world import small_city
from planning.policy.finding import FINDING_COLUMNS
from planning.policy.kinds import rule_kinds

NEW_KIND = '''
"""Whether an area is at most so large."""

from typing import Literal

import pandas as pd

from planning.policy.rules.base import Rule


class MostPeople(Rule):
    type: Literal["most_people"] = "most_people"
    at_most: int

    def measure(self, facts):
        people = facts.units_at(self.level)["residents"]
        room = (self.at_most - people).clip(lower=0)
        return pd.DataFrame({"denominator": people, "value": room, "applies": True, "reason": ""})

    def requirement(self, denominator):
        return denominator.mask(denominator.notna(), 1)

    def standard(self):
        return f"人口少于{self.at_most:,}人"

    def formula(self):
        return "余量不少于1"
'''


def test_the_kinds_are_the_files_of_the_rules_package() -> None:
    assert set(rule_kinds()) == {
        "allocation",
        "area",
        "checklist",
        "consistency",
        "count",
        "density",
        "enrolment_share",
        "existing_gap",
        "finance",
        "frequency",
        "host",
        "hours",
        "land_supply",
        "min_per_unit",
        "place_share",
        "rate",
        "routing",
        "schedule",
        "siting",
        "sync",
        "trend",
        "unit_share",
    }


def test_a_file_beside_the_others_is_a_new_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "further_rules"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "most_people.py").write_text(NEW_KIND, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    package = importlib.import_module("further_rules")
    kind = rule_kinds(package)["most_people"]
    document = {"id": "d", "title": "某市标准", "issuer": "某市", "status": "local"}
    rule = kind.model_validate(
        {
            "id": "X-01",
            "name": "人口上限",
            "level": "community",
            "at_most": 5000,
            "source": {"document": document, "clause": "1"},
        }
    )
    units = [
        {"level": "community", "id": "K1", "residents": 4999},
        {"level": "community", "id": "K2", "residents": 5000},
    ]
    facts = small_city(on=date(2026, 1, 1), units=units)
    found = rule.evaluate(facts)
    assert tuple(found.columns) == FINDING_COLUMNS
    assert list(found["outcome"]) == ["met", "not_met"]
    assert "按人口少于5,000人（《某市标准》 1）" in rule.step(found.iloc[0], facts).says
    for name in ("further_rules.most_people", "further_rules"):
        sys.modules.pop(name)
