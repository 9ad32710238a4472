"""Where homes and sites join the walking network (接入点): at their gates, else at the nearest way, and how far off."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Self

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from planning.accessibility.exact_metres import MILLIMETRE_M, searched_to, summable, to_the_millimetre
from planning.accessibility.one_metric_crs import require_one_metric_crs
from planning.accessibility.walking_network import WalkingNetwork
from planning.errors import NetworkError
from planning.model.codes import Code


class JoinedAt(Code):
    """How a point joins the network."""

    GATE = "gate", "出入口"
    NEAREST_WAY = "nearest_way", "最近道路"
    GATE_CLOSED = "gate_closed", "出入口不通"
    NOT_JOINED = "not_joined", "未接入路网"


@dataclass(frozen=True, slots=True)
class AccessPoints:
    """
    Where points join a network, one row for each gate or nearest way of each.

    `point_row` (int64, rising) is the row of `point_ids`, `way` the way joined (-1 where it is a node), `node` the node
    joined (-1 where it is a way), `at_m` how far along the way from its first node (0 to its length), `away_m` the
    straight metres between point and network. `joined` (index of the points) has `joined_at`, `away_m` (the least of
    its ways in, NA where it has none) and `gate_unknown_m`: by how much the walk may be longer or shorter, because
    nobody told where the estate opens (NA where the gate is known, or there is no estate).
    """

    point_ids: pd.Index
    point_row: NDArray[np.int64]
    way: NDArray[np.int64]
    node: NDArray[np.int64]
    at_m: NDArray[np.float64]
    away_m: NDArray[np.float64]
    joined: pd.DataFrame

    def of_rows(self, rows: NDArray[np.int64]) -> Self:
        """Where some of the points join; row numbers, and `joined`, stay those of all."""
        kept = np.isin(self.point_row, rows)
        columns = ("point_row", "way", "node", "at_m", "away_m")
        return replace(self, **{name: getattr(self, name)[kept] for name in columns})


def access_points(
    network: WalkingNetwork,
    points: gpd.GeoDataFrame,
    *,
    snap_limit_m: float,
    estates: gpd.GeoSeries | None = None,
) -> AccessPoints:
    """
    Join points to a network.

    A point without a gate joins every way that is as near as the nearest, to the millimetre, and every way that is as
    near as the nearest without steps: where a stroller starts, others can start as well.

    Parameters
    ----------
    network
        The ways to join.
    points
        Points with a unique index, in the CRS of the network; one without a geometry is not joined.
    snap_limit_m
        A point without a gate that lies farther from every way, to the millimetre, is not joined.
    estates
        The outlines of those points that are residential areas, by the same index, in the same CRS; an id without an
        outline is a residential area too. Only these have gates: a site of the same id has none. Where a node of the
        network is a gate of the area, people walk straight from the point to the gate; where no gate lies on a way of
        this mode nobody leaves (`JoinedAt.GATE_CLOSED`), for there is a wall. Where no gate is known the doubt is half
        the outline's length: the walk round to the far side.

    Raises
    ------
    CrsMismatch
        Points or outlines are in another reference system than the network.
    NetworkError
        The limit is no number above 0.
    """
    _require_joinable(network, points, estates, limit_m=snap_limit_m)
    shapes = points.geometry.to_numpy()
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    xy = np.full((len(points), 2), np.nan)
    xy[there] = shapely.get_coordinates(shapes[there])
    gates = _gates(network, points.index, estates=points.index[:0] if estates is None else estates.index)
    gates = gates[there[gates["point"]]]
    gated = np.unique(gates["point"])
    by_gate = _at_gates(network, xy, gates=gates[gates["walked"]])
    ungated = np.setdiff1d(np.flatnonzero(there), gated)
    snapped = _nearest_ways(network, xy, rows=ungated, limit_m=snap_limit_m)
    rows = {name: np.concatenate([by_gate[name], snapped[name]]) for name in by_gate}
    order = np.lexsort((rows["node"], rows["way"], rows["point"]))
    rows = {name: values[order] for name, values in rows.items()}
    return AccessPoints(
        points.index,
        rows["point"],
        rows["way"],
        rows["node"],
        rows["at_m"],
        rows["away_m"],
        _joined(points.index, rows, gated=gated, estates=estates),
    )


def _require_joinable(
    network: WalkingNetwork, points: gpd.GeoDataFrame, estates: gpd.GeoSeries | None, *, limit_m: float
) -> None:
    if not limit_m > 0:
        raise NetworkError(
            f"接入距离上限{limit_m!r}无效，请给出大于0的米数 / a limit of joining of {limit_m!r} m; give metres above 0"
        )
    for table in (points, *([] if estates is None else [estates])):
        require_one_metric_crs(table.crs, network.crs, table="points")


def _gates(network: WalkingNetwork, ids: pd.Index, *, estates: pd.Index) -> pd.DataFrame:
    """The rows of `point` and gate `node` of those points of estates that have gates; `walked` ones lie on a way."""
    on_a_way = np.zeros(len(network.node_ids), dtype=bool)
    on_a_way[network.from_row] = on_a_way[network.to_row] = True
    nodes = np.flatnonzero(network.gate_of != None)  # noqa: E711 - one by one
    gate_of = pd.Index(network.gate_of[nodes])
    point = np.where(gate_of.isin(estates), ids.get_indexer(gate_of), -1).astype(np.int64)
    gates = pd.DataFrame({"point": point, "node": nodes, "walked": on_a_way[nodes]})
    return gates[point >= 0]


def _at_gates(network: WalkingNetwork, xy: NDArray[np.float64], *, gates: pd.DataFrame) -> Mapping[str, NDArray[Any]]:
    point, node = (gates[name].to_numpy(dtype=np.int64) for name in ("point", "node"))
    return {
        "point": point,
        "way": np.full(len(gates), -1, dtype=np.int64),
        "node": node,
        "at_m": np.zeros(len(gates)),
        "away_m": summable(np.hypot(*(xy[point] - network.xy[node]).T)),
    }


def _nearest_ways(
    network: WalkingNetwork, xy: NDArray[np.float64], *, rows: NDArray[np.int64], limit_m: float
) -> Mapping[str, NDArray[Any]]:
    """The ways that each point of `rows` joins, with a row for each of them."""
    lines = network.ways
    spots: NDArray[np.object_] = np.asarray(shapely.points(xy[rows]), dtype=object)
    pairs = _as_near(lines, spots, limit_m=limit_m)
    if network.has_steps.any():
        # Whoever pushes a stroller to a farther way can walk there: or some would walk farther than they push.
        stepless = np.flatnonzero(~network.has_steps)
        found, way = _as_near(lines[stepless], spots, limit_m=limit_m)
        pairs = np.unique(np.concatenate([pairs, [found, stepless[way]]], axis=1), axis=1)
    found, way = pairs
    share = shapely.line_locate_point(lines[way], spots[found], normalized=True) if len(way) else np.zeros(0)
    return {
        "point": rows[found],
        "way": way.astype(np.int64),
        "node": np.full(len(way), -1, dtype=np.int64),
        # A way may be longer than its straight line; the place along it is in proportion.
        "at_m": summable(share * network.length_m[way]),
        "away_m": summable(np.asarray(shapely.distance(lines[way], spots[found]), dtype=np.float64)),
    }


def _as_near(lines: NDArray[np.object_], spots: NDArray[np.object_], *, limit_m: float) -> NDArray[np.int64]:
    """
    Positions of points and of their nearest lines within the limit, and of all that are as near, to the millimetre.

    A point as far from two ways may start on either: neither their order, nor in what direction they are drawn, nor
    how a projection rounds decides where a walk begins.
    """
    if not len(lines) or not len(spots):
        return np.zeros((2, 0), dtype=np.int64)
    tree = shapely.STRtree(lines)
    (spot, _), apart_m = tree.query_nearest(
        spots, max_distance=searched_to(limit_m), return_distance=True, all_matches=False
    )
    near = to_the_millimetre(apart_m) <= limit_m
    spot, apart_m = spot[near], apart_m[near]
    found, line = tree.query(spots[spot], predicate="dwithin", distance=apart_m + MILLIMETRE_M)
    return np.stack([spot[found], line]).astype(np.int64)


def _joined(
    ids: pd.Index, rows: Mapping[str, NDArray[Any]], *, gated: NDArray[np.int64], estates: gpd.GeoSeries | None
) -> pd.DataFrame:
    away = pd.Series(rows["away_m"]).groupby(rows["point"]).min()
    how = pd.Series(str(JoinedAt.NOT_JOINED), index=ids, dtype=object)
    how.iloc[away.index.to_numpy(dtype=np.int64)] = str(JoinedAt.NEAREST_WAY)
    how.iloc[gated] = str(JoinedAt.GATE_CLOSED)
    how.iloc[np.unique(rows["point"][rows["node"] >= 0])] = str(JoinedAt.GATE)
    table = pd.DataFrame({"joined_at": how}, index=ids)
    table["away_m"] = pd.Series(away.to_numpy(), index=ids[away.index.to_numpy(dtype=np.int64)]).reindex(ids)
    around = estates.length.reindex(ids) if estates is not None else pd.Series(np.nan, index=ids)
    doubt = (around / 2).where(how == str(JoinedAt.NEAREST_WAY))
    table["gate_unknown_m"] = pd.Series(
        [ceil(round(metres, 3)) if metres == metres else pd.NA for metres in doubt], index=ids, dtype="Int64"
    )
    return table
