"""How many people live within reach when they are told in millions of small cells (人口格网), by straight line."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from planning.accessibility.exact_metres import searched_to, to_the_millimetre
from planning.accessibility.tiles import Tiles
from planning.errors import MeasureError

_AT_ONCE = 1_000_000  # cells asked about in one go, which bounds the memory


def cells_to_nearest(
    x: NDArray[np.float64], y: NDArray[np.float64], *, sites_xy: ArrayLike, bound_m: float
) -> NDArray[np.float64]:
    """
    Measure from each cell to its nearest site: one bounded search, which answers every radius up to the bound.

    Parameters
    ----------
    x, y
        Middles of the cells, metres in a metric CRS.
    sites_xy
        Sites, shape (n, 2), in the same CRS; may be empty.
    bound_m
        Metres, itself included, beyond which no site is looked for.

    Returns
    -------
    ndarray
        float64 metres to the millimetre, a cell each; inf where no site lies within the bound.

    Raises
    ------
    MeasureError
        A coordinate is no number, the columns differ in length, or the bound is not above 0.
    """
    _require_bound(bound_m)
    _require_columns(x, y)
    sites = _pairs_of_coordinates(sites_xy)
    nearest = np.full(len(x), np.inf)
    if len(sites):
        tree = cKDTree(sites)
        for start in range(0, len(x), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            middles = np.column_stack([x[part], y[part]])
            nearest[part] = to_the_millimetre(tree.query(middles, distance_upper_bound=searched_to(bound_m))[0])
    nearest[nearest > bound_m] = np.inf
    return nearest


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Cells with their middles (`x`, `y`, metric CRS) and people, sorted so that those around a spot are soon found."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    population: NDArray[np.float64]
    tiles: Tiles

    @classmethod
    def of(cls, x: NDArray[np.float64], y: NDArray[np.float64], *, population: NDArray[np.float64]) -> Self:
        """Cells of these columns; MeasureError where one is no column of numbers, or below 0 people."""
        _require_columns(x, y, population)
        if (population < 0).any():
            few = int((population < 0).sum())
            raise MeasureError(
                f"{few}个格网的人口小于0，请去掉 / {few} cell(s) with fewer than 0 people; leave them out"
            )
        if not len(x):
            raise MeasureError("没有格网，请至少给出一个 / no cell; give at least one")
        return cls(x, y, population, Tiles.of(x, y))

    def within(self, sites_xy: ArrayLike, *, radius_m: float) -> NDArray[np.bool_]:
        """
        Say of each cell whether a site stands within the radius, itself included.

        For one short radius this is faster than measuring every cell: the sites do the asking.
        """
        _require_bound(radius_m)
        sites = _pairs_of_coordinates(sites_xy)
        # One strip after another, so that neighbouring sites ask about the same cells while these are still at hand.
        sites = sites[np.lexsort((sites[:, 0], sites[:, 1] // radius_m))]
        tiles, covered = self.tiles, np.zeros(len(self.x), dtype=bool)
        east, north = np.ascontiguousarray(sites.T)
        for site, cell in tiles.candidates(_boxes_around(sites, radius_m)):
            metres = _straight_m(tiles.x[cell] - east[site], tiles.y[cell] - north[site])
            covered[cell[metres <= radius_m]] = True
        answer = np.empty_like(covered)
        answer[tiles.cell_row] = covered
        return answer

    def covered_by(self, sites_xy: ArrayLike, *, bound_m: float) -> "CellCoverage":
        """Measure from every cell to its nearest site, for all radii up to `bound_m`."""
        nearest = np.empty(len(self.x))
        # Neighbours are asked about one after another, so that the search stays in the same part of its tree.
        tiles = self.tiles
        nearest[tiles.cell_row] = cells_to_nearest(tiles.x, tiles.y, sites_xy=sites_xy, bound_m=bound_m)
        nothing = np.zeros(0, dtype=np.int64)
        return CellCoverage(self, float(bound_m), nearest, nothing, np.zeros(0))


@dataclass(frozen=True, slots=True, eq=False)
class CellCoverage:
    """
    An answered question: the metres from each cell to its nearest site, inf beyond `bound_m`.

    One more site brings only cells within the bound nearer, so a coverage with it shares `measured_m` (float64, a cell
    each) with the one without and holds beside it the cells that have changed since: `changed_rows` (int64, rising)
    and `changed_m`. All three arrays are closed to writing; `nearest_m` puts them together.
    """

    cells: Cells
    bound_m: float
    measured_m: NDArray[np.float64]
    changed_rows: NDArray[np.int64]
    changed_m: NDArray[np.float64]

    def __post_init__(self) -> None:
        for shared in (self.measured_m, self.changed_rows, self.changed_m):
            shared.flags.writeable = False

    def nearest_m(self) -> NDArray[np.float64]:
        """Metres to the nearest site, a new array with a number a cell; inf beyond the bound."""
        nearest = self.measured_m.copy()
        nearest[self.changed_rows] = self.changed_m
        return nearest

    def with_site(self, xy: ArrayLike) -> Self:
        """The coverage with one more site at `xy` (two numbers, metres): looks at the cells within the bound only."""
        (spot,) = _pairs_of_coordinates(np.atleast_2d(np.asarray(xy, dtype=np.float64)))
        rows, metres = self._nearer_with(spot)
        merged = np.union1d(self.changed_rows, rows)
        changed = self._metres_of(merged)
        changed[np.searchsorted(merged, rows)] = metres
        return type(self)(self.cells, self.bound_m, self.measured_m, merged, changed)

    def population_within(self, radius_m: float) -> float:
        """People of the cells with a site within the radius, itself included; MeasureError beyond the bound."""
        _require_within_bound(radius_m, self.bound_m)
        people = self.cells.population
        before = people @ (self.measured_m <= radius_m)
        was = self.measured_m[self.changed_rows] <= radius_m
        gained = people[self.changed_rows[(self.changed_m <= radius_m) & ~was]]
        return float(before + gained.sum())

    def population_gained(self, xy: ArrayLike, *, radius_m: float) -> float:
        """People whom one more site at `xy` would bring within the radius; MeasureError beyond the bound."""
        _require_within_bound(radius_m, self.bound_m)
        (spot,) = _pairs_of_coordinates(np.atleast_2d(np.asarray(xy, dtype=np.float64)))
        rows, metres = self._nearer_with(spot)
        gained = (metres <= radius_m) & (self._metres_of(rows) > radius_m)
        return float(self.cells.population[rows[gained]].sum())

    def _nearer_with(self, spot: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The cells, in rising order, to which this spot is nearer than any site so far, and how near it is."""
        box = _boxes_around(spot[np.newaxis], self.bound_m)
        rows = np.concatenate([self.cells.tiles.cell_row[cell] for _, cell in self.cells.tiles.candidates(box)])
        rows.sort()
        metres = _straight_m(self.cells.x[rows] - spot[0], self.cells.y[rows] - spot[1])
        nearer = (metres <= self.bound_m) & (metres < self._metres_of(rows))
        return rows[nearer], metres[nearer]

    def _metres_of(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        metres = self.measured_m[rows]
        if len(self.changed_rows):
            at = np.minimum(np.searchsorted(self.changed_rows, rows), len(self.changed_rows) - 1)
            metres = np.where(self.changed_rows[at] == rows, self.changed_m[at], metres)
        return metres


def _boxes_around(sites: NDArray[np.float64], radius_m: float) -> NDArray[np.float64]:
    reach = searched_to(radius_m)
    return np.hstack([sites - reach, sites + reach])


def _straight_m(east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
    """Written as the tree computes it, so that a cell is equally far whichever way it is measured."""
    return to_the_millimetre(np.sqrt(east * east + north * north))


def _require_bound(bound_m: float) -> None:
    if not 0 < bound_m < np.inf:
        raise MeasureError(f"搜索距离{bound_m}无效，请给出大于0的米数 / bound_m is {bound_m}; give metres above 0")


def _require_within_bound(radius_m: float, bound_m: float) -> None:
    if not 0 <= radius_m <= bound_m:
        raise MeasureError(
            f"半径{radius_m:g}米不在已搜索的0至{bound_m:g}米之内，请扩大搜索距离 / "
            f"radius_m is {radius_m:g} but sites were looked for up to {bound_m:g} m; measure as far"
        )


def _require_columns(*columns: NDArray[np.float64]) -> None:
    if len({column.shape for column in columns}) > 1 or columns[0].ndim != 1:
        shapes = [column.shape for column in columns]
        raise MeasureError(
            f"各列形状为{shapes}，请每列每格一个数 / columns of shapes {shapes}; give one number a cell in each"
        )
    for column in columns:
        if not np.isfinite(column).all():
            none = int((~np.isfinite(column)).sum())
            raise MeasureError(f"{none}个格网没有数值，请去掉 / {none} cell(s) with no number; leave them out")


def _pairs_of_coordinates(xy: ArrayLike) -> NDArray[np.float64]:
    pairs = np.asarray(xy, dtype=np.float64)
    if not pairs.size:
        return np.zeros((0, 2))
    if pairs.ndim != 2 or pairs.shape[1] != 2 or not np.isfinite(pairs).all():
        raise MeasureError(
            f"点位坐标形状为{pairs.shape}，请每个点位给出东、北两个有限的米数 / "
            f"sites of shape {pairs.shape}; give two finite numbers a site, metres east and north"
        )
    return pairs
