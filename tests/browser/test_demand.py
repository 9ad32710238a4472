"""Demand to come in the panel of an area: curves told apart without colour, the numbers as a table, and why not."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import answer, open_planner

pytestmark = pytest.mark.browser


def test_an_area_shows_three_measures_against_its_places_to_the_last_year(quiet_page: Page, service_url: str) -> None:
    street = answer(service_url, "gaps/street", city="demo-city")["rows"][0]["area_id"]
    told = answer(service_url, f"demand/street/{street}", city="demo-city")
    open_planner(quiet_page, service_url, id=street)
    block = quiet_page.locator("#panel .demand")
    chart = block.locator(".curves")
    expect(chart).to_be_visible()
    dashes = chart.locator(".curve:not(.places)").evaluate_all(
        "all => all.map(one => one.getAttribute('stroke-dasharray'))"
    )
    assert len(dashes) == len(set(dashes)) == 3
    heights = chart.locator(".curve.places").evaluate("one => [...one.points].map(point => point.y)")
    assert len(heights) == len(told["years"])
    assert len(set(heights)) == 1
    expect(chart.locator(".band")).to_have_count(2)
    shown = chart.locator(".year").all_text_contents()
    assert (shown[0], shown[-1]) == (str(told["years"][0]), "2035")
    last = f"2035年（中方案）：{told['findings']['mid'][-1]}。"
    expect(block.locator(".ahead")).to_contain_text(last)
    assert (chart.get_attribute("aria-label") or "").endswith(last)


def test_the_curves_have_a_table_of_every_number_and_their_assumptions(quiet_page: Page, service_url: str) -> None:
    street = answer(service_url, "gaps/street", city="demo-city")["rows"][0]["area_id"]
    told = answer(service_url, f"demand/street/{street}", city="demo-city")
    open_planner(quiet_page, service_url, id=street)
    block = quiet_page.locator("#panel .demand")
    expect(block.locator(".years tbody tr")).to_have_count(len(told["years"]))
    expect(block.locator(".years")).to_be_hidden()
    block.get_by_text("逐年数字").click()
    last = block.locator(".years tbody tr").last.locator("td").all_inner_texts()
    curves = [
        told[name][variant] for name in ("children", "willingness", "enrolment") for variant in ("low", "mid", "high")
    ]
    assert last == [f"{curve[-1]:,}" for curve in (told["policy"], *curves)]
    block.get_by_text("预测的前提").click()
    expect(block.locator(".told li")).to_have_text(told["notes"])
    expect(block.locator(".small").last.locator("tbody tr")).to_have_count(len(told["assumptions"]))


def test_a_street_whose_children_are_not_known_says_why_and_draws_nothing(quiet_page: Page, service_url: str) -> None:
    street = answer(service_url, "gaps/street", city="guangzhou")["rows"][0]["area_id"]
    told = answer(service_url, f"demand/street/{street}", city="guangzhou")
    open_planner(quiet_page, service_url, city="guangzhou", level="street", id=street)
    block = quiet_page.locator("#panel .demand")
    expect(block.locator(".reason").first).to_have_text(f"儿童数无法判定：{told['reasons']['children']}")
    expect(block.locator(".curves")).to_have_count(0)
