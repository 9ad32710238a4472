"""How far it is in a straight line (直线距离), lengthened by a detour factor (绕行系数) where no network is known."""

import math
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.spatial import cKDTree

from planning.accessibility.exact_metres import searched_to, to_the_millimetre
from planning.accessibility.one_metric_crs import require_one_metric_crs
from planning.accessibility.travel_costs import CostUnit, MeasuredBy, TravelCosts
from planning.errors import MeasureError, NotAPoint

Points: TypeAlias = gpd.GeoSeries | gpd.GeoDataFrame


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
        Metres, itself included, that the straight line times the factor, told to the millimetre, may come to.
    detour_factor
        1 or more: how much longer a way is than the straight line.

    Returns
    -------
    TravelCosts
        In metres to the millimetre, measured by straight line; from both ends the same.

    Raises
    ------
    CrsMismatch, MissingCrs, CoordinateError
        The two are in different reference systems, in none, or in one that does not measure in metres.
    NotAPoint
        A geometry is missing, empty or no point.
    MeasureError
        The limit is not above 0, or the factor is below 1.
    """
    if not limit_m > 0:
        raise MeasureError(f"步行距离上限{limit_m}无效，请给出大于0的米数 / limit_m is {limit_m}; give metres above 0")
    if not 1 <= detour_factor < math.inf:
        raise MeasureError(
            f"绕行系数{detour_factor}无效，路不会比直线短，须不小于1 / "
            f"detour_factor is {detour_factor}; a way is no shorter than the straight line: 1 or more"
        )
    require_one_metric_crs(demand_points.crs, site_points.crs, table="demand points")
    demand_xy = _bare_coordinates(demand_points, table="demand points")
    site_xy = _bare_coordinates(site_points, table="site points")
    pairs = _near_pairs(demand_xy, site_xy, radius_m=searched_to(limit_m) / detour_factor)
    cost_m = to_the_millimetre(pairs.data * detour_factor)
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


def _bare_coordinates(points: Points, *, table: str) -> NDArray[np.float64]:
    geometries = points.geometry.to_numpy()
    wrong = (shapely.get_type_id(geometries) != shapely.GeometryType.POINT) | shapely.is_empty(geometries)
    if wrong.any():
        raise NotAPoint(table=table, rows=int(wrong.sum()), first=points.index[wrong][0])
    coordinates: NDArray[np.float64] = shapely.get_coordinates(geometries)
    return coordinates


def _near_pairs(demand_xy: NDArray[np.float64], site_xy: NDArray[np.float64], *, radius_m: float) -> csr_array:
    """Metres between the pairs within the radius, a row a demand point, with the sites in rising order."""
    shape = len(demand_xy), len(site_xy)
    if 0 in shape:
        return csr_array(shape)
    # Sites are few, so they do the asking.
    found = cKDTree(site_xy).sparse_distance_matrix(cKDTree(demand_xy), radius_m, output_type="ndarray")
    # A sparse matrix puts pairs in order by counting, which is faster than sorting them; nought metres stay pairs.
    pairs = coo_array((found["v"], (found["j"], found["i"])), shape=shape).tocsr()
    pairs.sort_indices()
    return pairs
