"""The same search in compiled code (加速搜索), for very many sites over very large networks; needs the extra `fast`."""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray


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
def search_within(
    indptr: NDArray[np.int32],
    indices: NDArray[np.int32],
    costs: NDArray[np.float64],
    sources: NDArray[np.int64],
    is_target: NDArray[np.bool_],
    limit: float,
) -> Any:
    """
    Source position, node and cost of every target within `limit` of each source, by Dijkstra's method.

    The graph is given as the three arrays of a symmetric CSR matrix. Pairs are in order of source; nodes of one source
    in the order in which they are settled.
    """
    count = len(indptr) - 1
    best = np.full(count, np.inf)
    touched = np.empty(count, dtype=np.int64)
    heap_cost, heap_node = np.empty(len(indices) + 1), np.empty(len(indices) + 1, dtype=np.int64)
    room = 1024
    found_source, found_node, found_cost = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room)
    pairs = 0
    for position in range(len(sources)):
        seen, size = 1, 1
        touched[0] = sources[position]
        best[sources[position]] = 0.0
        heap_cost[0], heap_node[0] = 0.0, sources[position]
        while size > 0:
            cost, node = heap_cost[0], heap_node[0]
            size -= 1
            if size > 0:
                _pop(heap_cost, heap_node, size)
            if cost > best[node]:
                continue
            if is_target[node]:
                if pairs == room:
                    room *= 2
                    grown_source, grown_node, grown_cost = (
                        np.empty(room, np.int64),
                        np.empty(room, np.int64),
                        np.empty(room),
                    )
                    grown_source[:pairs], grown_node[:pairs], grown_cost[:pairs] = found_source, found_node, found_cost
                    found_source, found_node, found_cost = grown_source, grown_node, grown_cost
                found_source[pairs], found_node[pairs], found_cost[pairs] = position, node, cost
                pairs += 1
            for way in range(indptr[node], indptr[node + 1]):
                further = cost + costs[way]
                if further <= limit and further < best[indices[way]]:
                    if best[indices[way]] == np.inf:
                        touched[seen] = indices[way]
                        seen += 1
                    best[indices[way]] = further
                    _push(heap_cost, heap_node, size, further, indices[way])
                    size += 1
        for place in range(seen):
            best[touched[place]] = np.inf
    return found_source[:pairs], found_node[:pairs], found_cost[:pairs]
