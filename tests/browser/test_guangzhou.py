"""The real city on the planner's page: its figures of the annex, and streets without boundaries."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOSTILE
from tests.browser.planner import cells, open_planner, row, rows, wait_for_data

pytestmark = pytest.mark.browser


def test_choosing_guangzhou_shows_its_places_and_the_target_of_2025(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    quiet_page.select_option("#city", "guangzhou")
    wait_for_data(quiet_page)
    figures = quiet_page.locator("#figures")
    expect(figures).to_contain_text("60,336")  # 穗府办〔2024〕3号 附件: places of 2022-12
    expect(figures).to_contain_text("121,800")  # the same: total of 2025
    assert "city=guangzhou" in quiet_page.url


def test_districts_show_the_targets_of_three_years(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, city="guangzhou", level="district")
    expect(rows(quiet_page)).to_have_count(11)
    for year in ("2023", "2024", "2025"):
        expect(quiet_page.get_by_role("columnheader", name=f"{year}目标")).to_be_visible()
    # 穗府办〔2024〕3号 附件, 荔湾区: 4,200, 5,710 and 6,560 places.
    targets = row(quiet_page, "440103").locator("td[data-column^='target:']")
    assert targets.all_inner_texts() == ["4,200", "5,710", "6,560"]


def test_streets_without_boundaries_are_listed_and_the_map_shows_districts(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, city="guangzhou", level="street")
    expect(quiet_page.locator("#count")).to_have_text("176 行")
    expect(quiet_page.locator("#map-note")).to_contain_text("没有边界数据")
    expect(quiet_page.locator("#map path.leaflet-interactive")).to_have_count(11)
    # 沙面街道 has one community: of 20, 40 and 60 % of one, a whole point is owed each time.
    for rule in ("GZ-03", "GZ-10", "GZ-17"):
        expect(row(quiet_page, "440103001").locator(f"td[data-column='owed:{rule}']")).to_have_text("1")


def test_a_number_that_is_not_known_is_a_dash_that_says_why(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, city="guangzhou", level="street")
    shortage = row(quiet_page, "440103001").locator("td[data-column=shortage] span").first
    expect(shortage).to_have_text("—")
    assert "人口不明" in (shortage.get_attribute("title") or "")
    assert "0" not in cells(quiet_page, "shortage")


def test_hostile_names_stay_text_in_table_panel_notice_and_tooltip(quiet_page: Page, service_url: str) -> None:
    quiet_page.on("dialog", lambda dialog: pytest.fail(f"a name was run: {dialog.message}"))
    open_planner(quiet_page, service_url, city="hostile-city", level="district")
    named = rows(quiet_page).filter(has_text=HOSTILE)
    expect(named).to_have_count(1)
    named.locator(".row-name").click()
    expect(quiet_page.locator("#panel-title")).to_have_text(HOSTILE)
    expect(quiet_page.locator("#panel .sentences li").first).to_contain_text(HOSTILE)
    expect(quiet_page.locator("#notices")).to_contain_text(HOSTILE)
    quiet_page.locator("#map path.leaflet-interactive[stroke='#0b1f2a']").hover(force=True)
    expect(quiet_page.locator(".leaflet-tooltip")).to_be_visible()
    assert quiet_page.locator("img[src=x]").count() == 0
