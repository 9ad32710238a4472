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
    left_m = limit_m - start.away_m
    costs = dijkstra(graph, indices=feet, limit=float(max(left_m.max(), 0)))
    spare_m = np.where(np.isfinite(costs), left_m[:, None] - costs, 0).max(axis=0).clip(min=0)
    ways = graph.tocoo()
    forward = (ways.row < ways.col) & (ways.data > 0)
    ends = np.stack([ways.row[forward], ways.col[forward]])
    return _parts(xy[ends], ways.data[forward], spare_m[ends])


def _parts(
    ends: NDArray[np.float64], length_m: NDArray[np.float64], spare_m: NDArray[np.float64]
) -> NDArray[np.object_]:
    """As much of each way as the walk has left at its two ends; the whole of it once where the two parts meet."""
    share = np.minimum(spare_m / length_m, 1.0)
    whole = share.sum(axis=0) >= 1
    drawn = [np.stack([ends[0], ends[1]], axis=1)[whole]]
    for here, there, part in ((ends[0], ends[1], share[0]), (ends[1], ends[0], share[1])):
        some = ~whole & (part > 0)
        drawn.append(np.stack([here, here + part[:, None] * (there - here)], axis=1)[some])
    return np.asarray(shapely.linestrings(np.concatenate(drawn)), dtype=object)


def _none_like(start: AccessPoints) -> AccessPoints:
    none = np.zeros(0, dtype=np.int64)
    return AccessPoints(start.point_ids[:0], none, none, none, np.zeros(0), np.zeros(0), joined=start.joined.iloc[:0])
