"""The walking network of the demo city (步行网络): streets, bridges, footpaths and gates, as two tables."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from planning.model.codes import WayKind
from sample_data.generator.calibration import LON_LAT_CRS, METRIC_CRS
from sample_data.generator.country_roads import country_roads
from sample_data.generator.estate_gates import Gates, estate_gates
from sample_data.generator.existing_areas import ExistingAreas
from sample_data.generator.seeds import stream_of
from sample_data.generator.street_grid import Numbers, StreetGrid, bridges, street_grid, streets_of_settlements
from sample_data.generator.terrain import Points, on_globe, spots

_FOOTPATHS = 320
_UNDERPASSES, _CROSSINGS = 18, 60
_MAIN_ROAD_EVERY = 9  # columns
_STAIRS = 0.06  # of footpaths
_CLOSED = 0.05  # of streets and footpaths between busy crossings
_BUSY = 4  # ways meet there
_LONGER = 1.078  # than the straight line, at most
_DECIMALS = 6  # of a degree
_YES = "true"


@dataclass(frozen=True, slots=True)
class WalkingNetwork:
    """Both tables, as they are written: nodes with longitude and latitude, edges with lengths of one decimal."""

    nodes: pd.DataFrame
    edges: pd.DataFrame


def walking_network(existing: ExistingAreas, new: NDArray[np.object_], *, sites: Points) -> WalkingNetwork:
    """The network around the existing areas, the outlines of the `new` ones and the `sites`, all in the plane."""
    rng = stream_of("walking_network")
    homes = np.concatenate([existing.shapes, new])
    grid = street_grid(homes)
    used = streets_of_settlements(grid, homes, sites=sites)
    over = bridges(grid, used)
    used |= country_roads(grid, used, bridges=over)
    streets = _ways(grid.sides[used], WayKind.STREET)
    streets["kind"] = _beside_main_roads(grid, grid.sides[used], rng)
    paths = _ways(_footpaths(grid, np.unique(grid.sides[used]), homes, rng=rng), WayKind.PATH)
    ways = pd.concat([streets, _ways(over, WayKind.BRIDGE), paths], ignore_index=True)
    gates = estate_gates(existing)
    points = np.concatenate([grid.crossings, gates.foot, gates.at])
    ways = _with_gates(ways, gates, points=points, after=len(grid.crossings))
    return _tables(_marked(ways, rng), gates, points=points, rng=rng)


def _ways(ends: Numbers, kind: WayKind) -> pd.DataFrame:
    return pd.DataFrame({"start": ends[:, 0], "end": ends[:, 1], "kind": kind.value})


def _beside_main_roads(grid: StreetGrid, sides: Numbers, rng: np.random.Generator) -> NDArray[np.object_]:
    """The kind of each side: some of those that meet a main road go under it, or over it at a crossing."""
    column = sides % grid.columns
    meets = np.flatnonzero((column[:, 0] % _MAIN_ROAD_EVERY == 0) & (column[:, 1] != column[:, 0]))
    chosen = rng.choice(meets, size=_UNDERPASSES + _CROSSINGS, replace=False)
    kind = np.full(len(sides), WayKind.STREET.value, dtype=object)
    kind[chosen[:_UNDERPASSES]] = WayKind.UNDERPASS.value
    kind[chosen[_UNDERPASSES:]] = WayKind.CROSSING.value
    return kind


def _footpaths(grid: StreetGrid, reached: Numbers, homes: NDArray[np.object_], *, rng: np.random.Generator) -> Numbers:
    """Pairs of crossings at opposite corners of blocks where nobody lives, joined by a footpath across."""
    corners = np.stack([reached, reached + grid.columns + 1, reached + 1, reached + grid.columns], axis=1)
    whole = corners[np.isin(corners, reached).all(axis=1)]
    across = whole[:, :2]
    lines = grid.lines(across)
    lived, _ = shapely.STRtree(homes).query(lines, predicate="intersects")
    free = np.setdiff1d(np.arange(len(across)), lived)
    # Four corners with streets are a block, not a bend of the river, where all of its sides are dry.
    dry = grid.are_sides(whole[free][:, [0, 2]]) & grid.are_sides(whole[free][:, [0, 3]])
    chosen = np.sort(rng.choice(free[dry], size=_FOOTPATHS, replace=False))
    return across[chosen]


def _with_gates(ways: pd.DataFrame, gates: Gates, *, points: Points, after: int) -> pd.DataFrame:
    """Ways divided where gates open on them, and the ways to the gates; feet and gates are numbered from `after`."""
    count = len(gates.estate)
    foot = np.arange(after, after + count)
    at = pd.Series(ways.index, index=pd.MultiIndex.from_frame(ways[["start", "end"]]))
    way = at[~at.index.duplicated()].reindex(pd.MultiIndex.from_arrays(gates.side.T)).to_numpy()
    there = ~np.isnan(way)
    way, foot = way[there].astype(np.int64), foot[there]
    from_start = np.linalg.norm(points[foot] - points[ways["start"].to_numpy()[way]], axis=1)
    stops = pd.DataFrame(
        {
            "way": np.r_[ways.index, way, ways.index],
            "along": np.r_[np.full(len(ways), -1.0), from_start, np.full(len(ways), np.inf)],
            "node": np.r_[ways["start"], foot, ways["end"]],
        }
    ).sort_values(["way", "along"], kind="stable")
    following = stops["node"].shift(-1)[stops["along"] < np.inf].astype(np.int64)
    pieces = stops.loc[following.index].assign(end=following)
    divided = pd.DataFrame(
        {"start": pieces["node"], "end": pieces["end"], "kind": ways["kind"].to_numpy()[pieces["way"]]}
    )
    gate = foot + count
    inner = gates.inner[there]
    entries = _ways(np.stack([foot, gate], axis=1), WayKind.PATH)
    inside = _ways(np.stack([gate, inner], axis=1)[inner >= 0], WayKind.ESTATE)
    return pd.concat([divided, entries.assign(entry=True), inside], ignore_index=True)


def _marked(ways: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Which ways have steps and which are closed; nothing is written of the others."""
    walked = ways["kind"].isin([WayKind.STREET, WayKind.PATH]) & ways["entry"].isna()
    stairs = (ways["kind"] == WayKind.PATH) & walked & (rng.random(len(ways)) < _STAIRS)
    stairs |= ways.index == ways.index[ways["kind"] == WayKind.BRIDGE][1]
    meeting = np.bincount(ways[["start", "end"]].to_numpy().ravel())
    # A closed way in the country would cut towns off; in a town there is another one round the corner.
    busy = (meeting[ways["start"]] >= _BUSY) & (meeting[ways["end"]] >= _BUSY)
    closed = walked & ~stairs & busy & (rng.random(len(ways)) < _CLOSED)
    return ways.assign(steps=np.where(stairs, _YES, None), closed=np.where(closed, _YES, None))


