"""How much of an area lies in the central urban area, and how one that the boundary cuts is read."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planning.policy.inside import CentralBy, astride_words, lies_inside, people_inside

ONE_PERCENT = Decimal("0.01")


def _one(**facts: Any) -> pd.DataFrame:
    return pd.DataFrame([facts], index=["R"], dtype="object")


@pytest.mark.parametrize(
    ("facts", "majority", "whole"),
    [
        ({"central_share": Decimal("0.51")}, True, True),
        ({"central_share": Decimal("0.5")}, False, True),
        ({"central_share": Decimal("0.01")}, False, True),
        ({"central_share": Decimal("0.0099")}, False, False),
        ({"central_share": 0}, False, False),
        ({"central_share": Decimal("0.6"), "residents": 100, "central_residents": 50}, False, True),
        ({"central_share": Decimal("0.4"), "residents": 100, "central_residents": 51}, True, True),
        ({"central_share": Decimal("0.4"), "residents": 0, "central_residents": 0}, False, True),
        ({"central": True}, True, True),
        ({"central": "否"}, False, False),
    ],
)
def test_most_of_the_people_decide_else_most_of_the_land_else_what_is_stated(
    facts: dict[str, Any], majority: bool, whole: bool
) -> None:
    units = _one(**facts)
    assert lies_inside(units, by=CentralBy.MAJORITY, sliver=ONE_PERCENT).to_list() == [majority]
    assert lies_inside(units, by=CentralBy.WHOLE, sliver=ONE_PERCENT).to_list() == [whole]


def test_of_an_area_of_which_nothing_is_known_nobody_can_tell() -> None:
    units = _one(residents=9000)
    for by in CentralBy:
        assert pd.isna(lies_inside(units, by=by, sliver=ONE_PERCENT).item())
    assert pd.isna(people_inside(units, sliver=ONE_PERCENT).item())
    assert astride_words(units, sliver=ONE_PERCENT).item() == ""


@pytest.mark.parametrize(
    ("facts", "people"),
    [
        ({"residents": 12000, "central_share": Decimal("0.4")}, 4800),
        ({"residents": 15, "central_share": Decimal("0.1")}, 2),  # 1.5: a half goes up
        ({"residents": 14, "central_share": Decimal("0.1")}, 1),
        ({"residents": 20000, "central_share": Decimal("0.6"), "central_residents": 9000}, 9000),
        ({"residents": 20000, "central_share": Decimal("0.995")}, 20000),
        ({"residents": 20000, "central_share": Decimal("0.005"), "central_residents": 40}, 0),
        ({"residents": 700, "central": True}, 700),
        ({"residents": 700, "central": False}, 0),
    ],
)
def test_people_inside_are_stated_or_follow_the_land_to_a_whole_person(facts: dict[str, Any], people: int) -> None:
    assert people_inside(_one(**facts), sliver=ONE_PERCENT).item() == people


@settings(max_examples=60, deadline=None)
@given(some.integers(0, 100_000), some.fractions(0, 1, max_denominator=1000))
def test_the_part_inside_and_the_part_outside_are_all_of_them(people: int, share: Any) -> None:
    land = Decimal(share.numerator) / Decimal(share.denominator)
    inside = people_inside(_one(residents=people, central_share=land), sliver=Decimal(0)).item()
    outside = people_inside(_one(residents=people, central_share=1 - land), sliver=Decimal(0)).item()
    assert 0 <= inside <= people
    assert inside + outside - people in (0, 1)  # two halves that both go up


def test_an_area_that_is_cut_tells_its_shares_and_one_that_is_not_tells_none() -> None:
    cut = _one(central_share=0.25, residents=1000, central_residents=100)
    assert astride_words(cut, sliver=ONE_PERCENT).item() == "跨中心城区边界：用地25.0%、人口10.0%在内"
    assert astride_words(_one(central_share=0.999), sliver=ONE_PERCENT).item() == ""
