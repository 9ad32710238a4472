"""Targets and assessment reports over HTTP: JSON, files, and the page."""

import csv
import io
import re
from typing import Any

import docx
import openpyxl
import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from service.storage.embedded import EmbeddedStore

HTML = {"Accept": "text/html,*/*;q=0.8"}


def target(answer: dict[str, Any], rule_id: str, area_id: str) -> dict[str, Any]:
    (row,) = [row for row in answer["targets"] if (row["rule_id"], row["area_id"]) == (rule_id, area_id)]
    found: dict[str, Any] = row
    return found


def test_a_target_comes_with_its_figure_its_day_and_its_state(client: TestClient) -> None:
    # 30,000 people at 5.8 per 1,000 are owed 174 places by the end of 2025; 60 are open.
    found = target(client.get("/targets").json(), "GZ-21", "88")
    assert (found["required"], found["actual"], found["shortfall"]) == (174, 60, 114)
    assert (found["deadline"], found["as_of"]) == ("2025-12-31", "2025-12-31")
    assert (found["state"], found["state_zh"]) == ("ahead_not_met", "期限未到，未达标")
    assert found["source"].startswith("小城托育点位登记册")


def test_after_the_last_day_of_the_register_a_target_is_judged_on_its_own_day(client: TestClient) -> None:
    found = target(client.get("/targets", params={"date": "2026-06-30"}).json(), "GZ-21", "88")
    assert (found["state"], found["as_of"]) == ("deadline_passed_not_met", "2025-12-31")


def test_before_any_census_nobody_knows_what_was_due(client: TestClient) -> None:
    found = target(client.get("/targets").json(), "GZ-07", "88")
    assert (found["required"], found["actual"]) == (None, None)
    assert "至少30个托位" in found["reason"]  # the northern site had not been counted yet
    assert found["state"] == "deadline_passed_unknown"


def test_states_rules_and_rows_add_up(client: TestClient) -> None:
    answer = client.get("/targets").json()
    assert sum(one["units"] for one in answer["states"]) == answer["numberMatched"] == len(answer["targets"])
    dates = [one for rule in answer["rules"] for one in rule["dates"]]
    assert sum(one["units"] for one in dates) == answer["numberMatched"]
    assert all(one["units"] == sum(state["units"] for state in one["counts"]) for one in dates)


def test_a_path_names_what_was_shared_out(client: TestClient) -> None:
    city, district = client.get("/targets").json()["paths"]
    assert (city["area_id"], district["area_id"]) == ("88", "8801")
    # In 2023 the northern site had not been counted yet; in 2024 the southern one closed.
    assert [(one["on"], one["places"], one["exact"]) for one in city["known"]] == [
        ("2023-12-31", 30, False),
        ("2025-12-31", 60, True),
    ]
    assert [(one["rule_id"], one["basis"], one["modality_zh"]) for one in district["due"]] == [
        ("GZ-21", "apportioned", "力争")
    ]


def test_targets_are_narrowed_to_a_rule_or_a_district_and_paged(client: TestClient) -> None:
    of_rule = client.get("/targets", params={"rule": "GZ-21"}).json()
    assert {row["rule_id"] for row in of_rule["targets"]} == {"GZ-21"}
    of_district = client.get("/targets", params={"district": "8801"}).json()
    assert {row["district_id"] for row in of_district["targets"]} == {"8801"}
    assert of_district["tasks"] == []
    page = client.get("/targets", params={"limit": 2, "offset": 1}).json()
    assert (page["numberReturned"], page["numberMatched"]) == (2, client.get("/targets").json()["numberMatched"])
    assert {link["rel"] for link in page["links"]} >= {"self", "next", "prev", "alternate"}


def test_the_files_hold_every_row(client: TestClient) -> None:
    matched = client.get("/targets").json()["numberMatched"]
    table = client.get("/targets", params={"f": "csv"})
    assert table.headers["content-disposition"] == 'attachment; filename="tiny-city-targets-2025-12-31.csv"'
    assert len(list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))) == matched + 1
    book = openpyxl.load_workbook(io.BytesIO(client.get("/targets", params={"f": "xlsx"}).content))
    assert book["目标"].max_row == matched + 1


