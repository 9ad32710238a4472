from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from planning.accessibility.access_points import access_points
from planning.accessibility.network_costs import graph_with_feet, nearest_metres, network_costs
from planning.accessibility.walking_network import WalkingNetwork, WalkMode
from planning.errors import NetworkError
from tests.planning.accessibility.grids import SIDE, costs_by_name, grid_edges, grid_nodes, node, shuffled, spots

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
    homes, sites = {"home": (0, 0)}, {"near": (300, 0), "far": (300, 1)}
    assert set(walks(grid(), homes, sites, limit_m=300)) == {("home", "near")}


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
    homes = access_points(network, spots({"estate": (100, 0)}), snap_limit_m=60)
    sites = access_points(network, spots({"west": (0, 100), "east": (400, 100)}), snap_limit_m=60)
    found = costs_by_name(network_costs(network, demand=homes, sites=sites, limit_m=2000).table())
    assert found == {("estate", "west"): pytest.approx(100 + 100), ("estate", "east"): pytest.approx(300 + 100)}


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
    assert nearest_metres(network, demand=sides[0], sites=sides[1]).tolist() == [np.inf, pytest.approx(600)]


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
    whole = dijkstra(graph, indices=of_sites)[:, of_homes].T + ends[0].away_m[:, None] + ends[1].away_m[None, :]
    expected: dict[tuple[str, str], float] = {}
    for row, column in zip(*np.nonzero(whole <= limit_m), strict=True):
        pair = (ends[0].point_ids[ends[0].point_row[row]], ends[1].point_ids[ends[1].point_row[column]])
        expected[pair] = min(whole[row, column], expected.get(pair, np.inf))
    found = walks(network, homes, sites, limit_m=limit_m)
    assert found.keys() == expected.keys()
    assert [found[pair] for pair in expected] == pytest.approx(list(expected.values()), abs=1e-9)


@given(some, some, st.permutations(range(25)), st.permutations(range(40)))
def test_the_order_of_nodes_and_ways_changes_no_walk(
    homes: Places, sites: Places, nodes: list[int], edges: list[int]
) -> None:
    turned = WalkingNetwork.of(shuffled(grid_nodes(), nodes), shuffled(grid_edges(), edges))
    one, other = walks(grid(), homes, sites), walks(turned, homes, sites)
    assert one.keys() == other.keys()
    assert list(one.values()) == pytest.approx([other[pair] for pair in one], abs=1e-6)


def test_inputs_are_left_as_they_were() -> None:
    nodes, edges = grid_nodes(), grid_edges()
    before = nodes.copy(), edges.copy()
    WalkingNetwork.of(nodes, edges, mode=WalkMode.STROLLER)
    pd.testing.assert_frame_equal(nodes, before[0])
    pd.testing.assert_frame_equal(edges, before[1])
