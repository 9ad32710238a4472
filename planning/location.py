"""In which area a point lies (点位归属): each point once, at the finest level that has boundaries."""

import geopandas as gpd
import pandas as pd

from planning.errors import CrsMismatch
from planning.model.codes import AreaLevel

FINEST_FIRST = (AreaLevel.COMMUNITY, AreaLevel.STREET, AreaLevel.DISTRICT, AreaLevel.CITY)


def holding_polygon(points: gpd.GeoDataFrame, polygons: gpd.GeoDataFrame) -> pd.Series:
    """
    Name the polygon that holds each point.

    Parameters
    ----------
    points
        Points with a unique index.
    polygons
        Polygons whose index (str) names them; same CRS. Rows without a geometry hold nothing.

    Returns
    -------
    Series
        By the index of `points`: the polygon's name, NA where none holds it. A point on a shared border belongs to
        the lower name, so that it counts once.

    Raises
    ------
    CrsMismatch
        The two are in different reference systems.
    """
    pairs = all_holding_polygons(points, polygons)
    first = pairs.sort_values("area_id").drop_duplicates("point_id").set_index("point_id")["area_id"]
    return first.reindex(points.index).astype("string")


def all_holding_polygons(points: gpd.GeoDataFrame, polygons: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Pair each point with every polygon that holds it, borders included, for polygons that may overlap.

    Returns a frame with `point_id` and `area_id`; inputs and errors as in `holding_polygon`.
    """
    if points.crs != polygons.crs:
        raise CrsMismatch(left=points.crs, right=polygons.crs)
    drawn = polygons[polygons.geometry.notna() & ~polygons.geometry.is_empty]
    placed = points.geometry[points.geometry.notna()]
    rows, columns = drawn.sindex.query(placed.to_numpy(), predicate="intersects")
    return pd.DataFrame({"point_id": placed.index.to_numpy()[rows], "area_id": drawn.index.to_numpy()[columns]}).astype(
        {"area_id": "string"}
    )


def administrative_areas(points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Name the community, street, district and city of each point.

    Parameters
    ----------
    points
        Points with a unique index.
    areas
        The table `areas` with index `area_id`, in the CRS of `points`.

    Returns
    -------
    DataFrame
        By the index of `points`: columns `community`, `street`, `district`, `city` (area ids, NA where unknown). The
        finest level with a boundary around the point decides; those above follow by `parent_id`.
    """
    found: pd.DataFrame = pd.DataFrame(
        index=points.index, columns=[str(level) for level in FINEST_FIRST], dtype="string"
    )
    missing = pd.Series(True, index=points.index)
    for level in FINEST_FIRST:
        here = holding_polygon(points[missing], areas[areas["level"] == level]).dropna()
        found.loc[here.index, str(level)] = here
        _fill_parents(found, here, areas)
        missing &= ~missing.index.isin(here.index)
    return found


def _fill_parents(found: pd.DataFrame, here: pd.Series, areas: gpd.GeoDataFrame) -> None:
    """Write the parents of the areas just found into `found`, each at its own level; a city may lack a level."""
    for _ in FINEST_FIRST:
        here = here.map(areas["parent_id"]).astype("string").dropna()
        for level, at_level in here.groupby(here.map(areas["level"])):
            found.loc[at_level.index, str(level)] = at_level
