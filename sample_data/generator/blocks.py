"""The street blocks (街坊) on which housing stands: a grid of uneven rows, cut by community borders and the river."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from sample_data.generator.communities import Cells
from sample_data.generator.seeds import stream_of
from sample_data.generator.settlements import density
from sample_data.generator.terrain import Points, is_north, outline, river, spots

TURN = 0.21  # radians by which the streets are turned against north
_ROAD_KM = 0.012
_BANK_KM = 0.15  # between the water and the middle of the nearest block


@dataclass(frozen=True, slots=True)
class Blocks:
    """
    Blocks inside one community each: which, where (plane, kilometres), how large, and the polygon in the plane.

    `row` and `column` tell which blocks lie side by side.
    """

    community: NDArray[np.int64]
    middle: Points
    area_ha: NDArray[np.float64]
    density: NDArray[np.float64]
    shapes: NDArray[np.object_]
    row: NDArray[np.int64]
    column: NDArray[np.int64]


def street_blocks(cells: Cells) -> Blocks:
    """All blocks on which houses may stand: dry, within one community, not in open country."""
    rng = stream_of("blocks")
    shapes, row, column = _grid(rng)
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    people = density(middle)
    built = (people > 420) & shapely.contains_xy(outline().buffer(-0.4), middle[:, 0], middle[:, 1])
    water = river()
    shapely.prepare(water)
    built &= ~shapely.dwithin(spots(middle), water, _BANK_KM)
    shapes, row, column, middle, people = shapes[built], row[built], column[built], middle[built], people[built]
    community = _nearest(cells, middle)
    # Nearest seed on all corners means the block lies within the cell: cells are convex but for the river bank.
    corners = np.stack([shapely.get_coordinates(shapes).reshape(-1, 5, 2)[:, corner] for corner in range(4)])
    inside = np.all([_nearest(cells, corner) == community for corner in corners], axis=0)
    kept = np.flatnonzero(inside)
    return Blocks(
        community=community[kept],
        middle=middle[kept],
        area_ha=shapely.area(shapes[kept]) * 100,
        density=people[kept],
        shapes=shapes[kept],
        row=row[kept],
        column=column[kept],
    )


def street_lines(rng: np.random.Generator | None = None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the streets run before they are turned (kilometres): those between columns, and those between rows."""
    rng = rng or stream_of("blocks")
    cuts_x = np.cumsum(rng.uniform(0.13, 0.24, size=340))
    cuts_y = np.cumsum(rng.uniform(0.11, 0.21, size=380))
    return cuts_x - cuts_x[-1] / 2, cuts_y - cuts_y[-1] / 2


def turned(points: NDArray[np.float64], by: float = TURN) -> NDArray[np.float64]:
    """Points of the straight grid (... x 2) where they lie in the plane; `by` the negative turn brings them back."""
    x, y, cos, sin = points[..., 0], points[..., 1], np.cos(by), np.sin(by)
    return np.stack([x * cos - y * sin, x * sin + y * cos], axis=-1)


def _grid(rng: np.random.Generator) -> tuple[NDArray[np.object_], NDArray[np.int64], NDArray[np.int64]]:
    cuts_x, cuts_y = street_lines(rng)
    column, row = (part.ravel() for part in np.meshgrid(np.arange(339), np.arange(379)))
    west, east = cuts_x[column] + _ROAD_KM, cuts_x[column + 1] - _ROAD_KM
    south, north = cuts_y[row] + _ROAD_KM, cuts_y[row + 1] - _ROAD_KM
    # A built edge keeps back from the road by a few metres more or less: no two estates have the same outline.
    ring = np.stack([west, south, east, south, east, north, west, north, west, south], axis=1).reshape(-1, 5, 2)
    ring[:, :4] += rng.uniform(-0.008, 0.008, size=(len(ring), 4, 2))
    ring[:, 4] = ring[:, 0]
    return np.asarray(shapely.polygons(turned(ring)), dtype=object), row, column


def _nearest(cells: Cells, points: Points) -> NDArray[np.int64]:
    """The community whose cell holds each point: the nearest seed on the same bank."""
    north = is_north(points)
    holder = np.empty(len(points), dtype=np.int64)
    for bank in (True, False):
        mine, here = np.flatnonzero(cells.north == bank), np.flatnonzero(north == bank)
        tree = shapely.STRtree(spots(cells.seeds[mine]))
        point, nearest = tree.query_nearest(spots(points[here]), all_matches=False)
        holder[here[point]] = mine[nearest]
    return holder
