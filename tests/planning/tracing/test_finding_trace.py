"""The trace of a finding: a reader with the sentences alone can redo the arithmetic."""

import re

import pytest

from planning.errors import UnknownArea
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.study import Study
from planning.trace import Trace
from tests.builders import Row, a_city, square
from tests.planning.conftest import DAY


def step(found: Trace, key: str):  # type: ignore[no-untyped-def]
    return next(step for step in found.steps if step.key == key)


def test_a_streets_trace_tells_people_target_supply_and_gap_in_this_order(study: Study) -> None:
    keys = [step.key for step in study.trace(Level.STREET, "112").steps]
    assert keys[:7] == ["residents", "children", "T-1", "share-11", "share-112", "supplied", "gap"]


def test_each_hop_of_the_sharing_out_shows_the_numbers_it_used(study: Study) -> None:
    found = study.trace(Level.STREET, "111")
    assert step(found, "T-1").result == "50"
    assert step(found, "share-11").filled == "50 × 180 ÷ 200 = 45.000 → 45"
    assert step(found, "share-111").filled == "45 × 120 ÷ 180 = 30.000 → 30"
    assert step(found, "gap").filled == "30 − 32 = -2"


def test_every_counted_site_is_an_input_with_its_table_and_key(study: Study) -> None:
    inputs = step(study.trace(Level.STREET, "111"), "supplied").inputs
    assert [(one.value, one.table, one.key) for one in inputs] == [
        ("12", "place_reports", "site_id=a;reported_on=2024-12-31"),
        ("20", "place_reports", "site_id=b;reported_on=2024-12-31"),
    ]


def test_a_site_that_does_not_count_is_told_and_not_hidden(study: Study) -> None:
    assert "另有1处点位因状态不计入" in step(study.trace(Level.STREET, "112"), "supplied").says


def test_an_apportioned_number_says_that_no_clause_sets_it(study: Study) -> None:
    shared = step(study.trace(Level.STREET, "112"), "share-112")
    assert shared.basis == "apportioned"
    assert "没有条款直接规定" in shared.says
    assert shared.clauses


@pytest.mark.parametrize("level", [Level.CITY, Level.DISTRICT, Level.STREET, Level.COMMUNITY])
def test_the_sharing_steps_of_siblings_add_up_to_their_parent(study: Study, level: Level) -> None:
    table = study.gaps(level)
    results = [
        int(study.trace(level, area_id).steps[_last_target(study.trace(level, area_id))].result)
        for area_id in table.index
    ]
    assert sum(results) == 50


def _last_target(found: Trace) -> int:
    return max(place for place, one in enumerate(found.steps) if one.key == "T-1" or one.key.startswith("share-"))


def test_the_trace_carries_the_data_revision_the_profile_and_the_notice(study: Study) -> None:
    found = study.trace(Level.CITY, "1")
    assert (found.revision, found.profile, found.on, found.notice) == ("test-1", "town", DAY, "测试数据")


def test_a_community_is_traced_down_from_its_streets_children(study: Study) -> None:
    assert "120 × 4,000 ÷ 6,000 → 80" in step(study.trace(Level.COMMUNITY, "1111"), "children").says


def test_a_circles_trace_ends_in_the_three_tests_and_what_binds(tables: dict[str, list[Row]], rules: Profile) -> None:
    tables["life_circles"] = [{"circle_id": "A", "name": "A圈", "minutes": "15", "geometry": square(0, 0, 2, 1)}]
    tables["residential_areas"] = [
        {
            "residential_area_id": "h",
            "name": "h",
            "era": "existing",
            "status": "delivered",
            "residents": 6000,
            "geometry": square(0.4, 0.4, 0.6, 0.6),
        }
    ]
    found = Study.of(a_city(tables), rules, on=DAY).trace(Level.LIFE_CIRCLE, "A")
    assert step(found, "target").filled == "⌈45 × 120 ÷ 180⌉ = 30"
    assert step(found, "within_reach").filled == "120 ÷ 120，要求≥50%"
    assert re.search("设施：达标、托位：达标、可达：达标；结论：达标，制约因素：无", step(found, "verdict").says)


def test_an_area_that_the_level_does_not_have_is_refused(study: Study) -> None:
    with pytest.raises(UnknownArea, match="111"):
        study.trace(Level.STREET, "999")


@pytest.mark.parametrize("level", list(Level))
def test_no_sentence_carries_a_missing_value_or_a_python_word(study: Study, level: Level) -> None:
    for area_id in study.gaps(level).index:
        for sentence in study.trace(level, area_id).sentences():
            assert not re.search(r"<NA>|nan|None|True|False|NaT", sentence), sentence
