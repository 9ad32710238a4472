"""Whether a unit, or several together, have a fixed number, no fewer and, where the clause gives a range, no more."""

from datetime import date

import pytest
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile
from planning.policy.rules.min_per_unit import MinPerUnit
from tests.planning.policy.rules.laws import judged

PILOTS = load_profile("shanxi-2020").rule("SX-21")
DUE = date(2020, 12, 31)
EZHOU = load_profile("ezhou-2021-draft")
ON = date(2021, 6, 30)


def _in_all(at_least: int, names: tuple[str, ...] = ("甲区", "乙区")) -> MinPerUnit:
    rule = EZHOU.rule("EZ-02").model_dump() | {"in_all": True, "at_least": at_least, "sites": {}}
    return MinPerUnit.model_validate(rule | {"filter": [{"names": names}]})


UNITS = [
    {"level": "district", "id": "A", "name": "甲区"},
    {"level": "district", "id": "B", "name": "乙区"},
    {"level": "district", "id": "C", "name": "丙区"},
]


def test_an_institution_with_a_site_in_two_districts_is_one_in_both_together() -> None:
    sites = [
        {"id": "a1", "institution_id": "a", "within": ["A"]},
        {"id": "a2", "institution_id": "a", "within": ["B"]},
        {"id": "c", "within": ["C"]},
    ]
    found = _in_all(2).evaluate(small_city(on=ON, units=UNITS, sites=sites)).set_index("area_id")
    assert found.loc[["A", "B"], "value"].to_list() == [1, 1]
    assert found["outcome"].to_list() == ["not_met", "not_met", "not_applicable"]


def test_what_several_districts_have_together_is_said_of_them_together() -> None:
    rule = _in_all(1)
    facts = small_city(on=ON, units=UNITS, sites=[{"id": "b", "within": ["B"]}])
    found = rule.evaluate(facts)
    assert rule.step(found.iloc[0], facts).says.startswith("甲区，按甲区、乙区合计至少有1家")
    assert found["outcome"].to_list() == ["met", "met", "not_applicable"]


def test_a_named_district_that_nobody_knows_may_have_the_rest() -> None:
    rule = _in_all(2, ("甲区", "新区"))
    found = rule.evaluate(small_city(on=ON, units=UNITS, sites=[{"id": "a", "within": ["A"]}])).iloc[0]
    assert found["outcome"] == "undetermined"
    assert found["reason"] == "数据中没有新区；已知至少1家机构"


def test_a_stated_figure_cannot_be_added_up_over_units() -> None:
    with pytest.raises(ValidationError, match="leave figure out"):
        MinPerUnit.model_validate(_in_all(1).model_dump() | {"figure": "pilots", "figure_zh": "试点数"})


@pytest.mark.parametrize(("pilots", "outcome"), [(0, "not_met"), (1, "met"), (2, "met"), (3, "not_met")])
def test_both_ends_of_a_range_are_within_it(pilots: int, outcome: str) -> None:
    assert judged(PILOTS, [{"level": "city", "id": "C", "public_pilots": pilots}], on=DUE) == {"C": outcome}


def test_more_than_the_range_is_told_as_too_many_and_never_as_a_surplus() -> None:
    facts = small_city(on=DUE, units=[{"level": "city", "id": "C", "name": "某市", "public_pilots": 3}])
    says = PILOTS.step(PILOTS.evaluate(facts).iloc[0], facts).says
    assert "现有 3 个，未达标" in says
    assert "（多于2个）" in says
    assert "富余" not in says
