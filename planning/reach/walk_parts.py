"""Of what a walk is made (步行分段): straight to the way or gate, along the ways, and straight from the way on."""

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import dijkstra

from planning.accessibility.access_points import AccessPoints
from planning.accessibility.network_costs import graph_with_feet
from planning.accessibility.travel_costs import TravelCosts
from planning.reach.walks import Walks

PARTS = ("to_way_m", "along_m", "from_way_m")
# Walks are told to the millimetre; to look a metre farther misses none of them.
_SLACK_M = 1.0


def walk_parts(walks: Walks, near: TravelCosts) -> pd.DataFrame:
    """
    Take the walks of one home or of one site to pieces.

    Parameters
    ----------
    walks
        The walks of a day.
    near
        Pairs of them (`walks.costs`, cut down to those of one dwelling point or of one site).

    Returns
    -------
    DataFrame
        One row a pair, in their order: `cost_m`, and its parts, which add up to it: `to_way_m` from the home straight
        to its gate or the nearest way, `along_m` along the ways, `from_way_m` straight to the site; NaN where no way is
        walked, and `straight_m` then the straight line, which times the detour factor is the walk. All in metres
        (float64), rounded to 0.1 m so that the parts still add up.
    """
    cost = pd.Series(near.cost, dtype=float)
    if walks.network is None or walks.access is None:
        nothing = dict.fromkeys(PARTS, np.nan)
        return pd.DataFrame({"cost_m": cost.round(1), **nothing, "straight_m": (cost / float(walks.factor)).round(1)})
    homes, sites = (
        one.of_rows(np.unique(rows)) for one, rows in zip(walks.access, (near.demand_row, near.site_row), strict=True)
    )
    out, back = _joined_by(walks, near, homes, sites)
    pieces = pd.DataFrame({"to_way_m": out, "along_m": cost - out - back, "from_way_m": back}).clip(lower=0)
    return pd.DataFrame({"cost_m": cost.round(1), **adding_up(pieces, digits=1), "straight_m": np.nan})


def adding_up(parts: pd.DataFrame, *, digits: int) -> pd.DataFrame:
    """
    Round the columns of each row so that they add up to the rounded sum.

    What is rounded are the sums so far, so that each part is at most one unit of the last place off.
    """
    so_far = parts.cumsum(axis="columns").round(digits)
    return so_far.diff(axis="columns").fillna(so_far).round(digits)


def _joined_by(
    walks: Walks, near: TravelCosts, homes: AccessPoints, sites: AccessPoints
) -> tuple[pd.Series, pd.Series]:
    """The straight metres at both ends of each pair, by the gates and ways of the shortest walk."""
    if walks.network is None or not len(near.cost):
        return pd.Series(dtype=float), pd.Series(dtype=float)
    graph, _, (of_homes, of_sites) = graph_with_feet(walks.network, demand=homes, sites=sites)
    # The search starts from the one that the walks have in common, which joins at a few places at most.
    by_homes = len(of_homes) < len(of_sites)
    along = dijkstra(graph, indices=of_homes if by_homes else of_sites, limit=near.limit + _SLACK_M)
    along = along[:, of_sites] if by_homes else along[:, of_homes].T
    home, site = (np.repeat(np.arange(len(of_homes)), len(of_sites)), np.tile(np.arange(len(of_sites)), len(of_homes)))
    joined = pd.DataFrame(
        {
            "demand": homes.point_row[home],
            "site": sites.point_row[site],
            "out": homes.away_m[home],
            "back": sites.away_m[site],
            "whole": homes.away_m[home] + along.ravel() + sites.away_m[site],
        }
    )
    least = joined.sort_values(["whole", "out", "back"], kind="stable").drop_duplicates(["demand", "site"])
    pairs = pd.DataFrame({"demand": near.demand_row, "site": near.site_row}).merge(
        least, on=["demand", "site"], how="left"
    )
    return pairs["out"], pairs["back"]
