"""A clicked site shows who walks to it, a home which sites it reaches: on the map, in lists, and in the address."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.planner import answer, open_planner, row, violations, wait_for_data

pytestmark = pytest.mark.browser

SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


def _site(service_url: str) -> dict[str, Any]:
    """A site that counts and that some homes reach: the first that the children of a street go to."""
    street = answer(service_url, "gaps/street", city="demo-city")["rows"][0]["area_id"]
    steps = answer(service_url, f"served/street/{street}", city="demo-city")["steps"]
    key = next(step for step in steps if step["key"] == "sites")["inputs"][0]["key"]
    return answer(service_url, f"reach/sites/{key.removeprefix('site_id=')}", city="demo-city")


def _lived_in(service_url: str) -> dict[str, Any]:
    """A residential area from which at least one site is reached."""
    site = _site(service_url)
    home = next(one for one in site["homes"] if one["dwelling"] == "residential_area")
    return answer(service_url, f"reach/homes/{home['point_id']}", city="demo-city")


def test_a_clicked_site_draws_its_ways_and_lists_its_homes_nearest_first(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    quiet_page.check("#toggles input[name=sites]")
    counted = quiet_page.locator(".leaflet-marks-pane path[fill='#100060']")
    expect(counted.first).to_be_visible()
    counted.last.dispatch_event("click")
    panel = quiet_page.locator("#panel")
    expect(panel.locator(".reach h3")).to_have_text("谁走得到")
    expect(quiet_page.locator(".leaflet-ways-pane path")).to_have_count(1)
    found = re.search(r"reach=(ST\d+)", quiet_page.url)
    assert found
    told = answer(service_url, f"reach/sites/{found[1]}", city="demo-city")
    expect(quiet_page.locator("#panel-title")).to_have_text(told["name"])
    expect(quiet_page.locator("#panel-title")).to_be_focused()
    names = panel.locator(".reached tbody th button")
    expect(names).to_have_text([home["name"] for home in told["homes"]][:20])
    expect(quiet_page.locator(".leaflet-walks-pane path")).to_have_count(len(told["homes"]) + 1)
    expect(panel.locator(".unit-figures")).to_contain_text(f"{told['residents']:,}")


def test_the_address_of_a_walk_opens_it_and_escape_takes_it_away(quiet_page: Page, service_url: str) -> None:
    site = _site(service_url)
    open_planner(quiet_page, service_url, reach=site["site_id"])
    expect(quiet_page.locator("#panel-title")).to_have_text(site["name"])
    expect(quiet_page.locator(".leaflet-ways-pane path")).to_have_count(1)
    quiet_page.keyboard.press("Escape")
    expect(quiet_page.locator("#panel")).to_be_hidden()
    expect(quiet_page.locator(".leaflet-ways-pane path")).to_have_count(0)
    expect(quiet_page.locator(".leaflet-walks-pane path")).to_have_count(0)
    assert "reach=" not in quiet_page.url


def test_fewer_metres_and_a_stroller_are_another_question(quiet_page: Page, service_url: str) -> None:
    site = _site(service_url)
    path, block = f"reach/sites/{site['site_id']}", quiet_page.locator("#panel .reach")
    open_planner(quiet_page, service_url, reach=site["site_id"])
    metres = block.get_by_label("米以内")
    expect(metres).to_have_value(f"{site['within_m']:.0f}")
    metres.fill("600")
    metres.press("Enter")
    near = answer(service_url, path, city="demo-city", within_m="600")
    assert len(near["homes"]) < len(site["homes"])
    expect(block.locator(".unit-figures dd").first).to_have_text(f"{len(near['homes'])}处")
    block.get_by_role("radio", name="推婴儿车").check()
    pushed = answer(service_url, path, city="demo-city", within_m="600", mode="stroller")
    expect(block).to_contain_text(pushed["note"])
    expect(block.locator(".unit-figures dd").first).to_have_text(f"{len(pushed['homes'])}处")


def test_enter_asks_once_and_a_link_has_the_distance_and_the_stroller(quiet_page: Page, service_url: str) -> None:
    site = _site(service_url)
    path, block = f"reach/sites/{site['site_id']}", quiet_page.locator("#panel .reach")
    asked: list[str] = []
    quiet_page.on("request", lambda request: asked.append(request.url) if path in request.url else None)
    open_planner(quiet_page, service_url, reach=site["site_id"], within_m="600", mode="stroller")
    pushed = answer(service_url, path, city="demo-city", within_m="600", mode="stroller")
    metres, found = block.get_by_label("米以内"), block.locator(".unit-figures dd").first
    expect(found).to_have_text(f"{len(pushed['homes'])}处")
    expect(metres).to_have_value("600")
    expect(block.get_by_role("radio", name="推婴儿车")).to_be_checked()
    metres.fill("500")
    metres.press("Enter")
    near = answer(service_url, path, city="demo-city", within_m="500", mode="stroller")
    expect(found).to_have_text(f"{len(near['homes'])}处")
    metres.blur()
    assert len(asked) == 2
    assert "within_m=500" in quiet_page.url
    quiet_page.go_back()
    expect(found).to_have_text(f"{len(pushed['homes'])}处")
    expect(metres).to_have_value("600")


def test_an_impossible_distance_is_refused_in_words_without_asking(quiet_page: Page, service_url: str) -> None:
    site = _site(service_url)
    path, block = f"reach/sites/{site['site_id']}", quiet_page.locator("#panel .reach")
    asked: list[str] = []
    quiet_page.on("request", lambda request: asked.append(request.url) if path in request.url else None)
    open_planner(quiet_page, service_url, reach=site["site_id"])
    metres, found = block.get_by_label("米以内"), block.locator(".reached")
    limits = next(
        parameter["schema"]["anyOf"][0]
        for parameter in answer(service_url, "api")["paths"]["/reach/sites/{site_id}"]["get"]["parameters"]
        if parameter["name"] == "within_m"
    )
    for wrong in (limits["minimum"] - 1, limits["maximum"] + 1, 0.5):
        metres.fill(str(wrong))
        metres.press("Enter")
        expect(block.get_by_role("alert")).to_have_text(f"步行距离是1至{limits['maximum']:,}的整数（米），如800。")
        expect(metres).to_have_attribute("aria-invalid", "true")
        expect(found).to_have_count(0)
        expect(quiet_page.locator(".leaflet-walks-pane path")).to_have_count(0)
    assert len(asked) == 1
    metres.fill("")
    metres.press("Enter")
    expect(found).to_be_visible()
    expect(metres).to_have_value(f"{site['within_m']:.0f}")
    assert "within_m" not in quiet_page.url


def test_a_site_is_reached_from_the_panel_of_a_street_by_keyboard_and_left_for_it(
    quiet_page: Page, service_url: str
) -> None:
    street = answer(service_url, "gaps/street", city="demo-city")["rows"][0]
    open_planner(quiet_page, service_url, id=street["area_id"])
    block = quiet_page.locator("#panel .served")
    block.get_by_text("各点位分到的儿童").click()
    first = block.locator(".told button").first
    name = first.inner_text()
    first.focus()
    quiet_page.keyboard.press("Enter")
    expect(quiet_page.locator("#panel-title")).to_have_text(name)
    expect(quiet_page.locator(".leaflet-homes-pane path")).to_have_count(0)
    quiet_page.get_by_role("button", name=f"返回{street['name']}").click()
    expect(quiet_page.locator("#panel-title")).to_have_text(street["name"])
    expect(quiet_page.locator("#panel-title")).to_be_focused()
    expect(quiet_page.locator(".leaflet-homes-pane path").first).to_be_attached()


def test_a_residential_area_lists_the_sites_it_reaches(quiet_page: Page, service_url: str) -> None:
    home = _lived_in(service_url)
    open_planner(quiet_page, service_url, level="residential-area", id=home["point_id"])
    block = quiet_page.locator("#panel .reach")
    expect(block.locator("h3")).to_have_text("步行可达的点位")
    expect(block.locator(".reached tbody th button")).to_have_text([site["name"] for site in home["sites"]][:20])
    expect(block).to_contain_text(home["joined"]["joined_at_zh"])
    parts = [f"{home['sites'][0][name]:,.0f} 米" for name in ("to_way_m", "along_m", "from_way_m")]
    told = f"到路或出入口 {parts[0]}，沿路 {parts[1]}，到点位 {parts[2]}"
    expect(block.locator(".reached tbody tr").first).to_contain_text(told)
    expect(quiet_page.locator(".leaflet-ways-pane path")).to_have_count(1)
    block.locator(".reached tbody th button").first.click()
    expect(quiet_page.locator("#panel-title")).to_have_text(home["sites"][0]["name"])


def test_a_residential_area_that_is_not_handed_over_says_so_without_asking(quiet_page: Page, service_url: str) -> None:
    areas = answer(service_url, "gaps/residential-area", city="demo-city", limit="10000")["rows"]
    planned = next(area for area in areas if area["status"] == "planned")
    open_planner(quiet_page, service_url, level="residential-area", id=planned["area_id"])
    expect(quiet_page.locator("#panel .reach .reason")).to_contain_text("尚未交付")
    expect(quiet_page.locator("#panel .reach input")).to_have_count(0)


def test_a_site_that_does_not_count_says_so_in_words(page: Page, service_url: str) -> None:
    sites = answer(service_url, "layers/sites", city="demo-city", limit="10000")["features"]
    idle = next(site for site in sites if not site["properties"]["counted"])
    open_planner(page, service_url, reach=idle["id"])
    expect(page.locator("#panel .reach .alert")).to_contain_text("不计入供给")
    expect(page.locator("#panel-title")).to_have_text(idle["properties"]["name"])
    expect(page.locator("#alert")).to_be_hidden()


def test_the_name_of_a_clicked_site_is_not_asked_for_and_one_that_cannot_be_read_is_missed_in_words(
    page: Page, service_url: str
) -> None:
    sites = answer(service_url, "layers/sites", city="demo-city", limit="10000")["features"]
    idle = next(site for site in sites if not site["properties"]["counted"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "layers/sites" in request.url else None)
    open_planner(page, service_url)
    page.check("#toggles input[name=sites]")
    page.locator(".leaflet-marks-pane path[fill='#ffffff']").first.dispatch_event("click")
    expect(page.locator("#panel .reach .alert")).to_contain_text("不计入供给")
    expect(page.locator("#panel-title")).not_to_have_text(re.compile("^ST"))
    assert len(asked) == 1
    page.route("**/layers/sites?*", lambda route: route.fulfill(status=503, json={"detail": "数据库正忙 / busy"}))
    open_planner(page, service_url, reach=idle["id"])
    expect(page.locator("#panel .reach .alert")).to_contain_text("名称没有读到：数据库正忙")
    expect(page.locator("#panel-title")).to_have_text(idle["id"])


def test_a_site_that_is_not_there_is_not_said_to_be_closed(page: Page, service_url: str) -> None:
    open_planner(page, service_url, reach="nosuch")
    expect(page.locator("#panel .reach .alert")).to_have_text("没有这个点位：nosuch。")


@pytest.mark.parametrize("size", list(SIZES))
def test_a_walk_stands_in_nobodys_way(quiet_page: Page, service_url: str, axe: str, size: str) -> None:
    quiet_page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    home = _lived_in(service_url)
    for state in ({"reach": home["sites"][0]["site_id"]}, {"level": "residential-area", "id": home["point_id"]}):
        open_planner(quiet_page, service_url, **state)
        wait_for_data(quiet_page)
        expect(quiet_page.locator("#panel .reached")).to_be_visible()
        assert violations(quiet_page, axe) == []
        assert quiet_page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]


def test_another_row_takes_the_walk_away(quiet_page: Page, service_url: str) -> None:
    site = _site(service_url)
    street = answer(service_url, "gaps/street", city="demo-city")["rows"][2]
    open_planner(quiet_page, service_url, reach=site["site_id"])
    expect(quiet_page.locator("#panel-title")).to_have_text(site["name"])
    row(quiet_page, street["area_id"]).locator(".row-name").click()
    expect(quiet_page.locator("#panel-title")).to_have_text(street["name"])
    expect(quiet_page.locator(".leaflet-ways-pane path")).to_have_count(0)
    assert "reach=" not in quiet_page.url


def test_minutes_stand_beside_the_metres_with_their_source_and_can_be_asked(quiet_page: Page, service_url: str) -> None:
    site, block = _site(service_url), quiet_page.locator("#panel .reach")
    path = f"reach/sites/{site['site_id']}"
    open_planner(quiet_page, service_url, reach=site["site_id"])
    metres, minutes = block.get_by_label("米以内"), block.get_by_label("分钟")
    expect(minutes).to_have_value("16.7")  # 1,000 m at 60 m a minute
    expect(block).to_contain_text("每分钟 60 米，出处：《城市居住区规划设计标准》")
    minutes.fill("10")
    minutes.press("Enter")
    near = answer(service_url, path, city="demo-city", within_min="10")
    expect(block.locator(".unit-figures dd").first).to_have_text(f"{len(near['homes'])}处")
    expect(metres).to_have_value("600")
    assert "within_min=10" in quiet_page.url
    minutes.fill("10.5")
    minutes.press("Enter")
    expect(block.get_by_role("alert")).to_have_text("步行时间是1至240的整数（分钟），如15。")
    metres.fill("800")
    metres.press("Enter")
    expect(minutes).to_have_value("13.3")
    assert "within_m=800" in quiet_page.url
    assert "within_min" not in quiet_page.url


def test_from_a_home_to_a_site_the_distance_and_the_stroller_stay(quiet_page: Page, service_url: str) -> None:
    home, panel = _lived_in(service_url), quiet_page.locator("#panel")
    open_planner(quiet_page, service_url, reach=f"home:{home['point_id']}", within_m="900", mode="stroller")
    expect(panel.locator(".unit-figures dd").first).to_have_text(f"{home['residents']:,}人")
    marks = quiet_page.locator(".leaflet-walks-pane path")
    marks.last.hover(force=True)
    expect(quiet_page.locator(".leaflet-tooltip").last).to_have_text(f"{home['name']} 居住点")
    panel.locator(".reached tbody th button").first.click()
    site = answer(service_url, f"reach/sites/{home['sites'][0]['site_id']}", city="demo-city")
    expect(quiet_page.locator("#panel-title")).to_have_text(site["name"])
    expect(panel.get_by_label("米以内")).to_have_value("900")
    expect(panel.get_by_role("radio", name="推婴儿车")).to_be_checked()
    expect(panel.locator(".unit-figures dt").first).to_have_text("居住点")
    marks.last.hover(force=True)
    expect(quiet_page.locator(".leaflet-tooltip").last).to_have_text(f"{site['name']} 托育点位")


def test_on_a_phone_the_walk_is_seen_above_the_sheet(quiet_page: Page, service_url: str) -> None:
    quiet_page.set_viewport_size(SIZES["phone"])  # type: ignore[arg-type]
    open_planner(quiet_page, service_url, reach=f"home:{_lived_in(service_url)['point_id']}")
    ways = quiet_page.locator(".leaflet-ways-pane path")
    expect(ways).to_have_count(1)
    wait_for_data(quiet_page)
    sheet, drawn = quiet_page.locator("#panel").bounding_box(), ways.bounding_box()
    assert sheet
    assert drawn
    assert sheet["height"] <= 0.55 * SIZES["phone"]["height"] + 1
    assert drawn["y"] >= 0
    assert drawn["y"] + drawn["height"] <= sheet["y"]


def test_a_site_tells_its_places_by_class_and_for_whom_they_are(quiet_page: Page, service_url: str) -> None:
    own = {"places": 35, "enrolled": 21, "inclusive": True, "open_to_neighbours": True}
    told = {**_site(service_url), **own, "classes": {"infant": 20, "toddler_small": 15}}
    quiet_page.route("**/reach/sites/*", lambda route: route.fulfill(json=told))
    open_planner(quiet_page, service_url, reach=told["site_id"])
    block = quiet_page.locator("#panel .reach")
    expect(block.locator(".site-itself")).to_have_text("普惠，对外开放，乳儿班 20，托小班 15，在托 21 人")
    expect(block.locator(".unit-figures dd").last).to_have_text("35个")
