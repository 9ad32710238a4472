"""Which places are offered (可选托位): the open classes of the sites that count, to whom, and whether inclusive."""

import geopandas as gpd
import numpy as np
import pandas as pd

from planning.model.codes import Code
from planning.population.class_ages import Ages


class Fitting(Code):
    """Which places a family that seeks one can take."""

    INCLUSIVE = "inclusive", "普惠托位"
    ANY = "any", "全部托位"


OFFER_COLUMNS = ("site_row", "site_id", "place_class", "class_row", "places", "inclusive")


def offers(sites: gpd.GeoDataFrame, ages: Ages) -> pd.DataFrame:
    """
    List the places of each site and class that neighbours can have.

    Parameters
    ----------
    sites
        The sites that count, in order (`planning.register.standing.standing_sites`).
    ages
        The classes in order.

    Returns
    -------
    DataFrame
        `OFFER_COLUMNS`, one row a site and class with places, in order of site and class: `site_row` and `class_row`
        are positions in `sites` and `ages.classes`, `inclusive` (boolean) NA where nobody says. A site that is not
        open to neighbours, or does not say so, offers none; nor does one whose places nobody reported.
    """
    opened = sites["open_to_neighbours"].fillna(value=False).astype(bool).to_numpy()
    counted = np.array(
        [sites[f"places_{one}"].fillna(0).astype(int).to_numpy() for one in ages.classes], dtype=np.int64
    )
    counted = counted.reshape(len(ages.classes), len(sites)).T * opened[:, None]
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


def withheld(sites: gpd.GeoDataFrame) -> dict[str, int]:
    """How many sites that count offer nothing, and why, in Chinese; what nobody says is never taken for open."""
    opened = sites["open_to_neighbours"]
    told = {
        "不对外开放": int((opened == False).fillna(value=False).sum()),  # noqa: E712 - NA is neither
        "没有说明是否对外开放": int(opened.isna().sum()),
        "没有填报托位数": int((sites["places"].isna() & opened.fillna(value=False).astype(bool)).sum()),
    }
    return {why: number for why, number in told.items() if number}
