import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from maps.basemaps import Tiles
from service.settings import Settings
from service.storage.embedded import EmbeddedStore

HTML = {"Accept": "text/html,*/*;q=0.8"}
INLINE = re.compile(r"<script(?![^>]*(?:src=|application/json))|<style|\son\w+=|\sstyle=|javascript:")


def test_the_door_is_a_chinese_page_and_json_for_machines(client: TestClient) -> None:
    page = client.get("/", headers=HTML)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="zh-CN">' in page.text
    assert "合成数据，仅供测试" in page.text
    assert client.get("/", headers={"Accept": "application/json"}).json()["title"].startswith("托育规划")
    assert client.get("/", params={"f": "json"}).json()["links"]


def test_every_door_opens(client: TestClient) -> None:
    for link in client.get("/", params={"f": "json"}).json()["links"]:
        answer = client.get(link["href"])
        assert answer.status_code == 200, link
        assert answer.headers["content-type"].startswith(link["type"].partition(";")[0])


def test_the_planners_page_brings_its_cities_and_keeps_its_own_query(client: TestClient) -> None:
    page = client.get("/planner", params={"city": "tiny-city", "level": "street", "id": "880101"})
    settings = re.search(r'<script type="application/json" id="settings">(.*?)</script>', page.text, re.DOTALL)
    assert settings is not None
    (city,) = json.loads(settings[1])["cities"]
    assert (city["id"], city["date"], city["profile"]) == ("tiny-city", "2025-12-31", "demo-city")


@pytest.mark.parametrize("path", ["/", "/planner", "/docs", "/targets"])
def test_a_page_holds_no_inline_script_or_style(client: TestClient, path: str) -> None:
    assert INLINE.findall(client.get(path, headers=HTML).text) == []


@pytest.mark.parametrize("path", ["/", "/planner", "/docs", "/targets"])
def test_what_a_page_refers_to_comes_from_this_service(client: TestClient, path: str) -> None:
    page = client.get(path, headers=HTML).text
    sources = [html.unescape(source) for source in re.findall(r'(?:src|href)="([^"#]+)"', page)]
    assert sources
    vendored = [source for source in sources if "vendor/" in source]  # fetched by make, maybe not yet
    for source in set(sources) - set(vendored):
        assert not source.startswith(("http:", "https:", "//")), source
        assert client.get(f"/{source.lstrip('/')}").status_code == 200, source


def test_a_name_that_is_html_is_shown_as_text(
    tmp_path: Path, served_store: EmbeddedStore, client_of: Callable[[Settings], TestClient]
) -> None:
    city = served_store.load("tiny-city")
    hostile = "<img src=x onerror=alert(1)>"
    object.__setattr__(city.manifest, "name", hostile)
    store = EmbeddedStore(tmp_path / "store.sqlite")
    store.save(city)
    client = client_of(Settings(store=store.path))
    for path in ("/", "/planner", "/targets"):
        assert hostile not in client.get(path, headers=HTML).text
    assert client.get("/cities").json()["cities"][0]["name"] == hostile


def test_the_offline_map_is_a_download_with_everything_in_it(client: TestClient) -> None:
    answer = client.get("/maps/tiny-city.html")
    assert answer.headers["content-disposition"] == 'attachment; filename="tiny-city-2025-12-31.html"'
    assert "<title>小城托位缺口地图</title>" in answer.text
    assert re.findall(r'(?:src|href)="https?://[^"]+\.(?:js|css)"', answer.text) == []
    again = client.get("/maps/tiny-city.html", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_operations_are_listed_with_their_limits(client: TestClient) -> None:
    page = client.get("/docs").text
    for operation in ("GET /gaps/{level}", "GET /layers/{name}", "GET /readyz"):
        assert f"<code>{operation}</code>" in page
    assert "至多 10000" in page


def test_every_answer_bears_the_protective_headers(client: TestClient) -> None:
    for path in ("/", "/planner", "/gaps/street", "/nowhere", "/static/planner/main.js", "/gaps/street?x=1"):
        headers = client.get(path).headers
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_only_the_base_map_of_the_operator_may_send_pictures(
    served_store: EmbeddedStore, client_of: Callable[[Settings], TestClient]
) -> None:
    tiles = Tiles("https://{s}.tiles.example/{z}/{x}/{y}.png", "示例测绘", "GS(2026)1号")
    policy = client_of(Settings(store=served_store.path, tiles=tiles)).get("/").headers["content-security-policy"]
    assert "img-src 'self' data: https://*.tiles.example;" in policy
    assert policy.count("tiles.example") == 1
