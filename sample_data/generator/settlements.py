"""How thickly people live in the demo city (人口密度): an old core, sub-centres, towns, and villages between."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from sample_data.generator.terrain import Points, is_north, outline, river

_GRID_KM = 0.1
_RURAL_PER_KM2 = 230.0

# Kilometres east and north of the centre, people a square kilometre at the peak, spread in kilometres.
_CENTRES = np.array(
    [
        (-0.5, 2.2, 21_000, 3.1),  # the old core, north bank
        (2.0, -5.2, 16_500, 2.9),  # the south bank
        (-8.6, 4.6, 12_500, 2.2),  # the western sub-centre
        (9.3, 5.2, 12_000, 2.3),  # the eastern new town
        (1.2, 9.6, 8_500, 1.7),  # the northern industrial park
        (-5.5, -9.0, 7_500, 1.5),
        (-17.8, 6.2, 6_800, 0.9),  # towns
        (-15.6, -2.8, 5_600, 0.8),
        (-11.2, 12.4, 4_600, 0.7),
        (-13.2, -9.4, 4_400, 0.7),
        (16.6, -1.2, 7_600, 0.9),
        (18.6, 6.8, 5_200, 0.7),
        (12.4, 12.2, 4_900, 0.8),
        (10.2, -10.6, 7_000, 1.0),
        (3.2, -14.2, 4_300, 0.7),
        (2.6, 15.0, 4_100, 0.6),
        (-20.8, 1.4, 2_900, 0.5),
        (15.6, -7.2, 3_300, 0.5),
        (-5.2, 13.8, 3_600, 0.6),
        (20.6, 2.6, 2_600, 0.5),
    ]
)


@dataclass(frozen=True, slots=True)
class PeopleGrid:
    """Points 100 m apart on dry ground: where (kilometres), how many people (not scaled), and which bank."""

    points: Points
    people: NDArray[np.float64]
    north: NDArray[np.bool_]


def density(points: Points) -> NDArray[np.float64]:
    """People a square kilometre at each point of the plane, before the city's total is fixed."""
    x, y = points[:, 0, None], points[:, 1, None]
    squares = (x - _CENTRES[:, 0]) ** 2 + (y - _CENTRES[:, 1]) ** 2
    settled = (_CENTRES[:, 2] * np.exp(-squares / (2 * _CENTRES[:, 3] ** 2))).sum(axis=1)
    uneven = 1 + 0.22 * np.sin(points[:, 0] * 2.1 + 0.7) * np.sin(points[:, 1] * 1.7 + 0.2)
    uneven += 0.12 * np.sin(points[:, 0] * 4.3 - points[:, 1] * 3.1)
    people: NDArray[np.float64] = settled * uneven + _RURAL_PER_KM2
    return people


def people_grid() -> PeopleGrid:
    """The people of the whole city on a grid; none in the river, none outside the border."""
    ground = outline()
    west, south, east, north = ground.bounds
    across, up = np.meshgrid(np.arange(west, east, _GRID_KM), np.arange(south, north, _GRID_KM))
    points = np.column_stack([across.ravel(), up.ravel()])
    dry = shapely.contains_xy(ground, points[:, 0], points[:, 1])
    dry &= ~shapely.contains_xy(river(), points[:, 0], points[:, 1])
    points = points[dry]
    return PeopleGrid(points=points, people=density(points) * _GRID_KM**2, north=is_north(points))
