from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from starlette.testclient import TestClient

from planning.model.city import City
from planning.policy.reading import list_profiles
from service.settings import Settings
from service.storage.embedded import EmbeddedStore


def test_cities_come_with_the_profile_and_day_they_open_on(client: TestClient) -> None:
    answer = client.get("/cities").json()
    (city,) = answer["cities"]
    assert answer["default"] == city["id"] == "tiny-city"
    assert (city["profile"], city["date"], city["revision"]) == ("demo-city", "2025-12-31", "tiny-city-1")
    assert datetime.fromisoformat(city["loaded_at"]).utcoffset() is not None


def test_the_operator_chooses_which_city_comes_first(
    store: EmbeddedStore, tiny_city: City, client_of: Callable[[Settings], TestClient]
) -> None:
    store.save(tiny_city)
    store.save(replace(tiny_city, manifest=replace(tiny_city.manifest, city_id="second", name="二城")))
    assert client_of(Settings(store=store.path)).get("/gaps/city").json()["city"]["id"] == "tiny-city"
    client = client_of(Settings(store=store.path, city="second"))
    assert client.get("/gaps/city").json()["city"]["id"] == "second"
    assert [city["id"] for city in client.get("/cities").json()["cities"]] == ["second", "tiny-city"]


def test_every_profile_is_listed_and_can_be_read(client: TestClient) -> None:
    listed = client.get("/profiles").json()["profiles"]
    assert tuple(profile["id"] for profile in listed) == list_profiles()
    for profile in listed:
        answer = client.get(f"/profiles/{profile['id']}").json()
        assert answer["rules"]
        assert all(rule["source"]["document"] and rule["source"]["clause"] for rule in answer["rules"])


def test_a_draft_is_named_as_one(client: TestClient) -> None:
    documents = client.get("/profiles/ezhou-2021-draft").json()["documents"]
    assert "draft" in {document["status"] for document in documents}


def test_a_rule_says_whether_its_document_binds(client: TestClient) -> None:
    """The demo city adopts a numbered document in Guangzhou, and a draft of Ezhou that has no number."""
    rules = {rule["id"]: rule["source"] for rule in client.get("/profiles/demo-city").json()["rules"]}
    assert rules["GZ-21"]["short_title"] == "穗府办〔2024〕3号"
    assert rules["GZ-21"]["status"] != "draft"
    assert rules["EZ-06"]["status"] == "draft"
    assert rules["EZ-06"]["short_title"] == "关于进一步促进3岁以下婴幼儿照护服务发展的实施方案"


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("areas-district", 1),
        ("areas-street", 2),
        ("areas-community", 0),
        ("life-circles", 0),
        ("residential-areas", 0),
        ("sites", 2),
        ("central-urban-area", 0),
    ],
)
def test_every_layer_is_geojson(client: TestClient, name: str, count: int) -> None:
    assert name in client.get("/layers").json()["layers"]
    answer = client.get(f"/layers/{name}")
    assert answer.headers["content-type"] == "application/geo+json"
    assert len(answer.json()["features"]) == answer.json()["numberMatched"] == count


def test_a_site_says_whether_it_counts(client: TestClient) -> None:
    features = client.get("/layers/sites").json()["features"]
    names = ("counted", "state", "places")
    told = [(feature["id"], *(feature["properties"][name] for name in names)) for feature in features]
    assert told == [("S1", True, "filed", 60), ("S2", False, "closed", 30)]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [114.005, 32.015]}
    assert features[0]["properties"]["institution"] == "<b>向阳</b>托育园"  # data, not HTML


def test_a_layer_is_of_a_day(client: TestClient) -> None:
    features = client.get("/layers/sites", params={"date": "2023-12-31"}).json()["features"]
    assert [feature["properties"]["counted"] for feature in features] == [True, True]


def test_a_layer_has_pages(client: TestClient) -> None:
    features = client.get("/layers/sites", params={"offset": 1, "limit": 1}).json()["features"]
    assert [feature["id"] for feature in features] == ["S2"]
