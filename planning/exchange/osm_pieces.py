"""Ways of OpenStreetMap cut into edges (路段切分): at junctions, ends, gates and bends, so that edges follow them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

# Homes and sites join at the straight line between two nodes; the way itself is nowhere farther from it than this.
BEND_M = 5.0


@dataclass(frozen=True, slots=True)
class Chains:
    """
    Nodes along ways, one after another: the way of each (its number) and the node (its place among the nodes).

    A node of -1 is not in the file: the way is interrupted there.
    """

    way: Numbers
    node: Numbers


@dataclass(frozen=True, slots=True)
class Pieces:
    """Edges: the number of the way of each, which of its pieces it is (from 1), its two nodes, and its length."""

    way: Numbers
    number: Numbers
    start: Numbers
    end: Numbers
    length_m: NDArray[np.float64]


def pieces_of(chains: Chains, *, metres: NDArray[np.float64], gates: NDArray[np.bool_]) -> Pieces:
    """
    Cut ways at every node that is shared, that a way ends at or is interrupted by, or that is a gate; and at bends.

    Of bends as many are cut as keep each way within `BEND_M` of its edges (Douglas-Peucker). A way that comes back to
    where it began without meeting another is cut in three, so that no edge joins a node to itself. `metres` are the
    nodes' positions (n x 2) in a plane, `gates` tells which nodes are gates.
    """
    runs = _runs(chains)
    kept = gates | (np.bincount(runs.node, minlength=len(gates)) > 1)
    kept[runs.node[runs.first | runs.last]] = True
    kept |= _thirds_of_loops(runs, kept)
    kept |= _bends(runs, kept, metres)
    cut = kept[runs.node]
    stretch = np.flatnonzero(~runs.last)  # from this place to the next one
    if not len(stretch):
        none = np.empty(0, dtype=np.int64)
        return Pieces(none, none, none, none, np.empty(0))
    begins = np.flatnonzero(cut[stretch])
    start = stretch[begins]
    ends = np.r_[stretch[begins[1:] - 1], stretch[-1]] + 1
    step = metres[runs.node[stretch + 1]] - metres[runs.node[stretch]]
    length = np.add.reduceat(np.hypot(step[:, 0], step[:, 1]), begins)
    way = runs.way[start]
    first_of_way = np.r_[True, way[1:] != way[:-1]]
    order = np.arange(len(way))
    number = order - np.maximum.accumulate(np.where(first_of_way, order, 0)) + 1
    return Pieces(way, number, runs.node[start], runs.node[ends], length)


@dataclass(frozen=True, slots=True)
class _Runs:
    """Chains without their gaps, and which places begin and end a stretch without one."""

    way: Numbers
    node: Numbers
    first: NDArray[np.bool_]
    last: NDArray[np.bool_]


def _runs(chains: Chains) -> _Runs:
    """Nodes that are there, each once where a way names it twice running, without those that stand alone."""
    same_way = np.r_[False, chains.way[1:] == chains.way[:-1]]
    twice = same_way & np.r_[False, chains.node[1:] == chains.node[:-1]]
    way, node = chains.way[~twice], chains.node[~twice]
    there = node >= 0
    joined = np.r_[False, (way[1:] == way[:-1]) & there[1:] & there[:-1]] if len(way) else np.empty(0, dtype=bool)
    first = there & ~joined
    last = there & ~np.r_[joined[1:], False] if len(way) else first
    used = there & ~(first & last)
    return _Runs(way[used], node[used], first[used], last[used])


def _thirds_of_loops(runs: _Runs, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The two nodes that cut each loop in three (one, where it has only one on its way)."""
    more = np.zeros_like(kept)
    stops = np.flatnonzero(kept[runs.node])
    start, end = stops[:-1], stops[1:]
    loop = ~runs.last[start] & (runs.node[start] == runs.node[end])
    start, span = start[loop], (end - start)[loop]
    more[runs.node[start + span // 3 + (span < 3)]] = True
    more[runs.node[start + (2 * span) // 3]] = True
    return more


def _bends(runs: _Runs, kept: NDArray[np.bool_], metres: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The nodes between cuts at which a way turns from the straight line by more than `BEND_M`."""
    stops = np.flatnonzero(kept[runs.node])
    start, end = stops[:-1], stops[1:]
    between = ~runs.last[start] & (end > start + 1)
    start, sizes = start[between], (end - start)[between] + 1
    line = np.repeat(np.arange(len(start)), sizes)
    node = runs.node[np.arange(len(line)) + np.repeat(start - np.r_[0, np.cumsum(sizes)[:-1]], sizes)]
    drawn = shapely.simplify(shapely.linestrings(metres[node], indices=line), BEND_M, preserve_topology=False)
    corners, of_line = shapely.get_coordinates(drawn, return_index=True)
    stays = pd.MultiIndex.from_arrays([line, *metres[node].T]).isin(pd.MultiIndex.from_arrays([of_line, *corners.T]))
    more = np.zeros_like(kept)
    more[node[stays]] = True
    return more