def _tables(ways: pd.DataFrame, gates: Gates, *, points: Points, rng: np.random.Generator) -> WalkingNetwork:
    used = np.unique(ways[["start", "end"]])
    degrees = shapely.get_coordinates(on_globe(spots(points[used]))).round(_DECIMALS)
    gate_of = np.full(len(points), None, dtype=object)
    gate_of[-len(gates.estate) :] = [f"RE{number + 1:04d}" for number in gates.estate]
    node_id = np.array([f"WN{number:05d}" for number in range(1, len(used) + 1)], dtype=object)
    nodes = pd.DataFrame(
        {
            "node_id": node_id,
            "gate_of": gate_of[used],
            "longitude": [f"{value:.{_DECIMALS}f}" for value in degrees[:, 0]],
            "latitude": [f"{value:.{_DECIMALS}f}" for value in degrees[:, 1]],
        }
    )
    start, end = np.searchsorted(used, ways["start"]), np.searchsorted(used, ways["end"])
    length = _lengths(degrees[start], degrees[end], rng)
    edges = pd.DataFrame(
        {
            "edge_id": [f"WE{number:05d}" for number in range(1, len(ways) + 1)],
            "from_node": node_id[start],
            "to_node": node_id[end],
            "kind": ways["kind"],
            "length_m": length,
            "steps": ways["steps"],
            "closed": ways["closed"],
        }
    )
    return WalkingNetwork(nodes, edges)


def _lengths(start: Points, end: Points, rng: np.random.Generator) -> list[str]:
    """Lengths in metres with one decimal, rounded up: a way bends a little, and is never shorter than straight."""
    one, other = (gpd.GeoSeries(spots(side), crs=LON_LAT_CRS).to_crs(METRIC_CRS) for side in (start, end))
    straight = shapely.distance(one.to_numpy(), other.to_numpy())
    tenths = np.ceil(straight * rng.uniform(1, _LONGER, size=len(straight)) * 10).astype(np.int64)
    return [f"{value // 10}.{value % 10}" for value in tenths]
