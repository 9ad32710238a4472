"""In which area each of millions of cells lies (格网归属): a row of the areas for every cell."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from planning.errors import MeasureError

_Rows = NDArray[np.int64]
_Metres = NDArray[np.float64]

_CELLS_A_TILE = 25
_AT_ONCE = 2_000_000  # pairs of a cell and a polygon tested in one go, which bounds the memory
NO_AREA = -1


def cells_to_areas(x: NDArray[np.float64], y: NDArray[np.float64], *, polygons: gpd.GeoSeries) -> NDArray[np.int64]:
    """
    Say of each cell's middle which polygon holds it.

    Cells are sorted into square tiles, row by row, so that those in a polygon's box are a few runs of neighbours; only
    they are tested against its prepared shape, all in one call.

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
        raise MeasureError("cells without a place; give x and y as columns of one length, a finite number each")
    area = np.full(len(x), NO_AREA, dtype=np.int64)
    shapes = polygons.to_numpy()
    drawn = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    if not len(x) or not len(drawn):
        return area
    # The lowest id comes last and so has the last word on a cell that several hold.
    by_id = drawn[polygons.index[drawn].argsort()[::-1]]
    shapes = shapely.force_2d(shapes[by_id])  # copies: preparing a shape writes to it
    shapely.prepare(shapes)
    tiles = _Tiles.of(x, y)
    for shape, cell in tiles.candidates(shapely.bounds(shapes)):
        held = shapely.intersects_xy(shapes[shape], tiles.x[cell], tiles.y[cell])
        area[tiles.cell_row[cell[held]]] = by_id[shape[held]]
    return area


@dataclass(frozen=True, slots=True)
class _Tiles:
    """Cells sorted into square tiles, and the tiles row by row: `starts[t]` is where tile t's cells begin."""

    x: _Metres
    y: _Metres
    cell_row: _Rows
    starts: _Rows
    corner: tuple[float, float]
    side: float
    across: int
    up: int

    @classmethod
    def of(cls, x: _Metres, y: _Metres) -> "_Tiles":
        corner = float(x.min()), float(y.min())
        width, height = float(x.max()) - corner[0], float(y.max()) - corner[1]
        many = max(len(x) / _CELLS_A_TILE, 1.0)
        # Never more tiles than cells, even where the cells stand in one line.
        side = max((width * height / many) ** 0.5, max(width, height) / many, 1e-9)
        across, up = int(width / side) + 1, int(height / side) + 1
        tile = _steps(y, corner[1], side=side, most=up - 1) * across + _steps(x, corner[0], side=side, most=across - 1)
        order = np.argsort(tile, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(tile, minlength=across * up))))
        return cls(x[order], y[order], order, starts, corner, side, across, up)

    def candidates(self, boxes: _Metres) -> Iterator[tuple[_Rows, _Rows]]:
        """Pairs of a box's row and the place of a cell in it, in order of boxes, some at a time."""
        west, east = (_steps(boxes[:, at], self.corner[0], side=self.side, most=self.across - 1) for at in (0, 2))
        south, north = (_steps(boxes[:, at], self.corner[1], side=self.side, most=self.up - 1) for at in (1, 3))
        box, row = _spread(south, north + 1)
        first, last = self.starts[row * self.across + west[box]], self.starts[row * self.across + east[box] + 1]
        running = np.cumsum(last - first)
        cuts = np.searchsorted(running, np.arange(_AT_ONCE, int(running[-1]) + _AT_ONCE, _AT_ONCE), side="left") + 1
        for start, stop in itertools.pairwise([0, *np.unique(cuts).tolist()]):
            run, cell = _spread(first[start:stop], last[start:stop])
            owner = box[start:stop][run]
            inside = self._in_boxes(cell, boxes[owner])
            yield owner[inside], cell[inside]

    def _in_boxes(self, cell: _Rows, boxes: _Metres) -> NDArray[np.bool_]:
        x, y = self.x[cell], self.y[cell]
        return (x >= boxes[:, 0]) & (y >= boxes[:, 1]) & (x <= boxes[:, 2]) & (y <= boxes[:, 3])


def _steps(values: _Metres, start: float, *, side: float, most: int) -> _Rows:
    """In which tile of a row or column values lie; those outside count to the first and the last."""
    return np.clip(np.floor((values - start) / side), 0, most).astype(np.int64)


def _spread(first: _Rows, last: _Rows) -> tuple[_Rows, _Rows]:
    """Every number of the ranges from `first` up to before `last`, each beside the row of its range."""
    lengths = last - first
    owner = np.repeat(np.arange(len(first)), lengths)
    before = np.cumsum(lengths) - lengths
    return owner, np.arange(int(lengths.sum())) + np.repeat(first - before, lengths)
