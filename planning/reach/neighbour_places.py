"""How many places of a site neighbours can have (对外开放托位), and whether there may be more than are known."""

import geopandas as gpd
import pandas as pd

from planning.reach.withheld import UNTOLD, withheld_by_word


def neighbour_places(sites: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Count the places that each site offers to the children around it.

    `sites` are those that count as supply (`planning.register.standing.standing_sites`). By site: `places` (Int64), 0
    where it is not open to neighbours, does not say so, or reported no number; and `more` (bool), whether it may have
    more than that, because one of the two is unknown.
    """
    why, places = withheld_by_word(sites), sites["places"].astype("Int64")
    more = why.isin([str(one) for one in UNTOLD]) & (places != 0).fillna(value=True)
    return pd.DataFrame({"places": places.where(why == "", 0), "more": more.astype(bool)}, index=sites.index)
