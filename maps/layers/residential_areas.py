"""New residential areas (新建居住区图层) by whether the places they plan or have are enough."""

import folium
import geopandas as gpd
import pandas as pd

from maps.drawing import features, simplified
from maps.layers.styles import fill_of, shapes
from maps.palette import NEW_AREA_MET, NEW_AREA_NOT_MET, NEW_AREA_UNKNOWN
from maps.popups import hints, written
from planning.policy.outcome import Outcome

_MARKS = {
    Outcome.MET: NEW_AREA_MET,
    Outcome.DEADLINE_PASSED_MET: NEW_AREA_MET,
    Outcome.NOT_MET: NEW_AREA_NOT_MET,
    Outcome.DEADLINE_PASSED_NOT_MET: NEW_AREA_NOT_MET,
}


def residential_layer(areas: gpd.GeoDataFrame, *, name: str, show: bool = False) -> folium.FeatureGroup:
    """Draw the rows whose `era` is new, by `outcome`; those to which no rule applies are left out."""
    judged = (areas["era"] == "new") & (areas["outcome"] != Outcome.NOT_APPLICABLE)
    drawn = simplified(areas[judged], tolerance=0)
    keys = {outcome.value: mark.key for outcome, mark in _MARKS.items()}
    owed = drawn["required"].map(lambda places: f"应配 {written(places, '个')}")
    has = drawn["provided"].map(lambda places: f"，已配 {written(places, '个')}")
    collection = features(
        drawn,
        mark=drawn["outcome"].map(keys).fillna(NEW_AREA_UNKNOWN.key).astype("object"),
        hint=hints(drawn["name"], owed + has),
        words=pd.Series("", index=drawn.index),
    )
    styles = {
        mark.key: {"fillColor": fill_of(mark), "fillOpacity": 0.85, "color": mark.line, "weight": 1.2}
        for mark in (NEW_AREA_MET, NEW_AREA_NOT_MET, NEW_AREA_UNKNOWN)
    }
    group = folium.FeatureGroup(name=name, show=show)
    shapes(collection, styles).add_to(group)
    return group
