"""Walks over a large network (路网) against rustworkx and SciPy: the nearest site, and all pairs within a walk."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import rustworkx
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from planning.accessibility.network_search import cost_to_nearest, reached_within
from planning.accessibility.walking_network import graph_of
from scripts.benchmarks.peers import Peer

_NODES, _SITES = 500_000, 2_500
_WALK_M = 1_000.0
_AT_ONCE = 50  # sites whose costs to every node SciPy holds at a time: 200 MB
_PLAIN = 10**12  # nodes from which on the compiled search is used: never


@dataclass(frozen=True, slots=True)
class Town:
    """A square town of crossings 100 m apart, a tenth of the ways missing, with sites on some of them."""

    graph: csr_array
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    length_m: NDArray[np.float64]
    xy: NDArray[np.float64]
    sites: NDArray[np.int64]

    @classmethod
    def of(cls, scale: float) -> "Town":
        """The town at a scale of its full size."""
        random = np.random.default_rng(2026)
        side = int(np.sqrt(_NODES * scale))
        place = np.arange(side * side).reshape(side, side)
        start = np.concatenate([place[:, :-1].ravel(), place[:-1].ravel()])
        end = np.concatenate([place[:, 1:].ravel(), place[1:].ravel()])
        there = random.random(len(start)) > 0.1
        start, end = start[there], end[there]
        length_m = 100 * random.uniform(1, 1.3, len(start))
        xy = np.stack([place.ravel() % side, place.ravel() // side], axis=1) * 100.0
        sites = np.sort(random.choice(side * side, max(1, int(_SITES * scale)), replace=False))
        return cls(graph_of(start, end, length=length_m, count=side * side), start, end, length_m, xy, sites)


def network_peers(scale: float) -> Iterator[Peer]:
    """The pairs at a scale."""
    town = Town.of(scale)
    count = town.graph.shape[0]
    size = f"{count:,} nodes × {len(town.sites):,}"
    yield Peer(
        "nearest site over a network",
        size,
        "rustworkx, super source",
        4.0,
        ours=lambda: cost_to_nearest(town.graph, town.sites, start_cost=np.zeros(len(town.sites))),
        prepare=lambda: _rustworkx(town),
        theirs=lambda graph: _from_super_source(graph, town),
        same=lambda ours, theirs: bool(np.allclose(ours, theirs, atol=1e-6)),
    )
    for name, asked, worth in (("plain", 3.0, _PLAIN), ("extra fast", 20.0, 0)):
        yield Peer(
            f"all pairs within {_WALK_M:,.0f} m, {name}",
            size,
            "SciPy dijkstra(limit) in chunks",
            asked,
            ours=lambda worth=worth: _within(town, worth=worth),
            prepare=lambda: None,
            theirs=lambda _: _in_chunks(town),
            same=_same_pairs,
        )


def _within(town: Town, *, worth: int) -> Any:
    return reached_within(
        town.graph,
        town.xy,
        sources=town.sites,
        targets=np.arange(town.graph.shape[0]),
        limit=_WALK_M,
        compiled_from=worth,
    )


def _in_chunks(town: Town) -> Any:
    parts = []
    for first in range(0, len(town.sites), _AT_ONCE):
        costs = dijkstra(town.graph, indices=town.sites[first : first + _AT_ONCE], limit=_WALK_M)
        source, node = np.nonzero(np.isfinite(costs))
        parts.append((source + first, node, costs[source, node]))
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _same_pairs(ours: Any, theirs: Any) -> bool:
    together = zip(ours[:2], theirs[:2], strict=True)
    return all(np.array_equal(a, b) for a, b in together) and bool(np.allclose(ours[2], theirs[2], atol=1e-6))


def _rustworkx(town: Town) -> Any:
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * town.graph.shape[0])
    graph.add_edges_from(list(zip(town.start.tolist(), town.end.tolist(), town.length_m.tolist(), strict=True)))
    return graph


def _from_super_source(graph: Any, town: Town) -> NDArray[np.float64]:
    """One node joined to every site for nothing; to join it is part of the question, as it is of ours."""
    above = graph.add_node(None)
    graph.add_edges_from([(above, site, 0.0) for site in town.sites.tolist()])
    found = rustworkx.dijkstra_shortest_path_lengths(graph, above, float)
    costs = np.full(above + 1, np.inf)
    costs[np.fromiter(found.keys(), dtype=np.int64, count=len(found))] = np.fromiter(
        found.values(), dtype=np.float64, count=len(found)
    )
    return costs[:above]
