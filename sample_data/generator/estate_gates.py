"""Where estates open to the street (小区出入口): gates in the sides of estates, and the ways inside the large ones."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from sample_data.generator.blocks import TURN, street_lines, turned
from sample_data.generator.existing_areas import ExistingAreas
from sample_data.generator.seeds import stream_of
from sample_data.generator.street_grid import Numbers
from sample_data.generator.terrain import Points, spots

_GATED = 330  # estates of one block whose gates are on file
_GATE_COUNTS = {True: (0.2, 0.45, 0.35), False: (0.65, 0.35, 0.0)}  # one, two or three gates, of large and small ones
_WITH_WAYS_INSIDE = 0.5


@dataclass(frozen=True, slots=True)
class Gates:
    """
    Gates in order of their estate.

    `estate` is its number among the existing areas, `at` the gate in the estate's edge (plane, kilometres), `foot` the
    place in the street before it, `side` the pair of crossings between which that is, `inner` the crossing in the
    middle of a large estate to which its ways lead (-1 where none is on file).
    """

    estate: Numbers
    at: Points
    foot: Points
    side: Numbers
    inner: Numbers


def estate_gates(existing: ExistingAreas) -> Gates:
    """Gates of every large estate and of some of the others, on different sides of each."""
    rng = stream_of("estate_gates")
    estates, large = _gated(existing, rng)
    shares = np.cumsum([_GATE_COUNTS[bool(one)] for one in large], axis=1)
    count = 1 + (rng.random(len(estates))[:, None] > shares).sum(axis=1).clip(0, 2)
    # The first so many of four shuffled sides: no two gates of an estate are on one side.
    order = rng.permuted(np.tile(np.arange(4), (len(estates), 1)), axis=1)
    which, turn = np.nonzero(np.arange(4) < count[:, None])
    low, high = _frames(existing.shapes[estates])
    # Not in the middle of a side, where the street inside a large estate would have come out.
    along = rng.uniform(0.12, 0.3, size=len(which))
    along = np.where(rng.random(len(which)) < 0.5, along, 1 - along)
    foot, side = _feet(low[which], high[which], facing=order[which, turn], along=along)
    outlines = existing.shapes[estates[which]]
    at = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(shapely.boundary(outlines), spots(foot)), 0))
    inside = large & (rng.random(len(estates)) < _WITH_WAYS_INSIDE)
    inner = np.where(inside[which], _number(low[which, 0] + 1, low[which, 1] + 1), -1)
    return Gates(estates[which], at, foot, side, inner)


def _gated(existing: ExistingAreas, rng: np.random.Generator) -> tuple[Numbers, NDArray[np.bool_]]:
    """The numbers of the gated estates, and which of them are large: those on four blocks, which come first."""
    total = len(existing.shapes)
    larges = (len(existing.blocks) - total) // 3
    small = np.sort(rng.choice(np.arange(larges, total), size=_GATED, replace=False))
    estates = np.r_[np.arange(larges), small]
    return estates, estates < larges


def _frames(shapes: NDArray[np.object_]) -> tuple[Numbers, Numbers]:
    """The street lines around each estate as (column, row): the ones below, and the ones above."""
    x, y = street_lines()
    west, south, east, north = shapely.bounds(shapely.transform(shapes, lambda points: turned(points, -TURN))).T
    low = np.stack([np.searchsorted(x, west) - 1, np.searchsorted(y, south) - 1], axis=1)
    return low, np.stack([np.searchsorted(x, east), np.searchsorted(y, north)], axis=1)


def _feet(low: Numbers, high: Numbers, *, facing: Numbers, along: NDArray[np.float64]) -> tuple[Points, Numbers]:
    """The place in the street on the side `facing` (south, east, north, west), and the crossings on both hands."""
    x, y = street_lines()
    level = (facing == 0) | (facing == 2)
    line = np.select([facing == 0, facing == 1, facing == 2], [low[:, 1], high[:, 0], high[:, 1]], low[:, 0])
    start = np.where(level, x[low[:, 0]], y[low[:, 1]])
    end = np.where(level, x[high[:, 0]], y[high[:, 1]])
    there = start + along * (end - start)
    before = np.where(level, np.searchsorted(x, there), np.searchsorted(y, there)) - 1
    foot = np.where(
        level[:, None],
        np.stack([there, y[np.where(level, line, 0)]], axis=1),
        np.stack([x[np.where(level, 0, line)], there], axis=1),
    )
    one = np.where(level, _number(before, line), _number(line, before))
    other = np.where(level, _number(before + 1, line), _number(line, before + 1))
    return turned(foot), np.stack([one, other], axis=1)


def _number(column: Numbers, row: Numbers) -> Numbers:
    number: Numbers = row * len(street_lines()[0]) + column
    return number