def test_an_answer_is_not_sent_twice(client: TestClient) -> None:
    first = client.get("/targets")
    assert client.get("/targets", headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_a_browser_gets_a_page_whose_pictures_say_what_the_table_beside_them_says(client: TestClient) -> None:
    page = client.get("/targets", headers=HTML).text
    assert "合成数据，仅供测试" in page
    assert "征求意见稿" in page
    article = re.search(r'<article class="path".*?</article>', page, re.DOTALL)
    assert article is not None
    desc = re.search(r"<desc[^>]*>(.*?)</desc>", article[0])
    assert desc is not None
    in_picture = set(re.findall(r"(?:应有|现有|至少)([\d,]+)个", desc[1]))
    in_table = set(re.findall(r'<td class="number">(?:至少 )?([\d,]+)</td>', article[0]))
    assert in_picture == in_table == {"30", "60", "174"}


def test_every_rule_on_the_page_leads_to_its_own_page(client: TestClient) -> None:
    page = client.get("/targets", headers=HTML).text
    links = set(re.findall(r'href="(policy/demo-city/[^"]+)"', page))
    assert links
    for link in links:
        assert client.get(f"/{link.replace('&amp;', '&')}", headers=HTML).status_code == 200


def test_a_form_may_leave_every_field_empty(client: TestClient) -> None:
    empty = {"city": "", "profile": "", "date": "", "district": "", "rule": "", "f": "html"}
    assert client.get("/targets", params=empty).status_code == 200


def test_a_district_left_over_from_another_city_gives_the_whole_city_and_says_so(client: TestClient) -> None:
    page = client.get("/targets", params={"district": "9901"}, headers=HTML)
    assert page.status_code == 404
    assert 'role="alert"' in page.text
    assert "小城没有这个区：9901" in page.text
    assert '<article class="path"' in page.text


def test_a_yearly_report_compares_the_ends_of_two_years(client: TestClient) -> None:
    answer = client.get("/assessments/yearly", params={"year": 2025}).json()
    assert (answer["from"], answer["to"]) == (
        {"date": "2024-12-31", "revision": "tiny-city-1"},
        {"date": "2025-12-31", "revision": "tiny-city-1"},
    )
    found = target(answer, "GZ-21", "88")
    # Nobody had counted the only open site before June 2025.
    assert (found["actual_then"], found["actual"], found["change"]) == (None, 60, None)
    assert (found["state_then"], found["state"]) == ("ahead_unknown", "ahead_not_met")
    assert answer["sections"][-1]["heading"].endswith("口径与不足")


def test_left_alone_a_yearly_report_takes_the_last_full_year(client: TestClient) -> None:
    assert client.get("/assessments/yearly").json()["to"]["date"] == "2025-12-31"


def test_a_final_report_takes_the_whole_plan(client: TestClient) -> None:
    answer = client.get("/assessments/final").json()
    # The first targets of the profile are due at the end of 2021; the plan begins a year before.
    assert (answer["from"]["date"], answer["to"]["date"]) == ("2020-12-31", "2025-12-31")


def test_a_periodic_report_takes_its_own_days(client: TestClient) -> None:
    days = {"from": "2025-06-30", "to": "2025-09-30"}
    answer = client.get("/assessments/periodic", params=days).json()
    assert (answer["from"]["date"], answer["to"]["date"]) == ("2025-06-30", "2025-09-30")
    assert target(answer, "GZ-21", "88")["change"] == 0


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_report_is_a_download_that_opens(client: TestClient, form: str) -> None:
    answer = client.get("/assessments/yearly", params={"f": form})
    assert answer.headers["content-disposition"] == f'attachment; filename="tiny-city-yearly-2025-12-31.{form}"'
    content = io.BytesIO(answer.content)
    if form == "docx":
        assert docx.Document(content).paragraphs[0].text == "小城托育目标年度评价报告"
    else:
        assert openpyxl.load_workbook(content).sheetnames[0] == "说明"
    again = client.get("/assessments/yearly", params={"f": form}, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_two_revisions_can_be_compared(store: EmbeddedStore, tiny_city: Any, another_census: Any) -> None:
    store.save(tiny_city)
    store.save(another_census)
    client = TestClient(create_app(Settings(store=store.path)))
    answer = client.get("/assessments/yearly", params={"from_revision": 1, "to_revision": 2}).json()
    assert (answer["from"]["revision"], answer["to"]["revision"]) == ("tiny-city-1", "tiny-city-2")
    assert any("tiny-city-1、tiny-city-2" in line for line in answer["sections"][-1]["sentences"])
