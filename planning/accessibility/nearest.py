"""Which site is nearest (最近设施), and how far it is to the nearest, the second nearest and so on."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.travel_costs import TravelCosts
from planning.errors import MeasureError


def nearest_cost(costs: TravelCosts, *, rank: int = 1) -> pd.Series:
    """
    Say of each demand point what its nearest site costs to reach.

    Parameters
    ----------
    costs
        Pairs of demand points and sites.
    rank
        1 for the nearest site, 2 for the second nearest, and so on.

    Returns
    -------
    Series
        float64 `cost_m` or `cost_min` by demand id; inf where fewer than `rank` sites lie within `costs.limit`, so that
        a comparison with any smaller limit stays right.

    Raises
    ------
    MeasureError
        The rank is below 1.
    """
    pairs = _pairs_of_rank(costs, rank)
    cost = np.full(len(costs.demand_ids), np.inf)
    cost[costs.demand_row[pairs]] = costs.cost[pairs]
    return pd.Series(cost, index=costs.demand_ids, name=f"cost_{costs.unit}")


def nearest_site(costs: TravelCosts, *, rank: int = 1) -> pd.Series:
    """
    Name the nearest site of each demand point; of sites equally far the one in the upper row of `costs.site_ids`.

    Returns `site_id` by demand id, NA where fewer than `rank` sites lie within the limit; errors as in `nearest_cost`.
    """
    pairs = _pairs_of_rank(costs, rank)
    sites = pd.Series(costs.site_ids.take(costs.site_row[pairs]), index=costs.demand_row[pairs])
    found = sites.reindex(np.arange(len(costs.demand_ids)))
    return found.set_axis(costs.demand_ids).rename("site_id")


def _pairs_of_rank(costs: TravelCosts, rank: int) -> NDArray[np.int64]:
    """Where the pair of this rank stands, of the demand points that have so many."""
    if rank < 1:
        raise MeasureError(f"第{rank}近无意义，最近的点位为第1近 / rank is {rank}; the nearest site has rank 1")
    # Stable: pairs already stand by site row within a demand row, which settles ties.
    by_cost = np.lexsort((costs.cost, costs.demand_row))
    each = np.bincount(costs.demand_row, minlength=len(costs.demand_ids))
    first = np.cumsum(each) - each
    pairs: NDArray[np.int64] = by_cost[first[each >= rank] + rank - 1]
    return pairs
