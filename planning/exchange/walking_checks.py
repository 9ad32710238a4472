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

# Homes join a way at the straight line between its nodes. One that is so much longer, and may run so far beside that
# line, is told of: its bends want nodes. A gate so far from its estate is likely another's.
_WINDING: Final = 1.5
_ASIDE_M: Final = 100.0
_FAR_GATE_M: Final = 100.0
# A length may be shorter than the straight line between its nodes by what rounding positions and lengths can do.
_SLACK_M: Final = 1.0


def check_walking(tables: Tables, *, unread: frozenset[str], metric_crs: str) -> Notes:
    """
    Check the ways of the network against its nodes.

    Refused: a way from a node to itself, and a length shorter than the straight line in `metric_crs` by more than 1 m
    (`inconsistent`); nodes without the table of ways (`table-missing`; ways without nodes are found by
    `planning.exchange.relations`). Warned of, with counts: several ways between the same two nodes, nodes without a
    way, ways much longer than the straight line between their nodes, gates far from their residential area, and a
    network in parts that no open way joins. `unread` are tables whose file could not be read.
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
    notes += _of_lengths(edges, nodes, ends, metric_crs) + _parts(edges, nodes, ends)
    return notes + _far_gates(nodes, tables.get("residential_areas"), metric_crs)


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


def _of_lengths(edges: ReadTable, nodes: ReadTable, ends: NDArray[np.int64], metric_crs: str) -> Notes:
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
    return spot_of(edges, "length_m").refuse(short, code="inconsistent", hint=hint) + _winding(edges, length, straight)


def _winding(edges: ReadTable, length: pd.Series, straight: pd.Series) -> Notes:
    aside = np.sqrt((length**2 - straight**2).clip(lower=0)) / 2
    long = edges.table.index[(length > _WINDING * straight) & (aside > _ASIDE_M)]
    if long.empty:
        return Notes()
    count, first = len(long), long[0]
    hint = (
        f"{count}条路段比两端的直线长得多，可能绕到{aside[long].max():.0f}米以外，而居住点按直线接入；请在拐弯处加节点"
        f" / {count} way(s) much longer than the straight line at which homes join them; put nodes where they bend"
    )
    value = edges.table.loc[first, "edge_id"]
    return warning(edges.file, "ways-winding", hint=hint, row=int(edges.rows[first]), field="length_m", value=value)


def _far_gates(nodes: ReadTable, estates: ReadTable | None, metric_crs: str) -> Notes:
    if estates is None or not all(isinstance(read.table, gpd.GeoDataFrame) for read in (nodes, estates)):
        return Notes()
    outlines = estates.table.drop_duplicates("residential_area_id").set_index("residential_area_id").geometry
    gates = nodes.table[nodes.table["gate_of"].isin(outlines.index)]
    its_own = gpd.GeoSeries(outlines.reindex(gates["gate_of"]).to_numpy(), crs=outlines.crs, index=gates.index)
    apart = gates.geometry.to_crs(metric_crs).distance(its_own.to_crs(metric_crs))
    far = gates.index[(apart > _FAR_GATE_M).fillna(value=False)]
    if far.empty:
        return Notes()
    count, first = len(far), far[0]
    hint = (
        f"{count}个出入口离所属居住区超过{_FAR_GATE_M:.0f}米，最远{apart[far].max():.0f}米；请核对gate_of"
        f" / {count} gate(s) more than {_FAR_GATE_M:.0f} m from their residential area; check gate_of"
    )
    value = gates.loc[first, "node_id"]
    return warning(nodes.file, "gate-far", hint=hint, row=int(nodes.rows[first]), field="gate_of", value=value)


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
