from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from planning.accessibility.access_points import access_points
from planning.accessibility.network_costs import graph_with_feet, nearest_along_ways, network_costs
from planning.accessibility.walking_network import WalkingNetwork, WalkMode
from planning.errors import CoordinateError, CrsMismatch, MissingCrs, NetworkError
from tests.planning.accessibility.grids import CRS, SIDE, costs_by_name, grid_edges, grid_nodes, node, shuffled, spots

Places = Mapping[str, tuple[float, float]]


def walks(
    network: WalkingNetwork, homes: Places, sites: Places, *, limit_m: float = 2000, snap_limit_m: float = 60
) -> dict[tuple[str, str], float]:
    ends = [access_points(network, spots(places), snap_limit_m=snap_limit_m) for places in (homes, sites)]
    return costs_by_name(network_costs(network, demand=ends[0], sites=ends[1], limit_m=limit_m).table())


def grid(changes: Any = None, *, mode: WalkMode = WalkMode.WALK) -> WalkingNetwork:
    return WalkingNetwork.of(grid_nodes(), grid_edges(changes), mode=mode)


def test_a_walk_follows_the_streets() -> None:
    # From one corner to the other: four blocks east, four blocks north.
    assert walks(grid(), {"home": (0, 0)}, {"site": (400, 400)}) == {("home", "site"): pytest.approx(800)}


def test_the_metres_to_the_network_at_both_ends_belong_to_the_walk() -> None:
    # 30 m to the street, 50 m along it to N01, 100 m to N02, 20 m to the site behind it.
    found = walks(grid(), {"home": (50, -30)}, {"site": (200, -20)})
    assert found == {("home", "site"): pytest.approx(30 + 50 + 100 + 20)}


def test_neighbours_on_one_street_do_not_walk_round_by_its_ends() -> None:
    assert walks(grid(), {"home": (20, 0)}, {"site": (70, 0)}) == {("home", "site"): pytest.approx(50)}


def test_a_way_that_bends_is_as_long_as_it_is_written() -> None:
    bent = grid({(node(0, 0), node(1, 0)): {"length_m": 130}})
    # Half of the bent way is 65 m.
    assert walks(bent, {"home": (50, 0)}, {"site": (100, 0)}) == {("home", "site"): pytest.approx(65)}


def test_the_limit_counts_itself_and_nothing_farther() -> None:
    homes, sites = {"home": (0, 0)}, {"near": (300, 0), "far": (300, 0.001)}
    assert set(walks(grid(), homes, sites, limit_m=300)) == {("home", "near")}


@pytest.mark.parametrize(("limit_m", "near"), [(299.999, False), (300, True), (300.001, True)])
@pytest.mark.parametrize(
    "lengths", [(108.9, 148.8, 42.3), (0.1, 0.2, 299.7), (100, 100, 100), (299.9995, 0.0002, 0.0003)]
)
def test_the_limit_counts_itself_from_both_ends(lengths: tuple[float, ...], limit_m: float, near: bool) -> None:
    # In floats 108.9 + 148.8 + 42.3 are 300, and 42.3 + 148.8 + 108.9 are 300.00000000000006.
    network, ends = row_of_ways(lengths)
    first, last = ({name: place} for name, place in ends.items())
    there, back = walks(network, first, last, limit_m=limit_m), walks(network, last, first, limit_m=limit_m)
    assert there == ({("first", "last"): 300} if near else {})
    assert back == ({("last", "first"): 300} if near else {})


@given(st.lists(st.integers(100, 2_000_000), min_size=1, max_size=12), st.floats(-50, 50), st.floats(-50, 50))
def test_a_walk_is_as_long_back_as_there(tenths_of_millimetres: list[int], off: float, other: float) -> None:
    network, ends = row_of_ways([length / 10_000 for length in tenths_of_millimetres])
    (west, _), (east, _) = ends.values()
    here, there = {"here": (west, off)}, {"there": (east, other)}
    limit_m = walks(network, here, there, limit_m=1e6).get(("here", "there"), 1.0)
    assert [*walks(network, here, there, limit_m=limit_m).values()] == [limit_m]
    assert [*walks(network, there, here, limit_m=limit_m).values()] == [limit_m]
    ends_of = [access_points(network, spots(places), snap_limit_m=60) for places in (here, there)]
    for demand, sites in (ends_of, ends_of[::-1]):
        assert nearest_along_ways(network, demand=demand, sites=sites).tolist() == [limit_m]


