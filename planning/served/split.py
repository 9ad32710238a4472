"""What becomes of the children who seek a place (儿童五分): who has one, and what keeps each of the others out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.travel_costs import TravelCosts
from planning.model.codes import Code
from planning.population.age_bands import Ages
from planning.served.assignment import Pairs, assign
from planning.served.offers import Fitting


class Fate(Code):
    """What becomes of a child; the order is that in which a child who has no place is told why."""

    SERVED = "served", "有位可入"
    OUT_OF_REACH = "out_of_reach", "不可达"
    NO_CLASS = "no_class", "可达但无适龄班"
    ONLY_NON_INCLUSIVE = "only_non_inclusive", "可达的仅有非普惠"
    FULL = "full", "可达但已满"
    NOT_SEEKING = "not_seeking", "暂不寻求托位"


SEEKING = tuple(fate for fate in Fate if fate is not Fate.NOT_SEEKING)


@dataclass(frozen=True, slots=True)
class Split:
    """
    The fates of the seekers, and who takes which place.

    `units` has one row a dwelling point and age band with seekers: `point_row`, `band_row`, `seekers` and a column for
    each of `SEEKING` (int64), which add up to `seekers`. `could` has one row a unit and fitting offer in its reach:
    `unit` (row of `units`) and `offer` (row of the offers); `taken` those of them that are brought together, with
    `children` and `walk_m`.
    """

    units: pd.DataFrame
    could: pd.DataFrame
    taken: pd.DataFrame


def split(seeking: pd.DataFrame, offers: pd.DataFrame, *, costs: TravelCosts, ages: Ages, fitting: Fitting) -> Split:
    """
    Bring seekers and places together, and tell the others why they have none.

    Parameters
    ----------
    seeking
        Int64 by dwelling point, in the order of `costs.demand_ids`, a column for each band of `ages`; points of which
        it is unknown take no part.
    offers
        Places by site and class (`planning.served.offers.offers`), sites in the order of `costs.site_ids`.
    costs
        The walks within reach.
    ages
        Which class takes which band.
    fitting
        Whether only inclusive places fit. A place of which nobody says whether it is inclusive does not.

    Returns
    -------
    Split
        A child without a place is out of reach where no site with an offer is near; else without a class where none of
        them takes its age; else left with what is not inclusive where no fitting place is among them (never where all
        places fit); else before full classes.
    """
    counts = seeking.fillna(0).to_numpy(dtype=np.int64)
    point_row, band_row = np.nonzero(counts > 0)
    units = pd.DataFrame({"point_row": point_row, "band_row": band_row, "seekers": counts[point_row, band_row]})
    met = meetings(units, offers, costs=costs)
    fits = fitting_pairs(met, ages=ages, fitting=fitting)
    could = met[fits].reset_index(drop=True)
    pairs = Pairs(*(could[name].to_numpy() for name in ("unit", "offer", "walk_m")))
    could["children"] = assign(units["seekers"].to_numpy(), offers["places"].to_numpy(), pairs=pairs)
    taken = could.loc[could["children"] > 0, ["unit", "offer", "children", "walk_m"]].reset_index(drop=True)
    served = np.bincount(taken["unit"], taken["children"], minlength=len(units)).astype(np.int64)
    left = units["seekers"].to_numpy() - served
    reason = np.select(
        [~meets(units, met), ~meets(units, met[right_ages(met, ages=ages)]), ~meets(units, could)],
        [_at(Fate.OUT_OF_REACH), _at(Fate.NO_CLASS), _at(Fate.ONLY_NON_INCLUSIVE)],
        default=_at(Fate.FULL),
    )
    fates = {str(fate): np.where(reason == _at(fate), left, 0) for fate in SEEKING}
    fates[str(Fate.SERVED)] = served
    return Split(units.assign(**fates), could[["unit", "offer"]], taken)


def meetings(units: pd.DataFrame, offers: pd.DataFrame, *, costs: TravelCosts) -> pd.DataFrame:
    """Every unit with every offer of a site in its reach, whatever the age: `unit` and `offer` are their rows."""
    near = pd.DataFrame({"point_row": costs.demand_row, "site_row": costs.site_row, "walk_m": costs.cost})
    by_unit = units[["point_row", "band_row"]].assign(unit=np.arange(len(units)))
    by_offer = offers[["site_row", "class_row", "inclusive"]].assign(offer=np.arange(len(offers)))
    return by_unit.merge(near, on="point_row").merge(by_offer, on="site_row")


def right_ages(met: pd.DataFrame, *, ages: Ages) -> NDArray[np.bool_]:
    """Of which meetings the class takes the age."""
    taken: NDArray[np.bool_] = ages.fits[met["band_row"].to_numpy(dtype=int), met["class_row"].to_numpy(dtype=int)]
    return taken


def fitting_pairs(met: pd.DataFrame, *, ages: Ages, fitting: Fitting) -> NDArray[np.bool_]:
    """Of which meetings the class takes the age and the place is one that the family can take."""
    inclusive = met["inclusive"].fillna(value=False).to_numpy(dtype=bool)
    return right_ages(met, ages=ages) & (inclusive if fitting is Fitting.INCLUSIVE else True)


def meets(units: pd.DataFrame, met: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether each unit has any of these meetings."""
    found = np.zeros(len(units), dtype=bool)
    found[met["unit"].to_numpy(dtype=np.int64)] = True
    return found


def _at(fate: Fate) -> int:
    return SEEKING.index(fate)
