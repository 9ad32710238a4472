"""Whose lot is not certain (去向待定): children without a place near a site that says too little, or not measured."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.travel_costs import TravelCosts
from planning.population.age_bands import Ages
from planning.served.offers import Fitting
from planning.served.split import Fate, Split, fitting_pairs, meetings, meets, right_ages


def doubts(
    found: Split,
    possible: pd.DataFrame,
    *,
    costs: TravelCosts,
    measured: NDArray[np.bool_],
    ages: Ages,
    fitting: Fitting,
) -> pd.DataFrame:
    """
    Count the children without a place whose lot could be another if what nobody says were known.

    Parameters
    ----------
    found
        The fates of the seekers.
    possible
        What sites without a statement might offer (`planning.served.offers.possible_offers`).
    costs, measured
        The walks within reach, and of which dwelling points walks could be measured.
    ages, fitting
        As for the split.

    Returns
    -------
    DataFrame
        By row of `found.units`, int64: `untold`, those whom a place of such a site would give another lot (out of
        reach: any of its places; without a class: one of the right age; otherwise one that fits), and `unmeasured`,
        those whose walks are not known. Nobody is in both, and none of them has a place. `untold` is the most there
        can be, however many places such sites have: in full classes also those count for whom a child who has a place
        would make room by going to such a site, at any remove.
    """
    units = found.units
    met = meetings(units, possible, costs=costs)
    fits = meets(units, met[fitting_pairs(met, ages=ages, fitting=fitting)])
    untold = (
        units[str(Fate.OUT_OF_REACH)] * meets(units, met)
        + units[str(Fate.NO_CLASS)] * meets(units, met[right_ages(met, ages=ages)])
        + units[str(Fate.ONLY_NON_INCLUSIVE)] * fits
        + units[str(Fate.FULL)] * _could_leave(found, fits)
    )
    unknown = ~measured[units["point_row"].to_numpy(dtype=np.int64)]
    return pd.DataFrame({"untold": untold, "unmeasured": units[str(Fate.OUT_OF_REACH)] * unknown}).astype("int64")


def _could_leave(found: Split, fits: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which units could go to such a site, or to a place that one who could go there would leave, and so on."""
    could = fits.copy()
    unit, offer = (found.could[name].to_numpy(dtype=np.int64) for name in ("unit", "offer"))
    holder, held = (found.taken[name].to_numpy(dtype=np.int64) for name in ("unit", "offer"))
    while True:
        free = np.isin(offer, held[could[holder]])
        if could[unit[free]].all():
            return could
        could[unit[free]] = True
