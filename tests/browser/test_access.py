"""The planner's page by keyboard, on a phone, with a screen reader's rules, and when the service says no."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import open_planner, rows, violations, wait_for_data

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def test_the_way_to_a_sentence_needs_no_mouse(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    quiet_page.keyboard.press("Tab")
    expect(quiet_page.locator(".skip")).to_be_focused()
    quiet_page.keyboard.press("Enter")
    quiet_page.locator("#table-region").focus()
    names = quiet_page.locator(".row-name")
    while not names.first.evaluate("button => button === document.activeElement"):
        quiet_page.keyboard.press("Tab")
    quiet_page.keyboard.press("ArrowDown")
    expect(names.nth(1)).to_be_focused()
    quiet_page.keyboard.press("Enter")
    expect(quiet_page.locator("#panel-title")).to_be_focused()
    expect(quiet_page.locator("#panel-title")).to_have_text(names.nth(1).inner_text())
    quiet_page.keyboard.press("Escape")
    expect(quiet_page.locator("#panel")).to_be_hidden()
    expect(names.nth(1)).to_be_focused()


def test_focus_stays_on_what_was_pressed_though_it_is_written_anew(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    heading = quiet_page.get_by_role("columnheader", name="人口").get_by_role("button")
    heading.press("Enter")
    expect(quiet_page.get_by_role("columnheader", name="人口")).to_have_attribute("aria-sort", "descending")
    expect(heading).to_be_focused()
    chip = quiet_page.get_by_role("button", name="有富余")
    chip.press("Enter")
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(chip).to_be_focused()


def test_a_panel_whose_row_is_filtered_away_leaves_focus_in_the_table(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    rows(quiet_page).first.locator(".row-name").click()
    expect(quiet_page.locator("#panel .sentences")).to_be_visible()
    quiet_page.fill("#search", "没有这样的街道")
    expect(rows(quiet_page)).to_have_count(0)
    quiet_page.locator("#panel-close").press("Enter")
    expect(quiet_page.locator("#panel")).to_be_hidden()
    expect(quiet_page.locator("#table-region")).to_be_focused()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("state", [{}, {"city": "guangzhou", "level": "district"}], ids=["demo", "guangzhou"])
def test_nothing_stands_in_the_way_of_a_screen_reader(
    quiet_page: Page, service_url: str, axe: str, size: dict[str, int], state: dict[str, str]
) -> None:
    quiet_page.set_viewport_size(size)  # type: ignore[arg-type]
    open_planner(quiet_page, service_url, **state)
    assert violations(quiet_page, axe) == []
    rows(quiet_page).first.locator(".row-name").click()
    expect(quiet_page.locator("#panel .sentences")).to_be_visible()
    quiet_page.evaluate("for (const step of document.querySelectorAll('.step')) step.open = true")
    assert violations(quiet_page, axe) == []
    quiet_page.locator("#panel-close").click()
    for menu in ("#columns", "#downloads"):
        quiet_page.locator(f"{menu} summary").click()
        assert violations(quiet_page, axe) == []


def test_a_phone_shows_the_page_without_scrolling_sideways(quiet_page: Page, service_url: str) -> None:
    quiet_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    open_planner(quiet_page, service_url)
    map_box, table_box = quiet_page.locator("#map").bounding_box(), quiet_page.locator("#table").bounding_box()
    assert map_box
    assert table_box
    assert map_box["y"] < table_box["y"]
    assert quiet_page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    rows(quiet_page).first.locator(".row-name").click()
    expect(quiet_page.locator("#panel-title")).to_be_in_viewport()


def test_the_sentences_can_be_copied_into_a_report(quiet_page: Page, service_url: str) -> None:
    quiet_page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=service_url)
    open_planner(quiet_page, service_url)
    rows(quiet_page).first.locator(".row-name").click()
    quiet_page.get_by_role("button", name="复制计算依据全文").click()
    expect(quiet_page.locator(".copy")).to_have_text("已复制")
    copied = quiet_page.evaluate("navigator.clipboard.readText()")
    for sentence in quiet_page.locator("#panel .sentences li").all_inner_texts():
        assert sentence in copied
    assert "数据版本：demo-city-1" in copied


def test_a_refusal_is_shown_in_chinese_with_what_to_choose(page: Page, service_url: str) -> None:
    page.goto(f"{service_url}/planner?profile=no-such-profile")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("guangzhou-2023-2025", timeout=60_000)
    expect(alert.get_by_role("button", name="重试")).to_be_visible()
    expect(rows(page)).to_have_count(0)
    page.select_option("#profile", "guangzhou-2023-2025")
    expect(alert).to_be_hidden(timeout=60_000)
    expect(rows(page).first).to_be_visible()


def test_an_address_with_an_unknown_city_is_refused_with_the_cities_there_are(
    quiet_page: Page, service_url: str
) -> None:
    quiet_page.goto(f"{service_url}/planner?city=nosuch&level=street")
    alert = quiet_page.get_by_role("alert")
    expect(alert).to_contain_text("没有这个城市：nosuch")
    expect(alert).to_contain_text("示范市（demo-city）")
    expect(alert).to_contain_text("广州市（guangzhou）")
    expect(rows(quiet_page)).to_have_count(0)
    expect(quiet_page.locator("#figures dd")).to_have_count(0)
    expect(quiet_page.locator("#downloads")).to_be_hidden()
    quiet_page.select_option("#city", "guangzhou")
    wait_for_data(quiet_page)
    expect(rows(quiet_page)).to_have_count(11)
    expect(alert).to_be_hidden()
    expect(quiet_page.locator(".leaflet-outlines-pane path")).to_have_count(11)
    expect(quiet_page.locator("#downloads")).to_be_visible()


def test_an_address_with_an_unknown_level_is_refused_with_the_levels_there_are(
    quiet_page: Page, service_url: str
) -> None:
    quiet_page.goto(f"{service_url}/planner?city=guangzhou&level=nosuch")
    alert = quiet_page.get_by_role("alert")
    expect(alert).to_contain_text("没有这个层级：nosuch")
    expect(alert).to_contain_text("街道（镇）（street）")
    expect(rows(quiet_page)).to_have_count(0)
    quiet_page.check("input[name=level][value=district]", force=True)
    wait_for_data(quiet_page)
    expect(rows(quiet_page)).to_have_count(11)
    expect(alert).to_be_hidden()
    expect(quiet_page.locator(".leaflet-outlines-pane path")).to_have_count(11)
