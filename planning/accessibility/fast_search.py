"""The same search in compiled code (加速搜索), for very many sites over very large networks; needs the extra `fast`."""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array


@numba.njit(cache=True)
def _push(heap_cost: Any, heap_node: Any, size: int, cost: float, node: int) -> None:
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if heap_cost[above] <= cost:
            break
        heap_cost[place], heap_node[place] = heap_cost[above], heap_node[above]
        place = above
    heap_cost[place], heap_node[place] = cost, node


@numba.njit(cache=True)
def _pop(heap_cost: Any, heap_node: Any, size: int) -> None:
    """Put the last of `size` entries, counted without it, into the place of the first."""
    cost, node = heap_cost[size], heap_node[size]
    place = 0
    while True:
        below = 2 * place + 1
        if below >= size:
            break
        if below + 1 < size and heap_cost[below + 1] < heap_cost[below]:
            below += 1
        if heap_cost[below] >= cost:
            break
        heap_cost[place], heap_node[place] = heap_cost[below], heap_node[below]
        place = below
    heap_cost[place], heap_node[place] = cost, node


@numba.njit(cache=True)
def _settled(graph: Any, source: int, limit: float, best: Any, touched: Any, heap_cost: Any, heap_node: Any) -> int:
    """Write the costs of all nodes within the limit of a source into `best`, list them in `touched`, count them."""
    indptr, indices, costs = graph
    seen, size = 1, 1
    touched[0], best[source] = source, 0.0
    heap_cost[0], heap_node[0] = 0.0, source
    while size > 0:
        cost, node = heap_cost[0], heap_node[0]
        size -= 1
        if size > 0:
            _pop(heap_cost, heap_node, size)
        if cost > best[node]:
            continue
        for way in range(indptr[node], indptr[node + 1]):
            further = cost + costs[way]
            if further <= limit and further < best[indices[way]]:
                if best[indices[way]] == np.inf:
                    touched[seen] = indices[way]
                    seen += 1
                best[indices[way]] = further
                _push(heap_cost, heap_node, size, further, indices[way])
                size += 1
    return seen


@numba.njit(cache=True)
def _found(graph: Any, sources: Any, is_target: Any, limit: float) -> Any:
    count = len(graph[0]) - 1
    best, touched = np.full(count, np.inf), np.empty(count, dtype=np.int64)
    heap_cost, heap_node = np.empty(len(graph[1]) + 1), np.empty(len(graph[1]) + 1, dtype=np.int64)
    pairs, room = 0, 1024
    found, costs = np.empty((2, room), np.int64), np.empty(room)
    for position in range(len(sources)):
        seen = _settled(graph, sources[position], limit, best, touched, heap_cost, heap_node)
        if pairs + seen > room:
            room = 2 * (pairs + seen)
            wider, longer = np.empty((2, room), np.int64), np.empty(room)
            wider[:, :pairs], longer[:pairs] = found[:, :pairs], costs[:pairs]
            found, costs = wider, longer
        for place in range(seen):
            node = touched[place]
            if is_target[node]:
                found[0, pairs], found[1, pairs], costs[pairs] = position, node, best[node]
                pairs += 1
            best[node] = np.inf
    return found[0, :pairs], found[1, :pairs], costs[:pairs]


def search_within(
    graph: csr_array, sources: NDArray[np.int64], *, is_target: NDArray[np.bool_], limit: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """
    Source position, node and cost of every target within `limit` of each source, by Dijkstra's method.

    The graph is symmetric; pairs are in order of source, the nodes of one source in no order.
    """
    arrays = (graph.indptr, graph.indices, graph.data)
    source, node, cost = _found(arrays, sources, is_target, limit)
    return source, node, cost
