"""The pages of policy in a browser: from a finding to its rule, on a phone, and with a screen reader's rules."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import open_planner, rows, violations

pytestmark = pytest.mark.browser

SIZES = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]


@pytest.mark.parametrize("size", SIZES, ids=["wide", "phone"])
@pytest.mark.parametrize("path", ["policy", "policy/demo-city/EZ-06", "policy/demo-city/GZ-07/99"])
def test_every_page_fits_its_window_and_a_screen_reader(
    quiet_page: Page, service_url: str, axe: str, size: dict[str, int], path: str
) -> None:
    quiet_page.set_viewport_size(size)  # type: ignore[arg-type]
    quiet_page.goto(f"{service_url}/{path}?city=demo-city&f=html")
    expect(quiet_page.locator("h1")).to_be_visible()
    assert violations(quiet_page, axe) == []
    assert quiet_page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_finding_on_the_planners_page_leads_to_its_rule_and_back(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, level="residential-area")
    rows(quiet_page).first.locator(".row-name").click()
    link = quiet_page.locator("#panel .findings a.rule").first
    rule_id, name = link.inner_text(), quiet_page.locator("#panel-title").inner_text()
    link.click()
    expect(quiet_page.locator("h1")).to_contain_text(name)
    expect(quiet_page.locator("h1")).to_contain_text(rule_id)
    quiet_page.get_by_role("link", name="在规划页面查看这个单元").click()
    expect(quiet_page.locator("#panel-title")).to_have_text(name)


def test_rules_are_narrowed_down_by_who_they_serve_and_how_they_stand(quiet_page: Page, service_url: str) -> None:
    quiet_page.goto(f"{service_url}/policy?city=demo-city&f=html")
    every = quiet_page.locator(".rules tbody tr").count()
    quiet_page.get_by_label("现状").select_option(label="未达标")
    quiet_page.get_by_role("button", name="筛选").click()
    kept = quiet_page.locator(".rules tbody tr")
    assert 0 < kept.count() < every
    for row in kept.all():
        expect(row).to_contain_text("未达标")
