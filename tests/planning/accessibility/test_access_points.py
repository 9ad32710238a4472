"""Where points join the network: which ways count as near, and when a known gate cannot be used."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from planning.accessibility.access_points import access_points
from planning.accessibility.network_costs import network_costs
from planning.accessibility.walking_network import WalkingNetwork, WalkMode
from tests.planning.accessibility.grids import CRS, costs_by_name, spots

Places = Mapping[str, tuple[float, float]]
Way = tuple[str, str, dict[str, Any]]


def town(
    nodes: Places,
    *ways: tuple[str, str] | Way,
    gates: Mapping[str, str] | None = None,
    mode: WalkMode = WalkMode.WALK,
    moved: tuple[float, float] = (0, 0),
) -> WalkingNetwork:
    """A network of named nodes in metres and of ways between them, each with what is said of it."""
    east, north = (np.array(values, dtype=float) for values in zip(*nodes.values(), strict=True))
    table = gpd.GeoDataFrame(
        {"node_id": list(nodes), "gate_of": [(gates or {}).get(name) for name in nodes]},
        geometry=gpd.points_from_xy(east + moved[0], north + moved[1]),
        crs=CRS,
    )
    usual = {"kind": "street", "length_m": None, "steps": None, "closed": None}
    rows = [
        {"edge_id": f"e{row}", "from_node": a, "to_node": b} | usual | (said[0] if said else {})
        for row, (a, b, *said) in enumerate(ways)
    ]
    return WalkingNetwork.of(table, pd.DataFrame(rows), mode=mode)


def walks(
    network: WalkingNetwork,
    homes: Places,
    sites: Places,
    *,
    moved: tuple[float, float] = (0, 0),
    estates: bool = False,
    snap_limit_m: float = 200,
) -> dict[tuple[str, str], float]:
    """Metres of every pair, however far; `estates` says that the homes are residential areas."""
    ends = []
    for places, gated in ((homes, estates), (sites, False)):
        points = spots({name: (x + moved[0], y + moved[1]) for name, (x, y) in places.items()})
        outlines = points.buffer(20) if gated else None
        ends.append(access_points(network, points, snap_limit_m=snap_limit_m, estates=outlines))
    return costs_by_name(network_costs(network, demand=ends[0], sites=ends[1], limit_m=1e6).table())


# A slanted street of 743.303 m, and on it the feet of eight homes and of a site.
SLANTED = {"a": (0.0, 0.0), "b": (250.0, 700.0)}


def beside(share: float, off_m: float) -> tuple[float, float]:
    """The point so far along the slanted street, so far to its left."""
    length = np.hypot(250, 700)
    return share * 250 - off_m * 700 / length, share * 700 + off_m * 250 / length


@pytest.mark.parametrize("longer", [("a", "b", {"length_m": 2400}), ("b", "a", {"length_m": 2400})])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("moved", [(0, 0), (500_000, 2_550_000), (438_000.123, 2_560_000.456)])
def test_a_longer_way_over_the_same_ground_lengthens_no_walk(
    longer: Way, first: bool, moved: tuple[float, float]
) -> None:
    ways = [longer, ("a", "b")] if first else [("a", "b"), longer]
    homes = {f"H{i}": beside(i / 10 + 0.05, 30) for i in range(1, 9)}
    found = walks(town(SLANTED, *ways, moved=moved), homes, {"S": beside(0.5, 50)}, moved=moved)
    street_m = np.hypot(250, 700)
    assert found == {
        (f"H{i}", "S"): pytest.approx(30 + abs(i / 10 + 0.05 - 0.5) * street_m + 50, abs=1e-3) for i in range(1, 9)
    }


def test_ways_less_than_a_millimetre_farther_are_as_near() -> None:
    # The nearest way, 10 m off, is a dead end; the street is 0.9 mm farther off, or 1.1 mm.
    for farther_m, found in ((0.0009, {("H", "S"): pytest.approx(10.0009 + 100, abs=1e-3)}), (0.0011, {})):
        nodes = {"a": (0, 10), "b": (50, 10), "c": (-50, -10 - farther_m), "d": (100, -10 - farther_m)}
        assert walks(town(nodes, ("a", "b"), ("c", "d")), {"H": (0, 0)}, {"S": (100, -10 - farther_m)}) == found


def test_a_point_exactly_as_far_off_as_the_limit_joins() -> None:
    # 0.1 + 0.2 is not 0.3 in floats, nor is what a projection gives; 1 mm farther is too far.
    nodes = {"a": (0.0, 0.0), "b": (100.0, 0.0)}
    homes = {"at": (0.0, 60 + 1e-9), "beyond": (0.0, 60.001)}
    assert list(walks(town(nodes, ("a", "b")), homes, {"S": (0, 0)}, snap_limit_m=60)) == [("at", "S")]


def test_a_way_from_a_place_to_the_same_place_joins_there() -> None:
    nodes = {"a": (0, 0), "b": (100, 0), "a2": (0, 0)}
    network = town(nodes, ("a", "b"), ("a", "a2", {"length_m": 40}), ("a", "a", {"length_m": 90}))
    assert walks(network, {"H": (-10, 0)}, {"S": (100, 0)}) == {("H", "S"): 110}


GATE_ON = {"g": (0, 500), "h": (0, 1000), "i": (2000, 1000), "j": (2000, -50), "k": (0, -50)}
ROUND = (("h", "i"), ("i", "j"), ("j", "k"))


@pytest.mark.parametrize(
    ("said", "mode", "found", "how"),
    [
        # 500 m to the gate, 500 up the steps, then 2,000 + 1,050 + 2,000 round to the site behind the wall.
        ({"steps": True}, WalkMode.WALK, {("H", "S"): 6050}, "gate"),
        ({"steps": True}, WalkMode.STROLLER, {}, "gate_closed"),
        ({"closed": True}, WalkMode.WALK, {}, "gate_closed"),
        ({"kind": "estate"}, WalkMode.WALK, {}, "gate_closed"),
    ],
)
def test_an_estate_whose_gates_cannot_be_used_is_not_left_through_its_wall(
    said: dict[str, Any], mode: WalkMode, found: dict[tuple[str, str], float], how: str
) -> None:
    network = town(GATE_ON, ("g", "h", said), *ROUND, gates={"g": "H"}, mode=mode)
    assert walks(network, {"H": (0, 0)}, {"S": (0, -50)}, estates=True) == found
    home = spots({"H": (0, 0)})
    joined = access_points(network, home, snap_limit_m=200, estates=home.buffer(20)).joined.loc["H"]
    assert joined["joined_at"] == how
    # The gate is known: there is no doubt about it to be told.
    assert joined.isna().tolist() == ([False, False, True] if how == "gate" else [False, True, True])


def test_of_several_gates_those_that_can_be_used_are() -> None:
    both = {"g": "H", "k": "H"}
    network = town(GATE_ON, ("g", "h", {"steps": True}), *ROUND, gates=both, mode=WalkMode.STROLLER)
    assert walks(network, {"H": (0, 0)}, {"S": (0, -50)}, estates=True) == {("H", "S"): 50}


def test_who_can_push_a_stroller_to_a_farther_way_can_walk_there() -> None:
    # 10 m north are steps to a long way round; 60 m south a street without steps leads straight to the site.
    nodes = {"a": (0, 10), "b": (100, 10), "c": (100, 2000), "d": (1000, 2000), "e": (1000, -60), "f": (0, -60)}
    ways = (("a", "b", {"steps": True}), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "f"))
    for mode in WalkMode:
        assert walks(town(nodes, *ways, mode=mode), {"H": (40, 0)}, {"S": (40, -60)}) == {("H", "S"): 60}


FAR_OFF = (438_000.123, 2_560_000.456)  # from the origin, as real places are
# Nodes of drawn towns stand on a lattice, so that ways share nodes, run over each other and turn back on themselves.
lattice = st.tuples(st.integers(-3, 3), st.integers(-3, 3)).map(lambda at: (at[0] * 40.1, at[1] * 39.7))
corners = st.lists(lattice, min_size=2, max_size=7, unique=True)
decimetres = st.integers(-1500, 1500).map(lambda number: number / 10)
anywhere = st.one_of(lattice, st.tuples(decimetres, decimetres))
points = st.lists(anywhere, min_size=1, max_size=4)


@st.composite
def a_way(draw: st.DrawFn, names: list[str]) -> Way:
    ends = draw(st.tuples(st.sampled_from(names), st.sampled_from(names)))
    said: dict[str, Any] = {"steps": draw(st.sampled_from([True, False, None]))}
    if draw(st.booleans()):
        said["length_m"] = draw(st.integers(400, 900))  # no way is shorter than its straight line
    return (*ends, said)


@st.composite
def towns(draw: st.DrawFn) -> tuple[Places, list[Way], Places, Places]:
    nodes = {f"n{row}": at for row, at in enumerate(draw(corners))}
    ways = draw(st.lists(a_way(list(nodes)), min_size=1, max_size=9))
    homes, sites = ({f"{sign}{row}": at for row, at in enumerate(draw(points))} for sign in "HS")
    return nodes, ways, homes, sites


@given(towns(), st.data())
def test_a_stroller_walks_at_least_as_far(drawn: tuple[Places, list[Way], Places, Places], data: st.DataObject) -> None:
    nodes, ways, homes, sites = drawn
    gates = {name: data.draw(st.sampled_from([None, *homes])) for name in nodes}
    told = {name: home for name, home in gates.items() if home}
    walked, pushed = (
        walks(town(nodes, *ways, gates=told, mode=mode), homes, sites, estates=True)
        for mode in (WalkMode.WALK, WalkMode.STROLLER)
    )
    assert all(walked[pair] <= metres for pair, metres in pushed.items())


@given(towns(), st.data())
def test_a_further_way_lengthens_no_walk_whose_ends_it_lies_no_nearer_to(
    drawn: tuple[Places, list[Way], Places, Places], data: st.DataObject
) -> None:
    # A nearer way would be the one to start on, wherever it leads; any other only adds to what can be walked.
    nodes, ways, homes, sites = drawn
    further = data.draw(a_way(list(nodes)))
    before, after = town(nodes, *ways), town(nodes, *ways, further)
    line = after.ways[-1]
    no_nearer = {}
    for name, here in spots({**homes, **sites}).geometry.items():
        apart = shapely.distance(before.ways, here)
        # Of all ways, and of those without steps, which are joined as well unless they are too far off.
        joined = [apart.min(), *([] if after.has_steps[-1] else [apart[~before.has_steps].min(initial=np.inf)])]
        no_nearer[name] = all(line.distance(here) > nearest - 1e-6 or nearest > 200.01 for nearest in joined)
    was, is_now = (walks(network, homes, sites) for network in (before, after))
    for (home, site), metres in was.items():
        if no_nearer[home] and no_nearer[site]:
            assert is_now[home, site] <= metres


@given(towns(), st.data())
def test_neither_order_nor_direction_nor_place_on_earth_changes_a_walk(
    drawn: tuple[Places, list[Way], Places, Places], data: st.DataObject
) -> None:
    nodes, ways, homes, sites = drawn
    turned = [(b, a, said) if data.draw(st.booleans()) else (a, b, said) for a, b, said in ways]
    again = data.draw(st.permutations(turned))
    one = walks(town(nodes, *ways), homes, sites)
    other = walks(town(nodes, *again, moved=FAR_OFF), homes, sites, moved=FAR_OFF)
    assert one.keys() == other.keys()
    assert list(one.values()) == pytest.approx([other[pair] for pair in one], abs=2e-3)
