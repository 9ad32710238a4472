"""The documents and rules over HTTP, as JSON and as pages."""

import pytest
from starlette.testclient import TestClient


def test_every_rule_comes_with_its_clause_and_how_it_stands(client: TestClient) -> None:
    answer = client.get("/policy").json()
    assert answer["profile"] == "demo-city"
    assert answer["numberMatched"] == len(answer["rules"]) > 0
    rule = next(rule for rule in answer["rules"] if rule["id"] == "GZ-27")
    assert rule["source"]["clause"] == "三（一）4"
    assert rule["state"]["units"] == sum(one["units"] for one in rule["state"]["counts"])
    statuses = {document["id"]: document["status_zh"] for document in answer["documents"]}
    assert statuses["ez-draft"] == "征求意见稿"


def test_rules_are_found_by_kind_and_by_word(client: TestClient) -> None:
    kinds = client.get("/policy", params={"kind": "density"}).json()
    assert {rule["type"] for rule in kinds["rules"]} == {"density"}
    found = client.get("/policy", params={"q": "ez-06"}).json()
    assert [rule["id"] for rule in found["rules"]] == ["EZ-06"]
    worst = client.get("/policy", params={"state": "not_met"}).json()
    assert all(rule["state"]["worst"] == "not_met" for rule in worst["rules"])


def test_a_rule_shows_its_readings_with_their_answers_and_its_examples(client: TestClient) -> None:
    answer = client.get("/policy/demo-city/EZ-06").json()
    point = [one for one in answer["readings"] if one["point"] == "7.1"]
    assert [(one["key"], one["chosen"]) for one in point] == [("a", True), ("b", False)]
    assert all(one["state"]["units"] == answer["state"]["units"] for one in point)
    assert answer["examples"]
    assert answer["rule"]["inputs"]


def test_a_finding_carries_its_arithmetic_its_margin_and_its_citation(client: TestClient) -> None:
    (finding,) = client.get("/policy/demo-city/GZ-07/88").json()["findings"]
    assert finding["margin"] == finding["value"] - finding["required"]
    assert finding["step"]["filled"].endswith(f"={finding['required']:,}")
    assert finding["step"]["clauses"][0]["number"] == "穗府办〔2024〕3号"
    assert finding["rule"]["modality_zh"] == "应当"


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/policy/nowhere/EZ-06", "unknown-profile"),
        ("/policy/demo-city/EZ-99", "unknown-choice"),
        ("/policy/demo-city/GZ-07/nobody", "unknown-area"),
    ],
)
def test_what_is_not_there_is_refused_with_the_choices(client: TestClient, address: str, slug: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["type"] == slug
    assert answer.json()["choices"]


@pytest.mark.parametrize("address", ["/policy", "/policy/demo-city/EZ-06", "/policy/demo-city/GZ-07/88"])
def test_the_pages_are_chinese_and_escape_what_they_are_given(client: TestClient, address: str) -> None:
    page = client.get(address, headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert '<html lang="zh-CN">' in page.text
    assert "<script" not in page.text
    assert "style=" not in page.text
    hostile = client.get("/policy", params={"q": "<script>alert(1)</script>", "f": "html"})
    assert "<script" not in hostile.text
    assert "&lt;script&gt;" in hostile.text


def test_the_rules_that_bind_a_unit_are_told_with_those_that_lost(client: TestClient) -> None:
    answer = client.get("/policy/resolve", params={"level": "city", "unit": "88"}).json()
    assert [one["tier"] for one in answer["stack"]] == ["city", "nation"]
    nation = next(one for one in answer["standings"] if one["rule_id"] == "NAT-F5")
    assert nation["verdict"] == "advises"
    assert "参照" in nation["why"]
    own = next(one for one in answer["standings"] if one["rule_id"] == "GZ-07")
    # 30,000 people at 4 per 1,000; its deadline was 2023, and nothing after a deadline is due.
    assert (own["verdict"], own["required"]) == ("ended", 120)
    assert "期限2023-12-31已过" in own["why"]
    assert "穗府办〔2024〕3号" in own["says"]


def test_a_topic_that_no_rule_has_is_refused_with_those_there_are(client: TestClient) -> None:
    answer = client.get("/policy/resolve", params={"level": "city", "unit": "88", "topic": "weather"})
    assert (answer.status_code, answer.json()["type"]) == (404, "unknown-topic")
    assert "city_density" in answer.json()["choices"]


def test_a_unit_that_is_not_there_is_refused(client: TestClient) -> None:
    answer = client.get("/policy/resolve", params={"level": "city", "unit": "nobody"})
    assert (answer.status_code, answer.json()["choices"]) == (404, ["88"])
