"""A gap table as GeoJSON (GeoJSON 导出) by RFC 7946: longitude first, seven decimals, right-hand rings."""

from collections.abc import Mapping, Sequence
from typing import Final

import geopandas as gpd
import numpy as np
import orjson
import shapely
from numpy.typing import NDArray

from planning.errors import MissingCrs
from planning.exchange.printable import plain
from planning.exchange.typed import CGCS2000
from planning.frames import OutputColumn, columns_of
from planning.model.codes import Level

DECIMALS: Final = 7


def to_geojson(
    gaps: gpd.GeoDataFrame, level: Level, *, about: Mapping[str, object], columns: Sequence[OutputColumn] = ()
) -> bytes:
    """
    Write a gap table of `level` as a FeatureCollection.

    Parameters
    ----------
    gaps
        Indexed by area id, with the level's columns and a geometry in CGCS2000 (EPSG:4490), None where unknown. RFC
        7946 asks for WGS 84 degrees; the two agree within a metre, and nothing is converted.
    about
        What the file says of itself, written as the member `about` (see `planning.exchange.about.About.members`).
    columns
        The columns to write; those of the level where none are given.

    Returns
    -------
    bytes
        UTF-8; a feature's `id` is its area id; properties have English names, codes, ISO days, null where missing.
        Equal tables give equal bytes.
    """
    if gaps.crs is None:
        raise MissingCrs(table=f"gaps of {level.value}")
    members = [(column.name, plain(gaps[column.name], column)) for column in columns or columns_of(level)]
    names = [name for name, _ in members]
    rows = zip(*(cells for _, cells in members), strict=True)
    shapes = geojson_shapes(gaps.geometry.to_crs(CGCS2000).to_numpy())
    features = [
        {"type": "Feature", "id": str(area), "geometry": shape, "properties": dict(zip(names, row, strict=True))}
        for area, shape, row in zip(gaps["area_id"], shapes, rows, strict=True)
    ]
    collection = {"type": "FeatureCollection", "level": level.value, "about": dict(about), "features": features}
    return orjson.dumps(collection)


def geojson_shapes(shapes: NDArray[np.object_]) -> list[orjson.Fragment | None]:
    """Geometries in degrees as GeoJSON text, ready for orjson: rounded to seven decimals, shells counter-clockwise."""
    rounded = shapely.transform(shapes, lambda positions: np.round(positions, DECIMALS))
    turned = shapely.orient_polygons(rounded)
    return [orjson.Fragment(text) if text is not None else None for text in shapely.to_geojson(turned)]
