"""The roads that join the towns of the country (乡村道路): the shortest way to the rest, two hamlets left out."""

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components, dijkstra

from sample_data.generator.street_grid import Numbers, StreetGrid

_HAMLETS = 2
_HAMLET_NODES = (9, 40)
_SAME_ROAD = 0.02  # a road through a town or along another road costs next to nothing: roads come together


def country_roads(grid: StreetGrid, used: NDArray[np.bool_], *, bridges: Numbers) -> NDArray[np.bool_]:
    """
    Which further sides of the grid are roads.

    Two hamlets far from the middle stay without a road, so that the network has parts that cannot be walked to.
    """
    town, sizes, main = _towns(grid, used, bridges)
    hamlets = _hamlets(grid, town, sizes, main)
    passable = grid.public & ~np.isin(town[grid.sides], hamlets).any(axis=1)
    ways = np.concatenate([grid.sides[passable], bridges])
    length = np.linalg.norm(grid.crossings[ways[:, 0]] - grid.crossings[ways[:, 1]], axis=1)
    length[np.r_[used[passable], np.ones(len(bridges), dtype=bool)]] *= _SAME_ROAD
    start = int(np.flatnonzero(town == main)[0])
    far, before = dijkstra(_graph(grid, ways, length), directed=False, indices=start, return_predecessors=True)
    others = np.setdiff1d(np.unique(town[town >= 0]), [main, *hamlets])
    ends = [_nearest(np.flatnonzero(town == one), far) for one in others]
    walked = _traced(np.array(ends, dtype=np.int64), before)
    lowest, highest = np.sort(grid.sides, axis=1).T
    here = lowest * len(grid.crossings) + highest
    there = np.sort(walked, axis=1) @ np.array([len(grid.crossings), 1])
    roads: NDArray[np.bool_] = np.isin(here, there) & ~used & passable
    return roads


def _graph(grid: StreetGrid, ways: Numbers, length: NDArray[np.float64]) -> sparse.coo_array:
    size = len(grid.crossings)
    return sparse.coo_array((length, (ways[:, 0], ways[:, 1])), shape=(size, size))


def _towns(grid: StreetGrid, used: NDArray[np.bool_], bridges: Numbers) -> tuple[Numbers, Numbers, int]:
    """The town of each crossing (-1: open country), the crossings of each town, and the number of the largest."""
    ways = np.concatenate([grid.sides[used], bridges])
    count, town = connected_components(_graph(grid, ways, np.ones(len(ways))), directed=False)
    lone = np.ones(len(town), dtype=bool)
    lone[ways] = False
    town = np.where(lone, -1, town).astype(np.int64)
    sizes = np.bincount(town[~lone], minlength=count)
    return town, sizes, int(sizes.argmax())


def _hamlets(grid: StreetGrid, town: Numbers, sizes: Numbers, main: int) -> Numbers:
    """The small towns that are farthest from the middle of the city."""
    in_town = np.flatnonzero(town >= 0)
    away = np.bincount(town[in_town], np.linalg.norm(grid.crossings[in_town], axis=1), minlength=len(sizes))
    small = (sizes >= _HAMLET_NODES[0]) & (sizes <= _HAMLET_NODES[1]) & (np.arange(len(sizes)) != main)
    away = np.where(small, away / np.maximum(sizes, 1), -1)
    return np.argsort(-away, kind="stable")[:_HAMLETS]


def _nearest(nodes: Numbers, far: NDArray[np.float64]) -> int:
    return int(nodes[far[nodes].argmin()])


def _traced(ends: Numbers, before: NDArray[np.int32]) -> Numbers:
    """Every step of the ways back from `ends`, as pairs of crossings."""
    steps = [np.empty((0, 2), dtype=np.int64)]
    here = np.unique(ends)
    while len(here := here[before[here] >= 0]):
        last = before[here].astype(np.int64)
        steps.append(np.stack([here, last], axis=1))
        here = np.unique(last)
    return np.concatenate(steps)
