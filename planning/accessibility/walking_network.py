"""Where people can walk (步行网络): nodes and open ways as a graph, its parts, and how it looks with a stroller."""

from dataclasses import dataclass
from typing import Self

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from planning.accessibility.exact_metres import summable
from planning.coordinates.systems import require_metric
from planning.errors import MissingCrs, NetworkError
from planning.model.codes import Code, WayKind


class WalkMode(Code):
    """With what a family walks; a stroller takes no steps."""

    WALK = "walk", "步行"
    STROLLER = "stroller", "推婴儿车"


@dataclass(frozen=True, slots=True)
class WalkingNetwork:
    """
    The open ways of one mode, ready to be searched.

    `node_ids` names the nodes, `xy` (n, 2) gives their metres in the study's CRS, `gate_of` the residential area that
    opens at each (None elsewhere), `component` the connected part each lies in (0 is the largest). `from_row`,
    `to_row` (node rows) and `length_m` tell the ways, each once, walked in both directions, `has_steps` those of which
    it is said that they have steps; `left_out` how many ways are closed, private, or have steps where a stroller goes;
    `steps_unknown` how many of the ways that are walked may have steps, because nobody says.
    """

    mode: WalkMode
    crs: CRS
    node_ids: pd.Index
    xy: NDArray[np.float64]
    gate_of: NDArray[np.object_]
    component: NDArray[np.int64]
    from_row: NDArray[np.int64]
    to_row: NDArray[np.int64]
    length_m: NDArray[np.float64]
    has_steps: NDArray[np.bool_]
    left_out: int
    steps_unknown: int

    @classmethod
    def of(cls, nodes: gpd.GeoDataFrame, edges: pd.DataFrame, *, mode: WalkMode = WalkMode.WALK) -> Self:
        """
        Build the network of a mode.

        Parameters
        ----------
        nodes
            The table `walk_nodes`, points in the study's metric CRS.
        edges
            The table `walk_edges`. Closed ways and ways inside estates are left out: nobody passes through them; a
            family of the estate starts at its gates. A way without a length is as long as the straight line. A stroller
            takes a way of which nobody says whether it has steps; it is counted in `steps_unknown`.

        Raises
        ------
        MissingCrs, CoordinateError
            The nodes are in no reference system, or in one that does not measure in metres.
        NetworkError
            No node at all, a node without a place, a way to an unknown node, or a length that is negative or no number.
        """
        if nodes.crs is None:
            raise MissingCrs(table="walk_nodes")
        ids, xy = pd.Index(nodes["node_id"], name="node_id"), shapely.get_coordinates(nodes.geometry.to_numpy())
        if len(ids) == 0 or len(xy) != len(ids) or not np.isfinite(xy).all():
            raise NetworkError(
                "步行网络没有节点，或有节点没有位置，请修正walk_nodes / "
                "the walking network has no node, or a node without a place; mend walk_nodes"
            )
        from_row, to_row = (_rows(ids, edges[name]) for name in ("from_node", "to_node"))
        length_m = _lengths(edges, np.hypot(*(xy[from_row] - xy[to_row]).T))
        has_steps = _told(edges["steps"])
        walked = ~_told(edges["closed"]) & (edges["kind"] != str(WayKind.ESTATE)).to_numpy(dtype=bool)
        if mode is WalkMode.STROLLER:
            walked &= ~has_steps
        from_row, to_row, length_m = from_row[walked], to_row[walked], length_m[walked]
        return cls(
            mode=mode,
            crs=require_metric(nodes.crs),
            node_ids=ids,
            xy=xy,
            gate_of=nodes["gate_of"].astype(object).where(nodes["gate_of"].notna(), None).to_numpy(),
            component=_components(from_row, to_row, count=len(ids)),
            from_row=from_row,
            to_row=to_row,
            length_m=length_m,
            has_steps=has_steps[walked],
            left_out=int((~walked).sum()),
            steps_unknown=int((walked & edges["steps"].isna().to_numpy(dtype=bool)).sum()),
        )

    @property
    def ways(self) -> NDArray[np.object_]:
        """Each way as a straight line between its nodes, in the metric CRS."""
        ends = np.stack([self.xy[self.from_row], self.xy[self.to_row]], axis=1)
        return np.asarray(shapely.linestrings(ends), dtype=object)

    def parts(self) -> pd.DataFrame:
        """The connected parts that have a way: index `component`, largest first, with `nodes` and `length_m`."""
        nodes = np.bincount(self.component)
        length = np.bincount(self.component[self.from_row], self.length_m, minlength=len(nodes))
        parts = pd.DataFrame({"nodes": nodes, "length_m": length}, index=pd.RangeIndex(len(nodes), name="component"))
        return parts[parts["nodes"] > 1]


def graph_of(
    from_row: NDArray[np.int64], to_row: NDArray[np.int64], *, length: NDArray[np.float64], count: int
) -> csr_array:
    """
    The ways as a symmetric sparse matrix of `count` nodes.

    Of several ways between the same nodes the shortest counts (a sparse matrix would add them up); a way from a node
    to itself is dropped. Lengths of 0 stay as ways.
    """
    low, high = np.minimum(from_row, to_row), np.maximum(from_row, to_row)
    kept = low != high
    low, high, length = low[kept], high[kept], length[kept]
    order = np.lexsort((length, high, low))
    low, high, length = low[order], high[order], length[order]
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    low, high, length = low[first], high[first], length[first]
    rows, columns = np.concatenate([low, high]), np.concatenate([high, low])
    return csr_array((np.concatenate([length, length]), (rows, columns)), shape=(count, count))


def _rows(ids: pd.Index, names: pd.Series) -> NDArray[np.int64]:
    rows = ids.get_indexer(pd.Index(names))
    if (rows < 0).any():
        unknown = names.to_numpy()[rows < 0][0]
        raise NetworkError(
            f"有路段通向walk_nodes中没有的节点“{unknown}” / a way leads to the node {unknown!r}, which walk_nodes lacks"
        )
    return rows.astype(np.int64)


def _lengths(edges: pd.DataFrame, straight_m: NDArray[np.float64]) -> NDArray[np.float64]:
    written = edges["length_m"]
    told = written.notna().to_numpy(dtype=bool)
    length = np.where(told, written.where(told, 0).astype(float).to_numpy(), straight_m)
    wrong = ~np.isfinite(length) | (length < 0)
    if wrong.any():
        way = edges["edge_id"].to_numpy()[wrong][0]
        raise NetworkError(
            f"路段“{way}”的长度不是不小于0的米数，请修正 / the way {way!r} has no length of 0 m or more; mend it"
        )
    return summable(length)


def _told(flags: pd.Series) -> NDArray[np.bool_]:
    told: NDArray[np.bool_] = flags.astype("boolean").fillna(value=False).to_numpy(dtype=bool)
    return told


def _components(from_row: NDArray[np.int64], to_row: NDArray[np.int64], *, count: int) -> NDArray[np.int64]:
    """The part of each node, numbered from the one with most nodes; of equal ones the one with the lower row first."""
    ones = np.ones(len(from_row))
    _, label = connected_components(csr_array((ones, (from_row, to_row)), shape=(count, count)), directed=False)
    sizes = np.bincount(label)
    first = np.full(len(sizes), count)
    np.minimum.at(first, label, np.arange(count))
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    numbered: NDArray[np.int64] = rank[label]
    return numbered
