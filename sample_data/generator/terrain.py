"""The ground the demo city stands on (地形): its outline, the river that bends through it, and how both meet the globe.

Everything is laid out in a flat plane in kilometres around the centre. A gentle warp then bends every line, so that
no border is ruler-straight, and a projected system puts the plane on the globe.
"""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from sample_data.generator.calibration import CENTRE_LON_LAT, DEGREE_GRID, LON_LAT_CRS, METRIC_CRS

Points = NDArray[np.float64]  # (n, 2)

RIVER_HALF_WIDTH_KM = 0.22
_MEAN_RADIUS_KM = 20.5
# Waves around the border, their height as a share of the radius, and their phase: broad bays, then smaller ones.
_OUTLINE = (
    (2, 0.11, 0.6),
    (3, 0.07, -1.1),
    (5, 0.05, 2.0),
    (8, 0.03, 0.3),
    (13, 0.022, 1.4),
    (21, 0.013, 2.6),
    (34, 0.008, 0.9),
)
_WARP_KM = ((0.32, 4.9, 0.4), (0.2, 1.9, 2.1), (0.05, 0.55, 1.2))  # (amplitude, wavelength / 2 pi, phase)


def outline() -> Polygon:
    """The city's outer border in the plane, in kilometres."""
    angle = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    radius = np.ones_like(angle)
    for waves, share, phase in _OUTLINE:
        radius += share * np.cos(waves * angle + phase)
    ring = _MEAN_RADIUS_KM * radius[:, None] * np.column_stack([1.18 * np.cos(angle), 0.9 * np.sin(angle)])
    return Polygon(ring)


def river_y(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far north of the centre the river's middle runs at `x` kilometres east of it."""
    y: NDArray[np.float64] = 2.3 * np.sin(x / 3.9) + 0.75 * np.sin(x / 1.7 + 1.0) - 1.6 + 0.05 * x
    return y


def is_north(points: Points) -> NDArray[np.bool_]:
    """Whether each point stands on the north bank."""
    north: NDArray[np.bool_] = points[:, 1] > river_y(points[:, 0])
    return north


def banks() -> tuple[BaseGeometry, BaseGeometry]:
    """The ground north and south of the river's middle, in the plane."""
    x = np.arange(-40.0, 40.01, 0.25)
    middle = np.column_stack([x, river_y(x)])
    north = Polygon([*middle, (40, 60), (-40, 60)])
    south = Polygon([*middle, (40, -60), (-40, -60)])
    return outline().intersection(north), outline().intersection(south)


def river() -> Polygon:
    """The water itself, where nobody lives, in the plane."""
    x = np.arange(-40.0, 40.01, 0.1)
    return shapely.LineString(np.column_stack([x, river_y(x)])).buffer(RIVER_HALF_WIDTH_KM)


def warped(points: Points) -> Points:
    """Bend the plane a little; neighbours stay neighbours because the bends are long and low."""
    x, y = points[:, 0], points[:, 1]
    shift = np.zeros_like(points)
    for amplitude, length, phase in _WARP_KM:
        shift[:, 0] += amplitude * np.sin(y / length + phase) * np.cos(x / (1.7 * length))
        shift[:, 1] += amplitude * np.sin(x / length + 2 * phase) * np.cos(y / (1.9 * length))
    return points + shift


def spots(points: Points) -> NDArray[np.object_]:
    """Points of the plane as shapes."""
    return np.asarray(shapely.points(points), dtype=object)


def on_globe(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """
    Put shapes of the plane on the globe: CGCS2000, longitude first, not rounded yet.

    Long edges are divided first, because the warp moves vertices alone.
    """
    centre = gpd.GeoSeries([shapely.Point(*CENTRE_LON_LAT)], crs=LON_LAT_CRS).to_crs(METRIC_CRS).iloc[0]
    bent = shapely.transform(shapely.segmentize(shapes, 0.4), warped)
    metric = shapely.transform(bent, lambda points: points * 1000 + (centre.x, centre.y))
    placed: NDArray[np.object_] = gpd.GeoSeries(metric, crs=METRIC_CRS).to_crs(LON_LAT_CRS).to_numpy()
    return placed


def rounded(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round free-standing shapes to the grid of the files, keep them valid, and wind their shells anticlockwise."""
    return oriented(shapely.set_precision(shapes, DEGREE_GRID))


def oriented(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """The same shapes with one canonical first vertex, and shells anticlockwise as RFC 7946 asks."""
    canonical: NDArray[np.object_] = shapely.orient_polygons(shapely.normalize(shapes))
    return canonical
