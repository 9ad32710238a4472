"""Which cells lie around a spot (邻近格网), found among millions without looking at the rest."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array

Rows = NDArray[np.int64]
Metres = NDArray[np.float64]

_CELLS_A_TILE = 9
_AT_ONCE = 100_000  # pairs told at a time: few enough to stay in the nearest memory


@dataclass(frozen=True, slots=True)
class Tiles:
    """
    Cells sorted into square tiles, so that those in a box are a few runs of neighbours, one for each row of tiles.

    `x`, `y` (metres) and `cell_row` (the row that a cell had before) stand in order of tiles; tile t, counted row by
    row, holds the cells from `starts[t]` up to before `starts[t + 1]`.
    """

    x: Metres
    y: Metres
    cell_row: Rows
    starts: Rows
    corner: tuple[float, float]
    side: float
    across: int
    up: int

    @classmethod
    def of(cls, x: Metres, y: Metres) -> Self:
        """Sort cells, at least one, by the middles of them."""
        corner = float(x.min()), float(y.min())
        width, height = float(x.max()) - corner[0], float(y.max()) - corner[1]
        many = max(len(x) / _CELLS_A_TILE, 1.0)
        # Never more tiles than cells, even where the cells stand in one line.
        side = max((width * height / many) ** 0.5, max(width, height) / many, 1e-9)
        across, up = int(width / side) + 1, int(height / side) + 1
        tile = ((y - corner[1]) / side).astype(np.int64) * across + ((x - corner[0]) / side).astype(np.int64)
        # A sparse matrix puts its entries in order of rows by counting, which does not mind how the cells come.
        ones, rows = np.ones(len(x), dtype=np.int8), np.arange(len(x))
        by_tile = coo_array((ones, (tile, rows)), shape=(across * up, len(x))).tocsr()
        order, starts = by_tile.indices.astype(np.int64), by_tile.indptr.astype(np.int64)
        return cls(x[order], y[order], order, starts, corner, side, across, up)

    def candidates(self, boxes: Metres) -> Iterator[tuple[Rows, Rows]]:
        """
        Pair each box with the cells of every tile that it touches: all those in it, with some around.

        Parameters
        ----------
        boxes
            Shape (n, 4): west, south, east, north.

        Yields
        ------
        tuple
            Rows of boxes, and beside each the place of a cell in order of tiles; rising by box, some pairs at a time.
        """
        if not len(boxes):
            return
        west, east = (_steps(boxes[:, at], self.corner[0], side=self.side, most=self.across - 1) for at in (0, 2))
        south, north = (_steps(boxes[:, at], self.corner[1], side=self.side, most=self.up - 1) for at in (1, 3))
        box, row = _spread(south, north + 1, owner=np.arange(len(boxes)))
        first, last = self.starts[row * self.across + west[box]], self.starts[row * self.across + east[box] + 1]
        running = np.cumsum(last - first)
        cuts = np.searchsorted(running, np.arange(_AT_ONCE, int(running[-1]) + _AT_ONCE, _AT_ONCE), side="left") + 1
        for start, stop in itertools.pairwise([0, *np.unique(cuts).tolist()]):
            yield _spread(first[start:stop], last[start:stop], owner=box[start:stop])


def _steps(values: Metres, start: float, *, side: float, most: int) -> Rows:
    """In which tile of a row or column values lie; those outside count to the first and the last."""
    return np.clip(np.floor((values - start) / side), 0, most).astype(np.int64)


def _spread(first: Rows, last: Rows, *, owner: Rows) -> tuple[Rows, Rows]:
    """Every number of the ranges from `first` up to before `last`, each beside the owner of its range."""
    lengths = last - first
    before = np.cumsum(lengths) - lengths
    return np.repeat(owner, lengths), np.arange(int(lengths.sum())) + np.repeat(first - before, lengths)
