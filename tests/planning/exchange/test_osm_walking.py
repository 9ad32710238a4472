"""Streets written as OpenStreetMap writes them, and read back as a walking network."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import pytest
import shapely

from planning.exchange import osm_ways
from planning.exchange.city_folder import read_city_folder
from planning.exchange.osm_walking import read_osm_walking
from planning.model.codes import WayKind
from tests.planning.exchange.osm_files import METRIC, SPOTS, TAGS, write

ROOT = Path(__file__).parents[3]
FILE = "streets.osm.pbf"


def read(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    network, notes = read_osm_walking(path, file=path.name, metric_crs=METRIC)
    assert network is not None, notes
    nodes, edges = network
    return nodes.table.set_index("node_id"), edges.table.set_index("edge_id")


def codes(path: Path) -> list[str]:
    """What a file that cannot be read is refused with."""
    network, notes = read_osm_walking(path, file=path.name, metric_crs=METRIC)
    assert network is None
    return [issue.code for issue in notes.issues]


@pytest.fixture
def streets(tmp_path: Path) -> Path:
    return tmp_path / FILE


def test_a_part_of_the_demo_network_written_as_openstreetmap_comes_back_the_same(streets: Path) -> None:
    city = read_city_folder(ROOT / "sample_data" / "demo_city")
    edges = part_of(city.table("walk_edges"))
    start, end = (edges[name].str[2:].astype(int).tolist() for name in ("from_node", "to_node"))
    nodes = city.geotable("walk_nodes").set_index("node_id")
    nodes = nodes[nodes.index.isin(edges[["from_node", "to_node"]].to_numpy().ravel())]
    named = zip(nodes.index, nodes["gate_of"], nodes.geometry, strict=True)
    spots: dict[int, Any] = {int(node[2:]): ((at.x, at.y), gate_tags(gate)) for node, gate, at in named}
    # Every way swings a little to one side, as often as makes it as long as the table says.
    places, swings = swinging(nodes, edges)
    bends = {SWING + number: at for number, at in enumerate(swings)}
    between = [[SWING + number for number in np.flatnonzero(places == place)] for place in range(len(edges))]
    said = zip(edges["kind"], edges["steps"], edges["closed"], strict=True)
    tags = [way_tags(kind, steps=steps, closed=closed) for kind, steps, closed in said]
    ways = {place + 1: ([start[place], *between[place], end[place]], tags[place]) for place in range(len(edges))}
    write(streets, ways, spots | bends)

    read_nodes, read_edges = read(streets)

    assert read_nodes.index.str[1:].astype(int).tolist() == sorted(spots)
    assert read_nodes["gate_of"].dropna().tolist() == nodes["gate_of"].dropna().tolist()
    assert shapely.distance(read_nodes.geometry.to_numpy(), nodes.geometry.to_numpy()).max() < 1e-7
    assert list(read_edges.index) == [f"w{number}-1" for number in ways]
    assert read_edges["from_node"].str[1:].astype(int).tolist() == start
    assert read_edges["to_node"].str[1:].astype(int).tolist() == end
    assert read_edges["kind"].tolist() == edges["kind"].tolist()
    for flag in ("steps", "closed"):
        assert read_edges[flag].tolist() == edges[flag].tolist()
    apart = read_edges["length_m"].astype(float).to_numpy() - edges["length_m"].astype(float).to_numpy()
    assert np.abs(apart).max() < 0.1


SWING = 1_000_000


def part_of(edges: pd.DataFrame) -> pd.DataFrame:
    """Some hundreds of ways: all that are no plain street or path, and every 30th of the others."""
    plain = edges["kind"].isin(["street", "path"]) & edges["steps"].isna() & edges["closed"].isna()
    part = edges[~plain | (edges.index % 30 == 0)].reset_index(drop=True)
    part[["steps", "closed"]] = part[["steps", "closed"]].fillna(False)
    assert set(part["kind"]) == {str(kind) for kind in WayKind}
    assert min(len(part), part["steps"].sum(), part["closed"].sum()) > 5
    return part


def gate_tags(estate: object) -> dict[str, str]:
    return {"barrier": "gate", "ref:estate": estate} if isinstance(estate, str) else {}


def way_tags(kind: str, *, steps: bool, closed: bool) -> dict[str, str]:
    return TAGS[kind] | ({"highway": "steps"} if steps else {}) | ({"access": "private"} if closed else {})


def swinging(nodes: Any, edges: pd.DataFrame) -> tuple[Any, list[tuple[float, float]]]:
    """For each way places (degrees) less than 4 m beside it, alternately aside and on it, and the way of each."""
    metres = nodes.geometry.to_crs(METRIC).get_coordinates()
    start, end = (metres.loc[edges[name]].to_numpy() for name in ("from_node", "to_node"))
    straight = np.linalg.norm(end - start, axis=1)
    aside = np.sqrt(np.maximum(edges["length_m"].astype(float).to_numpy() ** 2 - straight**2, 0)) / 2
    teeth = np.maximum(np.ceil(aside / 4).astype(int), 1)
    way = np.repeat(np.arange(len(edges)), 2 * teeth - 1)
    step = pd.Series(way).groupby(way).cumcount().to_numpy() + 1
    along = (end - start)[way] * (step / (2 * teeth[way]))[:, None]
    across = ((end - start)[:, ::-1] * (-1, 1) / straight[:, None])[way] * ((aside / teeth)[way] * (step % 2))[:, None]
    at = gpd.GeoSeries(shapely.points(start[way] + along + across), crs=METRIC).to_crs("EPSG:4326")
    return way, [(place.x, place.y) for place in at]


def test_a_way_is_cut_where_another_meets_it_and_where_it_bends(streets: Path) -> None:
    write(streets, {7: ([1, 2, 3], TAGS["street"]), 8: ([2, 4, 5], TAGS["path"])})
    nodes, edges = read(streets)
    assert list(nodes.index) == ["n1", "n2", "n3", "n4", "n5"]
    assert list(edges.index) == ["w7-1", "w7-2", "w8-1", "w8-2"]
    assert edges.loc["w8-1", ["from_node", "to_node", "kind"]].tolist() == ["n2", "n4", "path"]
    # One step east (96.5 m at 30 degrees north), one step north.
    lengths = [pytest.approx(Decimal(metres), abs=Decimal("0.1")) for metres in ("110.9", "110.9", "96.5", "110.9")]
    assert edges["length_m"].tolist() == lengths
    assert not edges["steps"].any()
    assert not edges["closed"].any()


def test_a_slight_bend_is_length_alone_and_every_edge_stays_within_5_m_of_its_way(streets: Path) -> None:
    # Half a circle of 100 m in steps of a degree, and a swing of 4 m on the straight way home.
    turn = np.radians(np.arange(0, 181))
    east, north = 96.46e3, 110.85e3  # metres a degree at 30 degrees north
    arc = {10 + n: (114 + 100 * np.cos(at) / east, 30 + 100 * np.sin(at) / north) for n, at in enumerate(turn)}
    home = {200: (114.0, 30 - 4 / north)}
    write(streets, {7: (list(arc), TAGS["street"]), 8: ([10, 200, 190], TAGS["path"])}, arc | home)
    nodes, edges = read(streets)
    assert list(edges.index[edges["kind"] == "path"]) == ["w8-1"]
    round_way = edges[edges["kind"] == "street"]
    assert 4 <= len(round_way) <= 8  # a chord of half a circle with seven steps lies 2.5 m inside it, with five 4.9 m
    assert float(round_way["length_m"].sum()) == pytest.approx(100 * np.pi, abs=0.5)
    ends = [nodes.geometry.to_crs(METRIC).loc[round_way[name]].to_numpy() for name in ("from_node", "to_node")]
    drawn = shapely.union_all(shapely.linestrings(np.stack([shapely.get_coordinates(end) for end in ends], axis=1)))
    way = gpd.GeoSeries(shapely.points(list(arc.values())), crs="EPSG:4326").to_crs(METRIC)
    assert way.distance(drawn).max() < 5


def test_a_gate_is_kept_though_no_other_way_meets_there_and_names_its_estate_where_that_is_tagged(
    streets: Path,
) -> None:
    gates = {2: (SPOTS[2], {"barrier": "gate", "ref:estate": "RE0001"}), 4: (SPOTS[4], {"barrier": "gate"})}
    write(streets, {7: ([1, 2, 3], TAGS["street"]), 8: ([1, 4, 5], TAGS["street"])}, SPOTS | gates)
    nodes, edges = read(streets)
    assert list(edges.index) == ["w7-1", "w7-2", "w8-1", "w8-2"]
    assert nodes["gate_of"].dropna().to_dict() == {"n2": "RE0001"}


def test_an_estate_that_is_no_id_is_refused(streets: Path) -> None:
    write(streets, {7: ([1, 2], TAGS["street"])}, SPOTS | {2: (SPOTS[2], {"barrier": "gate", "ref:estate": "柳园"})})
    _, notes = read_osm_walking(streets, file=FILE, metric_crs=METRIC)
    assert [(issue.code, issue.value) for issue in notes.issues] == [("id-format", "柳园")]


def test_a_loop_is_cut_in_three_so_that_no_way_leads_from_a_node_to_itself(streets: Path) -> None:
    island = {3: (114.0, 30.00102), 5: (114.00002, 30.00102), 4: (114.00002, 30.001)}  # 2 m wide: no corner counts
    write(streets, {7: ([1, 2], TAGS["street"]), 8: ([2, 3, 5, 4, 2], TAGS["street"])}, SPOTS | island)
    _, edges = read(streets)
    assert list(edges.index) == ["w7-1", "w8-1", "w8-2", "w8-3"]
    assert (edges["from_node"] != edges["to_node"]).all()
    assert not edges[["from_node", "to_node"]].duplicated().any()


def test_a_node_named_twice_running_is_one_node(streets: Path) -> None:
    write(streets, {7: ([1, 2, 2, 3], TAGS["street"])})
    _, edges = read(streets)
    assert edges[["from_node", "to_node"]].to_numpy().tolist() == [["n1", "n3"]]


def test_a_way_is_interrupted_where_the_file_lacks_its_nodes_and_they_are_counted(streets: Path) -> None:
    write(streets, {7: ([1, 2, 98, 4, 5, 99], TAGS["street"])})
    _, notes = read_osm_walking(streets, file=FILE, metric_crs=METRIC)
    _, edges = read(streets)
    assert edges[["from_node", "to_node"]].to_numpy().tolist() == [["n1", "n2"], ["n4", "n5"]]
    assert [(warning.code, warning.value) for warning in notes.warnings] == [("osm-nodes-missing", "n98")]
    assert "2个节点" in notes.warnings[0].hint


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:-3],
        lambda whole: whole[:150] + bytes(255 - byte for byte in whole[150:200]) + whole[200:],
        lambda _: b"",
        lambda _: b"\0" * 4_096,
        lambda _: b"<?xml version='1.0'?><osm version='0.6'></osm>",
        lambda _: b"node_id,gate_of\nWN1,\n" * 100,
    ],
    ids=["cut in half", "cut at the end", "damaged", "empty", "zeros", "XML", "CSV"],
)
def test_bytes_that_are_no_whole_file_are_refused_and_not_half_read(
    streets: Path, spoil: Callable[[bytes], bytes]
) -> None:
    write(streets, {7: (list(range(1, 300)), TAGS["street"])}, {n: (114.0, 30 + n / 1000) for n in range(1, 300)})
    streets.write_bytes(spoil(streets.read_bytes()))
    assert codes(streets) == ["osm-invalid"]


def test_bytes_that_bring_the_reader_down_are_refused_like_others(streets: Path) -> None:
    # A zero inside a tag ends its word too early: what comes after is read as something else.
    write(streets, {7: ([1, 2], TAGS["street"])}, SPOTS | {2: (SPOTS[2], {"barrier": "gate"})}, compression="none")
    streets.write_bytes(streets.read_bytes().replace(b"barrier", b"barr\0er"))
    assert codes(streets) == ["osm-invalid"]


def test_a_file_with_more_nodes_than_are_read_is_refused(streets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(streets, {7: ([1, 2, 3], TAGS["street"])})
    monkeypatch.setattr(osm_ways, "OSM_NODES", 2)
    with pytest.raises(osm_ways.TooManyNodes):
        osm_ways.ways_of(streets)
    monkeypatch.setattr(osm_ways, "VERTICES", 2)
    with pytest.raises(osm_ways.TooManyNodes):
        osm_ways.ways_of(streets)


def test_a_file_that_takes_too_long_is_refused(streets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(streets, {7: ([1, 2, 3], TAGS["street"])})
    monkeypatch.setattr(osm_ways, "OSM_SECONDS", 0.001)
    assert codes(streets) == ["too-many-vertices"]


def test_a_file_in_which_nobody_walks_has_no_rows(streets: Path) -> None:
    write(streets, {7: ([1, 2, 3], {"highway": "motorway"}), 8: ([1, 2], {"building": "yes"})})
    assert codes(streets) == ["no-rows"]


def test_a_way_that_stands_twice_is_refused(streets: Path) -> None:
    with osmium.SimpleWriter(str(streets)) as writer:
        for refs in ([1, 2], [2, 3]):
            writer.add_way(osmium.osm.mutable.Way(id=7, nodes=refs, tags=TAGS["street"]))
    assert codes(streets) == ["osm-invalid"]


def test_ways_without_any_of_their_nodes_are_refused(streets: Path) -> None:
    write(streets, {7: ([1, 2, 3], TAGS["street"])}, {})
    assert codes(streets) == ["osm-invalid"]


@pytest.mark.parametrize("at", [(2.35, 48.85), (-66.0, -30.0)], ids=["Paris", "the other side of the globe"])
def test_streets_of_another_country_are_refused(streets: Path, at: tuple[float, float]) -> None:
    write(streets, {7: ([1, 2], TAGS["street"])}, {1: at, 2: (at[0], at[1] + 0.01)})
    _, notes = read_osm_walking(streets, file=FILE, metric_crs=METRIC)
    assert {issue.code for issue in notes.issues} == {"outside-study-area"}
