"""Which places are offered (可选托位): the open classes of the sites that count, to whom, and whether inclusive."""

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.model.codes import Code
from planning.population.age_bands import Ages
from planning.reach.withheld import Withheld


class Fitting(Code):
    """Which places a family that seeks one can take."""

    INCLUSIVE = "inclusive", "普惠托位"
    ANY = "any", "全部托位"


OFFER_COLUMNS = ("site_row", "site_id", "place_class", "class_row", "places", "inclusive")


def offers(sites: gpd.GeoDataFrame, ages: Ages, *, why: pd.Series) -> pd.DataFrame:
    """
    List the places of each site and class that neighbours can have.

    Parameters
    ----------
    sites
        The sites that count, in order.
    ages
        The classes in order.
    why
        Why each site offers nothing (`planning.reach.withheld`).

    Returns
    -------
    DataFrame
        `OFFER_COLUMNS`, one row a site and class with places, in order of site and class: `site_row` and `class_row`
        are positions in `sites` and `ages.classes`, `inclusive` (boolean) NA where nobody says.
    """
    counted = _places(sites, ages) * (why == "").to_numpy()[:, None]
    return _listed(sites, ages, counted)


def possible_offers(sites: gpd.GeoDataFrame, ages: Ages, *, why: pd.Series) -> pd.DataFrame:
    """
    List what the sites might offer that are not known to be closed to neighbours, as `offers` does.

    A site that reported its places might offer those; of another each class is possible, with 1 in `places`.
    """
    possible = np.where(sites["places"].isna().to_numpy()[:, None], 1, _places(sites, ages))
    return _listed(sites, ages, possible * (why != str(Withheld.NOT_OPEN)).to_numpy()[:, None])


def _places(sites: gpd.GeoDataFrame, ages: Ages) -> NDArray[np.int64]:
    """Places by site and class, 0 where nobody reported any."""
    columns = [sites[f"places_{one}"].fillna(0).to_numpy(dtype=np.int64) for one in ages.classes]
    return np.array(columns, dtype=np.int64).reshape(len(ages.classes), len(sites)).T


def _listed(sites: gpd.GeoDataFrame, ages: Ages, counted: NDArray[np.int64]) -> pd.DataFrame:
    site_row, class_row = np.nonzero(counted > 0)
    classes = np.array([str(one) for one in ages.classes], dtype=object)
    return pd.DataFrame(
        {
            "site_row": site_row,
            "site_id": sites.index.to_numpy()[site_row],
            "place_class": classes[class_row],
            "class_row": class_row,
            "places": counted[site_row, class_row],
            "inclusive": sites["inclusive"].astype("boolean").array[site_row],
        }
    )
