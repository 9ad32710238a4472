"""Who lies within a service radius (服务半径) of a site, measured in a straight line."""

import geopandas as gpd
import numpy as np
import pandas as pd

from planning.errors import CrsMismatch


def within_radius(homes: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, *, radius_m: int) -> pd.Series:
    """
    Say of each home whether a site stands within the radius, the radius included.

    Parameters
    ----------
    homes, sites
        Points in one metric CRS.
    radius_m
        Metres, straight line.

    Returns
    -------
    Series
        bool by the index of `homes`; False where there is no site at all.

    Raises
    ------
    CrsMismatch
        The two are in different reference systems.
    """
    if homes.crs != sites.crs:
        raise CrsMismatch(left=homes.crs, right=sites.crs)
    near = np.zeros(len(homes), dtype=bool)
    rows, _ = sites.sindex.query(homes.geometry.to_numpy(), predicate="dwithin", distance=radius_m)
    near[np.unique(rows)] = True
    return pd.Series(near, index=homes.index)
