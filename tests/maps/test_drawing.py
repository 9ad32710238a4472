"""Shapes are drawn lighter than they are, but never torn apart."""

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point, box
from shapely.ops import split

from maps.drawing import DECIMALS, features, points, simplified


def _neighbours() -> gpd.GeoDataFrame:
    """Two halves of a square whose common edge bends by a metre a thousand times."""
    bend = LineString([(113.5 + (0.00001 if step % 2 else 0.0), 23.0 + step / 1000) for step in range(1001)])
    west, east = sorted(split(box(113, 23, 114, 24), bend).geoms, key=lambda half: half.centroid.x)
    return gpd.GeoDataFrame({"name": ["西", "东"]}, geometry=[west, east], index=["w", "e"], crs="EPSG:4490")


def test_neighbours_share_their_edge_after_simplifying() -> None:
    drawn = simplified(_neighbours())
    assert sum(len(shape.exterior.coords) for shape in drawn.geometry) < 200  # of 2,008
    assert drawn.geometry["w"].intersection(drawn.geometry["e"]).area == 0
    assert drawn.geometry.union_all().area == box(113, 23, 114, 24).area


def test_coordinates_are_written_to_the_metre() -> None:
    site = gpd.GeoDataFrame(geometry=[Point(113.123456789, 23.987654321)], crs="EPSG:4490")
    assert (points(site).geometry.x.iloc[0], points(site).geometry.y.iloc[0]) == (113.12346, 23.98765)
    assert DECIMALS == 5


def test_a_row_without_a_boundary_is_not_drawn_and_the_table_stays() -> None:
    table = _neighbours()
    table.loc["e", "geometry"] = None
    assert list(simplified(table).index) == ["w"]
    assert len(table) == 2


def test_a_feature_carries_its_mark_and_words_and_nothing_else() -> None:
    table = _neighbours()
    text = pd.Series({"w": "<b>西</b>", "e": "<b>东</b>"})
    written = features(table, mark=pd.Series({"w": "short-1", "e": "balanced"}), hint=text, words=text)
    first = written["features"][0]
    assert first["id"] == "w"
    assert first["properties"] == {"mark": "short-1", "hint": "<b>西</b>", "words": "<b>西</b>"}
