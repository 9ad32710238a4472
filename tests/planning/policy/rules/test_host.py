"""Which buildings, facilities and land may hold childcare."""

import pytest
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from tests.planning.policy.rules.laws import DAY, a_rule, judged

HOUSES = a_rule("host", level="host", column="host_kind", column_zh="建筑类型", allowed=["文化建筑", "教育建筑"])
LAND = a_rule(
    "host",
    level="parcel",
    column="land_use",
    column_zh="用地编码",
    system_column="land_use_system",
    allowed_by_system={"new": ["08", "0701"], "old": ["A3"]},
)


def test_a_kind_on_the_list_may_another_may_not_and_an_unknown_one_is_open() -> None:
    units = [
        {"level": "host", "id": "h1", "host_kind": "文化建筑"},
        {"level": "host", "id": "h2", "host_kind": "仓储建筑"},
        {"level": "host", "id": "h3"},
    ]
    assert judged(HOUSES, units) == {"h1": "met", "h2": "not_met", "h3": "undetermined"}


def test_part_of_a_word_on_the_list_is_another_word() -> None:
    assert judged(HOUSES, [{"level": "host", "id": "h1", "host_kind": "文化"}]) == {"h1": "not_met"}


def test_a_code_is_read_in_its_own_system_alone() -> None:
    units = [
        {"level": "parcel", "id": "p1", "land_use": "0801", "land_use_system": "new"},
        {"level": "parcel", "id": "p2", "land_use": "0702", "land_use_system": "new"},
        {"level": "parcel", "id": "p3", "land_use": "A33", "land_use_system": "old"},
        {"level": "parcel", "id": "p4", "land_use": "A33", "land_use_system": "new"},
        {"level": "parcel", "id": "p5", "land_use": "0801"},
        {"level": "parcel", "id": "p6", "land_use": "0801", "land_use_system": "foreign"},
        {"level": "parcel", "id": "p7", "land_use_system": "new"},
    ]
    assert judged(LAND, units) == {
        "p1": "met",
        "p2": "not_met",
        "p3": "met",
        "p4": "not_met",
        "p5": "undetermined",
        "p6": "undetermined",
        "p7": "undetermined",
    }


def test_the_trace_shows_the_code_and_its_system() -> None:
    units = [{"level": "parcel", "id": "p1", "land_use": "0801"}]
    facts = small_city(on=DAY, units=units)
    step = LAND.step(LAND.evaluate(facts).iloc[0], facts)
    assert [(item.name, item.value) for item in step.inputs] == [("用地编码", "0801"), ("用地分类标准", "—")]
    assert "没有说明用地分类标准（已知：new、old）" in step.says


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"allowed": ["a"], "allowed_by_system": {"new": ["08"]}, "system_column": "s"},
        {"allowed_by_system": {"new": ["08"]}},
        {"allowed": ["a"], "system_column": "s"},
    ],
)
def test_a_rule_lists_kinds_or_codes_with_their_system(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="allowed"):
        a_rule("host", level="host", column="host_kind", column_zh="建筑类型", **fields)
