"""The doors (坐标转换) at which a table changes from degrees to metres and back; coordinates change nowhere else."""

import geopandas as gpd
from pyproj import CRS

from planning.coordinates.systems import CGCS2000, parse_crs, require_metric
from planning.errors import MissingCrs


def to_metric(table: gpd.GeoDataFrame, metric_crs: CRS | str, *, name: str = "table") -> gpd.GeoDataFrame:
    """
    Project a table to the study's metric CRS; lengths are then metres, areas square metres.

    `metric_crs` is a projected system in metres, or its name ("EPSG:4547"). `name` is what an error calls the table.
    Raises MissingCrs for a table without a CRS, CoordinateError for a system that does not measure in metres.
    """
    _require_crs(table, name)
    return table.to_crs(require_metric(parse_crs(metric_crs) if isinstance(metric_crs, str) else metric_crs))


def to_lonlat(table: gpd.GeoDataFrame, *, name: str = "table") -> gpd.GeoDataFrame:
    """Bring a table to CGCS2000 degrees (EPSG:4490), longitude first; MissingCrs for a table without a CRS."""
    _require_crs(table, name)
    return table.to_crs(CGCS2000)


def _require_crs(table: gpd.GeoDataFrame, name: str) -> None:
    if table.crs is None:
        raise MissingCrs(table=name)
