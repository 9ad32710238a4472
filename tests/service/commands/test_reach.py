"""`tuoyu reach` for the hand-drawn walking city (see tests/service/routers/test_reach.py)."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from planning.model.city import City
from service.cli import app
from service.storage.embedded import EmbeddedStore


@pytest.fixture(autouse=True)
def filled(store: EmbeddedStore, walking_city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands' store with the walking city in it."""
    monkeypatch.setenv("TUOYU_STORE", str(store.path))
    store.save(walking_city)


def run(*words: str) -> Result:
    result: Result = CliRunner().invoke(app, ["reach", *words])
    return result


def test_areas_are_drawn_with_shares_and_how_uneven_they_are() -> None:
    result = run("--within-m", "500")
    assert result.exit_code == 0
    line = next(line for line in result.stdout.splitlines() if line.startswith("880101"))
    # Of 2,400 people and 72 children half lie within 500 m; only H1 reaches a site, S1: 4 places for 36 children.
    assert line.split()[3:11] == ["2,400", "1,200", "50.0%", "72", "36", "50.0%", "300", "0.056"]
    assert "基尼系数" in result.stdout
    assert "步行距离沿步行路网（手绘路网，2025-12-31）" in result.stderr
    assert "合成数据，仅供测试" in result.stderr


def test_a_home_reaches_sites_nearest_first_in_metres_and_minutes() -> None:
    result = run("--home", "H4", "--within-min", "21")
    assert result.exit_code == 0
    drawn = [line.split() for line in result.stdout.splitlines() if line.strip().startswith("S")]
    assert drawn == [
        ["S3", "第3点", "300", "5.0", "10"],
        ["S1", "第1点", "1,200", "20.0", "4"],
        ["S2", "第2点", "1,200", "20.0", "20"],
    ]
    assert "接入方式：出入口" in result.stderr


def test_a_site_is_reached_by_homes_and_a_stroller_avoids_steps() -> None:
    walked = run("--site", "S1", "--within-m", "1300").stdout
    pushed = run("--site", "S1", "--within-m", "1300", "--mode", "stroller").stdout
    assert "H4小区" in walked
    assert "H4小区" not in pushed


def test_machines_get_the_answers_of_http(tmp_path: Path) -> None:
    table = json.loads(run("--format", "json", "--level", "city", "--rank", "2").stdout)
    assert (table["type"], table["rank"], table["rows"][0]["children_within"]) == ("Reach", 2, 36)
    home = json.loads(run("--home", "H1", "--format", "json").stdout)
    assert (home["type"], home["ways"]["geometry"]["type"]) == ("HomeReach", "MultiLineString")
    site = json.loads(run("--site", "S1", "--format", "json").stdout)
    assert [one["point_id"] for one in site["homes"]] == ["H1", "H3"]
    assert run("--format", "csv", "--output", str(tmp_path / "reach.csv")).stdout == ""
    written = (tmp_path / "reach.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    head, *_ = csv.reader(io.StringIO(written.decode("utf-8-sig")))
    assert head[:4] == ["编号", "名称", "所属区", "人口（人）"]


def test_an_area_is_explained() -> None:
    result = run("--explain", "880101", "--within-min", "10")
    assert result.exit_code == 0
    assert "甲街道3岁以下婴幼儿72人，36人步行600米内有最近的点位，占50%" in result.stdout
    assert "36 ÷ 72 = 50%" in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--within-m", "500", "--within-min", "5"), 2, "--within-m, --within-min：米和分钟只给一个"),
        (("--within-min", "5", "--profile", "guangzhou-2023-2025"), 2, "--within-min：方案没有给出步行速度"),
        (("--profile", "guangzhou-2023-2025"), 2, "--within-m：方案没有给出服务半径，请给出步行距离"),
        (("--decay", "zones"), 2, "--zones：分段衰减要写成300:1,600:0.68,1000:0.22"),
        (("--zones", "300:1"), 2, "--zones：分段衰减要写成"),
        (("--decay", "zones", "--zones", "near:1"), 2, "--zones：各段距离须大于0、由近到远"),
        (("--decay", "bell"), 2, "--decay：没有这个选择：bell；可选：step、gaussian、linear、zones"),
        (("--within-m", "0"), 2, "--within-m：无法接受这个值"),
        (("--site", "S1", "--home", "H1"), 2, "--site, --home, --explain：三者只给一个"),
        (("--output", "a.csv"), 2, "--output 要与 --format 同用"),
        (("--site", "S9"), 1, "没有这个单元：S9；可选：S1、S2、S3"),
        (("--home", "H9"), 1, "没有这个单元：H9；可选：H1、H2、H3、H4"),
        (("--explain", "99"), 1, "没有这个单元：99；可选：880101、880102、880201"),
        (("--on", "2020-01-01"), 1, "没有2020-01-01的点位登记册，可达性无法计算；请换一个日期"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_in_the_words_typed(words: tuple[str, ...], code: int, says: str) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""
