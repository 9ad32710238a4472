"""Residential areas and life circles are judged: chips, squares, columns and the panel go by the verdict."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import answer, open_planner, row, rows

pytestmark = pytest.mark.browser

MET = {"met", "deadline_passed_met"}
NOT_MET = {"not_met", "deadline_passed_not_met"}


def _units(service_url: str, level: str) -> list[dict[str, object]]:
    units: list[dict[str, object]] = answer(service_url, f"gaps/{level}", city="demo-city", limit="10000")["rows"]
    return units


@pytest.mark.parametrize("level", ["residential-area", "life-circle"])
def test_units_whose_deadline_has_passed_are_counted_by_their_verdict(
    quiet_page: Page, service_url: str, level: str
) -> None:
    units = _units(service_url, level)
    open_planner(quiet_page, service_url, level=level)
    numbers = {
        words: sum(unit["outcome"] in outcomes for unit in units)
        for words, outcomes in (("未达标", NOT_MET), ("达标", MET))
    }
    assert numbers["未达标"] > 0
    for words, number in numbers.items():
        quiet_page.get_by_role("button", name=f"{number:,} {words}", exact=True).click()
        some = "" if number == len(units) else f"{number:,} / "
        expect(quiet_page.locator("#count")).to_have_text(f"{some}{len(units):,} 行")
        titles = rows(quiet_page).locator(".row-name").evaluate_all("all => all.map(one => one.title)")
        assert set(titles) <= {words}
        quiet_page.get_by_role("button", name=f"{number:,} {words}", exact=True).click()


def test_circles_are_listed_by_what_binds_them_and_by_their_minutes(quiet_page: Page, service_url: str) -> None:
    units = _units(service_url, "life-circle")
    without = [unit for unit in units if unit["binds"] == "site"]
    near = [unit for unit in units if unit["minutes"] == "15" and unit["binds"] == "places"]
    open_planner(quiet_page, service_url, level="life-circle")
    quiet_page.get_by_role("button", name=f"{len(without)} 没有设施", exact=True).click()
    expect(rows(quiet_page)).to_have_count(len(without))
    assert "binds=site" in quiet_page.url
    quiet_page.locator("#binds").get_by_role("button", name="托位不足").click()
    quiet_page.locator("#minutes").get_by_role("button", name="十五分钟").click()
    expect(rows(quiet_page)).to_have_count(len(near))
    quiet_page.check("input[name=level][value=street]", force=True)
    expect(quiet_page.locator("#binds")).to_be_hidden()
    assert "binds" not in quiet_page.url
    assert "minutes" not in quiet_page.url


def test_the_verdict_stands_beside_the_name_and_what_binds_a_circle_behind_it(
    quiet_page: Page, service_url: str
) -> None:
    headings = quiet_page.locator("#table thead .heading")
    open_planner(quiet_page, service_url, level="residential-area")
    expect(headings.nth(1)).to_have_text("结论")
    open_planner(quiet_page, service_url, level="life-circle")
    expect(headings.nth(1)).to_have_text("结论")
    expect(headings.nth(2)).to_have_text("制约因素")


def test_map_and_legend_of_circles_have_the_colours_of_the_rows(quiet_page: Page, service_url: str) -> None:
    judged = next(unit for unit in _units(service_url, "life-circle") if unit["outcome"] in MET | NOT_MET)
    open_planner(quiet_page, service_url, level="life-circle")
    square = row(quiet_page, str(judged["area_id"])).locator(".swatch")
    colour = square.evaluate("square => square.style.getPropertyValue('--colour')")
    expect(quiet_page.locator(f"#map path[fill='{colour}']").first).to_be_attached()
    legend = quiet_page.locator("#legend .swatch").evaluate_all(
        "all => all.map(one => one.style.getPropertyValue('--colour'))"
    )
    assert colour in legend
