import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planning.accessibility.access_points import access_points
from planning.accessibility.service_area import service_area
from planning.accessibility.walking_network import WalkingNetwork
from tests.planning.accessibility.grids import grid_edges, grid_nodes, spots


def drawn(place: tuple[float, float], *, limit_m: float) -> float:
    """Metres of ways within a walk of a place."""
    network = WalkingNetwork.of(grid_nodes(), grid_edges())
    start = access_points(network, spots({"start": place}), snap_limit_m=60)
    return float(shapely.length(service_area(network, start, limit_m=limit_m)).sum())


def test_from_a_crossing_the_walk_runs_into_every_street() -> None:
    # From the middle of the town 50 m into each of four streets.
    assert drawn((200, 200), limit_m=50) == pytest.approx(4 * 50)


def test_beyond_the_next_crossing_it_branches() -> None:
    # 100 m along four streets, and from each of their ends 50 m into three more.
    assert drawn((200, 200), limit_m=150) == pytest.approx(4 * 100 + 4 * 3 * 50)


def test_the_metres_to_the_street_are_walked_first() -> None:
    # 20 m to the street, then 30 m to either side.
    assert drawn((150, -20), limit_m=50) == pytest.approx(2 * 30)


def test_a_way_that_is_reached_from_both_ends_is_drawn_once() -> None:
    assert drawn((200, 200), limit_m=2_000) == pytest.approx(40 * 100)


def test_a_place_that_is_not_joined_has_no_ways() -> None:
    assert drawn((200, -61), limit_m=500) == 0


@given(st.floats(-40, 440), st.floats(-40, 440), st.integers(1, 600))
def test_a_longer_walk_never_draws_less(x: float, y: float, limit_m: int) -> None:
    assert drawn((x, y), limit_m=limit_m) <= drawn((x, y), limit_m=limit_m + 50) + 1e-6
