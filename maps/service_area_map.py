"""How far one site reaches (服务区地图): the ways within a walk of it, and the homes from which people get there."""

from dataclasses import replace
from html import escape

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import mapping

from maps.drawing import points
from maps.frame import Frame, LegendRow, framed_map, notices_of
from maps.palette import WALKS, Swatch
from planning.accessibility.access_points import access_points
from planning.accessibility.service_area import service_area
from planning.coordinates.doors import to_lonlat
from planning.errors import NetworkError, UnknownArea
from planning.ground import Ground
from planning.numerals import whole
from planning.reach.walks import Walks

_WAY, _SITE, _HOME = WALKS[0], replace(WALKS[1], label="托育点位"), replace(WALKS[2], label="可达的居住点")


def service_area_map(walks: Walks, site_id: str, *, ground: Ground, limit_m: float) -> folium.Map:
    """
    Draw the ways and homes within a walk of a site.

    Parameters
    ----------
    walks
        Along a network, and at least as far as `limit_m`.
    site_id
        One of `walks.sites`.
    ground
        What was walked: its city and day are told, and its profile says how far from a way the site may lie.
    limit_m
        Metres: the longest walk.

    Returns
    -------
    folium.Map
        Three layers: ways, homes with their names and metres, and the site, under the name of the site; it has its
        notices and legend, and carries its own scripts and styles.

    Raises
    ------
    UnknownArea
        There is no such site that counts.
    NetworkError
        The city has no walking network, or its profile does not say how it is walked.
    """
    if site_id not in walks.sites.index:
        raise UnknownArea(site_id, [str(one) for one in walks.sites.index])
    walking = ground.profile.walking
    if walks.network is None or walking is None:
        raise NetworkError("该市没有步行路网，无路可画 / the city has no walking network; there are no ways to draw")
    site = walks.sites.loc[[site_id]]
    start = access_points(walks.network, site, snap_limit_m=walking.snap_limit_m)
    lines = service_area(walks.network, start, limit_m=limit_m)
    ways = to_lonlat(gpd.GeoDataFrame(geometry=lines, crs=site.crs))
    homes = reached_homes(walks, site_id, limit_m=limit_m)
    drawn = framed_map(_frame(walks, site, ground=ground, limit_m=limit_m))
    shapes = folium.FeatureGroup(name=f"{_WAY.label}（{whole(round(limit_m))}米内）")
    features = [{"type": "Feature", "properties": {}, "geometry": mapping(shape)} for shape in ways.geometry]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        style_function=lambda _: {"color": _WAY.colour, "weight": 3},
    ).add_to(shapes)
    shapes.add_to(drawn)
    hints = homes["name"].astype(str) + "　" + homes["cost_m"].round().map(whole) + "米"
    _dots(homes, hints, mark=_HOME, radius=5).add_to(drawn)
    _dots(points(site), site["name"].astype(str), mark=_SITE, radius=8).add_to(drawn)
    folium.LayerControl(collapsed=False, position="topright").add_to(drawn)
    west, south, east, north = np.asarray(pd.concat([ways.geometry, points(site).geometry]).total_bounds)
    drawn.fit_bounds([[south, west], [north, east]])
    return drawn


def reached_homes(walks: Walks, site_id: str, *, limit_m: float) -> gpd.GeoDataFrame:
    """The dwelling points from which a site can be reached, nearest first: `name`, `cost_m`, and points in degrees."""
    mine = walks.costs.within(limit_m).of_sites(np.asarray(walks.sites.index == site_id))
    homes = walks.points.iloc[mine.demand_row][["name", "geometry"]].assign(cost_m=mine.cost)
    return points(homes.rename_axis("point_id").sort_values(["cost_m", "point_id"]))


def _frame(walks: Walks, site: gpd.GeoDataFrame, *, ground: Ground, limit_m: float) -> Frame:
    entries = ((_SITE, "dot"), (_HOME, "dot"), (_WAY, "line"))
    return Frame(
        title=f"{site['name'].iloc[0]}：步行{whole(round(limit_m))}米以内",
        subtitle=f"{ground.city.manifest.name}　{ground.on}　{walks.note}",
        notices=notices_of(ground.city, ground.profile),
        legend=(LegendRow("图例", entries),),
    )


def _dots(table: gpd.GeoDataFrame, hints: pd.Series, *, mark: Swatch, radius: int) -> folium.FeatureGroup:
    """Dots in a mark, each with its escaped words."""
    group = folium.FeatureGroup(name=mark.label)
    for place, words in zip(table.geometry, hints, strict=True):
        folium.CircleMarker(
            (place.y, place.x),
            radius=radius,
            color=mark.line,
            weight=2,
            fill=True,
            fill_color=mark.colour,
            fill_opacity=1,
            tooltip=escape(words),
        ).add_to(group)
    return group
