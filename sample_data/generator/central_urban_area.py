"""The central urban area (中心城区): one smooth boundary around the built-up ground, drawn across communities."""

import geopandas as gpd
import numpy as np
import shapely

from sample_data.generator.calibration import LON_LAT_CRS
from sample_data.generator.settlements import density
from sample_data.generator.terrain import on_globe, outline, rounded

_BUILT_UP_PER_KM2 = 3_000
_STEP_KM = 0.25


def central_ground() -> shapely.Polygon:
    """The area in the plane (kilometres): where people live densely, in one piece, rounded off."""
    west, south, east, north = outline().bounds
    across, up = np.meshgrid(np.arange(west, east, _STEP_KM), np.arange(south, north, _STEP_KM))
    points = np.column_stack([across.ravel(), up.ravel()])
    dense = points[density(points) > _BUILT_UP_PER_KM2]
    squares = shapely.box(dense[:, 0], dense[:, 1], dense[:, 0] + _STEP_KM, dense[:, 1] + _STEP_KM)
    smooth = shapely.union_all(squares).buffer(0.9).buffer(-1.7).buffer(1.0).simplify(0.05)
    parts = shapely.get_parts(smooth)
    largest = parts[shapely.area(parts).argmax()]
    return shapely.Polygon(largest.exterior)


def central_urban_area_table() -> gpd.GeoDataFrame:
    """The one polygon of the boundary."""
    shape = rounded(on_globe(np.array([central_ground()], dtype=object)))
    return gpd.GeoDataFrame(
        {"zone_id": ["central"], "name": ["示范市中心城区"], "on": ["2021-12-31"], "source": ["总体规划（合成）"]},
        geometry=shape,
        crs=LON_LAT_CRS,
    )