def row_of_ways(lengths: Sequence[float]) -> tuple[WalkingNetwork, dict[str, tuple[float, float]]]:
    """Ways in a row, each as long as it is drawn, and the places of its two ends."""
    east = np.cumsum([0.0, *lengths])
    names = [f"n{number}" for number in range(len(east))]
    nodes = grid_nodes().iloc[[0] * len(east)].assign(node_id=names, geometry=gpd.points_from_xy(east, 0 * east))
    edges = (
        grid_edges()
        .iloc[[0] * len(lengths)]
        .assign(edge_id=names[1:], from_node=names[:-1], to_node=names[1:], length_m=lengths)
    )
    return WalkingNetwork.of(nodes.set_crs(CRS, allow_override=True), edges), {"first": (0, 0), "last": (east[-1], 0)}


def test_a_closed_way_is_walked_round() -> None:
    closed = grid({(node(0, 0), node(1, 0)): {"closed": True}})
    # The shop next door, one block east, is three blocks away: north, east, south.
    assert walks(closed, {"home": (0, 0)}, {"site": (100, 0)}) == {("home", "site"): pytest.approx(300)}
    assert closed.left_out == 1


def test_a_stroller_goes_round_the_steps_that_others_take() -> None:
    steps = {(node(0, 0), node(1, 0)): {"steps": True}}
    ends: tuple[Places, Places] = ({"home": (0, 0)}, {"site": (100, 0)})
    assert walks(grid(steps), *ends) == {("home", "site"): pytest.approx(100)}
    assert walks(grid(steps, mode=WalkMode.STROLLER), *ends) == {("home", "site"): pytest.approx(300)}


def test_ways_of_which_nobody_says_whether_they_have_steps_are_counted() -> None:
    # Of 40 ways one is closed, one has steps and one has none; nobody says so of the other 37.
    told = {
        (node(0, 0), node(1, 0)): {"closed": True},
        (node(1, 0), node(2, 0)): {"steps": True},
        (node(2, 0), node(3, 0)): {"steps": False},
    }
    stroller = grid(told, mode=WalkMode.STROLLER)
    assert (stroller.left_out, stroller.steps_unknown) == (2, 37)
    assert len(stroller.length_m) == 38  # they stay passable


def test_an_estate_is_left_by_its_gate_and_not_across_its_wall() -> None:
    network = WalkingNetwork.of(grid_nodes({node(4, 0): "estate"}), grid_edges())
    homes = spots({"estate": (200, 40), "house": (200, 40)})
    joined = access_points(network, homes, snap_limit_m=60, estates=homes.loc[["estate"]].buffer(30))
    sites = access_points(network, spots({"site": (200, 0)}), snap_limit_m=60)
    found = costs_by_name(network_costs(network, demand=joined, sites=sites, limit_m=2000).table())
    to_gate = np.hypot(200, 40)  # from the middle of the estate to its gate in the corner of the town
    assert found == {("estate", "site"): pytest.approx(to_gate + 200), ("house", "site"): pytest.approx(40)}
    assert joined.joined["joined_at"].tolist() == ["gate", "nearest_way"]


def test_of_several_gates_the_shorter_walk_counts() -> None:
    network = WalkingNetwork.of(grid_nodes({node(0, 0): "estate", node(4, 0): "estate"}), grid_edges())
    estate = spots({"estate": (100, 0)})
    homes = access_points(network, estate, snap_limit_m=60, estates=estate.buffer(30))
    sites = access_points(network, spots({"west": (0, 100), "east": (400, 100)}), snap_limit_m=60)
    found = costs_by_name(network_costs(network, demand=homes, sites=sites, limit_m=2000).table())
    assert found == {("estate", "west"): pytest.approx(100 + 100), ("estate", "east"): pytest.approx(300 + 100)}


