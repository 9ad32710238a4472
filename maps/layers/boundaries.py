"""Outlines of areas (边界图层), drawn over the colours and never in the way of a click."""

import folium
import geopandas as gpd
import pandas as pd

from maps.drawing import features, simplified
from maps.layers.styles import shapes
from maps.palette import BOUNDARY


def boundary_layer(areas: gpd.GeoDataFrame, *, name: str, show: bool = True) -> folium.FeatureGroup:
    """Draw the outlines of `areas` (`name` and polygons)."""
    drawn = simplified(areas)
    nothing = pd.Series("", index=drawn.index)
    collection = features(drawn, mark=pd.Series(BOUNDARY.key, index=drawn.index), hint=nothing, words=nothing)
    style = {"fill": False, "color": BOUNDARY.line, "weight": 1.8, "interactive": False}
    group = folium.FeatureGroup(name=name, show=show)
    shapes(collection, {BOUNDARY.key: style}, interactive=False).add_to(group)
    return group
