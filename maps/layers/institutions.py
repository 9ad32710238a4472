"""Sites of institutions (托育点位图层): filled where their places count as supply, hollow where they do not."""

import folium
import geopandas as gpd
import pandas as pd

from maps.drawing import features, points
from maps.layers.styles import shapes
from maps.palette import SITE_COUNTED, SITE_NOT_COUNTED
from maps.popups import hints, popup, written
from planning.model.codes import InstitutionKind, SiteState


def site_layer(sites: gpd.GeoDataFrame, *, name: str, show: bool = False) -> folium.FeatureGroup:
    """
    Draw sites as points.

    Parameters
    ----------
    sites
        `name`, `kind`, `state`, `counts` (bool), `places` and `enrolled` (Int64, NA where unknown), points.
    name
        What the layer control calls the layer.
    show
        Whether the layer is on at first.
    """
    drawn = points(sites)
    said = drawn["counts"].map({True: "计入供给", False: "不计入供给"}).astype("object")
    collection = features(
        drawn,
        mark=drawn["counts"].map({True: SITE_COUNTED.key, False: SITE_NOT_COUNTED.key}).astype("object"),
        hint=hints(drawn["name"], drawn["places"].map(lambda places: written(places, "个托位")) + "，" + said),
        words=_words(drawn),
    )
    styles = {
        SITE_COUNTED.key: {"radius": 4.5, "fillColor": SITE_COUNTED.colour, "color": SITE_COUNTED.line, "weight": 1},
        SITE_NOT_COUNTED.key: {
            "radius": 4,
            "fillColor": SITE_NOT_COUNTED.colour,
            "color": SITE_NOT_COUNTED.line,
            "weight": 1.8,
        },
    }
    group = folium.FeatureGroup(name=name, show=show)
    shapes(collection, styles, marker=folium.CircleMarker(fill=True, fill_opacity=1)).add_to(group)
    return group


def _words(sites: gpd.GeoDataFrame) -> pd.Series:
    kinds = {kind.value: kind.zh for kind in InstitutionKind}
    states = {state.value: state.zh for state in SiteState}
    columns = ["name", "kind", "state", "places", "enrolled"]
    cells = zip(*(sites[column].tolist() for column in columns), strict=True)
    return pd.Series(
        [
            popup(
                name,
                verdict="",
                figures=[
                    ("类型", kinds.get(kind, "—")),
                    ("状态", states.get(state, "—")),
                    ("托位", written(places, "个")),
                    ("在托", written(enrolled, "人")),
                ],
                sentences=(),
            )
            for name, kind, state, places, enrolled in cells
        ],
        index=sites.index,
        dtype="object",
    )
