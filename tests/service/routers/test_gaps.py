import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from planning.frames import columns_of
from planning.model.city import City
from planning.model.codes import Level
from service.settings import Settings
from service.storage.embedded import EmbeddedStore


def read(client: TestClient, path: str, **parameters: Any) -> Any:
    answer = client.get(path, params=parameters or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_streets_share_the_citys_target_by_their_children(client: TestClient) -> None:
    """30,000 x 5.8 / 1,000 = 174 places for the city; 400 and 200 children take 116 and 58 of them."""
    table = read(client, "/gaps/street")
    figures = [
        (row["name"], row["required"], row["supplied"], row["shortage"], row["surplus"]) for row in table["rows"]
    ]
    assert figures == [("北岸街道", 116, 60, 56, 0), ("南岸街道", 58, 0, 58, 0)]
    assert read(client, "/gaps/city")["rows"][0]["required"] == 174


def test_an_answer_says_of_which_city_day_profile_and_revision_it_speaks(client: TestClient) -> None:
    table = read(client, "/gaps/street")
    assert table["city"] == {"id": "tiny-city", "name": "小城", "synthetic": True, "notice": "合成数据，仅供测试"}
    assert (table["date"], table["profile"], table["revision"]) == ("2025-12-31", "demo-city", "tiny-city-1")
    assert (table["numberMatched"], table["numberReturned"]) == (2, 2)


def test_columns_have_titles_units_and_the_words_of_their_codes(client: TestClient) -> None:
    columns = {column["name"]: column for column in read(client, "/gaps/street")["columns"]}
    assert list(columns) == [column.name for column in columns_of(Level.STREET)]
    assert (columns["residents"]["title"], columns["residents"]["unit"]) == ("人口", "人")
    assert columns["outcome"]["codes"]["met"] == "达标"


def test_a_row_carries_pinyin_dated_targets_and_sites_owed(client: TestClient) -> None:
    north = read(client, "/gaps/street")["rows"][0]
    assert north["pinyin"] == "beianjiedao bajd"
    assert [(target["target_on"], target["required"]) for target in north["targets"]] == [
        ("2023-12-31", 80),
        ("2024-12-31", 100),
        ("2025-12-31", 116),
    ]
    owed = {one["rule_id"]: one for one in north["owed"]}
    assert owed["GZ-03"]["required"] is None  # the communities of the street are not known: null, not 0
    assert "GZ-21" not in owed  # places stand in the columns


def test_a_missing_number_is_null(client: TestClient) -> None:
    south = read(client, "/gaps/street")["rows"][1]
    assert south["supplied"] == 0
    assert south["use_rate"] is None


@pytest.mark.parametrize("level", [level.value for level in Level])
def test_every_level_answers(client: TestClient, level: str) -> None:
    assert read(client, f"/gaps/{level}")["level"] == level


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"sort": "-shortage"}, ["南岸街道", "北岸街道"]),
        ({"sort": "+shortage"}, ["北岸街道", "南岸街道"]),
        ({"q": "najd"}, ["南岸街道"]),
        ({"district": "8801", "limit": 1}, ["北岸街道"]),
        ({"offset": 1}, ["南岸街道"]),
        ({"offset": 10**25}, []),
    ],
)
def test_rows_are_filtered_sorted_and_paged(client: TestClient, parameters: dict[str, Any], names: list[str]) -> None:
    assert [row["name"] for row in read(client, "/gaps/street", **parameters)["rows"]] == names


def test_following_next_shows_every_row_once(client: TestClient) -> None:
    href, seen = "/gaps/street?limit=1&sort=-shortage", []
    while href:
        table = read(client, href)
        seen += [row["area_id"] for row in table["rows"]]
        href = next((link["href"] for link in table["links"] if link["rel"] == "next"), "")
    assert seen == ["880102", "880101"]


def test_another_day_gives_another_study(client: TestClient) -> None:
    """On 2023-12-31 the southern site is still open with 30 places, and there is no figure of the people yet."""
    table = read(client, "/gaps/street", date="2023-12-31")
    assert table["rows"][1]["supplied"] == 30
    assert [row["residents"] for row in table["rows"]] == [None, None]


def test_a_radius_comes_with_its_source_or_not_at_all(client: TestClient) -> None:
    read(client, "/gaps/life-circle", radius_m=500, radius_source="会议纪要")
    for alone in ({"radius_m": 500}, {"radius_source": "会议纪要"}):
        assert client.get("/gaps/life-circle", params=alone).json()["type"] == "query-invalid"


def test_a_unit_answers_with_its_row_findings_and_arithmetic(client: TestClient) -> None:
    unit = read(client, "/gaps/street/880101")
    assert unit["row"]["shortage"] == 56
    assert {finding["rule_id"] for finding in unit["findings"]} >= {"GZ-03", "EZ-A13"}
    assert unit["trace"]["sentences"]
    assert len(unit["trace"]["sentences"]) == len(unit["trace"]["steps"])
    assert any("116" in sentence for sentence in unit["trace"]["sentences"])
    clauses = [clause for step in unit["trace"]["steps"] for clause in step["clauses"]]
    assert all(clause["document"] and clause["clause"] for clause in clauses)
    assert unit["trace"]["revision"] == "tiny-city-1"


def test_csv_has_a_byte_order_mark_and_chinese_headings(client: TestClient) -> None:
    answer = client.get("/gaps/street", params={"f": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="tiny-city-street-2025-12-31.csv"' in answer.headers["content-disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading[1] == "名称"
    assert [row[1] for row in rows] == ["北岸街道", "南岸街道"]


def test_xlsx_holds_what_the_filter_left_and_the_arithmetic(client: TestClient) -> None:
    answer = client.get("/gaps/street", params={"f": "xlsx", "q": "南岸"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["说明", "街道（镇）", "依据"]
    assert [cell.value for cell in book["街道（镇）"]["B"]] == ["名称", "南岸街道"]


def test_geojson_has_polygons_and_the_same_figures(client: TestClient) -> None:
    answer = client.get("/gaps/street", headers={"Accept": "application/geo+json"})
    assert answer.headers["content-type"] == "application/geo+json"
    features = answer.json()["features"]
    assert [feature["properties"]["shortage"] for feature in features] == [56, 58]
    assert features[0]["geometry"]["type"] == "Polygon"


def test_an_unchanged_answer_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/gaps/street")
    tag = first.headers["etag"]
    assert tag.startswith('"tiny-city-1-json-')
    again = client.get("/gaps/street", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/gaps/street", headers={"If-None-Match": '"other"'}).content == first.content


def test_form_and_query_have_tags_of_their_own(client: TestClient) -> None:
    asked = ({}, {"f": "csv"}, {"q": "x"}, {"date": "2025-01-01"})
    tags = {client.get("/gaps/street", params=parameters).headers["etag"] for parameters in asked}
    assert len(tags) == len(asked)


def test_a_new_revision_changes_the_tag_and_the_figures(
    store: EmbeddedStore, tiny_city: City, another_census: City, client_of: Callable[[Settings], TestClient]
) -> None:
    store.save(tiny_city)
    client = client_of(Settings(store=store.path))
    client.app.state.doors.snapshots._look_every_s = 0  # type: ignore[attr-defined]
    old = client.get("/gaps/city")
    store.save(another_census)
    new = client.get("/gaps/city", headers={"If-None-Match": old.headers["etag"]})
    assert new.status_code == 200
    assert new.headers["etag"].startswith('"tiny-city-2-')
