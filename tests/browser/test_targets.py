"""The page of targets in a browser: with a screen reader's rules, on a phone, and through its form."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import violations

pytestmark = pytest.mark.browser

SIZES = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]


@pytest.mark.parametrize("size", SIZES, ids=["wide", "phone"])
@pytest.mark.parametrize(
    "query",
    [
        "city=demo-city",
        "city=demo-city&profile=ezhou-2021-draft",
        "city=guangzhou&date=2026-06-30",
        "city=hostile-city",
    ],
    ids=["demo", "draft", "guangzhou", "hostile"],
)
def test_the_page_fits_its_window_and_a_screen_reader(
    quiet_page: Page, service_url: str, axe: str, size: dict[str, int], query: str
) -> None:
    quiet_page.set_viewport_size(size)  # type: ignore[arg-type]
    quiet_page.goto(f"{service_url}/targets?{query}", timeout=120_000)
    expect(quiet_page.locator("svg.chart").first).to_be_visible()
    assert violations(quiet_page, axe) == []
    assert quiet_page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_form_works_without_a_script(quiet_page: Page, service_url: str) -> None:
    quiet_page.goto(f"{service_url}/targets?city=guangzhou", timeout=120_000)
    expect(quiet_page.locator("svg.chart")).to_have_count(12)
    quiet_page.locator("select[name=district]").select_option(label="天河区")
    quiet_page.get_by_label("日期").fill("2026-06-30")
    quiet_page.get_by_role("button", name="查看").click()
    chart = quiet_page.get_by_role("img", name="天河区托位路径")
    expect(chart).to_have_count(1, timeout=120_000)
    row = quiet_page.locator(".path tbody tr", has_text="2025-12-31")
    expect(row).to_contain_text("17,060")
    expect(row).to_contain_text("期限已过，情况不明")
    expect(quiet_page.locator(".path tbody tr", has_text="2022-12-31")).to_contain_text("6,716")


def test_a_rule_leads_to_its_own_page(quiet_page: Page, service_url: str) -> None:
    quiet_page.goto(f"{service_url}/targets?city=guangzhou", timeout=120_000)
    quiet_page.locator(".path").first.get_by_role("link", name="GZ-24").first.click()
    expect(quiet_page.locator("h1")).to_contain_text("各区分年度托位指标", timeout=120_000)
