"""Whether there are so many in all, or in each unit: an institution once, a number that is open by its bounds."""

from datetime import date

import pytest
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from tests.planning.policy.rules.laws import a_rule, judged

CITY = [{"level": "city", "id": "C"}]
STREETS = [{"level": "street", "id": "S1"}, {"level": "street", "id": "S2"}]
TWO_OR_THREE = a_rule("count", level="city", at_least=2, at_most=3)


@pytest.mark.parametrize(
    ("number", "outcome"), [(0, "not_met"), (1, "not_met"), (2, "met"), (3, "met"), (4, "not_met")]
)
def test_both_ends_of_a_range_are_inside(number: int, outcome: str) -> None:
    sites = [{"id": str(n)} for n in range(number)]
    assert judged(TWO_OR_THREE, CITY, sites=sites) == {"C": outcome}


def test_bounds_decide_where_the_number_is_open() -> None:
    inclusive = a_rule("count", level="city", at_least=2, at_most=3, sites={"inclusive": True})
    sure = [{"id": f"s{n}", "inclusive": True} for n in range(4)]
    maybe = [{"id": f"m{n}", "inclusive": None} for n in range(4)]
    assert judged(inclusive, CITY, sites=[*sure, *maybe[:1]]) == {"C": "not_met"}
    assert judged(inclusive, CITY, sites=[*maybe[:1]]) == {"C": "not_met"}
    assert judged(inclusive, CITY, sites=[*sure[:2], *maybe[:2]]) == {"C": "undetermined"}


def test_two_sites_of_one_institution_are_two_sites_and_one_institution() -> None:
    sites = [
        {"id": "a1", "institution_id": "a", "within": ["S1"]},
        {"id": "a2", "institution_id": "a", "within": ["S2"]},
    ]
    institutions = a_rule("count", level="city", at_least=2)
    places_to_go = a_rule("count", level="city", at_least=2, counts="sites")
    assert judged(institutions, CITY, sites=sites) == {"C": "not_met"}
    assert judged(places_to_go, CITY, sites=sites) == {"C": "met"}
    # In each street it is one institution: coverage is told site by site.
    each = a_rule("min_per_unit", level="street", at_least=1)
    assert judged(each, STREETS, sites=sites) == {"S1": "met", "S2": "met"}


def test_in_each_unit_by_itself_a_surplus_next_door_does_not_help() -> None:
    each = a_rule("min_per_unit", level="street", at_least=1)
    sites = [{"id": "a", "within": ["S1"]}, {"id": "b", "within": ["S1"]}]
    assert judged(each, STREETS, sites=sites) == {"S1": "met", "S2": "not_met"}


def test_what_opened_between_two_days_includes_the_last_and_not_the_first() -> None:
    window = {"since": date(2022, 12, 31), "until": date(2024, 12, 31)}
    days = [date(2022, 12, 31), date(2023, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    sites = [{"id": str(n), "opened_on": day} for n, day in enumerate(days)]
    facts = small_city(on=date(2026, 1, 1), units=CITY, sites=sites)
    rule = a_rule("count", level="city", at_least=2, sites=window)
    assert rule.evaluate(facts)["value"].item() == 2
    assert "2022-12-31之后、2024-12-31及以前新增的" in rule.standard()


def test_an_institution_opened_by_a_day_where_its_first_site_had_and_an_unknown_day_leaves_it_open() -> None:
    by_2024 = a_rule("count", level="city", at_least=1, sites={"until": date(2024, 12, 31)})
    first = {"id": "a1", "institution_id": "a", "opened_on": date(2024, 1, 1)}
    second = {"id": "a2", "institution_id": "a", "opened_on": date(2025, 6, 1)}
    on = date(2026, 1, 1)
    assert judged(by_2024, CITY, on=on, sites=[first, second]) == {"C": "met"}
    assert judged(by_2024, CITY, on=on, sites=[second]) == {"C": "not_met"}
    assert judged(by_2024, CITY, on=on, sites=[{"id": "b", "opened_on": None}]) == {"C": "undetermined"}
    assert "2024-12-31及以前开办的" in by_2024.standard()


def test_a_figure_that_no_register_counts_is_read_from_what_was_stated() -> None:
    pilots = a_rule("count", level="city", at_least=1, at_most=2, figure="pilots", figure_zh="试点数")
    told = {"of": "C", "attribute": "pilots", "on": date(2020, 5, 1)}
    assert judged(pilots, CITY, statements=[told | {"value": 2}]) == {"C": "met"}
    assert judged(pilots, CITY, statements=[told | {"value": 3}]) == {"C": "not_met"}
    assert judged(pilots, CITY, statements=[told | {"value": "若干"}]) == {"C": "undetermined"}


def test_an_impossible_range_is_refused() -> None:
    with pytest.raises(ValidationError, match="at_most is below at_least"):
        a_rule("count", level="city", at_least=3, at_most=2)
