"""Table, map and panel of the planner's page find each other."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import answer, cells, chosen_shapes, open_planner, row, rows, wait_for_data

pytestmark = pytest.mark.browser


def test_the_page_opens_with_every_street_and_the_synthetic_notice(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    streets = answer(service_url, "gaps/street", city="demo-city")["rows"]
    expect(rows(quiet_page)).to_have_count(len(streets))
    expect(quiet_page.locator("#map path.leaflet-interactive")).to_have_count(len(streets))
    expect(quiet_page.locator("#notices")).to_contain_text("合成数据")
    expect(quiet_page.locator("#notices")).to_contain_text("征求意见稿")
    expect(quiet_page.locator("#notices")).to_contain_text("规划期已结束")


def test_the_gap_of_the_city_says_what_its_streets_lack_and_spare_before_they_are_netted(
    quiet_page: Page, service_url: str
) -> None:
    streets = answer(service_url, "gaps/street", city="demo-city")["rows"]
    short, spare = (sum(one[side] for one in streets) for side in ("shortage", "surplus"))
    city = answer(service_url, "gaps/city", city="demo-city")["rows"][0]
    assert (short, spare, city["shortage"]) == (7146, 1948, 5198)
    open_planner(quiet_page, service_url)
    netted = quiet_page.locator("#figures .netted")
    expect(netted).to_have_text("各街道相抵前缺口合计 7,146，富余合计 1,948")
    quiet_page.check("input[name=level][value=city]", force=True)
    wait_for_data(quiet_page)
    expect(netted).to_have_count(0)


def test_a_template_that_is_only_cited_stands_in_the_footer_and_not_among_the_warnings(
    quiet_page: Page, service_url: str
) -> None:
    documents = answer(service_url, "profiles/demo-city")["documents"]
    title = next(document["title"] for document in documents if document["status"] == "template")
    open_planner(quiet_page, service_url)
    expect(quiet_page.locator("#foot")).to_contain_text(f"《{title}》（模板，非正式文件）")
    expect(quiet_page.locator("#notices")).not_to_contain_text("模板")


def test_a_street_is_found_by_its_pinyin_and_by_its_initials(quiet_page: Page, service_url: str) -> None:
    street = answer(service_url, "gaps/street", city="demo-city")["rows"][7]
    full, initials = street["pinyin"].split()
    open_planner(quiet_page, service_url)
    for typed in (full, initials, street["name"]):
        quiet_page.fill("#search", typed)
        expect(quiet_page.locator("#count")).to_contain_text("/")
        expect(row(quiet_page, street["area_id"])).to_be_visible()
    quiet_page.fill("#search", "没有这样的街道")
    expect(rows(quiet_page)).to_have_count(0)
    expect(quiet_page.locator("#empty")).to_contain_text("放宽筛选")


def test_a_click_on_a_row_outlines_the_street_and_says_how_its_number_came_about(
    quiet_page: Page, service_url: str
) -> None:
    open_planner(quiet_page, service_url)
    first = rows(quiet_page).first
    area_id = first.get_attribute("data-id") or ""
    first.click()
    sentences = answer(service_url, f"gaps/street/{area_id}", city="demo-city")["trace"]["sentences"]
    expect(quiet_page.locator("#panel .sentences li")).to_have_text(sentences)
    expect(chosen_shapes(quiet_page)).to_have_count(1)
    expect(first).to_have_attribute("aria-current", "true")
    assert f"id={area_id}" in quiet_page.url


def test_a_click_on_the_map_finds_the_row(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    box = quiet_page.locator("#map").bounding_box()
    assert box
    quiet_page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    current = quiet_page.locator("#table tr[aria-current]")
    expect(current).to_have_count(1)
    expect(current).to_be_in_viewport()
    expect(quiet_page.locator("#panel-title")).to_have_text(current.locator(".row-name").inner_text())
    expect(chosen_shapes(quiet_page)).to_have_count(1)


def test_a_heading_sorts_and_says_so(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    heading = quiet_page.get_by_role("columnheader", name="人口")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    people = [int(text.replace(",", "")) for text in cells(quiet_page, "residents")]
    assert people == sorted(people, reverse=True)
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert [int(text.replace(",", "")) for text in cells(quiet_page, "residents")] == sorted(people)


def test_pressing_a_result_and_choosing_a_district_leave_only_those_rows(quiet_page: Page, service_url: str) -> None:
    streets = answer(service_url, "gaps/street", city="demo-city")["rows"]
    surplus = [street for street in streets if street["surplus"]]
    open_planner(quiet_page, service_url)
    chip = quiet_page.get_by_role("button", name="有富余")
    chip.click()
    expect(rows(quiet_page)).to_have_count(len(surplus))
    expect(quiet_page.get_by_role("button", name="有富余")).to_have_attribute("aria-pressed", "true")
    district = surplus[0]["district_id"]
    quiet_page.select_option("#district", district)
    expect(rows(quiet_page)).to_have_count(sum(street["district_id"] == district for street in surplus))
    quiet_page.get_by_role("button", name="有富余").click()
    expect(rows(quiet_page)).to_have_count(sum(street["district_id"] == district for street in streets))


@pytest.mark.parametrize("level", ["city", "district", "community", "life-circle", "residential-area"])
def test_every_level_shows_its_units(quiet_page: Page, service_url: str, level: str) -> None:
    open_planner(quiet_page, service_url)
    quiet_page.check(f"input[name=level][value={level}]", force=True)
    wait_for_data(quiet_page)
    matched = answer(service_url, f"gaps/{level}", city="demo-city", limit="1")["numberMatched"]
    expect(quiet_page.locator("#count")).to_have_text(f"{matched:,} 行")
    assert f"level={level}" in quiet_page.url


def test_overlays_are_drawn_when_they_are_switched_on(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    sites = answer(service_url, "layers/sites", city="demo-city")["features"]
    quiet_page.check("#toggles input[name=sites]")
    marks = quiet_page.locator(".leaflet-marks-pane path")
    expect(marks).to_have_count(len([site for site in sites if site["geometry"]]))
    quiet_page.uncheck("#toggles input[name=sites]")
    expect(marks).to_have_count(0)
    quiet_page.check("#toggles input[name=circles]")
    circles = answer(service_url, "gaps/life-circle", city="demo-city")["rows"]
    expect(marks).to_have_count(sum(str(circle["has_site"]).endswith("not_met") for circle in circles))


def test_a_link_opens_what_it_names_and_going_back_returns(quiet_page: Page, service_url: str) -> None:
    street = answer(service_url, "gaps/street", city="demo-city")["rows"][3]
    open_planner(quiet_page, service_url, city="demo-city", level="street", id=street["area_id"])
    expect(quiet_page.locator("#panel-title")).to_have_text(street["name"])
    quiet_page.check("input[name=level][value=district]", force=True)
    expect(quiet_page.locator("#panel")).to_be_hidden()
    quiet_page.go_back()
    expect(quiet_page.locator("#panel-title")).to_have_text(street["name"])


def test_another_day_is_another_study(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    quiet_page.fill("#date", "2024-06-30")
    wait_for_data(quiet_page)
    city = answer(service_url, "gaps/city", city="demo-city", date="2024-06-30")["rows"][0]
    expect(quiet_page.locator("#figures")).to_contain_text(f"{city['supplied']:,}")
    assert "date=2024-06-30" in quiet_page.url
