"""The walk of a site on a map: its ways, its homes, and nothing beyond."""

from dataclasses import replace
from html import escape
from pathlib import Path

import folium
import pytest

from maps.offline import offline_page
from maps.service_area_map import reached_homes, service_area_map
from planning.errors import NetworkError, UnknownArea
from planning.exchange.city_folder import read_city_folder
from planning.ground import Ground
from planning.policy.reading import load_profile
from planning.reach.walks import Walks
from planning.study import Study
from tests.service.walking_city import write_walking_city


def ground_of(folder: Path, *, left_out: tuple[str, ...] = ()) -> Ground:
    city = read_city_folder(write_walking_city(folder, left_out=left_out))
    return Study.of(city, load_profile("demo-city")).ground


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return ground_of(tmp_path_factory.mktemp("walking"))


@pytest.fixture(scope="module")
def walks(ground: Ground) -> Walks:
    return Walks.of(ground, limit_m=1000)


def layers(drawn: folium.Map) -> list[folium.FeatureGroup]:
    return [child for child in drawn._children.values() if isinstance(child, folium.FeatureGroup)]


def test_homes_in_reach_are_dots_nearest_first(walks: Walks, ground: Ground) -> None:
    assert list(reached_homes(walks, "S1", limit_m=1000).index) == ["H1", "H3"]
    ways, homes, site = layers(service_area_map(walks, "S1", ground=ground, limit_m=1000))
    assert (ways.layer_name, homes.layer_name, site.layer_name) == (
        "步行可达的道路（1,000米内）",
        "可达的居住点",
        "托育点位",
    )
    dots = [dot.location for dot in homes._children.values()]
    assert dots == [[23.04932, 114.0], [23.05474, 114.00585]]


def test_ways_end_where_the_walk_does(walks: Walks, ground: Ground) -> None:
    ways, *_ = layers(service_area_map(walks, "S1", ground=ground, limit_m=150))
    (shapes,) = ways._children.values()
    spots = [spot for feature in shapes.data["features"] for spot in feature["geometry"]["coordinates"]]
    # Half a block of 0.0029273 degrees to either side of 114.0029273.
    assert min(spot[0] for spot in spots) == pytest.approx(114.0014636, abs=1e-6)
    assert max(spot[0] for spot in spots) == pytest.approx(114.0043910, abs=1e-6)


def test_a_site_far_from_every_way_stands_alone(walks: Walks, ground: Ground) -> None:
    apart = replace(
        walks, sites=walks.sites.set_geometry(walks.sites.translate(yoff=5000)), costs=walks.costs.within(0)
    )
    ways, homes, site = layers(service_area_map(apart, "S1", ground=ground, limit_m=500))
    assert next(iter(ways._children.values())).data["features"] == []
    assert (len(homes._children), len(site._children)) == (0, 1)


def test_the_map_needs_no_network_and_escapes_names(walks: Walks, ground: Ground) -> None:
    named = replace(walks, sites=walks.sites.assign(name="<b>向阳</b>"))
    page = offline_page(service_area_map(named, "S1", ground=ground, limit_m=500))
    assert "<b>向阳</b>" not in page
    assert "&lt;b&gt;" in page


def test_without_a_network_or_a_site_there_is_nothing_to_draw(walks: Walks, ground: Ground, tmp_path: Path) -> None:
    with pytest.raises(UnknownArea, match="S9"):
        service_area_map(walks, "S9", ground=ground, limit_m=500)
    pathless = ground_of(tmp_path / "dry", left_out=("walk_nodes", "walk_edges"))
    dry = Walks.of(pathless, limit_m=1000)
    with pytest.raises(NetworkError, match="no walking network"):
        service_area_map(dry, "S1", ground=pathless, limit_m=500)


def test_the_map_is_named_after_its_site_and_tells_its_marks_and_notice(walks: Walks, ground: Ground) -> None:
    page = offline_page(service_area_map(walks, "S1", ground=ground, limit_m=500))
    name = escape(str(walks.sites.loc["S1", "name"]))
    assert f"<h1>{name}：步行500米以内</h1>" in page
    assert [label for label in ("托育点位</li>", "可达的居住点</li>", "步行可达的道路</li>") if label not in page] == []
    assert f'<p class="tuoyu-notice">{ground.city.manifest.notice}</p>' in page
