"""Whose lot is not certain (去向待定): children without a place near a site that says too little, or not measured."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.population.age_bands import Ages
from planning.reach.walks import Walks
from planning.reach.withheld import UNTOLD
from planning.served.offers import Fitting, possible_offers
from planning.served.split import Fate, Split, fitting_pairs, meetings, meets, right_ages


def doubts(found: Split, walks: Walks, *, why: pd.Series, ages: Ages, fitting: Fitting) -> pd.DataFrame:
    """
    Count the children without a place whose lot could be another if what nobody knows were known.

    Parameters
    ----------
    found
        The fates of the seekers.
    walks
        The walks within reach, to the sites that count.
    why
        Why each site offers nothing (`planning.reach.withheld`).
    ages, fitting
        As for the split.

    Returns
    -------
    DataFrame
        By row of `found.units`, int64: `untold`, those whom a place of a site within reach that says too little would
        give another lot (out of reach: any of its places; without a class: one of the right age; otherwise one that
        fits), and `unmeasured`, those beside them to whom it could happen because a walk is not known that may be
        short enough. Nobody is in both, and none of them has a place. That is the most there can be, however many
        places such sites have: in full classes also those count for whom a child who has a place would make room by
        going to such a site, at any remove.
    """
    units, limit_m = found.units, walks.costs.limit
    possible = possible_offers(walks.sites, ages, why=why)
    silent = why.isin([str(one) for one in UNTOLD]).to_numpy(dtype=bool)
    near = meetings(units, possible, costs=walks.costs.of_sites(silent))
    maybe = meetings(units, possible, costs=walks.unmeasured_within(limit_m))
    untold = _hanging(found, near, ages=ages, fitting=fitting)
    every = _hanging(found, pd.concat([near, maybe]), ages=ages, fitting=fitting)
    # Who lives nobody knows where may live beside any site.
    placed = (walks.points.geometry.notna() & ~walks.points.geometry.is_empty).to_numpy(dtype=bool)
    here = placed[units["point_row"].to_numpy(dtype=np.int64)]
    every = every.where(here, units[str(Fate.OUT_OF_REACH)])
    return pd.DataFrame({"untold": untold, "unmeasured": every - untold}).astype("int64")


def _hanging(found: Split, met: pd.DataFrame, *, ages: Ages, fitting: Fitting) -> pd.Series:
    """The children of each unit whose lot the places they might have there would change."""
    units = found.units
    fits = meets(units, met[fitting_pairs(met, ages=ages, fitting=fitting)])
    hanging: pd.Series = (
        units[str(Fate.OUT_OF_REACH)] * meets(units, met)
        + units[str(Fate.NO_CLASS)] * meets(units, met[right_ages(met, ages=ages)])
        + units[str(Fate.ONLY_NON_INCLUSIVE)] * fits
        + units[str(Fate.FULL)] * _could_leave(found, fits)
    )
    return hanging


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
