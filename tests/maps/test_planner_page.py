"""The planner's page is plain HTML: no inline script or style, hostile names inert, a base map only as set."""

import json
import re

from maps.basemaps import Tiles
from maps.planner_page import STATIC, planner_page

CITY = {"id": "demo-city", "name": "</script><script>alert(1)</script>", "synthetic": True, "notice": "合成数据"}


def _settings(html: str) -> dict[str, object]:
    block = re.search(r'<script type="application/json" id="settings">(.*?)</script>', html, re.S)
    assert block
    settings: dict[str, object] = json.loads(block[1])
    return settings


def test_a_hostile_city_name_stays_text() -> None:
    html = planner_page(cities=[CITY])
    assert "<script>alert(1)" not in html
    assert _settings(html)["cities"] == [CITY]


def test_the_page_has_no_inline_script_style_or_outside_address() -> None:
    html = planner_page(cities=[CITY])
    scripts = re.findall(r"<script\b([^>]*)>", html)
    assert all('type="application/json"' in attributes or "src=" in attributes for attributes in scripts)
    assert "<style" not in html
    assert not re.search(r"\s(style|on\w+)=", html)
    assert not re.search(r'(src|href)="(https?:)?//', html)


def test_every_file_the_page_asks_for_is_there() -> None:
    asked = re.findall(r'(?:src|href)="static/([^"]+)"', planner_page())
    assert len(asked) > 8
    assert [name for name in asked if not (STATIC / name).is_file()] == []


def test_a_base_map_is_shown_with_its_approval_number() -> None:
    tiles = Tiles("https://tiles.example/{z}/{x}/{y}.png", "示范测绘院", "GS(2026)0001号")
    shown = _settings(planner_page(tiles=tiles))["tiles"]
    assert shown == {"url": tiles.url, "credit": "示范测绘院　审图号：GS(2026)0001号"}
    assert _settings(planner_page())["tiles"] is None
