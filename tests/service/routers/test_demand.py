"""Demand to come over HTTP, for the tiny city with births: 15 a month, 60 open places, 45 children enrolled."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from planning.exchange.city_folder import read_city_folder
from service.app import create_app
from service.settings import Settings
from service.storage.embedded import EmbeddedStore
from tests.service.tiny_city import add_births, silence_a_class, write_tiny_city

GIVEN = {"uptake": "0.5", "uptake_source": "2025年问卷"}


@pytest.fixture(scope="module")
def born(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a service whose one city knows its births."""
    folder = tmp_path_factory.mktemp("born")
    store = EmbeddedStore(folder / "store.sqlite")
    store.save(read_city_folder(add_births(write_tiny_city(folder / "tiny"))))
    with TestClient(create_app(Settings(store=store.path)), raise_server_exceptions=False) as client:
        yield client


def row(answer: dict[str, Any], area_id: str, variant: str = "mid", year: int = 2026) -> dict[str, Any]:
    (found,) = [
        one for one in answer["rows"] if (one["area_id"], one["variant"], one["year"]) == (area_id, variant, year)
    ]
    return dict(found)


def test_three_measures_stand_side_by_side(born: TestClient) -> None:
    # 540 children, 450 of them older than six months; 30,000 people at 5.8; 45 of 360 children in the north.
    found = row(born.get("/demand", params={"level": "city", **GIVEN}).json(), "88")
    assert (found["children_under_3"], found["eligible"], found["places"]) == (540, 450, 60)
    assert (found["policy"], found["willingness"], found["enrolment"]) == (174, 225, 45)
    assert (found["policy_shortage"], found["willingness_shortage"], found["enrolment_surplus"]) == (114, 165, 15)
    assert found["finding"] == "政策口径缺114个；意愿口径缺165个；在托口径富余15个"


def test_the_profile_gives_the_share_of_families_unless_the_asker_does(born: TestClient) -> None:
    own = born.get("/demand").json()["uptake"]
    assert own["share"] == 0.3
    assert "30%" in own["source"]
    given = born.get("/demand", params=GIVEN).json()["uptake"]
    assert (given["share"], given["source"]) == (0.5, "《2025年问卷》 使用者给定的入托意愿")


def test_variants_differ_as_their_assumptions_do(born: TestClient) -> None:
    answer = born.get("/demand", params={"level": "district"}).json()
    children = [row(answer, "8801", variant)["children_under_3"] for variant in ("low", "mid", "high")]
    assert children == [450, 540, 540]  # half the births of one year, 180
    given = [(one["variant"], one["value"], one["source"]) for one in answer["assumptions"] if one["source"]]
    assert given == [("low", "0.5", "test")]
    assert {one["note"] for one in answer["assumptions"] if not one["source"]} == {"未给出，按不变计算"}


def test_rows_are_narrowed_to_a_year_and_a_variant_and_paged(born: TestClient) -> None:
    answer = born.get("/demand", params={"year": 2030, "variant": "low", "to": 2030}).json()
    assert [(one["area_id"], one["year"], one["variant"]) for one in answer["rows"]] == [
        ("880101", 2030, "low"),
        ("880102", 2030, "low"),
    ]
    assert answer["years"] == list(range(2025, 2031))
    page = born.get("/demand", params={"limit": 5, "offset": 60}).json()
    assert (page["numberReturned"], page["numberMatched"]) == (5, 66)  # 2 streets, 3 variants, 2025 to 2035
    assert {link["rel"] for link in page["links"]} == {"self", "next", "prev", "alternate"}


def test_the_file_has_every_row_in_chinese(born: TestClient) -> None:
    answer = born.get("/demand", params={"f": "csv", "variant": "low", **GIVEN})
    assert answer.headers["content-disposition"] == 'attachment; filename="tiny-city-demand-street-2025-12-31.csv"'
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert len(rows) == 22
    assert dict(zip(head, rows[0], strict=True)) | {"方案": "低方案", "年份（年末）": "2025"} == dict(
        zip(head, rows[0], strict=True)
    )


def test_one_area_has_curves_as_long_as_its_years(born: TestClient) -> None:
    answer = born.get("/demand/city/88", params={"to": 2028, "variant": "low", **GIVEN}).json()
    assert answer["years"] == [2025, 2026, 2027, 2028]
    assert answer["children"]["low"] == [540, 450, 315, 158]  # 157.5: 90, 45 and 22.5 were born
    assert answer["willingness"]["mid"] == [225, 225, 225, 225]
    assert (answer["policy"], answer["places"]) == ([174] * 4, 60)
    assert answer["places_by_class"]["toddler_small"] == 60
    assert answer["findings"]["low"][0].startswith("政策口径缺114个")
    assert answer["traced"] == {"year": 2028, "variant": "low"}
    assert answer["trace"]["sentences"][0].startswith("小城2028年末（低方案）3岁以下婴幼儿158人")


