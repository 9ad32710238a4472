"""The walking network of the demo city as it lies in the repo."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sparse
import shapely
from scipy.sparse.csgraph import connected_components

METRIC = "EPSG:4547"


class Network:
    """Nodes and ways in metres."""

    def __init__(self, demo: Any) -> None:
        self.nodes: pd.DataFrame = demo.table("walk_nodes").set_index("node_id")
        self.edges: pd.DataFrame = demo.table("walk_edges")
        points = gpd.GeoSeries(
            gpd.points_from_xy(self.nodes["longitude"], self.nodes["latitude"]), index=self.nodes.index, crs="EPSG:4490"
        )
        self.points = points.to_crs(METRIC)
        ends = [self.points.loc[self.edges[name]].to_numpy() for name in ("from_node", "to_node")]
        self.straight = shapely.distance(*ends)
        self.lines = shapely.linestrings(np.stack([shapely.get_coordinates(end) for end in ends], axis=1))
        self.open = self.edges["closed"].isna()

    def parts(self) -> list[int]:
        """How many nodes each part holds that open ways join, the largest first."""
        ends = [self.nodes.index.get_indexer(self.edges.loc[self.open, name]) for name in ("from_node", "to_node")]
        size = len(self.nodes)
        graph = sparse.coo_array((np.ones(len(ends[0])), tuple(ends)), shape=(size, size))
        return sorted(np.bincount(connected_components(graph, directed=False)[1]).tolist(), reverse=True)

    def metres_to(self, shapes: gpd.GeoSeries) -> np.ndarray:
        """How far each shape is from the nearest open way."""
        tree = shapely.STRtree(self.lines[self.open])
        metres: np.ndarray = tree.query_nearest(
            shapes.to_crs(METRIC).to_numpy(), return_distance=True, all_matches=False
        )[1]
        return metres


@pytest.fixture(scope="module")
def network(demo: Any) -> Network:
    return Network(demo)


def test_the_files_stay_small(root: Path, network: Network) -> None:
    files = [root / "sample_data" / "demo_city" / f"{name}.csv" for name in ("walk_nodes", "walk_edges")]
    assert sum(file.stat().st_size for file in files) < 1_200_000
    assert len(network.nodes) <= 11_000
    assert len(network.edges) <= 20_000


def test_a_way_is_as_long_as_the_straight_line_or_up_to_8_per_cent_longer(network: Network) -> None:
    length = network.edges["length_m"].to_numpy()
    assert (length >= network.straight).all()
    assert (length <= network.straight * 1.08 + 0.1).all()


def test_no_two_ways_join_the_same_nodes_and_none_comes_back_to_its_own(network: Network) -> None:
    ends = pd.DataFrame(np.sort(network.edges[["from_node", "to_node"]].to_numpy(dtype=str), axis=1))
    assert not ends.duplicated().any()
    assert (ends[0] != ends[1]).all()
    assert set(ends.to_numpy().ravel()) == set(network.nodes.index)


def test_all_but_two_hamlets_are_one_part(network: Network) -> None:
    parts = network.parts()
    assert len(parts) == 3
    assert sum(parts[1:]) < 80


def test_six_bridges_join_the_banks_and_without_them_the_city_falls_apart(network: Network) -> None:
    assert (network.edges["kind"] == "bridge").sum() == 6
    dry = network.edges[network.edges["kind"] != "bridge"]
    size = len(network.nodes)
    ends = tuple(network.nodes.index.get_indexer(dry[name]) for name in ("from_node", "to_node"))
    _, part = connected_components(sparse.coo_array((np.ones(len(dry)), ends), shape=(size, size)), directed=False)
    banks = np.sort(np.bincount(part))[::-1]
    assert banks[1] > 2_000
    assert banks[:2].sum() < network.parts()[0]


@pytest.mark.parametrize("table", ["residential_areas", "sites"])
def test_homes_and_sites_stand_by_a_way_but_for_a_few_in_villages(demo: Any, network: Network, table: str) -> None:
    metres = network.metres_to(demo.table(table).geometry)
    assert (metres > 150).sum() <= 5
    assert metres.max() < 250


def test_no_street_runs_through_an_estate_but_its_own_ways_and_gates(demo: Any, network: Network) -> None:
    estates = demo.table("residential_areas").to_crs(METRIC).geometry
    outer = ~network.edges["kind"].isin(["estate"])
    inside, _ = shapely.STRtree(estates.buffer(-5).to_numpy()).query(network.lines[outer], predicate="intersects")
    assert len(np.unique(inside)) == 0


def test_each_gate_stands_in_the_edge_of_its_estate_and_has_a_way_to_the_street(demo: Any, network: Network) -> None:
    gates = network.nodes["gate_of"].dropna()
    estates = demo.table("residential_areas").set_index("residential_area_id").to_crs(METRIC).geometry
    metres = shapely.distance(network.points[gates.index].to_numpy(), shapely.boundary(estates[gates].to_numpy()))
    assert metres.max() < 2  # long sides bend with the ground
    assert 350 <= gates.nunique() <= 450
    per_estate = gates.value_counts()
    assert per_estate.between(1, 3).all()
    assert (per_estate == 3).any()
    entries = network.edges[network.edges["to_node"].isin(gates.index) & (network.edges["kind"] == "path")]
    assert entries["to_node"].tolist() == gates.index.tolist()


def test_some_ways_have_steps_and_about_one_in_200_is_closed(network: Network) -> None:
    steps = network.edges["steps"].notna()
    assert (steps & (network.edges["kind"] == "bridge")).sum() == 1
    assert 10 <= (steps & (network.edges["kind"] == "path")).sum() <= 40
    assert 0.003 < (~network.open).mean() < 0.007
