"""In which area each of millions of cells lies (格网归属): a row of the areas for every cell."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from planning.accessibility.tiles import Tiles
from planning.errors import MeasureError

NO_AREA = -1


def cells_to_areas(x: NDArray[np.float64], y: NDArray[np.float64], *, polygons: gpd.GeoSeries) -> NDArray[np.int64]:
    """
    Say of each cell's middle which polygon holds it.

    Only the cells in and around a polygon's box are tested against its prepared shape, very many in one call.

    Parameters
    ----------
    x, y
        Middles of the cells, in the CRS of the polygons.
    polygons
        Areas, their index (unique) naming them; rows without a geometry hold nothing.

    Returns
    -------
    ndarray
        int64, a cell each: the row in `polygons`, `NO_AREA` (-1) where none holds it. A cell on a shared border, or in
        polygons that overlap, belongs to the lower id.

    Raises
    ------
    MeasureError
        The columns differ in length, or a coordinate is no number.
    """
    if len(x) != len(y) or not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise MeasureError(
            "有格网没有位置，请给出等长的x和y，每格一个有限的数 / "
            "cells without a place; give x and y as columns of one length, a finite number each"
        )
    area = np.full(len(x), NO_AREA, dtype=np.int64)
    shapes = polygons.to_numpy()
    drawn = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    if not len(x) or not len(drawn):
        return area
    # The lowest id comes last and so has the last word on a cell that several hold.
    by_id = drawn[polygons.index[drawn].argsort()[::-1]]
    shapes = shapely.force_2d(shapes[by_id])  # copies: preparing a shape writes to it
    shapely.prepare(shapes)
    tiles = Tiles.of(x, y)
    for shape, cell in tiles.candidates(shapely.bounds(shapes)):
        held = shapely.intersects_xy(shapes[shape], tiles.x[cell], tiles.y[cell])
        area[tiles.cell_row[cell[held]]] = by_id[shape[held]]
    return area
