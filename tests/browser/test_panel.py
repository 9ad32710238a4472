"""What the panel says of one unit: steps with readable results, and its clauses in the order of their weight."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import answer, open_planner

pytestmark = pytest.mark.browser

RAW_FLOAT = re.compile(r"\d\.\d{5,}")


def _a_failing_area(service_url: str) -> str:
    areas = answer(service_url, "gaps/residential-area", city="demo-city", limit="10000")["rows"]
    found = (one for one in areas if one["outcome"] == "deadline_passed_not_met" and 0 < one["central_share"] < 1)
    return str(next(found)["area_id"])


def test_a_step_shows_no_raw_float_and_no_unit_without_a_result(quiet_page: Page, service_url: str) -> None:
    area_id = _a_failing_area(service_url)
    steps = answer(service_url, f"gaps/residential-area/{area_id}", city="demo-city")["trace"]["steps"]
    central = next(number for number, step in enumerate(steps) if step["key"] == "central")
    empty = next(number for number, step in enumerate(steps) if not step["result"] and step["unit"])
    open_planner(quiet_page, service_url, level="residential-area", id=area_id)
    results = quiet_page.locator("#panel .step summary")
    expect(results).to_have_count(len(steps))
    expect(results.nth(central).locator("b")).to_have_text(steps[central]["filled"])
    expect(results.nth(empty).locator("b")).to_have_count(0)
    assert [text for text in results.all_inner_texts() if RAW_FLOAT.search(text)] == []


def test_a_rate_is_shown_as_the_filled_formula_ends(quiet_page: Page, service_url: str) -> None:
    circle = answer(service_url, "gaps/life-circle", city="demo-city")["rows"][0]["area_id"]
    steps = answer(service_url, f"gaps/life-circle/{circle}", city="demo-city")["trace"]["steps"]
    rate = next(number for number, step in enumerate(steps) if step["key"] == "places_per_1000")
    verdict = next(number for number, step in enumerate(steps) if step["key"] == "verdict")
    open_planner(quiet_page, service_url, level="life-circle", id=circle)
    results = quiet_page.locator("#panel .step summary b")
    expect(results.nth(rate)).to_have_text(steps[rate]["filled"].split(" = ")[-1])
    expect(results.nth(verdict)).to_have_text("未达标")
