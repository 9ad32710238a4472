"""Facts that contradict each other are named in the finding, and neither is mended."""

from datetime import date

import pytest

from planning.policy.examples.world import small_city
from tests.planning.policy.rules.laws import a_rule

CITY = {"level": "city", "id": "C"}
ON = date(2025, 12, 31)


def _reason(unit: dict[str, object], sites: list[dict[str, object]] | None = None) -> str:
    rule = a_rule("count", level="city", at_least=1, counts="places")
    found = rule.evaluate(small_city(on=ON, units=[CITY | unit], sites=sites or []))
    return str(found["reason"].item())


@pytest.mark.parametrize(("children", "told"), [(101, True), (100, False), (None, False)])
def test_more_children_than_residents_are_told(children: int | None, told: bool) -> None:
    assert ("3岁以下儿童多于人口" in _reason({"residents": 100, "children_under_3": children})) is told


@pytest.mark.parametrize(("enrolled", "told"), [(21, True), (20, False), (None, False)])
def test_more_children_than_places_are_told_with_the_site(enrolled: int | None, told: bool) -> None:
    reason = _reason({}, [{"id": "a", "places": 20, "enrolled": enrolled}])
    assert ("点位a在托人数多于托位" in reason) is told


@pytest.mark.parametrize(("closed", "told"), [(date(2020, 1, 1), True), (date(2020, 1, 2), False), (None, False)])
def test_a_site_that_closed_before_it_opened_is_told(closed: date | None, told: bool) -> None:
    reason = _reason({}, [{"id": "a", "places": 1, "opened_on": date(2020, 1, 2), "closed_on": closed}])
    assert ("关闭早于开办" in reason) is told


def test_a_contradiction_decides_nothing_and_changes_no_number() -> None:
    rule = a_rule("density", level="city", places_per_1000=4)
    sites = [{"id": "a", "places": 20, "enrolled": 21}]
    sound = [{"id": "a", "places": 20, "enrolled": 20}]
    unit = CITY | {"residents": 5000}
    rows = [rule.evaluate(small_city(on=ON, units=[unit], sites=given)).iloc[0] for given in (sites, sound)]
    # 5,000 people at 4 per 1,000 are owed 20 places.
    for row in rows:
        assert (row["required"], row["value"], row["outcome"]) == (20, 20, "met")
    assert rows[0]["reason"] != rows[1]["reason"] == ""


def test_it_is_told_of_the_unit_that_holds_the_site_and_of_no_other() -> None:
    streets = [{"level": "street", "id": "S1"}, {"level": "street", "id": "S2"}]
    sites = [{"id": "a", "within": ["S1"], "places": 1, "enrolled": 9}, {"id": "b", "within": ["S2"], "places": 9}]
    rule = a_rule("min_per_unit", level="street", at_least=1)
    found = rule.evaluate(small_city(on=ON, units=streets, sites=sites)).set_index("area_id")
    assert "数据矛盾" in found.at["S1", "reason"]
    assert found.at["S2", "reason"] == ""
