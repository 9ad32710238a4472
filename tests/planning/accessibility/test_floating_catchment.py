"""
Places for each child where catchments overlap, worked out by pencil.

    A 1 B . .      100 m: A and B to 1             A has 20 children, B 30, C 50, D 10
    . . . . .      200 m: C to 2, C to 3           1 has 10 places, 2 has 20, 3 has 7, 4 has 5
    . . 2 . .      283 m: A to 2; 200 m: B to 2
    . . . . D      no home within 300 m of 3 but C, no home at all near 4
    3 . C . .
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.accessibility.decay import Decay, Exponential, Gaussian, Linear, Step, Zones
from planning.accessibility.floating_catchment import catchments
from planning.accessibility.straight_line import straight_line_costs
from planning.accessibility.travel_costs import TravelCosts
from planning.errors import MeasureError
from tests.planning.accessibility.grid import costs_on, homes, moved_about, sites

MAP = """
    A 1 B . .
    . . . . .
    . . 2 . .
    . . . . D
    3 . C . .
"""
CHILDREN = pd.Series({"A": 20, "B": 30, "C": 50, "D": 10})
PLACES = pd.Series({"1": 10, "2": 20, "3": 7})
DECAYS = [Step(500), Zones(((100, 1), (200, 0.5), (400, 0.2))), Gaussian(450), Exponential(600, 200), Linear(300)]


def of_children(decay: Decay, costs: TravelCosts | None = None) -> dict[str, float]:
    costs = costs_on(MAP) if costs is None else costs
    return catchments(costs, demand=CHILDREN, supply=PLACES, decay=decay).places_per_child.to_dict()


def test_a_place_is_shared_among_all_children_who_reach_it() -> None:
    # 1 is shared by A and B: 10/50. 2 by B and C: 20/80. 3 by C alone: 7/50. D reaches none.
    assert of_children(Step(200)) == pytest.approx({"A": 0.2, "B": 0.2 + 0.25, "C": 0.25 + 0.14, "D": 0})


def test_a_farther_zone_counts_for_less_on_both_steps() -> None:
    # 1: 10/(20+30). 2: 20/(0.5x30 + 0.5x50) = 0.5, counted by half again. 3: 7/(0.5x50) = 0.28, likewise.
    zones = Zones(((100, 1), (200, 0.5)))
    assert of_children(zones) == pytest.approx({"A": 0.2, "B": 0.2 + 0.25, "C": 0.25 + 0.14, "D": 0})
    # With 2 also a fifth as near to A: 20/(0.2x20 + 0.5x30 + 0.5x50) = 20/44. D's 2 lies at 224 m: 20/(44 + 0.2x10).
    wider = Zones(((100, 1), (200, 0.5), (290, 0.2)))
    ratio_2 = 20 / (0.2 * 20 + 0.5 * 30 + 0.5 * 50 + 0.2 * 10)
    assert of_children(wider) == pytest.approx(
        {"A": 0.2 + 0.2 * ratio_2, "B": 0.2 + 0.5 * ratio_2, "C": 0.5 * ratio_2 + 0.14, "D": 0.2 * ratio_2}
    )


def test_a_bell_weighs_each_metre() -> None:
    near, far = ((np.exp(-0.5 * (d / 250) ** 2) - np.exp(-0.5)) / (1 - np.exp(-0.5)) for d in (100, 200))
    to_d = (np.exp(-0.5 * 50_000 / 250**2) - np.exp(-0.5)) / (1 - np.exp(-0.5))
    ratio_2 = 20 / (far * 80 + to_d * 10)
    ratio_1 = 10 / (near * 50)
    found = of_children(Gaussian(250))
    assert found["A"] == pytest.approx(near * ratio_1)
    assert found["B"] == pytest.approx(near * ratio_1 + far * ratio_2)


def test_a_site_that_nobody_reaches_serves_nobody() -> None:
    remote = costs_on(MAP.replace("3 . C . .", "3 . C . .\n. . . . .\n. . . . .\n4 . . . ."))
    found = catchments(remote, demand=CHILDREN, supply=pd.Series({**PLACES, "4": 5}), decay=Step(200))
    assert found.places_unreached == 5
    assert found.site_places_per_child.isna().to_dict() == {"1": False, "2": False, "3": False, "4": True}
    assert found.places_per_child.to_dict() == pytest.approx(of_children(Step(200)))


def test_places_near_homes_without_children_are_out_of_reach() -> None:
    nobody = pd.Series(0, index=CHILDREN.index)
    found = catchments(costs_on(MAP), demand=nobody, supply=PLACES, decay=Step(200))
    assert found.places_per_child.tolist() == [0, 0, 0, 0]
    assert found.places_unreached == 37


def test_a_site_without_places_adds_nothing() -> None:
    closed = PLACES.where(PLACES.index != "2", 0)
    found = catchments(costs_on(MAP), demand=CHILDREN, supply=closed, decay=Step(200)).places_per_child
    assert found.to_dict() == pytest.approx({"A": 0.2, "B": 0.2, "C": 0.14, "D": 0})


def test_without_any_pair_no_child_has_a_place() -> None:
    found = catchments(costs_on(MAP, limit_m=50), demand=CHILDREN, supply=PLACES, decay=Step(50))
    assert found.places_per_child.tolist() == [0.0] * 4
    assert found.places_unreached == 37


def test_where_all_reach_all_everyone_has_the_mean() -> None:
    assert of_children(Step(1000)) == pytest.approx(dict.fromkeys("ABCD", 37 / 110))


@pytest.mark.parametrize("decay", DECAYS, ids=lambda decay: type(decay).__name__)
@given(
    children=st.lists(st.integers(0, 500), min_size=4, max_size=4),
    places=st.lists(st.integers(0, 90), min_size=3, max_size=3),
)
@settings(max_examples=25, deadline=None)
def test_children_together_have_the_places_that_are_reached(
    decay: Decay, children: list[int], places: list[int]
) -> None:
    demand, supply = pd.Series(children, index=CHILDREN.index), pd.Series(places, index=PLACES.index)
    found = catchments(costs_on(MAP), demand=demand, supply=supply, decay=decay)
    had = (found.places_per_child * demand).sum()
    assert had + found.places_unreached == pytest.approx(supply.sum())


@given(seed=st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    mixed = straight_line_costs(
        moved_about(homes(MAP), seed), moved_about(sites(MAP), seed), limit_m=500, detour_factor=1
    )
    assert of_children(DECAYS[1], mixed) == pytest.approx(of_children(DECAYS[1]), rel=1e-12)


def test_costs_that_end_before_the_decay_are_refused() -> None:
    with pytest.raises(MeasureError, match="costs end at 200"):
        of_children(Step(300), costs_on(MAP, limit_m=200))


@pytest.mark.parametrize("wrong", [np.nan, -1, np.inf])
def test_impossible_children_or_places_are_refused(wrong: float) -> None:
    with pytest.raises(MeasureError, match=r"demand.*'B'"):
        catchments(costs_on(MAP), demand=CHILDREN.where(CHILDREN.index != "B", wrong), supply=PLACES, decay=Step(200))
    with pytest.raises(MeasureError, match=r"supply.*'2'"):
        catchments(costs_on(MAP), demand=CHILDREN, supply=PLACES.where(PLACES.index != "2", wrong), decay=Step(200))
