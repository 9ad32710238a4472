"""A study on a map: for a notebook, and as one file that asks for nothing."""

import re
from html import unescape

import folium
import pytest

from maps.basemaps import Tiles
from maps.offline import MissingAsset, data_uri, offline_page
from maps.planner_map import planner_map, render_offline_map
from maps.planner_page import STATIC
from planning.model.codes import Level
from planning.study import Study


def test_one_file_holds_all_and_links_to_nothing(guangzhou: Study) -> None:
    html = render_offline_map(guangzhou)
    assert re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', html) == []
    assert '<html lang="zh-CN">' in html
    assert "<title>广州市托位缺口地图</title>" in html
    assert "user-scalable=no" not in html
    assert len(html) < 6_000_000


def test_a_city_whose_streets_have_no_boundaries_shows_its_districts(guangzhou: Study) -> None:
    layers = [child.layer_name for child in planner_map(guangzhou)._children.values() if hasattr(child, "layer_name")]
    assert layers[0] == "各区缺口"
    assert "街道（镇）缺口" not in layers
    assert "托育点位" not in layers  # Guangzhou's places come from the annex, not from a register


def _popups(study: Study) -> dict[str, str]:
    """The words of the pop-ups of the first layer, by area."""
    areas = next(child for child in planner_map(study)._children.values() if hasattr(child, "layer_name"))
    layer = next(child for child in areas._children.values() if isinstance(child, folium.GeoJson))
    return {feature["id"]: unescape(feature["properties"]["words"]) for feature in layer.data["features"]}


def test_a_popup_says_how_many_children_seek_a_place_and_how_many_have_one(demo: Study, guangzhou: Study) -> None:
    words = _popups(demo)["9901"]
    row = demo.gaps(Level.DISTRICT).loc["9901"]
    assert f"其中有位</dt><dd>{row['children_served']:,} 人" in words
    assert "寻求托位</dt>" not in _popups(guangzhou)["440103"]


def test_a_popup_has_every_sentence_of_the_trace(guangzhou: Study) -> None:
    words = _popups(guangzhou)
    sentences = guangzhou.trace(Level.DISTRICT, "440103").sentences()
    assert len(sentences) > 2
    assert [sentence for sentence in sentences if sentence not in words["440103"]] == []


def test_a_plugin_that_needs_the_network_is_refused(guangzhou: Study) -> None:
    drawn = planner_map(guangzhou)
    drawn.add_js_link("more", "https://cdn.example/more.js")
    with pytest.raises(MissingAsset, match=r"cdn\.example"):
        offline_page(drawn)


def test_a_file_that_was_not_vendored_is_named_with_the_remedy() -> None:
    with pytest.raises(MissingAsset, match="make vendor"):
        data_uri(STATIC / "vendor" / "no-such-file.js")


def test_a_notebook_may_lay_licensed_tiles_below(guangzhou: Study) -> None:
    tiles = Tiles("https://tiles.example/{z}/{x}/{y}.png", "示范测绘院", "GS(2026)0001号")
    drawn = planner_map(guangzhou, tiles=tiles)
    below = next(child for child in drawn._children.values() if isinstance(child, folium.TileLayer))
    assert "审图号：GS(2026)0001号" in below.options["attribution"]
