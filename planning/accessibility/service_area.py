"""The ways that are within a walk of a place (服务区): what a map draws to show how far a site or a home reaches."""

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse.csgraph import dijkstra

from planning.accessibility.access_points import AccessPoints
from planning.accessibility.network_costs import graph_with_feet
from planning.accessibility.walking_network import WalkingNetwork


def service_area(network: WalkingNetwork, start: AccessPoints, *, limit_m: float) -> NDArray[np.object_]:
    """
    Draw the parts of ways that lie within `limit_m` of the start along the network.

    Parameters
    ----------
    network
        In a metric CRS.
    start
        One or more points as they join it; the nearest of them counts.
    limit_m
        The longest walk, the metres from the point to the network included.

    Returns
    -------
    ndarray
        Lines (shapely) in the network's CRS, a way that is reached in part cut where the walk ends; none where the
        start is not joined.
    """
    nothing = _none_like(start)
    graph, xy, (feet, _) = graph_with_feet(network, demand=start, sites=nothing)
    if not len(feet):
        return np.zeros(0, dtype=object)
    left = np.maximum(limit_m - start.away_m, -1.0)
    reached = np.full(graph.shape[0], -1.0)
    costs = dijkstra(graph, indices=feet, limit=float(max(left.max(), 0)))
    spare = np.where(np.isfinite(costs), left[:, None] - costs, -1.0).max(axis=0)
    reached = np.maximum(reached, spare)
    coordinates = graph.tocoo()
    forward = coordinates.row < coordinates.col
    one, other = coordinates.row[forward], coordinates.col[forward]
    length = coordinates.data[forward]
    return np.concatenate([_parts(xy, one, other, length, reached), _parts(xy, other, one, length, reached)])


def _parts(
    xy: NDArray[np.float64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    length: NDArray[np.float64],
    spare_m: NDArray[np.float64],
) -> NDArray[np.object_]:
    """From each end that is reached, as much of the way as the walk has left; a whole way is drawn from one end."""
    whole = spare_m[start] >= length
    both = whole & (spare_m[end] >= length)
    drawn = (spare_m[start] > 0) & (length > 0) & ~(both & (start > end))
    share = np.minimum(spare_m[start[drawn]] / length[drawn], 1.0)
    first, last = xy[start[drawn]], xy[end[drawn]]
    ends = np.stack([first, first + share[:, None] * (last - first)], axis=1)
    return np.asarray(shapely.linestrings(ends), dtype=object)


def _none_like(start: AccessPoints) -> AccessPoints:
    none = np.zeros(0, dtype=np.int64)
    return AccessPoints(start.point_ids[:0], none, none, none, np.zeros(0), np.zeros(0), joined=start.joined.iloc[:0])
