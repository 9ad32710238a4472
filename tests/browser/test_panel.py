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


@pytest.mark.parametrize("level", ["residential-area", "life-circle"])
def test_the_headline_of_a_judged_unit_is_its_verdict(quiet_page: Page, service_url: str, level: str) -> None:
    units = answer(service_url, f"gaps/{level}", city="demo-city", limit="10000")["rows"]
    failing = next(unit for unit in units if str(unit["outcome"]).endswith("not_met"))
    open_planner(quiet_page, service_url, level=level, id=str(failing["area_id"]))
    expect(quiet_page.locator("#panel .verdict")).to_have_text(re.compile("^(期限已过，)?未达标"))


def test_clauses_that_fail_stand_first_and_those_that_do_not_apply_are_folded_away(
    quiet_page: Page, service_url: str
) -> None:
    area_id = _a_failing_area(service_url)
    open_planner(quiet_page, service_url, level="residential-area", id=area_id)
    listed = quiet_page.locator("#panel .findings > li")
    expect(listed.first.locator(".outcome").first).to_have_text("期限已过，未达标")
    folded = quiet_page.locator("#panel .not-applicable")
    expect(folded.locator("summary")).to_contain_text("不适用")
    expect(folded.locator("li").first).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator("li .outcome.open").filter(has_text="不适用").first).to_be_visible()


def test_a_clause_names_its_document_and_says_where_it_is_a_draft(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, level="residential-area", id=_a_failing_area(service_url))
    quiet_page.evaluate("document.querySelector('#panel .not-applicable').open = true")
    clauses = quiet_page.locator("#panel .findings li")
    in_force, draft = clauses.filter(has_text="GZ-30"), clauses.filter(has_text="EZ-06")
    expect(in_force.locator(".document")).to_have_text("穗府办〔2024〕3号 三（一）4")
    expect(in_force.get_by_text("征求意见稿", exact=True)).to_have_count(0)
    expect(draft.get_by_text("征求意见稿", exact=True)).to_be_visible()


def test_what_failed_is_listed_before_what_was_met_and_what_is_unknown(quiet_page: Page, service_url: str) -> None:
    ranks = {"bad": 0, "good": 1, "open": 2}
    city = answer(service_url, "gaps/city", city="demo-city")["rows"][0]["area_id"]
    open_planner(quiet_page, service_url, level="city", id=city)
    expect(quiet_page.locator("#panel .findings > li").first).to_be_visible()
    tones = quiet_page.locator("#panel .findings:not(.not-applicable *) > li .finding > .outcome").evaluate_all(
        "all => all.map(one => one.classList[1])"
    )
    assert {"bad", "good"} <= set(tones)
    assert [ranks[tone] for tone in tones] == sorted(ranks[tone] for tone in tones)
