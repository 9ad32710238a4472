"""How far one site reaches (服务区地图): the ways within a walk of it, and the homes from which people get there."""

from html import escape

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import mapping

from maps.drawing import points
from maps.offline import carry_assets
from maps.palette import WALKS
from planning.accessibility.access_points import access_points
from planning.accessibility.service_area import service_area
from planning.coordinates.doors import to_lonlat
from planning.errors import NetworkError, UnknownArea
from planning.numerals import whole
from planning.reach.walks import Walks

_WAY, _START, _REACHED = WALKS


def service_area_map(walks: Walks, site_id: str, *, limit_m: float, snap_limit_m: float) -> folium.Map:
    """
    Draw the ways and homes within a walk of a site.

    Parameters
    ----------
    walks
        Along a network, and at least as far as `limit_m`.
    site_id
        One of `walks.sites`.
    limit_m, snap_limit_m
        Metres: the longest walk, and how far from a way the site may lie.

    Returns
    -------
    folium.Map
        Three layers: ways, homes with their names and metres, and the site; it carries its own scripts and styles.

    Raises
    ------
    UnknownArea
        There is no such site that counts.
    NetworkError
        The city has no walking network.
    """
    if site_id not in walks.sites.index:
        raise UnknownArea(site_id, [str(one) for one in walks.sites.index])
    if walks.network is None:
        raise NetworkError("该市没有步行路网，无路可画 / the city has no walking network; there are no ways to draw")
    site = walks.sites.loc[[site_id]]
    start = access_points(walks.network, site, snap_limit_m=snap_limit_m)
    lines = service_area(walks.network, start, limit_m=limit_m)
    ways = to_lonlat(gpd.GeoDataFrame(geometry=lines, crs=site.crs))
    homes = reached_homes(walks, site_id, limit_m=limit_m)
    drawn = folium.Map(tiles=None, zoom_snap=0.25, max_zoom=18, control_scale=True)
    carry_assets(drawn)
    shapes = folium.FeatureGroup(name=f"{_WAY.label}（{whole(round(limit_m))}米内）")
    features = [{"type": "Feature", "properties": {}, "geometry": mapping(shape)} for shape in ways.geometry]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda _: {"color": _WAY.colour, "weight": 3},
    ).add_to(shapes)
    shapes.add_to(drawn)
    hints = homes["name"].astype(str) + "　" + homes["cost_m"].round().map(whole) + "米"
    _dots(homes, hints, mark=_REACHED.key).add_to(drawn)
    _dots(points(site), site["name"].astype(str), mark=_START.key).add_to(drawn)
    folium.LayerControl(collapsed=False, position="topright").add_to(drawn)
    west, south, east, north = np.asarray(pd.concat([ways.geometry, points(site).geometry]).total_bounds)
    drawn.fit_bounds([[south, west], [north, east]])
    return drawn


def reached_homes(walks: Walks, site_id: str, *, limit_m: float) -> gpd.GeoDataFrame:
    """The dwelling points from which a site can be reached, nearest first: `name`, `cost_m`, and points in degrees."""
    mine = walks.costs.within(limit_m).of_sites(np.asarray(walks.sites.index == site_id))
    homes = walks.points.iloc[mine.demand_row][["name", "geometry"]].assign(cost_m=mine.cost)
    return points(homes.rename_axis("point_id").sort_values(["cost_m", "point_id"]))


def _dots(table: gpd.GeoDataFrame, hints: pd.Series, *, mark: str) -> folium.FeatureGroup:
    """Dots in the mark of the palette, each with its escaped words."""
    swatch = next(one for one in WALKS if one.key == mark)
    group = folium.FeatureGroup(name=swatch.label)
    for place, words in zip(table.geometry, hints, strict=True):
        folium.CircleMarker(
            (place.y, place.x),
            radius=8 if mark == _START.key else 5,
            color=swatch.line,
            weight=2,
            fill=True,
            fill_color=swatch.colour,
            fill_opacity=1,
            tooltip=escape(words),
        ).add_to(group)
    return group
