"""How many places of a site neighbours can have (对外开放托位), and whether there may be more than are known."""

import geopandas as gpd
import pandas as pd


def neighbour_places(sites: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Count the places that each site offers to the children around it.

    `sites` are those that count as supply (`planning.register.standing.standing_sites`). By site: `places` (Int64), 0
    where it is not open to neighbours, does not say so, or reported no number; and `more` (bool), whether it may have
    more than that, because one of the two is unknown.
    """
    opened = sites["open_to_neighbours"].astype("boolean")
    places = sites["places"].astype("Int64")
    none = ~opened.fillna(value=True) | (places == 0).fillna(value=False)
    known = places.where(opened.fillna(value=False).astype(bool), 0).fillna(0)
    more = (opened.isna() | places.isna()) & ~none
    return pd.DataFrame({"places": known.astype("Int64"), "more": more.astype(bool)}, index=sites.index)
