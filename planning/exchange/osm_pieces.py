"""Ways of OpenStreetMap cut into edges (路段切分): at junctions, ends and gates; what bends between is length alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


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
    Cut ways at every node that is shared, that a way ends at or is interrupted by, or that is a gate.

    A way that comes back to where it began without meeting another is cut in three, so that no edge joins a node to
    itself. `metres` are the nodes' positions (n x 2) in a plane, `gates` tells which nodes are gates.
    """
    runs = _runs(chains)
    kept = gates | (np.bincount(runs.node, minlength=len(gates)) > 1)
    kept[runs.node[runs.first | runs.last]] = True
    kept |= _thirds_of_loops(runs, kept)
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
