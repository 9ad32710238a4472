"""The streets between the blocks (街道网格): which crossings and block sides there are, and which of them are used."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from sample_data.generator.blocks import street_lines, turned
from sample_data.generator.terrain import Points, is_north, outline, river, spots

_AROUND_HOMES_KM = 0.12
_AROUND_SITES_KM = 0.19
_LONGEST_BRIDGE_KM = 1.1
_BRIDGES = 6

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class StreetGrid:
    """
    Every crossing of the grid (plane, kilometres) and every dry block side as a pair of crossings.

    Crossings are numbered row by row, `columns` to a row. `public` tells the sides that run through no estate.
    """

    crossings: Points
    columns: int
    sides: Numbers  # (m, 2)
    public: NDArray[np.bool_]

    def lines(self, sides: Numbers) -> NDArray[np.object_]:
        """Pairs of crossings as lines of the plane."""
        return np.asarray(shapely.linestrings(self.crossings[sides]), dtype=object)

    def are_sides(self, pairs: Numbers) -> NDArray[np.bool_]:
        """Whether each pair of crossings (the lower number first) is a side."""
        size = len(self.crossings)
        found: NDArray[np.bool_] = np.isin(pairs @ np.array([size, 1]), self.sides @ np.array([size, 1]))
        return found


def street_grid(homes: NDArray[np.object_]) -> StreetGrid:
    """The grid inside the city; a side through one of the `homes` (estates of several blocks) is not public."""
    x, y = street_lines()
    crossings = turned(np.stack(np.meshgrid(x, y), axis=-1)).reshape(-1, 2)
    number = np.arange(len(crossings)).reshape(len(y), len(x))
    along = np.stack([number[:, :-1].ravel(), number[:, 1:].ravel()], axis=1)
    across = np.stack([number[:-1].ravel(), number[1:].ravel()], axis=1)
    sides = np.concatenate([along, across])
    ground = outline()
    shapely.prepare(ground)
    inside = shapely.contains_xy(ground, crossings[:, 0], crossings[:, 1])
    sides = sides[inside[sides].all(axis=1)]
    water = river()
    shapely.prepare(water)
    lines = np.asarray(shapely.linestrings(crossings[sides]), dtype=object)
    dry = ~shapely.intersects(water, lines)
    sides = sides[dry]
    middle = crossings[sides].mean(axis=1)
    within, _ = shapely.STRtree(homes).query(spots(middle), predicate="within")
    public = np.ones(len(sides), dtype=bool)
    public[within] = False
    return StreetGrid(crossings, len(x), sides, public)


def streets_of_settlements(grid: StreetGrid, homes: NDArray[np.object_], *, sites: Points) -> NDArray[np.bool_]:
    """Which sides of the grid are streets that people use: those around homes and sites."""
    places = spots(grid.crossings)
    near = np.zeros(len(places), dtype=bool)
    for shapes, distance in ((homes, _AROUND_HOMES_KM), (spots(sites), _AROUND_SITES_KM)):
        found, _ = shapely.STRtree(shapes).query(places, predicate="dwithin", distance=distance)
        near[found] = True
    used: NDArray[np.bool_] = near[grid.sides].all(axis=1) & grid.public
    return used


def bridges(grid: StreetGrid, used: NDArray[np.bool_]) -> Numbers:
    """
    Pairs of crossings that face each other over the river along one street, and from which people live on.

    From west to east in as many parts, the shortest of each.
    """
    lived = np.unique(grid.sides[used])
    row, column = np.divmod(lived, grid.columns)
    order = np.lexsort((row, column))
    first, second = lived[order][:-1], lived[order][1:]
    same_street = np.diff(column[order]) == 0
    length = np.linalg.norm(grid.crossings[first] - grid.crossings[second], axis=1)
    facing = same_street & (length < _LONGEST_BRIDGE_KM)
    facing &= is_north(grid.crossings[first]) != is_north(grid.crossings[second])
    pairs = np.stack([first[facing], second[facing]], axis=1)
    pairs = pairs[np.argsort(grid.crossings[pairs[:, 0], 0], kind="stable")]
    part = np.arange(len(pairs)) * _BRIDGES // len(pairs)
    span = np.linalg.norm(grid.crossings[pairs[:, 0]] - grid.crossings[pairs[:, 1]], axis=1)
    order = np.lexsort((span, part))
    return pairs[order[np.unique(part[order], return_index=True)[1]]]
