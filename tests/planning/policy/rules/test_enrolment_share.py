"""Which share of the children in care is with institutions of a kind: children, once, exactly."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planning.policy.examples.world import small_city
from planning.policy.rules.base import Rule
from tests.planning.policy.rules.laws import a_rule, judged, outcomes

EITHER = {"any_of": [{"ownership": ["public"]}, {"inclusive": True}]}
CITY = [{"level": "city", "id": "C"}]
ON = date(2025, 12, 31)


def _share(share: str, *, once: bool = True) -> Rule:
    return a_rule("enrolment_share", level="city", share=share, sites=EITHER, once=once)


@pytest.mark.parametrize(
    ("with_it", "rest", "outcome"), [(3, 7, "met"), (2, 7, "not_met"), (30, 70, "met"), (0, 1, "not_met")]
)
def test_exactly_the_share_is_enough(with_it: int, rest: int, outcome: str) -> None:
    sites = [{"id": "a", "ownership": "public", "enrolled": with_it}, {"id": "b", "enrolled": rest}]
    assert judged(_share("0.3"), CITY, on=ON, sites=sites) == {"C": outcome}


def test_a_share_that_would_round_to_the_figure_is_still_short() -> None:
    # 36,539 / 121,800 shows as 30.0 %, and 30 % of 121,800 are 36,540.
    sites = [{"id": "a", "inclusive": True, "enrolled": 36_539}, {"id": "b", "enrolled": 121_800 - 36_539}]
    found = _share("0.3").evaluate(small_city(on=ON, units=CITY, sites=sites)).iloc[0]
    assert (found["required"], found["value"], found["shortfall"], found["outcome"]) == (36_540, 36_539, 1, "not_met")


def test_places_are_never_read() -> None:
    sites = [
        {"id": "a", "ownership": "public", "places": 1, "enrolled": 30},
        {"id": "b", "places": 100_000, "enrolled": 70},
    ]
    assert judged(_share("0.3"), CITY, on=ON, sites=sites) == {"C": "met"}


def test_no_child_in_care_is_no_share_and_no_register_is_no_answer() -> None:
    assert judged(_share("0.3"), CITY, on=ON, sites=[{"id": "a", "enrolled": 0}]) == {"C": "not_applicable"}
    assert judged(_share("0.3"), CITY, on=ON, sites=[]) == {"C": "not_applicable"}
    assert judged(_share("0.3"), CITY, on=ON) == {"C": "undetermined"}


def test_one_that_is_both_counts_once_and_under_the_other_reading_twice() -> None:
    sites = [
        {"id": "a", "ownership": "public", "inclusive": True, "enrolled": 20},
        {"id": "b", "inclusive": True, "enrolled": 5},
        {"id": "c", "enrolled": 75},
    ]
    facts = small_city(on=ON, units=CITY, sites=sites)
    assert _share("0.3").evaluate(facts)["value"].item() == 25
    assert _share("0.3", once=False).evaluate(facts)["value"].item() == 20 + 25


def test_under_the_reading_that_counts_twice_what_is_unknown_of_one_way_leaves_the_sum_open() -> None:
    sites = [{"id": "a", "ownership": "public", "inclusive": None, "enrolled": 20}, {"id": "c", "enrolled": 80}]
    assert judged(_share("0.3"), CITY, on=ON, sites=sites) == {"C": "not_met"}
    # 20 for being public, and 20 more if it is inclusive: 20 or 40 of the 30 that are required.
    assert judged(_share("0.3", once=False), CITY, on=ON, sites=sites) == {"C": "undetermined"}


@settings(max_examples=40, deadline=None)
@given(with_it=some.integers(0, 10_000), rest=some.integers(0, 10_000), percent=some.integers(1, 100))
def test_the_answer_is_that_of_the_exact_fraction(with_it: int, rest: int, percent: int) -> None:
    sites = [{"id": "a", "ownership": "public", "enrolled": with_it}, {"id": "b", "enrolled": rest}]
    rule = a_rule("enrolment_share", level="city", share=f"{percent / 100:.2f}", sites={"ownership": ["public"]})
    (said,) = outcomes(rule, small_city(on=ON, units=CITY, sites=sites)).values()
    if with_it + rest == 0:
        assert said == "not_applicable"
    else:
        enough = Fraction(with_it, with_it + rest) >= Fraction(percent, 100)
        assert said == ("met" if enough else "not_met")
