"""Which plots touch each other (相连地块), directly or by way of others, so that they can be looked at together."""

import geopandas as gpd
import numpy as np
import pandas as pd


def adjoining(plots: gpd.GeoDataFrame, *, by: str) -> pd.Series:
    """
    Name the group of touching plots that each plot is in.

    Parameters
    ----------
    plots
        Polygons in a metric CRS with unique ids (str).
    by
        A column: plots that differ in it do not touch in this sense.

    Returns
    -------
    Series
        By plot the lowest id of its group (str), a shared border or corner being enough; its own where it touches none.
    """
    first, second = plots.sindex.query(plots.geometry.to_numpy(), predicate="intersects")
    kind = plots[by].astype("str").to_numpy()
    same = kind[first] == kind[second]
    first, second = first[same], second[same]
    ids = np.sort(plots.index.to_numpy().astype("str"))
    rank = np.searchsorted(ids, plots.index.to_numpy().astype("str"))
    # Each plot takes the lowest rank among its neighbours until none changes; every plot touches itself.
    while True:
        lower = rank.copy()
        np.minimum.at(lower, first, rank[second])
        if (lower == rank).all():
            return pd.Series(ids[rank] if len(ids) else [], index=plots.index, dtype="object")
        rank = lower
