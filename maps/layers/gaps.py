"""Areas coloured by shortage or surplus of places (缺口图层)."""

import folium
import geopandas as gpd
import pandas as pd

from maps.drawing import TOLERANCE, features, simplified
from maps.layers.styles import fill_of, shapes
from maps.palette import NOT_APPLICABLE, UNDETERMINED, GapScale
from maps.popups import gap_words, hints


def gap_layer(
    gaps: gpd.GeoDataFrame,
    *,
    scale: GapScale,
    name: str,
    words: pd.Series | None = None,
    show: bool = True,
    tolerance: float = TOLERANCE,
) -> folium.FeatureGroup:
    """
    Colour the rows of a gap table.

    Parameters
    ----------
    gaps
        `name`, `shortage`, `surplus`, `outcome` and polygons; rows without a polygon are not drawn.
    scale
        The classes of the level.
    name
        What the layer control calls the layer.
    words
        By the index of `gaps`, pop-up HTML already escaped; none where it is left out.
    show
        Whether the layer is on at first.
    tolerance
        Simplification in degrees; 0 for shapes that do not tile a plane.
    """
    drawn = simplified(gaps, tolerance=tolerance)
    texts = drawn["shortage"].combine(drawn["surplus"], gap_words).astype("object")
    collection = features(
        drawn,
        mark=scale.class_keys(drawn),
        hint=hints(drawn["name"], texts),
        words=words if words is not None else pd.Series("", index=drawn.index),
    )
    styles = {
        entry.key: {"fillColor": fill_of(entry), "fillOpacity": 0.92, "color": entry.line, "weight": 0.7}
        for entry in (*scale.classes, UNDETERMINED, NOT_APPLICABLE)
    }
    group = folium.FeatureGroup(name=name, show=show)
    outlined = {"color": "#0b1f2a", "weight": 2.5}
    shapes(collection, styles, highlight_function=lambda _: outlined, smooth_factor=0.5).add_to(group)
    return group
