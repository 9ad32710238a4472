"""What a layer draws (绘制对象): shapes light enough for one file, each with its class and escaped words."""

import json
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from planning.coordinates.doors import to_lonlat

DECIMALS = 5
"""A metre on the ground: finer than a line on any screen."""

TOLERANCE = 0.0002
"""Degrees, about 20 m: bends whose triangle is smaller than its square are dropped; invisible at a city's scale."""


def simplified(table: gpd.GeoDataFrame, *, tolerance: float = TOLERANCE) -> gpd.GeoDataFrame:
    """
    Simplify polygons for drawing without opening gaps between neighbours.

    Parameters
    ----------
    table
        Polygons in any CRS; rows without a geometry are left out. Neighbours that share an edge go on sharing it.
    tolerance
        In degrees, as `shapely.coverage_simplify` takes it; 0 keeps every vertex.

    Returns
    -------
    GeoDataFrame
        CGCS2000 degrees, rounded to `DECIMALS`. For drawing only: areas and distances are never measured on it.
    """
    drawn = to_lonlat(table[table.geometry.notna() & ~table.geometry.is_empty])
    shapes = drawn.geometry.to_numpy()
    if tolerance > 0 and len(shapes):
        shapes = shapely.coverage_simplify(shapes, tolerance)
    return drawn.set_geometry(gpd.GeoSeries(_rounded(shapes), index=drawn.index, crs=drawn.crs))


def points(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The rows that have a point, in CGCS2000 degrees rounded to `DECIMALS`."""
    drawn = to_lonlat(table[table.geometry.notna() & ~table.geometry.is_empty])
    return drawn.set_geometry(gpd.GeoSeries(_rounded(drawn.geometry.to_numpy()), index=drawn.index, crs=drawn.crs))


def features(table: gpd.GeoDataFrame, *, mark: pd.Series, hint: pd.Series, words: pd.Series) -> dict[str, Any]:
    """
    Write rows as GeoJSON.

    Parameters
    ----------
    table
        Shapes in degrees, with a unique index.
    mark
        By the same index, the key of the palette's entry.
    hint, words
        HTML for the tooltip and the pop-up, already escaped (`maps.popups`).

    Returns
    -------
    dict
        A FeatureCollection whose features have an `id`, and `mark`, `hint` and `words` as properties.
    """
    properties = gpd.GeoDataFrame(
        {"mark": mark.reindex(table.index), "hint": hint.reindex(table.index), "words": words.reindex(table.index)},
        geometry=table.geometry,
        crs=table.crs,
    )
    collection: dict[str, Any] = json.loads(properties.to_json(drop_id=False, show_bbox=False))
    return collection


def _rounded(shapes: Any) -> Any:
    """Round the written coordinates; the shapes stay as they are otherwise."""
    return shapely.transform(shapes, lambda coordinates: coordinates.round(DECIMALS))