def test_a_site_of_the_same_id_as_an_estate_does_not_join_at_its_gate() -> None:
    # The estate 1 opens in the far corner; the site 1 stands at the near one and joins there.
    network = WalkingNetwork.of(grid_nodes({node(4, 4): "1"}), grid_edges())
    sites = access_points(network, spots({"1": (0, -10)}), snap_limit_m=60)
    assert sites.joined.loc["1", ["joined_at", "away_m"]].tolist() == ["nearest_way", 10]
    both = spots({"1": (0, -10), "2": (400, 410)})
    other = access_points(network, both, snap_limit_m=60, estates=both.loc[["2"]].buffer(5))
    assert other.joined["joined_at"].tolist() == ["nearest_way", "nearest_way"]


def test_an_estate_without_an_outline_still_has_its_gate() -> None:
    network = WalkingNetwork.of(grid_nodes({node(1, 0): "estate"}), grid_edges())
    homes = spots({"estate": (100, -30)})
    unknown = gpd.GeoSeries([None], index=["estate"], crs=CRS)
    joined = access_points(network, homes, snap_limit_m=60, estates=unknown).joined
    assert joined.loc["estate", ["joined_at", "away_m"]].tolist() == ["gate", 30]


def test_points_and_outlines_are_in_the_reference_system_of_the_network() -> None:
    homes, elsewhere = spots({"a": (0, 0)}), spots({"a": (0, 0)}).set_crs("EPSG:4546", allow_override=True)
    with pytest.raises(CrsMismatch):
        access_points(grid(), elsewhere, snap_limit_m=60)
    with pytest.raises(CrsMismatch):
        access_points(grid(), homes, snap_limit_m=60, estates=elsewhere.buffer(30))
    with pytest.raises(MissingCrs):
        WalkingNetwork.of(grid_nodes().set_crs(None, allow_override=True), grid_edges())
    with pytest.raises(CoordinateError):
        WalkingNetwork.of(grid_nodes().set_crs("EPSG:4490", allow_override=True), grid_edges())


def test_where_the_gate_is_unknown_the_doubt_is_half_way_round_the_estate() -> None:
    homes = spots({"estate": (150, 50)})
    outline = homes.buffer(40, cap_style="square")  # 80 m x 80 m: 320 m round
    joined = access_points(grid(), homes, snap_limit_m=60, estates=outline)
    assert joined.joined.loc["estate", ["joined_at", "gate_unknown_m"]].tolist() == ["nearest_way", 160]


def test_a_point_beyond_the_limit_of_joining_is_told_and_reaches_nothing() -> None:
    homes = {"far": (0, -61), "near": (0, -60)}
    joined = access_points(grid(), spots(homes), snap_limit_m=60).joined
    assert joined["joined_at"].tolist() == ["not_joined", "nearest_way"]
    assert joined["away_m"].isna().tolist() == [True, False]
    assert walks(grid(), homes, {"site": (0, 0)}) == {("near", "site"): pytest.approx(60)}


def test_two_parts_of_a_town_without_a_bridge_do_not_reach_each_other() -> None:
    river = {(node(c, 1), node(c, 2)): {"closed": True} for c in range(SIDE)}
    network = grid(river)
    assert network.parts()["nodes"].tolist() == [15, 10]
    ends: tuple[Places, Places] = ({"south": (0, 100), "north": (0, 200)}, {"site": (400, 400)})
    assert walks(network, *ends) == {("north", "site"): pytest.approx(600)}
    sides = [access_points(network, spots(places), snap_limit_m=60) for places in ends]
    assert nearest_along_ways(network, demand=sides[0], sites=sides[1]).tolist() == [np.inf, pytest.approx(600)]


def test_one_bridge_is_the_only_way_across() -> None:
    river = {(node(c, 1), node(c, 2)): {"closed": c != 4, "kind": "bridge"} for c in range(SIDE)}
    # 100 m apart across the water, 900 m over the bridge.
    assert walks(grid(river), {"home": (0, 100)}, {"site": (0, 200)}) == {("home", "site"): pytest.approx(900)}


