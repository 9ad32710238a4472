"""A layer draws the rows it is given, in the palette's colours, and adds nothing to them."""

from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from maps.layers.boundaries import boundary_layer
from maps.layers.gaps import gap_layer
from maps.layers.institutions import site_layer
from maps.layers.life_circles import circle_layer
from maps.layers.residential_areas import residential_layer
from maps.palette import UNDETERMINED, gap_scale
from planning.model.codes import Level


def _drawn(group: folium.FeatureGroup) -> dict[str, dict[str, Any]]:
    """The features of a layer by id, each with its style under `style`."""
    layer = next(child for child in group._children.values() if isinstance(child, folium.GeoJson))
    return {
        feature["id"]: feature["properties"] | {"style": layer.style_function(feature)}
        for feature in layer.data["features"]
    }


def test_streets_are_coloured_by_class_and_hatched_where_unknown(streets: gpd.GeoDataFrame) -> None:
    drawn = _drawn(gap_layer(streets, scale=gap_scale(Level.STREET), name="街道"))
    colours = {entry.key: entry.colour for entry in gap_scale(Level.STREET).classes}
    assert {key: one["style"]["fillColor"] for key, one in drawn.items()} == {
        "a": colours["short-2"],
        "b": colours["surplus-1"],
        "c": "url(#hatch)",
    }
    assert drawn["c"]["mark"] == UNDETERMINED.key


def test_a_street_without_a_boundary_is_left_out_of_the_map_and_stays_in_the_table(streets: gpd.GeoDataFrame) -> None:
    before = streets.copy()
    assert "d" not in _drawn(gap_layer(streets, scale=gap_scale(Level.STREET), name="街道"))
    pd.testing.assert_frame_equal(streets, before)


def test_a_tooltip_says_the_name_and_the_gap_with_the_name_escaped(streets: gpd.GeoDataFrame) -> None:
    drawn = _drawn(gap_layer(streets, scale=gap_scale(Level.STREET), name="街道"))
    assert drawn["a"]["hint"] == "<b>甲街道</b> 缺 120 个托位"
    assert drawn["c"]["hint"] == "<b>&lt;b&gt;丙&lt;/b&gt;镇</b> 无法判定"


def test_outlines_take_no_click(streets: gpd.GeoDataFrame) -> None:
    drawn = _drawn(boundary_layer(streets, name="界"))
    assert {one["style"]["fill"] for one in drawn.values()} == {False}
    assert {one["style"]["interactive"] for one in drawn.values()} == {False}


def test_a_site_that_does_not_count_is_hollow(sites: gpd.GeoDataFrame) -> None:
    drawn = _drawn(site_layer(sites, name="点位"))
    assert drawn["s1"]["style"]["fillColor"] != "#ffffff"
    assert drawn["s2"]["style"]["fillColor"] == "#ffffff"
    assert drawn["s1"]["hint"] == "<b>向阳托育园</b> 60 个托位，计入供给"
    assert "<dd>—</dd>" in drawn["s1"]["words"]  # nobody reported how many children are enrolled
    assert "关闭" in drawn["s2"]["words"]


def _three(outcomes: dict[str, list[str]], **more: list[object]) -> gpd.GeoDataFrame:
    shapes = [box(113 + step, 23, 113.5 + step, 24) for step in range(3)]
    table = pd.DataFrame({"name": ["一", "二", "三"], **outcomes, **more}, index=["x", "y", "z"])
    return gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4490")


def test_only_circles_without_a_site_are_drawn() -> None:
    circles = _three({"has_site": ["met", "not_met", "undetermined"]})
    assert list(_drawn(circle_layer(circles, name="圈"))) == ["y"]


@pytest.mark.parametrize(
    ("outcome", "mark"),
    [("met", "new-area-met"), ("deadline_passed_not_met", "new-area-not-met"), ("undetermined", "new-area-unknown")],
)
def test_a_new_area_is_drawn_by_its_outcome(outcome: str, mark: str) -> None:
    areas = _three(
        {"era": ["new", "existing", "new"], "outcome": [outcome, "met", "not_applicable"]},
        required=[32, 32, pd.NA],
        provided=[30, 32, 0],
    )
    drawn = _drawn(residential_layer(areas, name="居住区"))
    assert {key: one["mark"] for key, one in drawn.items()} == {"x": mark}
    assert drawn["x"]["hint"] == "<b>一</b> 应配 32 个，已配 30 个"
