"""Life circles that have no site (无设施生活圈图层)."""

import folium
import geopandas as gpd
import pandas as pd

from maps.drawing import features, simplified
from maps.layers.styles import shapes
from maps.palette import CIRCLE_WITHOUT_SITE
from maps.popups import hints


def circle_layer(circles: gpd.GeoDataFrame, *, name: str, show: bool = False) -> folium.FeatureGroup:
    """Draw the circles whose `has_site` says not met; circles may overlap, so their shapes are only rounded."""
    lacking = circles[circles["has_site"].isin(["not_met", "deadline_passed_not_met"])]
    drawn = simplified(lacking, tolerance=0)
    mark = CIRCLE_WITHOUT_SITE
    collection = features(
        drawn,
        mark=pd.Series(mark.key, index=drawn.index),
        hint=hints(drawn["name"], pd.Series("没有托育设施", index=drawn.index)),
        words=pd.Series("", index=drawn.index),
    )
    style = {"fillColor": mark.colour, "fillOpacity": 0.12, "color": mark.line, "weight": 1.5, "dashArray": "5 4"}
    group = folium.FeatureGroup(name=name, show=show)
    shapes(collection, {mark.key: style}).add_to(group)
    return group
