"""Other readings of an open point, their answers, and when they ask for a decision."""

from datetime import date

from planning.policy.alternatives import alternatives, findings_of
from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile

EZHOU = load_profile("ezhou-2021-draft")
AREA = {"level": "residential-area", "id": "R", "era": "new", "central": True, "central_share": 1, "provided": 32}


def test_each_reading_of_a_threshold_gives_its_own_answer() -> None:
    facts = small_city(on=date(2026, 6, 30), units=[AREA | {"residents": 8000}])
    answers = {
        item.option.key: item.answer(facts, "R")[0].outcome.value
        for item in alternatives(EZHOU, "EZ-06")
        if item.point.id == "7.1"
    }
    # 8,000 people are owed 32 places where 以上 includes the number, and nothing where it does not.
    assert answers == {"a": "met", "b": "not_applicable"}


def test_a_point_that_nobody_decided_asks_for_a_decision_only_where_its_readings_differ() -> None:
    open_point = EZHOU.reading("7.1").model_copy(update={"undecided": True})
    readings = tuple(open_point if item.id == "7.1" else item for item in EZHOU.readings)
    profile = EZHOU.model_copy(update={"readings": readings})
    units = [AREA | {"id": "AT", "residents": 8000}, AREA | {"id": "ABOVE", "residents": 8001, "provided": 33}]
    facts = small_city(on=date(2026, 6, 30), units=units)
    found = findings_of(profile, profile.rule("EZ-06"), facts=facts).set_index("area_id")
    assert found.loc["AT", "outcome"] == "needs_decision"
    assert found.loc["ABOVE", "outcome"] == "met"
    assert "（a）" in found.loc["AT", "reason"]
    assert "（b）" in found.loc["AT", "reason"]
