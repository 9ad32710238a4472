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


def test_a_city_lists_its_streets_for_a_year_worst_first_and_says_that_its_own_balance_nets_them(
    quiet_page: Page, service_url: str
) -> None:
    told = answer(service_url, "demand", city="demo-city", level="street", year="2030", variant="mid")["rows"]
    city = answer(service_url, "demand", city="demo-city", level="city", year="2030", variant="mid")["rows"][0]
    short, spare = (sum(one[f"willingness_{side}"] for one in told) for side in ("shortage", "surplus"))
    assert spare - short == city["willingness_surplus"] - city["willingness_shortage"]
    open_planner(quiet_page, service_url, level="city", id=city["area_id"])
    block = quiet_page.locator("#panel .streets")
    expect(block.get_by_label("年份")).to_have_value("2030")
    expect(block.locator(".netted-streets")).to_have_text(
        f"各街道缺口合计 {short:,}，富余合计 {spare:,}；{city['name']}的余缺是两者相抵后的数。"
    )
    block.get_by_role("button", name="再显示").click()
    lacks = [int(text.replace(",", "")) for text in block.locator("tbody td:nth-child(4)").all_inner_texts()]
    assert lacks == sorted((one["willingness_shortage"] for one in told), reverse=True)
    block.get_by_label("口径").select_option("policy")
    expect(block.locator(".netted-streets")).to_contain_text(f"{sum(one['policy_shortage'] for one in told):,}")
    later = answer(service_url, "demand", city="demo-city", level="street", year="2035", variant="mid")["rows"]
    block.get_by_label("年份").select_option("2035")
    expect(block.locator(".netted-streets")).to_contain_text(f"{sum(one['policy_shortage'] for one in later):,}")


def test_a_street_in_the_list_of_its_district_leads_to_its_own_panel(quiet_page: Page, service_url: str) -> None:
    told = answer(service_url, "demand", city="demo-city", level="street", year="2030", variant="mid")["rows"]
    district = told[0]["district_id"]
    own = [one for one in told if one["district_id"] == district]
    worst = max(own, key=lambda one: one["willingness_shortage"] - one["willingness_surplus"])
    open_planner(quiet_page, service_url, level="district", id=district)
    links = quiet_page.locator("#panel .streets a")
    expect(links.first).to_have_text(worst["name"])
    links.first.click()
    expect(quiet_page.locator("#panel-title")).to_have_text(worst["name"])
    expect(quiet_page.locator("#panel .streets")).to_have_count(0)
    assert f"level=street&id={worst['area_id']}" in quiet_page.url


def test_every_year_can_be_scrolled_to_its_last_column_while_the_years_stay(quiet_page: Page, service_url: str) -> None:
    district = answer(service_url, "gaps/district", city="demo-city")["rows"][0]["area_id"]
    open_planner(quiet_page, service_url, level="district", id=district)
    quiet_page.locator("#panel .demand").get_by_text("逐年数字").click()
    scrolled = quiet_page.locator("#panel .demand .scrolled")
    scrolled.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    frame = scrolled.bounding_box()
    last = scrolled.locator("tbody tr").first.locator("td").last.bounding_box()
    year = scrolled.locator("tbody th").first.bounding_box()
    assert frame
    assert last
    assert year
    assert last["x"] + last["width"] <= frame["x"] + frame["width"] + 1
    assert year["x"] >= frame["x"] - 1
