"""Whether a walking network can be walked (步行网络核对): ways between two nodes, long enough, and of one piece."""

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import scipy.sparse as sparse
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from planning.exchange.notes import Notes, refusal, warning
from planning.exchange.relations import Tables, spot_of
from planning.exchange.table_files import ReadTable

# A length may be shorter than the straight line between its nodes by what rounding positions and lengths can do.
_SLACK_M: Final = 1.0


def check_walking(tables: Tables, *, unread: frozenset[str], metric_crs: str) -> Notes:
    """
    Check the ways of the network against its nodes.

    Refused: a way from a node to itself, and a length shorter than the straight line in `metric_crs` by more than 1 m
    (`inconsistent`); nodes without the table of ways (`table-missing`; ways without nodes are found by
    `planning.exchange.relations`). Warned of, with counts: several ways between the same two nodes, nodes without a
    way, and a network in parts that no open way joins. `unread` are tables whose file could not be read.
    """
    nodes, edges = tables.get("walk_nodes"), tables.get("walk_edges")
    if nodes is not None and edges is None and "walk_edges" not in unread:
        hint = "有步行网络节点，却没有 walk_edges 表 / nodes of a walking network, but no table walk_edges"
        return refusal(nodes.file, "table-missing", hint=hint, field="walk_edges")
    if edges is None:
        return Notes()
    notes = _loops(edges) + _doubles(edges)
    if nodes is None:
        return notes
    places = pd.Index(nodes.table["node_id"])
    if places.has_duplicates or places.hasnans:
        return notes  # refused already, and no place is certain
    ends = np.stack([places.get_indexer(edges.table[name]) for name in ("from_node", "to_node")], axis=1)
    return notes + _too_short(edges, nodes, ends, metric_crs) + _parts(edges, nodes, ends)


def _loops(edges: ReadTable) -> Notes:
    same = edges.table["from_node"].eq(edges.table["to_node"]).fillna(False).astype(bool)
    hint = "路段的起点与终点相同 / the way leads from a node to itself"
    return spot_of(edges, "to_node").refuse(same, code="inconsistent", hint=hint)


def _doubles(edges: ReadTable) -> Notes:
    ends = edges.table[["from_node", "to_node"]]
    there = ends.notna().all(axis="columns")
    ordered = pd.DataFrame(np.sort(ends[there].to_numpy(dtype=str), axis=1), index=ends.index[there])
    again = ordered.index[ordered.duplicated() & (ordered[0] != ordered[1])]
    if again.empty:
        return Notes()
    count, first = len(again), edges.table.loc[again[0]]
    hint = (
        f"{count}条路段与另一条两端相同，都保留 / {count} way(s) between the same two nodes as another; both are kept"
        f"：{first['from_node']}–{first['to_node']}"
    )
    row = int(edges.rows[again[0]])
    return warning(edges.file, "ways-double", hint=hint, row=row, field="edge_id", value=first["edge_id"])


def _too_short(edges: ReadTable, nodes: ReadTable, ends: NDArray[np.int64], metric_crs: str) -> Notes:
    if not isinstance(nodes.table, gpd.GeoDataFrame):
        return Notes()
    metric = nodes.table.geometry.to_crs(metric_crs).to_numpy()
    metres = np.stack([shapely.get_x(metric), shapely.get_y(metric)], axis=1)
    step = metres[ends[:, 0]] - metres[ends[:, 1]]
    metres_between = np.where((ends >= 0).all(axis=1), np.hypot(step[:, 0], step[:, 1]), np.nan)
    straight = pd.Series(metres_between, index=edges.table.index)
    length = edges.table["length_m"].astype(float)
    short = straight - length > _SLACK_M
    told = straight.map("{:.1f}".format)
    hint = "短于两端的直线距离 " + told + " 米 / shorter than the straight line between its nodes, " + told + " m"
    return spot_of(edges, "length_m").refuse(short, code="inconsistent", hint=hint)


def _parts(edges: ReadTable, nodes: ReadTable, ends: NDArray[np.int64]) -> Notes:
    size = len(nodes.table)
    known = (ends >= 0).all(axis=1)
    on_a_way = np.zeros(size, dtype=bool)
    on_a_way[ends[known].ravel()] = True
    open_way = known & ~edges.table["closed"].fillna(False).to_numpy(dtype=bool)
    walked = ends[open_way]
    graph = sparse.coo_array((np.ones(len(walked)), (walked[:, 0], walked[:, 1])), shape=(size, size))
    part = connected_components(graph, directed=False)[1][on_a_way]
    return _lone(nodes, ~on_a_way) + _apart(edges, np.bincount(part)[np.unique(part)] if len(part) else part)


def _lone(nodes: ReadTable, lone: NDArray[np.bool_]) -> Notes:
    if not lone.any():
        return Notes()
    count, first = int(lone.sum()), int(lone.argmax())
    hint = f"{count}个节点没有任何路段 / {count} node(s) without any way"
    value = nodes.table["node_id"].iloc[first]
    return warning(nodes.file, "ways-none", hint=hint, row=int(nodes.rows.iloc[first]), field="node_id", value=value)


def _apart(edges: ReadTable, sizes: NDArray[np.int64]) -> Notes:
    """The warning of a network in parts; `sizes` counts the nodes of each."""
    if len(sizes) < 2:
        return Notes()
    outside = int(sizes.sum() - sizes.max())
    hint = (
        f"步行网络分为{len(sizes)}个互不相通的部分，{outside}个节点在最大部分之外，从那里走不到别处；请核对是否缺桥或路段"
        f" / the walking network is in {len(sizes)} parts that no open way joins; {outside} node(s) lie outside the"
        " largest, and from there one cannot walk on; check whether bridges or ways are missing"
    )
    return warning(edges.file, "ways-apart", hint=hint, field="edge_id")
