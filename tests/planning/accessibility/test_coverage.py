"""
The share of an area's people with a site near, exactly.

    A . 1 . B      A, B: 200 m to 1        A has 30 people, B 10, C 20, D 0
    . . . . .      C: √(200² + 400²) = 447 m
    . . . . .      D: 400 m
    . . . . .      east: B, C              west: A, D
    C . D . .
"""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.accessibility.coverage import share_within
from planning.accessibility.straight_line import straight_line_costs
from planning.errors import MeasureError
from tests.planning.accessibility.grid import costs_on, homes, moved_about, sites

MAP = """
    A . 1 . B
    . . . . .
    . . . . .
    . . . . .
    C . D . .
"""
PEOPLE = pd.Series({"A": 30, "B": 10, "C": 20, "D": 0})
SIDE = pd.Series({"A": "west", "B": "east", "C": "east", "D": "west"}, name="street_id")


def within(metres: float, people: pd.Series = PEOPLE, areas: pd.Series = SIDE) -> pd.DataFrame:
    return share_within(costs_on(MAP), people, areas=areas, within=metres)


def test_people_within_reach_are_a_share_of_the_area() -> None:
    found = within(200)
    assert found.index.name == "street_id"
    assert found["people"].to_dict() == {"east": 30, "west": 30}
    assert found["people_within"].to_dict() == {"east": 10, "west": 30}
    assert found["share"].to_dict() == {"east": Fraction(1, 3), "west": Fraction(1)}


def test_the_distance_itself_is_within_reach() -> None:
    assert within(199.999)["people_within"].sum() == 0
    assert within(447.213)["share"]["east"] == Fraction(1, 3)
    assert within(447.214)["share"]["east"] == 1  # √200,000, to the millimetre


def test_an_area_without_people_has_no_share() -> None:
    apart = SIDE.replace("west", "A").where(SIDE.index != "D", "D")
    found = within(500, areas=apart)
    assert found["people"]["D"] == 0
    assert pd.isna(found["share"]["D"])
    assert found["share"]["A"] == 1


def test_a_home_in_no_area_counts_in_none() -> None:
    found = within(500, areas=SIDE.where(SIDE.index != "A"))
    assert found["people"].to_dict() == {"east": 30, "west": 0}


def test_parts_of_people_keep_their_exact_sum() -> None:
    thirds = pd.Series({"A": Fraction(1, 3), "B": Fraction(1, 3), "C": Fraction(1, 3), "D": Fraction(2, 3)})
    assert within(200, thirds)["share"].to_dict() == {"east": Fraction(1, 2), "west": Fraction(1, 3)}


@given(seed=st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    costs = straight_line_costs(
        moved_about(homes(MAP), seed), moved_about(sites(MAP), seed), limit_m=500, detour_factor=1
    )
    pd.testing.assert_frame_equal(share_within(costs, PEOPLE, areas=SIDE, within=200), within(200))


@given(st.lists(st.sampled_from(range(25)), min_size=1, max_size=6, unique=True), st.sampled_from([100, 200, 300]))
@settings(max_examples=30, deadline=None)
def test_one_more_site_never_lowers_coverage(spots: list[int], metres: int) -> None:
    signs = np.full(25, ".")
    signs[spots] = [str(number) for number in range(1, len(spots) + 1)]
    marks = sites("\n".join(" ".join(row) for row in signs.reshape(5, 5)))
    fewer, more = (
        share_within(
            straight_line_costs(homes(MAP), some, limit_m=500, detour_factor=1), PEOPLE, areas=SIDE, within=metres
        )
        for some in (marks.iloc[:-1], marks)
    )
    assert (more["people_within"] >= fewer["people_within"]).all()


@pytest.mark.parametrize("metres", [1000.1, -1, np.nan])
def test_a_distance_that_was_not_measured_is_refused(metres: float) -> None:
    with pytest.raises(MeasureError, match="costs end at 1000"):
        within(metres)


def test_unknown_people_are_not_taken_for_none() -> None:
    with pytest.raises(MeasureError, match="no number for 'B'"):
        within(200, PEOPLE.where(PEOPLE.index != "B"))
