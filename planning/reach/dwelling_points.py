"""Where the children of a city live (居住点): its residential areas, and inside each community for all others."""

import geopandas as gpd
import pandas as pd

from planning.ground import Ground
from planning.model.codes import ADMINISTRATIVE, Code, Level

_PLACE = [str(level) for level in ADMINISTRATIVE]
# An id of a city's tables has letters, digits, _ and - alone, so none of them is mistaken for people outside estates.
REST = "rest."


class Dwelling(Code):
    """What a point stands for."""

    RESIDENTIAL_AREA = "residential_area", "居住区"
    REST_OF_COMMUNITY = "rest_of_community", "社区内居住区以外"
    REST_OF_STREET = "rest_of_street", "街道（镇）内居住区以外"


def dwelling_points(ground: Ground) -> gpd.GeoDataFrame:
    """
    The points from which walks are measured, and how many people live at each.

    Parameters
    ----------
    ground
        The city on the day.

    Returns
    -------
    GeoDataFrame
        Index `point_id` in order, points in the study's metric CRS (None where the unit has no boundary): `dwelling`,
        `name`, `residents` (Int64, above 0) and the ids `city`, `district`, `street`, `community` (the last may be
        None). A residential area that is lived in is a point of its own. The people of a community beyond its
        residential areas (`rest.` and its id) stand at a point inside the community, which is where they are on average
        and not where each of them is; where a street's communities are not all known, the people of the street beyond
        its residential areas stand at a point inside the street. Where residential areas hold more people than their
        community, nobody is left.
    """
    homes = ground.homes[ground.homes["lived_in"] & ground.homes["residents"].notna() & ground.homes["street"].notna()]
    of_homes = ground.home_points.loc[homes.index, ["name", "residents", *_PLACE, "geometry"]]
    parts = [
        of_homes.assign(dwelling=str(Dwelling.RESIDENTIAL_AREA)),
        _rest(ground, homes, Level.COMMUNITY).assign(dwelling=str(Dwelling.REST_OF_COMMUNITY)),
        _rest(ground, homes, Level.STREET).assign(dwelling=str(Dwelling.REST_OF_STREET)),
    ]
    table = pd.concat(parts)
    table = table[(table["residents"] > 0).fillna(value=False)].sort_index().rename_axis("point_id")
    table[_PLACE] = table[_PLACE].astype(object).where(table[_PLACE].notna(), None)
    return gpd.GeoDataFrame(table.astype({"residents": "Int64"}), geometry="geometry", crs=ground.areas.crs)


def _rest(ground: Ground, homes: gpd.GeoDataFrame, level: Level) -> gpd.GeoDataFrame:
    """The people of communities, or of the streets that have none, who live in no residential area on file."""
    areas = ground.of_level(level)
    known = _streets_of_known_communities(ground)
    chosen = areas["street"].isin(known) if level is Level.COMMUNITY else ~areas.index.isin(known)
    areas = areas[chosen]
    housed = homes["residents"].groupby(homes[str(level)].astype(object)).sum().reindex(areas.index).fillna(0)
    left = (ground.people["residents"].reindex(areas.index) - housed).clip(lower=0)
    points = areas.geometry.representative_point()
    named = gpd.GeoDataFrame(areas[["name", *_PLACE]].assign(residents=left), geometry=points, crs=areas.crs)
    return named.set_axis(pd.Index([f"{REST}{area_id}" for area_id in areas.index], dtype="str"))


def _streets_of_known_communities(ground: Ground) -> pd.Index:
    """The streets all of whose communities have residents and a boundary."""
    parts = ground.of_level(Level.COMMUNITY)
    told = ground.people["residents"].reindex(parts.index).notna() & parts.geometry.notna() & ~parts.geometry.is_empty
    whole = told.astype(bool).groupby(parts["street"].astype(object)).all()
    streets: pd.Index = whole.index[whole.to_numpy(dtype=bool)]
    return streets
