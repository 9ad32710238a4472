"""How far it is in a straight line (直线距离), lengthened by a detour factor (绕行系数) where no network is known."""

import math
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.spatial import cKDTree

from planning.accessibility.travel_costs import CostUnit, MeasuredBy, TravelCosts
from planning.errors import CoordinateError, CrsMismatch, MeasureError, MissingCrs, NotAPoint

Points: TypeAlias = gpd.GeoSeries | gpd.GeoDataFrame

_A_HAIR = 1e-9  # the search is this share wider than the limit, so that rounding drops no pair before it is weighed


def straight_line_costs(
    demand_points: Points, site_points: Points, *, limit_m: float, detour_factor: float
) -> TravelCosts:
    """
    Measure every pair of a demand point and a site within the limit.

    Parameters
    ----------
    demand_points, site_points
        Points in one metric CRS; their indexes name them.
    limit_m
        Metres, itself included, that the straight line times the factor may come to.
    detour_factor
        1 or more: how much longer a way is than the straight line.

    Returns
    -------
    TravelCosts
        In metres, measured by straight line.

    Raises
    ------
    CrsMismatch, MissingCrs, CoordinateError
        The two are in different reference systems, in none, or in one of degrees.
    NotAPoint
        A geometry is missing, empty or no point.
    MeasureError
        The limit is not above 0, or the factor is below 1.
    """
    if not limit_m > 0:
        raise MeasureError(f"limit_m is {limit_m}; give metres above 0")
    if not 1 <= detour_factor < math.inf:
        raise MeasureError(f"detour_factor is {detour_factor}; a way is no shorter than the straight line: 1 or more")
    _require_one_metric_crs(demand_points, site_points)
    demand_xy = _bare_coordinates(demand_points, table="demand points")
    site_xy = _bare_coordinates(site_points, table="site points")
    pairs = _near_pairs(demand_xy, site_xy, radius_m=limit_m / detour_factor)
    cost_m = pairs.data * detour_factor
    kept = cost_m <= limit_m
    return TravelCosts(
        np.repeat(np.arange(len(demand_xy)), np.diff(pairs.indptr))[kept],
        pairs.indices[kept].astype(np.int64),
        cost_m[kept],
        demand_points.index,
        site_points.index,
        CostUnit.METRES,
        limit=float(limit_m),
        measured_by=MeasuredBy.STRAIGHT_LINE,
    )


def _require_one_metric_crs(left: Points, right: Points) -> None:
    if left.crs != right.crs:
        raise CrsMismatch(left=left.crs, right=right.crs)
    if left.crs is None:
        raise MissingCrs(table="demand points")
    if left.crs.is_geographic:
        raise CoordinateError(f"{left.crs} is in degrees; project to a metric reference system before measuring")


def _bare_coordinates(points: Points, *, table: str) -> NDArray[np.float64]:
    geometries = points.geometry.to_numpy()
    wrong = (shapely.get_type_id(geometries) != shapely.GeometryType.POINT) | shapely.is_empty(geometries)
    if wrong.any():
        raise NotAPoint(table=table, rows=int(wrong.sum()), first=points.index[wrong][0])
    coordinates: NDArray[np.float64] = shapely.get_coordinates(geometries)
    return coordinates


def _near_pairs(demand_xy: NDArray[np.float64], site_xy: NDArray[np.float64], *, radius_m: float) -> csr_array:
    """Metres between the pairs within about the radius, a row a demand point, with the sites in rising order."""
    shape = len(demand_xy), len(site_xy)
    if 0 in shape:
        return csr_array(shape)
    # Sites are few, so they do the asking.
    found = cKDTree(site_xy).sparse_distance_matrix(cKDTree(demand_xy), radius_m * (1 + _A_HAIR), output_type="ndarray")
    # A sparse matrix puts pairs in order by counting, which is faster than sorting them; nought metres stay pairs.
    pairs = coo_array((found["v"], (found["j"], found["i"])), shape=shape).tocsr()
    pairs.sort_indices()
    return pairs