def test_of_two_ways_between_the_same_crossings_the_shorter_is_walked() -> None:
    longer = pd.DataFrame([{"edge_id": "x", "from_node": "N01", "to_node": "N00", "kind": "path", "length_m": 170}])
    network = WalkingNetwork.of(grid_nodes(), pd.concat([grid_edges(), longer], ignore_index=True))
    assert walks(network, {"home": (0, 0)}, {"site": (100, 0)}) == {("home", "site"): pytest.approx(100)}


@pytest.mark.parametrize("length", [-1.0, float("nan"), float("inf")])
def test_a_length_that_is_none_is_refused(length: float) -> None:
    edges = grid_edges()
    edges["length_m"] = edges["length_m"].astype(object)
    edges.loc[3, "length_m"] = length
    if length != length:
        # An empty cell is no fault: the straight line stands in.
        assert WalkingNetwork.of(grid_nodes(), edges).length_m[3] == pytest.approx(100)
        return
    with pytest.raises(NetworkError, match="N03-N04"):
        WalkingNetwork.of(grid_nodes(), edges)


def test_a_way_to_nowhere_and_a_network_without_nodes_are_refused() -> None:
    with pytest.raises(NetworkError, match="'N24'"):
        WalkingNetwork.of(grid_nodes().iloc[:-1], grid_edges())
    with pytest.raises(NetworkError, match="no node"):
        WalkingNetwork.of(grid_nodes().iloc[:0], grid_edges().iloc[:0])


@pytest.mark.parametrize("limit", [0, -5, float("nan")])
def test_a_walk_needs_a_limit_above_nothing(limit: float) -> None:
    ends = access_points(grid(), spots({"a": (0, 0)}), snap_limit_m=60)
    with pytest.raises(NetworkError, match="above 0"):
        network_costs(grid(), demand=ends, sites=ends, limit_m=limit)
    with pytest.raises(NetworkError, match="above 0"):
        access_points(grid(), spots({"a": (0, 0)}), snap_limit_m=limit)


places = st.tuples(st.floats(-40, 440), st.floats(-40, 440))
some = st.lists(places, min_size=1, max_size=6).map(lambda all_: {f"P{i}": place for i, place in enumerate(all_)})


@given(some, some, st.integers(50, 900))
def test_tiles_find_what_a_search_over_the_whole_network_finds(homes: Places, sites: Places, limit_m: int) -> None:
    network = grid({(node(0, 0), node(1, 0)): {"length_m": 180}, (node(2, 2), node(3, 2)): {"closed": True}})
    ends = [access_points(network, spots(places), snap_limit_m=60) for places in (homes, sites)]
    graph, _, (of_homes, of_sites) = graph_with_feet(network, demand=ends[0], sites=ends[1])
    walked = dijkstra(graph, indices=of_sites)[:, of_homes].T + ends[0].away_m[:, None] + ends[1].away_m[None, :]
    whole = np.round(walked, 3)
    expected: dict[tuple[str, str], float] = {}
    for row, column in zip(*np.nonzero(whole <= limit_m), strict=True):
        pair = (ends[0].point_ids[ends[0].point_row[row]], ends[1].point_ids[ends[1].point_row[column]])
        expected[pair] = min(whole[row, column], expected.get(pair, np.inf))
    found = walks(network, homes, sites, limit_m=limit_m)
    assert found.keys() == expected.keys()
    assert [found[pair] for pair in expected] == list(expected.values())


@given(some, some, st.permutations(range(25)), st.permutations(range(40)))
def test_the_order_of_nodes_and_ways_changes_no_walk(
    homes: Places, sites: Places, nodes: list[int], edges: list[int]
) -> None:
    turned = WalkingNetwork.of(shuffled(grid_nodes(), nodes), shuffled(grid_edges(), edges))
    one, other = walks(grid(), homes, sites), walks(turned, homes, sites)
    assert one.keys() == other.keys()
    assert list(one.values()) == pytest.approx([other[pair] for pair in one], abs=1e-3)


def test_inputs_are_left_as_they_were() -> None:
    nodes, edges = grid_nodes(), grid_edges()
    before = nodes.copy(), edges.copy()
    WalkingNetwork.of(nodes, edges, mode=WalkMode.STROLLER)
    pd.testing.assert_frame_equal(nodes, before[0])
    pd.testing.assert_frame_equal(edges, before[1])