def test_a_lower_bound_of_enrolment_carries_its_flag(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store.sqlite")
    store.save(read_city_folder(silence_a_class(add_births(write_tiny_city(tmp_path / "tiny")))))
    with TestClient(create_app(Settings(store=store.path))) as silent:
        found = row(silent.get("/demand").json(), "880101")
        assert (found["enrolment"], found["enrolment_at_least"], found["enrolment_surplus"]) == (45, True, None)
        assert not row(silent.get("/demand").json(), "880102")["enrolment_at_least"]
        curves = silent.get("/demand/city/88", params={"to": 2026}).json()
    assert curves["enrolment_at_least"] == {variant: [True, True] for variant in ("low", "mid", "high")}
    (step,) = [one for one in curves["trace"]["steps"] if one["key"] == "enrolment"]
    assert step["says"].endswith("≥45个托位（1个点位未填报在托人数，已填报的45人只是下限）。")


def test_assumptions_that_lead_beyond_all_children_are_refused(tmp_path: Path) -> None:
    # 15 births a month, ten times as many each year: a thousand million children are passed within ten years.
    store = EmbeddedStore(tmp_path / "store.sqlite")
    folder = add_births(write_tiny_city(tmp_path / "tiny"), assumptions="births_factor,low,88,2026,10,test\n")
    store.save(read_city_folder(folder))
    with TestClient(create_app(Settings(store=store.path)), raise_server_exceptions=False) as client:
        answer = client.get("/demand", params={"to": 2050})
    assert (answer.status_code, answer.json()["type"]) == (422, "cannot-compute")


def test_the_trace_of_a_street_has_every_month_of_births(born: TestClient) -> None:
    trace = born.get("/demand/street/880101", params={"year": 2026, "variant": "low"}).json()["trace"]
    (cohorts,) = [step for step in trace["steps"] if step["key"] == "cohorts"]
    assert cohorts["filled"] == "2024年12个月 120.00 + 2025年12个月 120.00 + 2026年12个月 60.00 = 300.00"
    assert cohorts["inputs"][0]["key"] == "area_id=880101;month=2025-12"
    assert cohorts["inputs"][36]["table"] == "projection_assumptions"


def test_a_stated_number_of_children_is_told_beside_the_births(born: TestClient) -> None:
    answer = born.get("/demand/street/880101").json()
    assert (answer["present"]["children_under_3"], answer["present"]["basis_zh"]) == (400, "统计")
    assert any("北岸街道研究日为400人（统计），出生人口累计为360人" in note for note in answer["notes"])


def test_a_city_without_births_is_told_why_nothing_is_known(client: TestClient) -> None:
    answer = client.get("/demand/city/88").json()
    assert answer["children"]["mid"] == [None] * len(answer["years"])
    assert answer["reasons"]["children"] == answer["reasons"]["willingness"] == "没有出生人口"
    assert answer["policy"] == [174] * len(answer["years"])


def test_an_answer_is_not_sent_twice(born: TestClient) -> None:
    for path in ("/demand", "/demand/city/88"):
        tag = born.get(path).headers["etag"]
        assert born.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert born.get(path, params={"to": 2027}, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "query", "status", "slug"),
    [
        ("/demand", {"uptake": "0.3"}, 400, "query-invalid"),
        ("/demand", {"uptake_source": "问卷"}, 400, "query-invalid"),
        ("/demand", {"uptake": "1.2", "uptake_source": "问卷"}, 400, "query-invalid"),
        ("/demand", {"uptake": "0", "uptake_source": "问卷"}, 400, "query-invalid"),
        ("/demand", {"year": "2036"}, 400, "query-invalid"),
        ("/demand", {"to": "2024"}, 422, "cannot-compute"),
        ("/demand", {"to": "2199"}, 422, "cannot-compute"),
        ("/demand", {"level": "community"}, 400, "query-invalid"),
        ("/demand", {"variant": "best"}, 400, "query-invalid"),
        ("/demand", {"f": "xlsx"}, 406, "not-acceptable"),
        ("/demand/street/88", {}, 404, "unknown-area"),
        ("/demand/village/88", {}, 404, "unknown-level"),
        ("/demand/city/88", {"year": "2024"}, 400, "query-invalid"),
    ],
)
def test_what_cannot_be_is_refused(born: TestClient, path: str, query: dict[str, str], status: int, slug: str) -> None:
    answer = born.get(path, params=query)
    assert (answer.status_code, answer.json()["type"]) == (status, slug)
