"""`tuoyu reach` for the hand-drawn walking city (see tests/service/routers/test_reach.py)."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from rich.console import Console
from typer.testing import CliRunner

from planning.model.city import City
from service.cli import app
from service.commands import terminal
from service.storage.embedded import EmbeddedStore

CaptureFixture = pytest.CaptureFixture[str]


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
        ["S3", "第3点", "300", "0.0", "300.0", "0.0", "5.0", "10"],
        ["S1", "第1点", "1,200", "0.0", "1,200.0", "0.0", "20.0", "4"],
        ["S2", "第2点", "1,200", "0.0", "1,200.0", "0.0", "20.0", "20"],
    ]
    assert "H4小区（3岁以下儿童36人）：步行1,260米以内的点位（步行路网）" in result.stdout
    assert "接入方式：出入口" in result.stderr
    assert "0.0 + 300.0 + 0.0 = 300.0米；300.0 ÷ 60 = 5.0分钟" in result.stderr


def test_a_site_is_reached_by_homes_and_a_stroller_avoids_steps() -> None:
    walked = run("--site", "S1", "--within-m", "1300").stdout
    pushed = run("--site", "S1", "--within-m", "1300", "--mode", "stroller").stdout
    assert "H4小区" in walked
    assert "H4小区" not in pushed
    assert "第1点（托位4个：托小班4；普惠）：推婴儿车1,300米以内的居住点（步行路网）" in pushed


def test_a_question_of_a_stroller_says_so_in_its_title_and_its_file() -> None:
    assert "可达性　900米 推婴儿车 步行路网" in run("--within-m", "900", "--mode", "stroller").stdout
    file = run("--within-m", "900", "--mode", "stroller", "--format", "csv").stdout
    assert "900米 推婴儿车 步行路网" in file


@pytest.mark.parametrize("level", ["city", "district"])
def test_a_district_lies_in_no_other_and_one_area_is_not_compared(level: str) -> None:
    result = run("--level", level, "--within-m", "500")
    assert "所属区" not in result.stdout
    assert ("基尼系数 —，帕尔马比值 —（区域不足两个，不计算）" in result.stdout) is (level == "city")


def test_who_waits_at_a_terminal_is_told_for_what(monkeypatch: pytest.MonkeyPatch, capsys: CaptureFixture) -> None:
    monkeypatch.setattr(terminal, "messages", lambda: Console(stderr=True, force_terminal=True))
    with terminal.working("计算步行距离"):
        pass
    assert "计算步行距离…" in capsys.readouterr().err


def test_a_pipe_is_told_nothing(capsys: CaptureFixture) -> None:
    with terminal.working("计算步行距离"):
        pass
    assert capsys.readouterr().err == ""


def test_a_unit_is_explained_by_its_name() -> None:
    by_id, by_name = (run("--explain", typed).stdout for typed in ("880101", "甲街道"))
    assert by_id == by_name != ""


@pytest.mark.parametrize("columns", ["60", "80", "100", "120"])
def test_no_word_of_the_help_is_cut(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "…" not in run("--help").stdout


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
    assert "甲街道3岁以下婴幼儿72人，36人到最近的点位步行不超过600米，占50%" in result.stdout
    assert "36 ÷ 72 = 50%" in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--within-m", "500", "--within-min", "5"), 2, "--within-m, --within-min：米和分钟只给一个"),
        (("--within-min", "5", "--profile", "guangzhou-2023-2025"), 2, "--within-min：方案没有给出步行速度"),
        (("--profile", "guangzhou-2023-2025"), 2, "--within-m：方案没有给出服务半径，请给出步行距离"),
        (("--decay", "zones"), 2, "--zones：分段衰减要写成300:1,600:0.68,1000:0.22"),
        (("--zones", "300:1"), 2, "--zones：分段衰减要写成"),
        (("--decay", "zones", "--zones", "near:1"), 2, "--zones：分段衰减要写成"),
        (("--decay", "zones", "--zones", "inf:1"), 2, "--zones：分段衰减要写成"),
        (("--decay", "zones", "--zones", "1e300:1"), 2, "--zones：分段衰减要写成"),
        (("--decay", "zones", "--zones", "300:1,1e9:0.5"), 2, "--zones：分段衰减要写成"),
        (("--decay", "zones", "--zones", "99999:1"), 2, "--zones：步行距离最远20,000米"),
        (("--decay", "zones", "--zones", "600:1,300:0.5"), 2, "--zones：各段距离须大于0、由近到远"),
        (("--decay", "bell"), 2, "--decay：没有这个选择：bell；可选：step、gaussian、linear、zones"),
        (("--within-m", "0"), 2, "--within-m：无法接受这个值，须不小于1 / "),
        (("--within-m", "25000"), 2, "--within-m：无法接受这个值，须不大于20,000 / "),
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
