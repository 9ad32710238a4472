"""What each dwelling point reaches (居住点可达): whether a site is near, how near, and how many places for a child."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.decay import Decay
from planning.accessibility.floating_catchment import Catchments, catchments
from planning.accessibility.nearest import nearest_cost
from planning.reach.neighbour_places import neighbour_places
from planning.reach.walks import Walks


@dataclass(frozen=True, slots=True)
class ReachQuestion:
    """What is asked of reach: near enough within how many metres of the n-th nearest site, and how distance counts."""

    within_m: float
    rank: int
    decay: Decay


def point_nearness(walks: Walks, asked: ReachQuestion) -> pd.DataFrame:
    """
    Whether and how near each dwelling point has the site asked for.

    By point: `measured` (bool), whether its walks could be measured; `within` (boolean), NA where nobody knows; and
    `nearest_m`, the metres to the n-th nearest site whose walk could be measured: inf where it is surely beyond the
    limit of the walks, NaN where nobody knows. Raises MeasureError where the walks end before the question does.
    """
    there = walks.near(walks.costs.limit, rank=asked.rank)
    nearest = nearest_cost(walks.costs, rank=asked.rank).mask(there.isna(), np.nan)
    within = walks.near(asked.within_m, rank=asked.rank)
    return pd.DataFrame({"measured": walks.measured, "within": within, "nearest_m": nearest})


@dataclass(frozen=True, slots=True)
class PointPlaces:
    """
    Places for each child at each dwelling point, of those that neighbours can have.

    `places_per_child` (float64 by point) is NaN where the walks of the point are not measured, and where it shares a
    site with children whose number is unknown; `at_least` (bool by point) says that there may be more than that.
    `places_unreached` are the places of sites that no child reaches, NaN where nobody knows.
    """

    places_per_child: pd.Series
    at_least: pd.Series
    catchments: Catchments
    places_unreached: float


def point_places(walks: Walks, children: pd.Series, *, decay: Decay) -> PointPlaces:
    """
    Share the places of each site among the children who reach it (`planning.accessibility.floating_catchment`).

    `children` (Int64, NA unknown) are those of each point. Points that do not join the network have no part in any
    catchment. A lower bound is what a point has beside a site that may have more places than are known, or whose walk
    could not be measured. Raises MeasureError where the walks end before the decay does.
    """
    offered = neighbour_places(walks.sites)
    found = catchments(walks.costs, demand=children.fillna(0), supply=offered["places"], decay=decay)
    places, more = (offered[name].to_numpy() for name in ("places", "more"))
    costs, unmeasured = walks.costs, walks.unmeasured_within(decay.limit)
    weighs = decay.weights(costs.cost) > 0
    home, site = costs.demand_row[weighs], costs.site_row[weighs]
    shared = _any(site, children.isna().to_numpy()[home], rows=len(places)) & (places > 0)
    unknown = _any(home, shared[site], rows=len(children))
    bound = _any(home, more[site], rows=len(children))
    may_weigh = decay.weights(unmeasured.cost) > 0
    offers = ((places > 0) | more)[unmeasured.site_row]
    bound |= _any(unmeasured.demand_row, may_weigh & offers, rows=len(children))
    held = found.places_per_child.where(walks.measured & ~unknown)
    # Of a site that only children of unknown number reach nobody knows whether it serves anybody.
    doubtful = shared & found.site_places_per_child.isna().to_numpy()
    unreached = float("nan") if doubtful.any() else found.places_unreached
    at_least = pd.Series(bound, index=children.index)
    return PointPlaces(held, at_least, found, unreached)


def _any(rows_of: NDArray[np.int64], holds: NDArray[np.bool_], *, rows: int) -> NDArray[np.bool_]:
    """Whether something holds of any pair of each row."""
    found = np.zeros(rows, dtype=bool)
    found[rows_of[holds.astype(bool)]] = True
    return found
