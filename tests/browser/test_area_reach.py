"""How many children of an area reach a place on foot: its block in the panel, at the usual distance or another."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import answer, open_planner

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("level", ["street", "district", "city"])
def test_an_area_tells_the_share_of_children_within_reach_and_on_what_it_rests(
    quiet_page: Page, service_url: str, level: str
) -> None:
    told = answer(service_url, "reach", city="demo-city", level=level)
    row = told["rows"][0]
    open_planner(quiet_page, service_url, level=level, id=row["area_id"])
    block = quiet_page.locator("#panel .area-reach")
    expect(block.locator(".within")).to_have_text(
        f"3岁以下儿童 {row['children']:,} 人，其中 {row['children_within']:,} 人走得到计入供给的点位。"
    )
    expect(block.locator(".unit-figures dd").first).to_contain_text(f"{100 * row['children_share']:.1f}%")
    expect(block.get_by_label("米以内")).to_have_value("1000")
    expect(block.get_by_label("分钟")).to_have_value("16.7")
    expect(block).to_contain_text(told["measured_by_zh"])
    block.get_by_text("这样算的前提").click()
    expect(block.locator(".told li")).to_have_text(told["assumptions"])


def test_a_quarter_of_an_hour_is_asked_in_minutes(quiet_page: Page, service_url: str) -> None:
    row = answer(service_url, "reach", city="demo-city", level="street", within_min="15")["rows"][0]
    open_planner(quiet_page, service_url, id=row["area_id"])
    block = quiet_page.locator("#panel .area-reach")
    block.get_by_label("分钟").fill("15")
    block.get_by_label("分钟").press("Enter")
    expect(block.locator(".within")).to_contain_text(f"其中 {row['children_within']:,} 人")
    expect(block.get_by_label("米以内")).to_have_value("900")


def test_what_cannot_be_measured_is_told_and_makes_the_share_a_lower_bound(quiet_page: Page, service_url: str) -> None:
    rows = answer(service_url, "reach", city="demo-city", level="street")["rows"]
    row = next(one for one in rows if one["unmeasured"] and one["children_within"])
    open_planner(quiet_page, service_url, id=row["area_id"])
    block = quiet_page.locator("#panel .area-reach")
    expect(block.locator(".reason")).to_contain_text(f"{row['unmeasured']:,} 名儿童的步行可达不明。")
    expect(block.locator(".reason")).to_contain_text(row["reason"])
    expect(block.locator(".unit-figures dd").first).to_contain_text("以上")


def test_a_profile_without_a_radius_says_so_and_takes_a_distance(quiet_page: Page, service_url: str) -> None:
    plan = "guangzhou-2023-2025"
    row = answer(service_url, "reach", city="demo-city", level="street", profile=plan, within_m="700")["rows"][0]
    open_planner(quiet_page, service_url, id=row["area_id"], profile=plan)
    block = quiet_page.locator("#panel .area-reach")
    expect(block.get_by_role("alert")).to_have_text("无法判定：没有给出服务半径。可在上面另填步行多少米或分钟。")
    block.get_by_label("米以内").fill("700")
    block.get_by_label("米以内").press("Enter")
    expect(block.locator(".within")).to_contain_text(f"其中 {row['children_within']:,} 人")
    expect(block.get_by_label("分钟")).to_be_hidden()
