"""What can be taken along from the planner's page: tables, map data, and a map that needs no network."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import answer, open_planner, rows, violations

pytestmark = pytest.mark.browser


def _download(page: Page, name: str, folder: Path) -> Path:
    page.locator("#downloads summary").click()
    with page.expect_download(timeout=60_000) as started:
        page.locator("#download-list").get_by_text(name).click()
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    page.keyboard.press("Escape")
    return target


@pytest.mark.parametrize(
    ("name", "suffix", "begins"),
    [
        ("Excel 表格", ".xlsx", b"PK"),
        ("CSV 表格", ".csv", b"\xef\xbb\xbf"),
        ("地理数据", ".geojson", b"{"),
        ("离线地图", ".html", b"<!DOCTYPE html>"),
        ("各街道需求预测", ".csv", b"\xef\xbb\xbf"),
        ("谁有位、谁没有", ".csv", b"\xef\xbb\xbf"),
        ("步行可达", ".csv", b"\xef\xbb\xbf"),
    ],
)
def test_each_download_is_a_file_of_its_kind(
    quiet_page: Page, service_url: str, tmp_path: Path, name: str, suffix: str, begins: bytes
) -> None:
    open_planner(quiet_page, service_url)
    file = _download(quiet_page, name, tmp_path)
    assert file.suffix == suffix
    assert file.read_bytes().startswith(begins)


def test_a_download_holds_the_district_that_is_shown(quiet_page: Page, service_url: str, tmp_path: Path) -> None:
    district = answer(service_url, "gaps/district", city="demo-city")["rows"][0]["area_id"]
    open_planner(quiet_page, service_url, district=district)
    shown = rows(quiet_page).count()
    features = json.loads(_download(quiet_page, "地理数据", tmp_path).read_text(encoding="utf-8"))["features"]
    assert {feature["properties"]["district_id"] for feature in features} == {district}
    assert len(features) == shown


def test_what_the_panel_asks_is_what_its_tables_hold(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, level="district", within_min="15", mode="stroller", places="any")
    links = quiet_page.locator("#download-list a").evaluate_all("all => all.map(one => one.href)")
    asked = {link.split("?")[0].rsplit("/", 1)[1]: link for link in links}
    assert {"level=district", "within_min=15", "mode=stroller"} <= set(asked["reach"].split("?")[1].split("&"))
    assert {"level=district", "places=any"} <= set(asked["served"].split("?")[1].split("&"))
    assert "level=street" in asked["demand"]


def test_a_table_that_is_refused_is_told_in_words_and_not_saved(page: Page, service_url: str) -> None:
    open_planner(page, service_url, profile="guangzhou-2023-2025")
    page.locator("#downloads summary").click()
    page.locator("#download-list").get_by_text("步行可达").click()
    expect(page.locator("#alert")).to_contain_text("“步行可达”无法下载")
    expect(page.locator("#alert")).to_contain_text("方案没有给出服务半径")


@pytest.fixture
def offline_map(quiet_page: Page, service_url: str, tmp_path: Path) -> Path:
    open_planner(quiet_page, service_url)
    return _download(quiet_page, "离线地图", tmp_path)


def test_the_offline_map_draws_from_a_disk_and_asks_for_nothing(
    quiet_page: Page, service_url: str, offline_map: Path, axe: str
) -> None:
    asked: list[str] = []
    quiet_page.on("request", lambda request: asked.append(request.url))
    quiet_page.goto(offline_map.as_uri())
    streets = answer(service_url, "gaps/street", city="demo-city")["rows"]
    districts = answer(service_url, "gaps/district", city="demo-city")["rows"]
    expect(quiet_page.locator(".folium-map path")).to_have_count(len(streets) + len(districts))
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert offline_map.stat().st_size < 6_000_000
    expect(quiet_page).to_have_title("示范市托位缺口地图")
    expect(quiet_page.locator(".tuoyu-notice").first).to_contain_text("合成数据")
    expect(quiet_page.locator(".tuoyu-foot")).to_contain_text("无法判定")
    assert violations(quiet_page, axe) == []


def test_a_click_on_the_offline_map_gives_the_sentences_of_the_street(
    quiet_page: Page, service_url: str, offline_map: Path
) -> None:
    quiet_page.goto(offline_map.as_uri())
    box = quiet_page.locator(".folium-map").bounding_box()
    assert box
    quiet_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(quiet_page.locator(".tuoyu-popup h3")).to_have_count(1)
    name = quiet_page.locator(".tuoyu-popup h3").inner_text()
    street = next(one for one in answer(service_url, "gaps/street", city="demo-city")["rows"] if one["name"] == name)
    trace = answer(service_url, f"gaps/street/{street['area_id']}", city="demo-city")["trace"]
    expect(quiet_page.locator(".tuoyu-popup li")).to_have_text(trace["sentences"])


def test_on_a_phone_the_list_of_layers_waits_behind_its_button(quiet_page: Page, offline_map: Path) -> None:
    layers = quiet_page.locator(".leaflet-control-layers")
    quiet_page.goto(offline_map.as_uri())
    expect(layers.locator("label").first).to_be_visible()
    # Turned upright after it was opened on its side, or opened upright.
    for reopened in (False, True):
        quiet_page.set_viewport_size({"width": 390, "height": 844})
        if reopened:
            quiet_page.reload()
        expect(layers.locator("label").first).to_be_hidden()
        box = layers.bounding_box()
        assert box
        assert max(box["width"], box["height"]) <= 48
    quiet_page.get_by_role("button", name="图层").press("Enter")
    expect(layers.locator("label").first).to_be_visible()
    quiet_page.set_viewport_size({"width": 1280, "height": 800})
    expect(layers.locator("label").first).to_be_visible()
