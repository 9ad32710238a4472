"""Who is served: the bar of each row, the block of an area, its homes on the map, and other assumptions."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.planner import answer, open_planner, row, rows, violations, wait_for_data

pytestmark = pytest.mark.browser

SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
SEEKERS = ("served", "out_of_reach", "no_class", "only_non_inclusive", "full")


def _street(service_url: str) -> dict[str, object]:
    """The street of the sample city with the most children who have a place, so that every part is there."""
    streets = answer(service_url, "gaps/street", city="demo-city")["rows"]
    whole = [one for one in streets if all(one[f"children_{key}"] for key in SEEKERS)]
    return max(whole, key=lambda one: one["children_served"])


def test_each_street_has_a_bar_of_its_five_parts_and_the_number_who_seek(quiet_page: Page, service_url: str) -> None:
    street = _street(service_url)
    open_planner(quiet_page, service_url)
    cell = row(quiet_page, str(street["area_id"])).locator("td[data-column='split']")
    seeking = sum(int(str(street[f"children_{key}"])) for key in SEEKERS)
    expect(cell.locator(".split-number")).to_have_text(f"{seeking:,}")
    parts = cell.locator("rect").evaluate_all("all => all.map(one => [one.dataset.part, one.width.baseVal.value])")
    assert [key for key, _ in parts] == list(SEEKERS)
    whole = sum(width for _, width in parts)
    for key, width in parts:
        assert width / whole == pytest.approx(int(str(street[f"children_{key}"])) / seeking, abs=1e-3)
    words = cell.get_by_role("img").get_attribute("aria-label") or ""
    assert words.startswith(f"寻求托位 {seeking:,} 人：有位 {street['children_served']:,}，不可达 ")
    expect(quiet_page.locator("#split-key li")).to_have_text(["有位", "不可达", "无适龄班", "仅非普惠", "已满"])


def test_the_bar_is_a_column_like_the_others(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url)
    quiet_page.locator("#table").get_by_role("button", name=re.compile("谁有位")).click()
    numbers = [int(text.replace(",", "")) for text in quiet_page.locator(".split-number").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    links = quiet_page.locator("#download-list a").evaluate_all("all => all.map(one => one.href)")
    assert not [link for link in links if "sort=" in link]
    quiet_page.locator("#columns summary").click()
    quiet_page.locator("#column-list input[value='split']").uncheck()
    expect(quiet_page.locator("td[data-column='split']")).to_have_count(0)
    expect(quiet_page.locator("#split-key")).to_be_hidden()


def test_what_cannot_be_told_is_hatched_and_says_why(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, city="guangzhou", level="district")
    expect(quiet_page.locator("td[data-column='split']")).to_have_count(0)
    quiet_page.locator("#columns summary").click()
    quiet_page.locator("#column-list input[value='split']").check()
    bar = rows(quiet_page).first.locator(".split-bar")
    expect(bar).to_have_attribute("aria-label", "无法判定：没有2022-12-31的点位登记册")
    expect(bar.locator("rect")).to_have_attribute("fill", "url(#hatch)")


def test_each_band_of_months_tells_what_became_of_its_seekers(quiet_page: Page, service_url: str) -> None:
    street = _street(service_url)
    told = answer(service_url, f"served/street/{street['area_id']}", city="demo-city")
    open_planner(quiet_page, service_url, id=str(street["area_id"]))
    block = quiet_page.locator("#panel .served")
    block.get_by_text("按月龄", exact=True).click()
    lines = block.locator(".ages tbody tr")
    expect(lines).to_have_count(len(told["by_age"]))
    for line, band in zip(lines.all(), told["by_age"], strict=True):
        expect(line.get_by_role("rowheader")).to_contain_text(f"{band['from_months']}—{band['to_months']}")
        expect(line.get_by_role("cell")).to_have_text([f"{band[key]:,}" for key in ("seekers", *SEEKERS)])
    uncertain = told["row"]["children_uncertain"]
    expect(block.locator(".uncertain")).to_have_count(1 if uncertain else 0)
    if uncertain:
        expect(block.locator(".uncertain")).to_contain_text(f"至多 {uncertain:,} 人去向待定")


def test_an_area_says_what_became_of_its_children_and_on_what_that_rests(quiet_page: Page, service_url: str) -> None:
    street = _street(service_url)
    open_planner(quiet_page, service_url, id=str(street["area_id"]))
    block = quiet_page.locator("#panel .served")
    told = answer(service_url, f"served/street/{street['area_id']}", city="demo-city")
    expect(block.locator(".parts tbody tr")).to_have_count(6)
    numbers = [text.replace(",", "") for text in block.locator(".parts tbody tr td:nth-child(2)").all_inner_texts()]
    assert [int(number) for number in numbers] == [told["row"][f"children_{key}"] for key in (*SEEKERS, "not_seeking")]
    sites = next(step for step in told["steps"] if step["key"] == "sites")
    expect(block.locator(".destinations")).to_have_text(sites["says"])
    block.get_by_text("这样算的前提").click()
    expect(block.locator(".folded .told").last.locator("li")).to_have_text(told["assumptions"])


def test_other_places_and_another_uptake_are_asked_for_in_place(quiet_page: Page, service_url: str) -> None:
    area_id, block = str(_street(service_url)["area_id"]), quiet_page.locator("#panel .served")
    path = f"served/street/{area_id}"
    open_planner(quiet_page, service_url, id=area_id)
    expect(block.locator(".parts tbody tr")).to_have_count(6)
    block.get_by_role("radio", name="全部托位").check()
    any_places = answer(service_url, path, city="demo-city", places="any")["row"]
    expect(block.locator(".parts tbody tr").first.locator("td").first).to_have_text(
        f"{any_places['children_served']:,}"
    )
    expect(block.locator(".parts tbody tr").nth(3).locator("td").first).to_have_text("0")
    block.get_by_text("改用本地的入托意愿").click()
    block.get_by_label("入托意愿（%）").fill("12.5")
    block.get_by_label("来源").fill("区调查")
    block.get_by_role("button", name="重新计算").click()
    given = answer(service_url, path, city="demo-city", places="any", uptake="0.125", uptake_source="区调查")["row"]
    expect(block.locator(".parts caption")).to_have_text(f"寻求托位的儿童 {given['children_seeking']:,} 人")
    expect(block).to_contain_text("入托意愿 12.5%（《区调查》")
    block.get_by_label("入托意愿（%）").fill("120")
    block.get_by_role("button", name="重新计算").click()
    expect(block.get_by_role("alert")).to_have_text("入托意愿是大于0、不大于100的百分数，至多四位小数，如35。")


def test_an_uptake_without_its_source_is_refused_in_place(quiet_page: Page, service_url: str) -> None:
    open_planner(quiet_page, service_url, id=str(_street(service_url)["area_id"]))
    block = quiet_page.locator("#panel .served")
    block.get_by_text("改用本地的入托意愿").click()
    block.get_by_label("入托意愿（%）").fill("35")
    block.get_by_role("button", name="重新计算").click()
    expect(block.get_by_role("alert")).to_have_text("入托意愿和来源须同时给出。")
    expect(block.get_by_label("来源")).to_have_attribute("aria-invalid", "true")
    assert "uptake" not in quiet_page.url


def test_the_homes_of_the_chosen_area_stand_on_the_map_until_it_is_left(quiet_page: Page, service_url: str) -> None:
    street = _street(service_url)
    points = answer(service_url, f"served/street/{street['area_id']}", city="demo-city")["points"]
    open_planner(quiet_page, service_url)
    scale = quiet_page.locator(".leaflet-control-scale-line")
    whole_city = scale.inner_text()
    row(quiet_page, str(street["area_id"])).locator(".row-name").click()
    homes = quiet_page.locator(".leaflet-homes-pane path")
    expect(homes).to_have_count(len([point for point in points if point["longitude"] is not None]))
    biggest = max((point for point in points if point["longitude"] is not None), key=lambda point: point["seekers"])
    key = quiet_page.locator("#home-key")
    expect(key).to_contain_text("颜色取该处寻求者最多的去向")
    expect(key.locator("li")).to_have_text(["有位", "不可达", "无适龄班", "仅非普惠", "已满", "不寻求", "无法判定"])
    homes.first.hover(force=True)
    expect(quiet_page.locator(".leaflet-tooltip").last).to_contain_text(f"寻求托位 {biggest['seekers']} 人：")
    quiet_page.uncheck("#toggles input[name=homes]")
    expect(homes).to_have_count(0)
    expect(key).to_be_hidden()
    quiet_page.check("#toggles input[name=homes]")
    expect(homes).not_to_have_count(0)
    expect(scale).not_to_have_text(whole_city)
    quiet_page.locator("#panel-close").click()
    expect(homes).to_have_count(0)
    expect(scale).to_have_text(whole_city)


def test_a_home_whose_seekers_are_unknown_is_hatched_and_not_pale(quiet_page: Page, service_url: str) -> None:
    area_id = str(_street(service_url)["area_id"])
    told = answer(service_url, f"served/street/{area_id}", city="demo-city")
    placed = [point for point in told["points"] if point["longitude"] is not None]
    unknown = dict.fromkeys([*SEEKERS, "children", "seekers"])
    nobody = {**dict.fromkeys(SEEKERS, 0), "seekers": 0}
    told["points"] = [{**placed[0], **unknown, "name": "甲苑"}, {**placed[1], **nobody}]
    quiet_page.route("**/served/street/*", lambda route: route.fulfill(json=told))
    open_planner(quiet_page, service_url, id=area_id)
    homes = quiet_page.locator(".leaflet-homes-pane path")
    expect(homes).to_have_count(2)
    fills = [homes.nth(at).get_attribute("fill") for at in range(2)]
    assert sorted(map(str, fills)) == ["#e6e9ed", "url(#hatch)"]
    quiet_page.locator(".leaflet-homes-pane path[fill='url(#hatch)']").hover(force=True)
    expect(quiet_page.locator(".leaflet-tooltip").last).to_have_text("甲苑 无法判定：数据不足")


def test_the_table_does_not_wait_for_why_a_bar_is_unknown_and_says_when_that_is_not_read(
    page: Page, service_url: str
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/served?*", hold)
    open_planner(page, service_url, city="guangzhou", level="district")
    expect(rows(page)).to_have_count(11)
    page.locator("#columns summary").click()
    page.locator("#column-list input[value='split']").check()
    bar = rows(page).first.locator(".split-bar")
    expect(bar).to_have_attribute("aria-label", "无法判定：数据不足")
    held[0].fulfill(status=503, json={"title": "数据库正忙 / Store busy", "detail": "数据库正忙 / the store is busy"})
    expect(page.locator("#split-key [role=status]")).to_have_text("无法判定的原因没有读到：数据库正忙")
    expect(bar).to_have_attribute("aria-label", "无法判定：原因没有读到")


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("level", ["city", "street"])
def test_the_blocks_of_an_area_stand_in_nobodys_way(
    quiet_page: Page, service_url: str, axe: str, size: str, level: str
) -> None:
    quiet_page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    area = answer(service_url, f"gaps/{level}", city="demo-city")["rows"][0]["area_id"]
    open_planner(quiet_page, service_url, level=level, id=area)
    wait_for_data(quiet_page)
    expect(quiet_page.locator("#panel .parts tbody tr")).to_have_count(6)
    expect(quiet_page.locator("#panel .curves")).to_be_visible()
    quiet_page.evaluate("for (const one of document.querySelectorAll('#panel details')) one.open = true")
    assert violations(quiet_page, axe) == []
    assert quiet_page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
