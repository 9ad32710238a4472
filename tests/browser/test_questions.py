"""What the panel asks: in the address, told in words where it is refused, and dropped when nobody waits for it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.planner import answer, open_planner, row, wait_for_data

pytestmark = pytest.mark.browser

BUSY = {"title": "数据库正忙 / Store busy", "detail": "数据库正忙，请稍后再试 / the store is busy; try again"}


def _streets(service_url: str) -> list[dict[str, Any]]:
    streets: list[dict[str, Any]] = answer(service_url, "gaps/street", city="demo-city")["rows"]
    return streets


def _busy(route: Route) -> None:
    route.fulfill(status=503, json=BUSY)


def test_no_number_stands_under_a_question_that_was_refused(page: Page, service_url: str) -> None:
    open_planner(page, service_url, id=_streets(service_url)[0]["area_id"])
    block, homes = page.locator("#panel .served"), page.locator(".leaflet-homes-pane path")
    expect(homes).not_to_have_count(0)
    page.route(re.compile(r"/served/street/.*places=any"), _busy)
    block.get_by_role("radio", name="全部托位").check()
    expect(block.get_by_role("alert")).to_have_text("数据库正忙，请稍后再试")
    expect(block.locator(".parts, .split-bar, .destinations")).to_have_count(0)
    expect(homes).to_have_count(0)
    block.get_by_role("radio", name="只计普惠").check()
    expect(block.locator(".parts tbody tr")).to_have_count(6)
    expect(block.get_by_role("alert")).to_be_hidden()
    expect(homes).not_to_have_count(0)


def test_a_unit_that_cannot_be_read_says_so_in_chinese_alone(page: Page, service_url: str) -> None:
    street = _streets(service_url)[0]
    open_planner(page, service_url)
    page.route(f"**/gaps/street/{street['area_id']}?*", _busy)
    row(page, street["area_id"]).locator(".row-name").click()
    expect(page.locator("#panel").get_by_role("alert")).to_have_text("数据库正忙，请稍后再试")
    expect(page.locator("#panel-title")).to_be_focused()


def test_what_nobody_waits_for_is_asked_no_longer(quiet_page: Page, service_url: str) -> None:
    first, second = (str(street["area_id"]) for street in _streets(service_url)[:2])
    dropped: list[list[str]] = []
    waiting = quiet_page.locator("#panel .demand .waiting")
    quiet_page.on("requestfailed", lambda request: dropped.append(request.url.split("?")[0].split("/")[-3:]))
    quiet_page.route(re.compile("/(served|demand)/street/"), lambda _: None)  # an answer that never comes
    open_planner(quiet_page, service_url, id=first)
    expect(waiting).to_be_visible()
    with quiet_page.expect_event("requestfailed", lambda _: len(dropped) == 2):
        row(quiet_page, second).locator(".row-name").click()
    assert sorted(dropped) == [["demand", "street", first], ["served", "street", first]]
    expect(waiting).to_be_visible()
    with quiet_page.expect_event("requestfailed", lambda _: len(dropped) == 4):
        quiet_page.locator("#panel-close").click()
    assert sorted(dropped[2:]) == [["demand", "street", second], ["served", "street", second]]


def test_a_link_has_the_places_and_the_uptake_and_keeps_them_from_street_to_street(
    quiet_page: Page, service_url: str
) -> None:
    first, second = _streets(service_url)[:2]
    block = quiet_page.locator("#panel .served")
    asked = {"places": "any", "uptake": "0.125", "uptake_source": "区调查"}
    open_planner(quiet_page, service_url, id=first["area_id"], **asked)
    told = answer(service_url, f"served/street/{first['area_id']}", city="demo-city", **asked)["row"]
    expect(block.locator(".parts caption")).to_have_text(f"寻求托位的儿童 {told['children_seeking']:,} 人")
    expect(block.get_by_role("radio", name="全部托位")).to_be_checked()
    expect(block.get_by_label("入托意愿（%）")).to_have_value("12.5")
    expect(block.get_by_label("来源")).to_have_value("区调查")
    usual = answer(service_url, f"served/street/{first['area_id']}", city="demo-city")["row"]
    expect(block.locator(".beside-table")).to_have_text(
        f"表中色带仍按只计普惠、方案的入托意愿 30%：寻求托位 {usual['children_seeking']:,} 人，"
        f"有位 {usual['children_served']:,} 人。与这里的口径不同，不宜直接比较。"
    )
    row(quiet_page, second["area_id"]).locator(".row-name").click()
    told = answer(service_url, f"served/street/{second['area_id']}", city="demo-city", **asked)["row"]
    expect(block.locator(".parts caption")).to_have_text(f"寻求托位的儿童 {told['children_seeking']:,} 人")
    for part in ("places=any", "uptake=0.125", "uptake_source="):
        assert part in quiet_page.url


def test_going_back_asks_the_question_before_and_the_usual_one_is_not_in_the_address(
    quiet_page: Page, service_url: str
) -> None:
    area_id = _streets(service_url)[0]["area_id"]
    block = quiet_page.locator("#panel .served")
    open_planner(quiet_page, service_url, id=area_id, places="inclusive")
    inclusive = block.locator(".parts tbody tr").nth(3).locator("td").first
    expect(inclusive).not_to_have_text("0")
    expect(block.locator(".beside-table")).to_have_count(0)
    block.get_by_role("radio", name="全部托位").check()
    expect(inclusive).to_have_text("0")
    expect(block.locator(".beside-table")).to_contain_text("只计普惠")
    assert "places=any" in quiet_page.url
    expect(block.get_by_role("radio", name="全部托位")).to_be_focused()
    quiet_page.go_back()
    expect(block.get_by_role("radio", name="只计普惠")).to_be_checked()
    expect(inclusive).not_to_have_text("0")
    expect(block.locator(".beside-table")).to_have_count(0)
    quiet_page.go_forward()
    expect(inclusive).to_have_text("0")
    block.get_by_role("radio", name="只计普惠").check()
    assert "places" not in quiet_page.url
    expect(quiet_page.locator("#live")).to_contain_text("寻求托位")


def test_another_city_has_not_the_uptake_of_this_one(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, uptake="0.125", uptake_source="区调查", within_m="600")
    quiet_page.select_option("#city", "guangzhou")
    wait_for_data(quiet_page)
    assert "uptake" not in quiet_page.url
    assert "within_m" not in quiet_page.url
