"""Shortest walks over a graph (最短路径搜索): from many sites as far as a limit, or to the nearest one, however far."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]

# Sources of one tile that are searched at once: what their costs take in memory is bounded.
_AT_ONCE = 256
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

    Returns
    -------
    tuple
        Position in `sources`, node row and metres of each pair, in order of source, then node: what Dijkstra's method
        (SciPy's) finds over the whole graph.
    """
    is_target = np.zeros(graph.shape[0], dtype=bool)
    is_target[targets] = True
    far = limit / shrink + _SLACK_M if shrink > 0 else np.inf
    parts = [_searched(graph, tile, sources, is_target=is_target, limit=limit) for tile in _tiles(xy, sources, far)]
    nothing: Found = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    source, node, cost = (np.concatenate(columns) for columns in zip(nothing, *parts, strict=True))
    order = np.lexsort((node, source))
    return source[order], node[order], cost[order]


def cost_to_nearest(
    graph: csr_array, sources: NDArray[np.int64], *, start_cost: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Cost from every node to the nearest of `sources`, which start at costs of their own; inf where none is joined."""
    if not len(sources):
        return np.full(graph.shape[0], np.inf)
    count = graph.shape[0]
    starts = count + np.arange(len(sources))
    # Each source is put before its node at its own cost, on a way that leads inwards alone.
    # Ways of 0 m count too, so the coordinates are not taken from what is not 0.
    rows, columns = np.repeat(np.arange(count), np.diff(graph.indptr)), graph.indices
    whole = csr_array(
        (
            np.concatenate([graph.data, start_cost]),
            (np.concatenate([rows, starts]), np.concatenate([columns, sources])),
        ),
        shape=(count + len(starts), count + len(starts)),
    )
    costs: NDArray[np.float64] = dijkstra(whole, indices=starts, min_only=True)
    return costs[:count]


@dataclass(frozen=True, slots=True)
class _Tile:
    """Positions of the sources that lie in one square, and the nodes that they may reach, in order of rows."""

    sources: NDArray[np.int64]
    nodes: NDArray[np.int64]


def _tiles(xy: NDArray[np.float64], sources: NDArray[np.int64], far: float) -> Iterator[_Tile]:
    """The sources in squares as wide as they look far, each with the nodes no farther than that from its border."""
    if not np.isfinite(far):
        for some in _few(np.arange(len(sources))):
            yield _Tile(some, np.arange(len(xy)))
        return
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
        for some in _few(mine):
            yield _Tile(some, nodes)


def _few(sources: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    return np.split(sources, range(_AT_ONCE, len(sources), _AT_ONCE))


def _searched(
    graph: csr_array, tile: _Tile, sources: NDArray[np.int64], *, is_target: NDArray[np.bool_], limit: float
) -> Found:
    part = graph[tile.nodes][:, tile.nodes]
    start = np.searchsorted(tile.nodes, sources[tile.sources])
    costs = dijkstra(part, indices=start, limit=limit)
    wanted = np.flatnonzero(is_target[tile.nodes])
    source, column = np.nonzero(np.isfinite(costs[:, wanted]))
    return tile.sources[source], tile.nodes[wanted[column]], costs[:, wanted][source, column]
