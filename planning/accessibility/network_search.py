"""Shortest walks over a graph (最短路径搜索): from many sites as far as a limit, or to the nearest one, however far."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]

# With the extra `fast` networks of this many nodes are searched in compiled code, which takes a second to make once.
WORTH_COMPILING = 100_000

# Costs that are held at once while sources of one tile are searched together: 160 MB.
_HELD = 20_000_000
# Straight lines and lengths are rounded apart; to look a metre farther costs nothing and misses nothing.
_SLACK_M = 1.0


def reached_within(
    graph: csr_array,
    xy: NDArray[np.float64],
    *,
    sources: NDArray[np.int64],
    targets: NDArray[np.int64],
    limit: float,
    shrink: float = 1.0,
    compiled_from: int = WORTH_COMPILING,
) -> Found:
    """
    Find every target node within `limit` of each source node.

    Parameters
    ----------
    graph
        Symmetric, costs of 0 or more, in metres.
    xy
        Metres (n, 2) of the nodes.
    sources, targets
        Node rows.
    limit
        The longest walk, itself included.
    shrink
        The least ratio of a way to its straight line. What lies farther than `limit / shrink` in a straight line
        cannot be within the limit, so sources that lie together are searched over the part around them alone.
    compiled_from
        Nodes from which on the compiled search answers, where the extra `fast` is installed; it finds the same.

    Returns
    -------
    tuple
        Position in `sources`, node row and metres of each pair, in order of source, then node: what Dijkstra's method
        (SciPy's) finds over the whole graph.
    """
    is_target = np.zeros(graph.shape[0], dtype=bool)
    is_target[targets] = True
    if graph.shape[0] >= compiled_from and find_spec("numba"):
        fast = import_module("planning.accessibility.fast_search")
        return _in_order(*fast.search_within(graph, sources, is_target=is_target, limit=limit))
    far = limit / shrink + _SLACK_M if shrink > 0 else np.inf
    parts = [_searched(graph, tile, sources, is_target=is_target, limit=limit) for tile in _tiles(xy, sources, far)]
    nothing: Found = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    return _in_order(*(np.concatenate(columns) for columns in zip(nothing, *parts, strict=True)))


def _in_order(source: NDArray[np.int64], node: NDArray[np.int64], cost: NDArray[np.float64]) -> Found:
    order = np.lexsort((node, source))
    return source[order], node[order], cost[order]


def cost_to_nearest(
    graph: csr_array, sources: NDArray[np.int64], *, start_cost: NDArray[np.float64]
) -> NDArray[np.float64]:
    """
    Cost from every node to the nearest of `sources`, which start at costs of their own; inf where none is joined.

    Nodes are settled in rings as wide as a way is long on average, all of a ring at once; one that turns out to be
    nearer is looked at again, so the answer is that of Dijkstra's method (Δ-stepping, 2003).
    """
    cost = np.full(graph.shape[0], np.inf)
    np.minimum.at(cost, sources, start_cost)
    width = float(graph.data.mean()) if graph.nnz else 0.0
    last = np.empty(graph.shape[0], dtype=np.int64)
    pending = np.unique(sources)
    while len(pending):
        near = cost[pending] <= cost[pending].min() + width
        node, new = _one_way_on(graph, pending[near], cost)
        nearer = new < cost[node]
        np.minimum.at(cost, node[nearer], new[nearer])
        both = np.concatenate([pending[~near], node[nearer]])
        # Each node once: of its entries the one that was written last.
        last[both] = np.arange(len(both))
        pending = both[last[both] == np.arange(len(both))]
    return cost


def _one_way_on(
    graph: csr_array, nodes: NDArray[np.int64], cost: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The nodes one way further on, and what they cost by that way."""
    first = graph.indptr[nodes]
    ways = graph.indptr[nodes + 1] - first
    end = np.cumsum(ways)
    way = np.repeat(first - (end - ways), ways) + np.arange(end[-1] if len(end) else 0)
    return graph.indices[way], np.repeat(cost[nodes], ways) + graph.data[way]


@dataclass(frozen=True, slots=True)
class _Tile:
    """
    Positions of the sources that lie in one square, and the nodes that they may reach, in order of rows.

    `row` (int64 by node of the whole graph) is the place of each of them in `nodes`, -1 of all others.
    """

    sources: NDArray[np.int64]
    nodes: NDArray[np.int64]
    row: NDArray[np.int64]


def _tiles(xy: NDArray[np.float64], sources: NDArray[np.int64], far: float) -> Iterator[_Tile]:
    """The sources in squares as wide as they look far, each with the nodes no farther than that from its border."""
    everywhere = np.arange(len(xy))
    if not np.isfinite(far):
        for some in _few(np.arange(len(sources)), nodes=len(xy)):
            yield _Tile(some, everywhere, everywhere)
        return
    place = np.full(len(xy), -1)
    column, row = np.floor(xy[sources] / far).astype(np.int64).T
    order = np.lexsort((row, column))
    starts = np.flatnonzero(np.r_[True, (np.diff(column[order]) != 0) | (np.diff(row[order]) != 0)][: len(order)])
    by_x = np.argsort(xy[:, 0], kind="stable")
    x = xy[by_x, 0]
    for mine in np.split(order, starts[1:]) if len(order) else ():
        west, south = xy[sources[mine]].min(axis=0) - far
        east, north = xy[sources[mine]].max(axis=0) + far
        near = by_x[np.searchsorted(x, west) : np.searchsorted(x, east, side="right")]
        inside = (xy[near, 1] >= south) & (xy[near, 1] <= north)
        nodes = np.sort(near[inside])
        place[nodes] = everywhere[: len(nodes)]
        for some in _few(mine, nodes=len(nodes)):
            yield _Tile(some, nodes, place)
        place[nodes] = -1


def _few(sources: NDArray[np.int64], *, nodes: int) -> list[NDArray[np.int64]]:
    """The sources in groups whose costs to so many nodes fit into memory."""
    at_once = max(1, _HELD // max(1, nodes))
    return np.split(sources, range(at_once, len(sources), at_once))


def _searched(
    graph: csr_array, tile: _Tile, sources: NDArray[np.int64], *, is_target: NDArray[np.bool_], limit: float
) -> Found:
    part = _part_of(graph, tile)
    start = tile.row[sources[tile.sources]]
    costs = dijkstra(part, indices=start, limit=limit)
    wanted = np.flatnonzero(is_target[tile.nodes])
    source, column = np.nonzero(np.isfinite(costs[:, wanted]))
    return tile.sources[source], tile.nodes[wanted[column]], costs[:, wanted][source, column]


def _part_of(graph: csr_array, tile: _Tile) -> csr_array:
    """The graph of a tile's nodes alone, by their rows in it."""
    rows = graph[tile.nodes]
    column = tile.row[rows.indices]
    kept = column >= 0
    ends = np.concatenate([[0], np.cumsum(kept)])[rows.indptr]
    return csr_array((rows.data[kept], column[kept], ends), shape=(len(tile.nodes), len(tile.nodes)))
