"""The other readings of an open point: each computed, and a decision asked for where nobody decided and they differ."""

from datetime import date
from pathlib import Path

import pytest

from planning.policy.alternatives import alternatives, findings_of
from planning.policy.examples.world import small_city
from planning.policy.profile import Profile
from planning.policy.reading import read_profile
from tests.planning.policy.test_reading import HEAD

RULE = """
[[rule]]
id = "X-01"
type = "count"
name = "机构"
level = "city"
at_least = 3
deadline = 2024-12-31
source = { document = "d", clause = "1", quote = "3家" }
"""
POINT = """
[[reading]]
id = "p"
point = "3家还是2家"
rules = ["X-01"]
chosen = "a"
undecided = {undecided}
[[reading.option]]
key = "a"
says = "3家"
[[reading.option]]
key = "b"
says = "2家"
sets = [{{ rule = "X-01", key = "at_least", value = 2 }}]
[[reading.option]]
key = "c"
says = "不作要求"
drops = ["X-01"]
"""


def _profile(folder: Path, *, undecided: bool) -> Profile:
    path = folder / "town.toml"
    path.write_text(HEAD + RULE + POINT.format(undecided=str(undecided).lower()), encoding="utf-8")
    return read_profile(path)


def _city(number: int, *, on: date = date(2024, 6, 30)):  # type: ignore[no-untyped-def]
    return small_city(on=on, units=[{"level": "city", "id": "C"}], sites=[{"id": str(n)} for n in range(number)])


def test_every_reading_is_listed_and_the_one_that_drops_the_rule_has_none(tmp_path: Path) -> None:
    ways = alternatives(_profile(tmp_path, undecided=False), "X-01")
    assert [(item.option.key, item.chosen, item.rule is None) for item in ways] == [
        ("a", True, False),
        ("b", False, False),
        ("c", False, True),
    ]
    answers = [[finding.outcome.value for finding in item.answer(_city(2), "C")] for item in ways]
    assert answers == [["not_met"], ["met"], []]


@pytest.mark.parametrize(("number", "outcome"), [(1, "not_met"), (2, "needs_decision"), (3, "met")])
def test_a_decision_is_needed_where_the_readings_answer_differently_and_only_there(
    tmp_path: Path, number: int, outcome: str
) -> None:
    profile = _profile(tmp_path, undecided=True)
    row = findings_of(profile, profile.rule("X-01"), facts=_city(number)).iloc[0]
    assert row["outcome"] == outcome
    assert ("（a）3家：未达标；（b）2家：达标" in row["reason"]) is (outcome == "needs_decision")


def test_where_somebody_decided_the_chosen_reading_speaks(tmp_path: Path) -> None:
    profile = _profile(tmp_path, undecided=False)
    assert findings_of(profile, profile.rule("X-01"), facts=_city(2))["outcome"].item() == "not_met"
    open_point = _profile(tmp_path, undecided=True)
    for key, outcome in (("a", "not_met"), ("b", "met")):
        chosen = open_point.read_as("p", key)
        assert findings_of(chosen, chosen.rule("X-01"), facts=_city(2))["outcome"].item() == outcome


def test_a_day_that_has_passed_is_no_difference_between_readings(tmp_path: Path) -> None:
    profile = _profile(tmp_path, undecided=True)
    late = _city(3, on=date(2025, 1, 1))
    assert findings_of(profile, profile.rule("X-01"), facts=late)["outcome"].item() == "deadline_passed_met"
    asked = findings_of(profile, profile.rule("X-01"), facts=_city(2, on=date(2025, 1, 1)))
    assert asked["outcome"].item() == "needs_decision"


def test_a_reading_never_changes_the_numbers_of_the_chosen_one(tmp_path: Path) -> None:
    profile = _profile(tmp_path, undecided=True)
    rule = profile.rule("X-01")
    columns = ["area_id", "required", "value", "shortfall", "deadline"]
    decided, open_point = rule.evaluate(_city(2)), findings_of(profile, rule, facts=_city(2))
    assert open_point[columns].equals(decided[columns])
