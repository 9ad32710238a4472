"""How many places a child has within reach where catchments overlap (两步移动搜寻法, 2SFCA)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.amounts import amounts_by_row
from planning.accessibility.decay import Decay
from planning.accessibility.travel_costs import TravelCosts
from planning.errors import MeasureError


@dataclass(frozen=True, slots=True)
class Catchments:
    """
    Both steps of a floating catchment.

    `places_per_child` (float64 by demand id, in the order of the costs) is what the children there have in reach, 0
    where they reach no site. `site_places_per_child` (float64 by site id) is a site's places for each weighted child
    who reaches it; NA where none does: such a site serves nobody, and `places_unreached` sums the places of those.
    """

    places_per_child: pd.Series
    site_places_per_child: pd.Series
    places_unreached: float


def catchments(costs: TravelCosts, *, demand: pd.Series, supply: pd.Series, decay: Decay) -> Catchments:
    """
    Count the places for each child: 2SFCA with `Step`, E2SFCA with `Zones`, Gaussian 2SFCA with `Gaussian`.

    First the places for each weighted child at every site j, then their weighted sum at every demand point i:
    R(j) = supply(j) / Σ_i demand(i) w(i,j), over the sites where the sum is above 0; A(i) = Σ_j R(j) w(i,j). Every
    place within reach is shared among all children who reach it, so that the children's places add up to the places of
    all sites that a child reaches.

    Parameters
    ----------
    costs
        Pairs as far as the decay reaches.
    demand
        Children by demand id, 0 or more.
    supply
        Places by site id, 0 or more.
    decay
        How much less a farther site counts, in the unit of `costs`.

    Raises
    ------
    MeasureError
        An amount is missing, unknown or below 0, or the costs end before the decay does.

    Notes
    -----
    Two-step floating catchment area (2003), enhanced (2009), Gaussian (2009).
    """
    if decay.limit > costs.limit:
        raise MeasureError(
            f"衰减到{decay.limit:g}为止，距离只测到{costs.limit:g}，请测到同样远 / "
            f"the decay reaches {decay.limit:g} but costs end at {costs.limit:g}; measure costs as far"
        )
    children = amounts_by_row(demand, costs.demand_ids, what="demand")
    places = amounts_by_row(supply, costs.site_ids, what="supply")
    weight = decay.weights(costs.cost)
    reaching = _sums(costs.site_row, weight * children[costs.demand_row], rows=len(places))
    reached = reaching > 0
    ratio = np.divide(places, reaching, out=np.zeros(len(places)), where=reached)
    per_child = _sums(costs.demand_row, weight * ratio[costs.site_row], rows=len(children))
    return Catchments(
        places_per_child=pd.Series(per_child, index=costs.demand_ids, name="places_per_child"),
        site_places_per_child=pd.Series(
            np.where(reached, ratio, np.nan), index=costs.site_ids, name="site_places_per_child"
        ),
        places_unreached=float(places[~reached].sum()),
    )


def _sums(rows_of: NDArray[np.int64], values: NDArray[np.float64], *, rows: int) -> NDArray[np.float64]:
    return np.bincount(rows_of, weights=values, minlength=rows).astype(
        np.float64, copy=False
    )  # of no pairs: whole numbers
