"""How far it is in a straight line (直线距离), lengthened by a detour factor (绕行系数) where no network is known."""

import math
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
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
    site_row, demand_row, straight_m = _near_pairs(site_xy, demand_xy, radius_m=limit_m / detour_factor)
    cost_m = straight_m * detour_factor
    kept = np.flatnonzero(cost_m <= limit_m)
    kept = kept[np.lexsort((site_row[kept], demand_row[kept]))]
    return TravelCosts(
        demand_row[kept],
        site_row[kept],
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


def _near_pairs(
    site_xy: NDArray[np.float64], demand_xy: NDArray[np.float64], *, radius_m: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Site rows, demand rows and metres of the pairs within about the radius: sites are few, so they do the asking."""
    if not len(site_xy) or not len(demand_xy):
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0)
    sites, demand = cKDTree(site_xy), cKDTree(demand_xy)
    pairs = sites.sparse_distance_matrix(demand, radius_m * (1 + _A_HAIR), output_type="ndarray")
    site_row, demand_row = pairs["i"].astype(np.int64), pairs["j"].astype(np.int64)
    return site_row, demand_row, np.hypot(*(site_xy[site_row] - demand_xy[demand_row]).T)
