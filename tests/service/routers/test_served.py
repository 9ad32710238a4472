"""Who is served over HTTP, in a city drawn by hand; half of the children old enough for a class seek a place."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from planning.exchange.city_folder import read_city_folder
from planning.model.city import City
from tests.service.walking_city import write_walking_city

GIVEN = {"uptake": "0.5", "uptake_source": "2025年问卷"}
PARTS = ("served", "out_of_reach", "no_class", "only_non_inclusive", "full", "not_seeking")

ClientFor = Callable[[City], TestClient]


def parts(row: dict[str, Any]) -> list[int | None]:
    return [row[f"children_{part}"] for part in PARTS]


def by_area(client: TestClient, **query: str) -> dict[str, list[int | None]]:
    return {row["area_id"]: parts(row) for row in client.get("/served", params=query).json()["rows"]}


def test_each_child_of_a_street_has_one_fate(walked: TestClient) -> None:
    # By hand in docs/reach.md: 15 of the 36 children at each home seek a place, 3 in each half year from 6 to 24
    # months, 6 above. S1 takes 4 of the 6 at H1 aged 12 to 24 months, who live nearer than those at H3.
    assert by_area(walked, **GIVEN) == {
        "880101": [4, 0, 15, 9, 2, 42],
        "880102": [0, 0, 3, 6, 6, 21],
        "880201": [0, 15, 0, 0, 0, 21],
    }


def test_the_parts_add_up_to_the_children(walked: TestClient) -> None:
    for level in ("street", "district", "city"):
        for row in walked.get("/served", params={"level": level}).json()["rows"]:
            numbers = [number for number in parts(row) if number is not None]
            assert sum(numbers) == row["children_under_3"]
            assert sum(numbers[:-1]) == row["children_seeking"]


@pytest.mark.parametrize("places", ["inclusive", "any"])
def test_streets_add_up_to_districts_and_districts_to_the_city(walked: TestClient, places: str) -> None:
    streets, districts, city = (by_area(walked, level=one, places=places) for one in ("street", "district", "city"))

    def sums(rows: list[list[int | None]]) -> list[int]:
        return [sum(number for number in column if number is not None) for column in zip(*rows, strict=True)]

    for district, own in districts.items():
        assert own == sums([row for street, row in streets.items() if street.startswith(district)])
    assert city["88"] == sums(list(districts.values()))


def test_rows_are_narrowed_to_a_district(walked: TestClient) -> None:
    assert list(by_area(walked, district="8801")) == ["880101", "880102"]
    assert list(by_area(walked, district="8802", level="district")) == ["8802"]


def test_an_answer_without_a_row_says_why(walked: TestClient) -> None:
    answer = walked.get("/served", params={"district": "8801", "level": "city"}).json()
    assert (answer["rows"], answer["numberMatched"]) == ([], 0)
    assert answer["assumptions"][0] == "全市不属于任何一个区，按区筛选后没有一行"


def test_with_places_that_are_not_inclusive_more_have_one(walked: TestClient) -> None:
    # S2's 20 mixed places take all 18 who seek one at H2 and H3 from 18 months on.
    found = by_area(walked, places="any", **GIVEN)
    assert found["880101"] == [13, 0, 15, 0, 2, 42]
    assert found["880102"] == [9, 0, 3, 0, 3, 21]
    answer = walked.get("/served", params={"places": "any", **GIVEN}).json()
    assert (answer["places"], answer["places_zh"]) == ("any", "全部托位")
    assert any("普惠和非普惠托位都计，共24个" in line for line in answer["assumptions"])


def test_who_gives_an_uptake_is_named_with_it(walked: TestClient) -> None:
    own = walked.get("/served").json()
    # 60 x 0.3, 30 x 0.3
    assert [row["children_seeking"] for row in own["rows"]] == [18, 9, 9]
    given = walked.get("/served", params=GIVEN).json()
    assert [row["children_seeking"] for row in given["rows"]] == [30, 15, 15]
    assert (given["uptake"]["share"], given["uptake"]["source"]) == (0.5, "《2025年问卷》 使用者给定的入托意愿")
    assert any("50%的适龄儿童寻求托位（《2025年问卷》" in line for line in given["assumptions"])
    everyone = walked.get("/served", params={**GIVEN, "uptake": "1"}).json()
    assert [row["children_seeking"] for row in everyone["rows"]] == [60, 30, 30]


def test_what_the_split_rests_on_is_said(walked: TestClient) -> None:
    answer = walked.get("/served").json()
    assert (answer["within_m"], answer["measured_by_zh"], answer["unanswered"]) == (1000, "步行路网", "")
    told = "\n".join(answer["assumptions"])
    for words in ("手绘路网", "GB 50180-2018", "1个居住区出入口不明", "不对外开放的1处", "分配为理论最优"):
        assert words in told


def test_one_street_tells_its_homes_and_where_its_children_go(walked: TestClient) -> None:
    answer = walked.get("/served/street/880101", params=GIVEN).json()
    assert parts(answer["row"]) == [4, 0, 15, 9, 2, 42]
    homes = {one["point_id"]: [one[part] for part in PARTS[:-1]] for one in answer["points"]}
    assert homes == {"H1": [4, 0, 9, 0, 2], "H2": [0, 0, 6, 9, 0]}
    ages = answer["by_age"]
    lacking = {(one["from_months"], one["to_months"]): one["no_class"] for one in ages if one["no_class"]}
    assert lacking == {(6, 12): 6, (12, 18): 3, (24, 36): 6}
    assert [sum(one[part] for one in ages) for part in PARTS] == parts(answer["row"])
    assert [step["key"] for step in answer["steps"]] == ["seeking", "walks", "served", "sites"]
    _, _, served, sites = answer["steps"]
    assert served["filled"] == "4 + 0 + 15 + 9 + 2 + 42 = 72"
    assert "第1点4人，平均步行300米" in sites["says"]


def test_a_longer_walk_reaches_over_the_river(walked: TestClient) -> None:
    far = {**GIVEN, "radius_m": "1250", "radius_source": "区卫生健康局"}
    # H4 reaches S1 (1,200 m): 3 of 6 to 12 months have no class, 6 from 12 to 24 months find it full; S2 (1,200 m)
    # takes those of 24 to 36 months, and is not inclusive.
    assert by_area(walked, **far)["880201"] == [0, 0, 3, 6, 6, 21]
    # Of all places, S2's 20 go to the 18 who live nearer, and 2 to H4; the others find them full.
    assert by_area(walked, places="any", **far)["880201"] == [2, 0, 3, 0, 10, 21]


def test_without_a_network_the_river_is_not_seen(client_for: ClientFor, tmp_path: Path) -> None:
    folder = write_walking_city(tmp_path / "dry", left_out=("walk_nodes", "walk_edges"))
    answer = client_for(read_city_folder(folder)).get("/served", params=GIVEN).json()
    assert answer["measured_by"] == "straight_line"
    assert any("没有步行路网，步行距离按直线距离×1.2估算" in line for line in answer["assumptions"])
    east = next(row for row in answer["rows"] if row["area_id"] == "880201")
    assert east["children_out_of_reach"] == 0  # S2 is 424 m off over the water, 509 m with the detour


def test_a_street_without_births_is_unknown_and_so_is_all_above_it(client_for: ClientFor, tmp_path: Path) -> None:
    folder = write_walking_city(tmp_path / "unborn", born={"880101": 2, "880102": 1})
    client = client_for(read_city_folder(folder))
    streets = {row["area_id"]: row for row in client.get("/served", params=GIVEN).json()["rows"]}
    assert parts(streets["880201"]) == [None] * 6
    assert streets["880201"]["reason"] == "3岁以下儿童或其出生月份不明"
    assert parts(streets["880101"]) == [4, 0, 15, 9, 2, 42]
    (city,) = client.get("/served", params={"level": "city", **GIVEN}).json()["rows"]
    assert (parts(city), city["reason"]) == ([None] * 6, "1个街道（镇）无法判定")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"date": "2020-01-01"}, "没有2020-01-01的点位登记册"),
        ({"profile": "guangzhou-2023-2025"}, "没有给出服务半径"),
    ],
)
def test_where_nothing_can_be_said_the_reason_is(walked: TestClient, query: dict[str, str], why: str) -> None:
    answer = walked.get("/served", params=query).json()
    assert answer["unanswered"] == why
    assert [(parts(row), row["reason"]) for row in answer["rows"]] == [([None] * 6, why)] * 3
    area = walked.get("/served/district/8801", params=query).json()
    assert (area["points"], len(area["steps"])) == ([], 1)
    assert why in area["steps"][0]["says"]


def test_without_inclusive_statuses_all_places_can_still_be_asked_for(client_for: ClientFor, tmp_path: Path) -> None:
    client = client_for(read_city_folder(write_walking_city(tmp_path / "plain", left_out=("inclusive_statuses",))))
    assert client.get("/served").json()["unanswered"] == "没有普惠认定资料；可改按全部托位计算"
    # Where every place fits, nobody is told that what is left is not inclusive.
    assert by_area(client, places="any", **GIVEN)["880101"] == [13, 0, 15, 0, 2, 42]


def test_the_file_has_chinese_headings_and_an_empty_cell_for_the_unknown(walked: TestClient) -> None:
    answer = walked.get("/served", params={"f": "csv", **GIVEN})
    assert answer.headers["content-disposition"] == 'attachment; filename="walking-city-served-street-2025-12-31.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[:5] == ["编号", "名称", "所属区", "3岁以下儿童（人）", "寻求托位儿童（人）"]
    assert rows[0][:13] == ["880101", "甲街道", "西区", "72", "30", "4", "0", "15", "9", "2", "42", "0", ""]
    assert head[13:] == ["入托意愿", "入托意愿来源", "可选托位", "步行距离上限（米）", "步行距离来源"]
    assert rows[0][13:16] == ["0.5", "《2025年问卷》 使用者给定的入托意愿", "普惠托位"]
    assert (float(rows[0][16]), "GB 50180-2018" in rows[0][17]) == (1000, True)
    unknown = walked.get("/served", params={"date": "2020-01-01"}, headers={"accept": "text/csv"})
    *_, last = csv.reader(io.StringIO(unknown.content.decode("utf-8-sig")))
    assert last[:13] == ["880201", "丙街道", "东区", *[""] * 9, "没有2020-01-01的点位登记册"]


def test_an_answer_is_not_sent_twice(walked: TestClient) -> None:
    for path in ("/served", "/served/street/880101"):
        tag = walked.get(path).headers["etag"]
        assert walked.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert walked.get(path, params={"places": "any"}, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "query", "status", "says"),
    [
        ("/served", {"uptake": "0.3"}, 400, "uptake, uptake_source：入托意愿和来源须同时给出"),
        ("/served", {"uptake_source": "问卷"}, 400, "uptake, uptake_source：入托意愿和来源须同时给出"),
        ("/served", {"uptake": "1.2", "uptake_source": "问卷"}, 400, "uptake：无法接受“1.2”"),
        ("/served", {"uptake": "0", "uptake_source": "问卷"}, 400, "uptake：入托意愿是大于0、不大于1的占比"),
        ("/served", {"radius_m": "500"}, 400, "radius_source"),
        ("/served", {"radius_m": "500", "radius_source": " "}, 400, "radius_source：来源不能空白"),
        ("/served", {"uptake": "0.3", "uptake_source": "\x00"}, 400, "uptake_source：来源不能空白"),
        ("/served", {"places": "free"}, 400, "places：无法接受“free”"),
        ("/served", {"level": "community"}, 400, "level：无法接受“community”"),
        ("/served", {"district": "8809"}, 404, "没有这个区：8809；可选：8801、8802"),
        ("/served", {"f": "xlsx"}, 406, "f：无法接受“xlsx”"),
        ("/served/community/1", {}, 404, "level：无法接受“community”"),
        ("/served/street/8801", {}, 404, "没有这个单元：8801；可选：880101、880102、880201"),
        ("/served/street/880101", {"uptake": "0.3"}, 400, "uptake, uptake_source：入托意愿和来源须同时给出"),
    ],
)
def test_what_cannot_be_is_refused(
    walked: TestClient, path: str, query: dict[str, str], status: int, says: str
) -> None:
    answer = walked.get(path, params=query)
    assert answer.status_code == status
    assert says in answer.json()["detail"]
