"""Reach over HTTP, in a city drawn by hand: blocks of 300 m, five minutes each, and a river with two ways over."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from starlette.testclient import TestClient

from planning.exchange.city_folder import read_city_folder
from planning.model.city import City
from service.studies import Studies
from tests.service.walking_city import write_walking_city

ClientFor = Callable[[City], TestClient]


def rows(client: TestClient, **query: str | int) -> list[dict[str, Any]]:
    return list(client.get("/reach", params=query).json()["rows"])


def sites(client: TestClient, home: str, **query: str | int) -> list[tuple[str, float]]:
    answer = client.get(f"/reach/homes/{home}", params=query).json()
    return [(site["site_id"], site["cost_m"]) for site in answer["sites"]]


def test_people_near_enough_are_counted_by_area(walked: TestClient) -> None:
    # Within 500 m H1, H3 and H4 have a site at 300 m; H2's is at 900 m.
    first, second, third = rows(walked, within_m=500)
    assert (first["children"], first["children_within"], first["children_share"]) == (72, 36, 0.5)
    assert (first["residents"], first["residents_within"], first["residents_share"]) == (2400, 1200, 0.5)
    assert (second["children_share"], third["children_share"]) == (1, 1)
    assert [row["nearest_m"] for row in (first, second, third)] == [300, 300, 300]
    (city,) = rows(walked, within_m=500, level="city")
    assert (city["children_within"], city["children"], city["children_share"]) == (108, 144, 0.75)


def test_districts_and_the_city_are_the_sums_of_their_streets(walked: TestClient) -> None:
    streets, districts, city = (rows(walked, within_m=500, level=level) for level in ("street", "district", "city"))
    for name in ("residents", "residents_within", "children", "children_within", "unmeasured"):
        for district in districts:
            inside = [row for row in streets if row["district_id"] == district["area_id"]]
            assert district[name] == sum(row[name] for row in inside)
        assert city[0][name] == sum(row[name] for row in districts)


def test_the_second_nearest_site_is_farther(walked: TestClient) -> None:
    # Only H3 has two sites within 1,000 m: S2 at 300 m and S1 at 900 m.
    first, second, third = rows(walked, rank=2)
    assert [row["children_within"] for row in (first, second, third)] == [0, 36, 0]
    assert [row["nearest_m"] for row in (first, second, third)] == [None, 900, None]


def test_places_for_each_child_are_shared_among_all_who_reach_them(walked: TestClient) -> None:
    # S1: 4 places, 72 children at H1 and H3; S2: 20, 72 at H2 and H3; S3 is not open to neighbours. In eighteenths of
    # a place: H1 1, H2 5, H3 6, H4 0; 甲街道 has (1 + 5) / 2.
    answer = walked.get("/reach").json()
    assert [row["places_per_child"] for row in answer["rows"]] == pytest.approx([3 / 18, 6 / 18, 0])
    assert sum(row["places_per_child"] * row["children"] for row in answer["rows"]) == pytest.approx(4 + 20)
    # The Lorenz curve runs through (1/4, 0), (3/4, 1/2), (1, 1).
    assert answer["gini"] == pytest.approx(3 / 8)
    assert answer["palma"] == pytest.approx(0.2 / 0.15)
    assert answer["compared"] == 3
    assert any("不计：不对外开放的1处" in line for line in answer["assumptions"])


@pytest.mark.parametrize("decay", ["step", "gaussian", "linear"])
def test_however_distance_counts_every_place_is_given_out_once(walked: TestClient, decay: str) -> None:
    answer = walked.get("/reach", params={"decay": decay}).json()
    held = sum(row["places_per_child"] * row["children"] for row in answer["rows"])
    assert held + answer["places_unreached"] == pytest.approx(24)
    assert 0 <= answer["gini"] <= 1


def test_zones_weigh_a_farther_site_less(walked: TestClient) -> None:
    # S1: 36 children at 300 m weigh 1 each, 36 at 900 m a half: 4 / 54 for each, at H3 half of it.
    answer = walked.get("/reach", params={"decay": "zones", "zones": "400:1,950:0.5", "level": "street"}).json()
    assert answer["decay_zh"] == "分段衰减：400米以内按1计，950米以内按0.5计"
    # S2 likewise: 36 at H3 in full, 36 at H2 by half.
    assert answer["rows"][1]["places_per_child"] == pytest.approx(20 / 54 + 4 / 54 / 2)


def test_minutes_are_metres_over_the_speed_of_the_profile(walked: TestClient) -> None:
    minutes, metres = (walked.get("/reach", params=query).json() for query in ({"within_min": 10}, {"within_m": 600}))
    assert minutes["m_per_min"] == 60
    assert (minutes["within_m"], minutes["rows"]) == (600, metres["rows"])
    (first, *_) = walked.get("/reach/homes/H4", params={"within_min": 21}).json()["sites"]
    assert (first["site_id"], first["cost_m"], first["cost_min"]) == ("S3", 300, 5)


def test_a_home_reaches_sites_by_the_ways_over_the_river_nearest_first(walked: TestClient) -> None:
    # S2 lies 424 m from H4 over the water; by the bridge in the north it is four blocks, as S1 is by the footbridge.
    assert sites(walked, "H4", within_m=1300) == [("S3", 300), ("S1", 1200), ("S2", 1200)]
    assert sites(walked, "H4") == [("S3", 300)]


def test_a_walk_is_told_with_its_parts_and_its_minutes_with_their_source(walked: TestClient) -> None:
    answer = walked.get("/reach/homes/H4", params={"within_m": 1300}).json()
    (first, *_) = answer["sites"]
    assert [first[name] for name in ("to_way_m", "along_m", "from_way_m", "cost_m")] == [0, 300, 0, 300]
    assert first["straight_m"] is None
    (step,) = answer["steps"]
    assert step["filled"] == "0.0 + 300.0 + 0.0 = 300.0米；300.0 ÷ 60 = 5.0分钟"
    assert step["result"] == "300.0"
    assert answer["m_per_min_source"] in step["says"]
    assert "GB 50180-2018" in answer["m_per_min_source"]


def test_a_home_tells_its_children_and_a_site_its_places_by_class(walked: TestClient) -> None:
    home = walked.get("/reach/homes/H1").json()
    assert (home["residents"], home["children"], home["dwelling_zh"]) == (1200, 36, "居住区")
    site = walked.get("/reach/sites/S1").json()
    assert [site[name] for name in ("places", "enrolled", "inclusive", "open_to_neighbours")] == [4, 3, True, True]
    assert site["classes"] == {"toddler_small": 4}
    assert site["homes"][0]["dwelling_zh"] == "居住区"


def test_what_the_distance_rests_on_is_said_beside_the_radius_of_the_split(walked: TestClient) -> None:
    reach = walked.get("/reach", params={"within_min": 15}).json()["assumptions"]
    assert any(
        "步行900米以内，合15分钟（每分钟60米，出处：" in line and "服务五分用的是另一个距离：1,000米" in line
        for line in reach
    )
    served = walked.get("/served").json()["assumptions"]
    assert any("十五分钟生活圈的服务半径（" in line and "合16.7分钟（每分钟60米" in line for line in served)


def test_a_stroller_does_not_take_the_steps(walked: TestClient) -> None:
    assert sites(walked, "H4", within_m=1300, mode="stroller") == [("S3", 300), ("S2", 1200)]
    # Round by the bridge it is eight blocks to S1.
    assert sites(walked, "H4", within_m=2500, mode="stroller")[-1] == ("S1", 2400)


@pytest.mark.parametrize("within_m", [400, 1000, 1300, 3000])
def test_a_stroller_never_reaches_more(walked: TestClient, within_m: int) -> None:
    for on_foot, pushed in zip(
        rows(walked, within_m=within_m), rows(walked, within_m=within_m, mode="stroller"), strict=True
    ):
        assert pushed["children_within"] <= on_foot["children_within"]
    for home in ("H1", "H2", "H3", "H4"):
        pushed_sites = dict(sites(walked, home, within_m=within_m, mode="stroller"))
        foot_sites = dict(sites(walked, home, within_m=within_m))
        assert all(metres >= foot_sites[site] for site, metres in pushed_sites.items())


def test_a_site_is_reached_by_homes_nearest_first(walked: TestClient) -> None:
    answer = walked.get("/reach/sites/S1").json()
    assert [(home["point_id"], home["cost_m"], home["children"]) for home in answer["homes"]] == [
        ("H1", 300, 36),
        ("H3", 900, 36),
    ]
    assert (answer["children"], answer["residents"]) == (72, 2400)
    nobody = walked.get("/reach/sites/S1", params={"within_m": 100}).json()
    assert (nobody["homes"], nobody["children"]) == ([], 0)


def test_a_site_that_bears_the_id_of_an_estate_is_no_estate(
    walked: TestClient, client_for: ClientFor, tmp_path: Path
) -> None:
    # S1 is renamed to H2, which is also an estate with a gate in the far corner.
    folder = write_walking_city(tmp_path / "namesake")
    for file in folder.glob("*"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"S1"', '"H2"').replace("\nS1,", "\nH2,"), encoding="utf-8")
    query = {"within_m": 500, "ways": True}
    renamed = client_for(read_city_folder(folder)).get("/reach/sites/H2", params=query).json()
    site = walked.get("/reach/sites/S1", params=query).json()
    assert site["joined"]["joined_at"] == "nearest_way"
    for name in ("homes", "joined", "ways"):
        assert renamed[name] == site[name]


def test_how_a_home_joins_the_network_is_said_with_its_doubt(walked: TestClient) -> None:
    gate = walked.get("/reach/homes/H1").json()["joined"]
    assert (gate["joined_at"], gate["away_m"], gate["gate_unknown_m"]) == ("gate", 0, None)
    unknown = walked.get("/reach/homes/H3").json()
    assert unknown["joined"]["joined_at"] == "nearest_way"
    assert unknown["joined"]["gate_unknown_m"] == pytest.approx(40, abs=1)  # half the outline of 20 m by 20 m
    assert "出入口不明，误差可达±" in unknown["steps"][0]["says"]


@pytest.mark.parametrize(("said", "mode", "mode_zh"), [("steps", "stroller", "推婴儿车"), ("closed", "walk", "步行")])
def test_an_estate_whose_gates_lie_on_no_way_that_is_walked_is_told_so(
    client_for: ClientFor, tmp_path: Path, said: str, mode: str, mode_zh: str
) -> None:
    # Both ways from the gate of H1 have steps, or are closed; over its wall the next way would be as near.
    folder = write_walking_city(tmp_path / "walled")
    ways = pd.read_csv(folder / "walk_edges.csv", dtype=str)
    ways.assign(**{said: ways["from_node"] == "n00"}).to_csv(folder / "walk_edges.csv", index=False)
    client = client_for(read_city_folder(folder))
    home = client.get("/reach/homes/H1", params={"mode": mode, "within_m": 3000}).json()
    assert (home["sites"], home["joined"]["joined_at_zh"]) == ([], "出入口不通")
    assert f"接入方式：出入口不通（已知的出入口都不在{mode_zh}可通行的路段上）" in home["steps"][0]["says"]
    answer = client.get("/reach", params={"mode": mode, "within_m": 1000}).json()
    assert "1个居住区出入口不通" in answer["note"]
    # Of the 72 children of the first street those at H1 are unknown, and those at H2 have S2 at 900 m.
    assert [(row["children_within"], row["unmeasured"]) for row in answer["rows"]] == [(36, 36), (36, 0), (36, 0)]


def test_ways_in_reach_are_lines_no_longer_than_the_walk(walked: TestClient) -> None:
    assert walked.get("/reach/sites/S1").json()["ways"] is None
    near, far = (
        walked.get("/reach/homes/H1", params={"within_m": metres, "ways": True}).json()["ways"] for metres in (450, 900)
    )
    assert (near["type"], near["geometry"]["type"], near["properties"]) == (
        "Feature",
        "MultiLineString",
        {"within_m": 450},
    )
    # A block and a half to the east and to the north: 300 m are 0.0029273 and 0.0027090 degrees here.
    east = [longitude for line in near["geometry"]["coordinates"] for longitude, _ in line]
    north = [latitude for line in near["geometry"]["coordinates"] for _, latitude in line]
    assert max(east) - 114.0 == pytest.approx(1.5 * 0.0029273, abs=1e-6)
    assert max(north) - min(north) == pytest.approx(1.5 * 0.0027090, abs=1e-6)
    assert min(east) == 114.0
    assert len(far["geometry"]["coordinates"]) > len(near["geometry"]["coordinates"])


def test_without_a_network_walks_are_straight_lines_with_a_detour_and_have_no_ways(
    client_for: ClientFor, tmp_path: Path
) -> None:
    folder = write_walking_city(tmp_path / "dry", left_out=("walk_nodes", "walk_edges"))
    client = client_for(read_city_folder(folder))
    answer = client.get("/reach/homes/H4", params={"ways": True}).json()
    # S2 lies one block west and one north: 300 m x 1.41421 x 1.2.
    assert [(site["site_id"], site["cost_m"]) for site in answer["sites"]] == [("S3", 360), ("S2", 509.1)]
    assert (answer["ways"], answer["measured_by_zh"]) == (None, "直线距离×绕行系数")
    assert "没有步行路网，步行距离按直线距离×1.2估算" in answer["note"]


def test_a_city_without_communities_has_no_rows_of_them(walked: TestClient) -> None:
    answer = walked.get("/reach", params={"level": "community"}).json()
    assert (answer["rows"], answer["numberMatched"], answer["gini"]) == ([], 0, None)
    assert "这座城市没有这一层级的单元，所以没有一行" in answer["assumptions"]


def test_the_file_has_chinese_headings_and_an_empty_cell_beyond_the_limit(walked: TestClient) -> None:
    answer = walked.get("/reach", params={"f": "csv", "rank": 2, "mode": "stroller"})
    name = "walking-city-reach-street-1000m-stroller-2025-12-31.csv"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    first = dict(zip(head, lines[0], strict=True))
    assert (first["名称"], first["可达儿童占比"], first["半数儿童的步行距离（米）"]) == ("甲街道", "0.0", "")
    assert first["步行口径"] == "1,000米 第2近 推婴儿车 步行路网"


def test_an_answer_is_not_sent_twice(walked: TestClient) -> None:
    for path in ("/reach", "/reach/homes/H1", "/reach/sites/S1"):
        tag = walked.get(path).headers["etag"]
        assert walked.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert walked.get(path, params={"within_m": 700}, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["/reach", "/reach/homes/H1", "/reach/sites/S1"])
def test_before_the_register_the_remedy_is_said(walked: TestClient, path: str) -> None:
    answer = walked.get(path, params={"date": "2020-01-01"})
    assert (answer.status_code, answer.json()["type"]) == (422, "cannot-compute")
    assert "没有2020-01-01的点位登记册，可达性无法计算；请换一个日期" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "query", "status", "says"),
    [
        ("/reach", {"within_m": "500", "within_min": "5"}, 400, "within_m, within_min：米和分钟只给一个"),
        ("/reach", {"within_min": "5", "profile": "guangzhou-2023-2025"}, 400, "within_min：方案没有给出步行速度"),
        ("/reach", {"profile": "guangzhou-2023-2025"}, 400, "within_m：方案没有给出服务半径，请给出步行距离"),
        ("/reach/homes/H1", {"profile": "guangzhou-2023-2025"}, 400, "within_m：方案没有给出服务半径"),
        ("/reach", {"decay": "zones"}, 400, "zones：分段衰减要写成300:1,600:0.68,1000:0.22"),
        ("/reach", {"zones": "300:1"}, 400, "zones：分段衰减要写成"),
        ("/reach", {"decay": "zones", "zones": "600:1,300:0.5"}, 400, "zones：各段距离须大于0、由近到远"),
        ("/reach", {"decay": "zones", "zones": "300:0.5,600:1"}, 400, "a farther zone cannot weigh more"),
        ("/reach", {"decay": "zones", "zones": "near:1"}, 400, "zones：无法接受“near:1”"),
        ("/reach", {"decay": "zones", "zones": "300:1,20001:0.5"}, 400, "zones：步行距离最远20,000米"),
        ("/reach", {"within_m": "0"}, 400, "within_m：无法接受“0”，须不小于1 / "),
        ("/reach", {"within_m": "25000"}, 400, "within_m：无法接受“25000”，须不大于20,000 / "),
        ("/reach", {"rank": "0"}, 400, "rank：无法接受“0”"),
        ("/reach", {"mode": "bus"}, 400, "mode：无法接受“bus”"),
        ("/reach", {"level": "life-circle"}, 400, "level：无法接受“life-circle”"),
        ("/reach", {"radius_m": "500", "radius_source": "x"}, 400, "radius_m：没有这个参数"),
        ("/reach", {"f": "geojson"}, 406, "f：无法接受“geojson”"),
        ("/reach/sites/S9", {}, 404, "没有这个单元：S9；可选：S1、S2、S3"),
        ("/reach/homes/H9", {}, 404, "没有这个单元：H9；可选：H1、H2、H3、H4"),
        ("/reach/homes/H1", {"rank": "2"}, 400, "rank：没有这个参数"),
    ],
)
def test_what_cannot_be_is_refused(
    walked: TestClient, path: str, query: dict[str, str], status: int, says: str
) -> None:
    answer = walked.get(path, params=query)
    assert answer.status_code == status
    assert says in answer.json()["detail"]


def test_a_profile_without_a_radius_answers_at_the_distance_given(walked: TestClient) -> None:
    # It gives no walking speed either, so that walks are straight lines: H1 is one block from S1.
    answer = walked.get("/reach/homes/H1", params={"profile": "guangzhou-2023-2025", "within_m": 400}).json()
    assert [(site["site_id"], site["cost_m"]) for site in answer["sites"]] == [("S1", 300)]


def test_to_list_walks_no_reach_of_areas_is_computed(walked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Studies, "reached")
    assert walked.get("/reach/homes/H2").json()["sites"][0]["site_id"] == "S2"
    assert walked.get("/reach/sites/S2").json()["children"] == 72
