"""`tuoyu served` for the hand-drawn walking city (see tests/service/routers/test_served.py)."""

import csv
import io
import json

import pytest
from click.testing import Result
from typer.testing import CliRunner

from planning.model.city import City
from service.cli import app
from service.storage.embedded import EmbeddedStore

GIVEN = ("--uptake", "0.5", "--uptake-source", "2025年问卷")


@pytest.fixture(autouse=True)
def filled(store: EmbeddedStore, walking_city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands' store with the walking city in it."""
    monkeypatch.setenv("TUOYU_STORE", str(store.path))
    store.save(walking_city)


def run(*words: str) -> Result:
    result: Result = CliRunner().invoke(app, ["served", *words])
    return result


def test_streets_are_drawn_with_their_parts_and_what_they_rest_on() -> None:
    result = run(*GIVEN)
    assert result.exit_code == 0
    line = next(line for line in result.stdout.splitlines() if line.startswith("880101"))
    assert line.split() == ["880101", "甲街道", "西区", "72", "30", "4", "0", "15", "9", "2", "42"]
    for words in ("《2025年问卷》 使用者给定的入托意愿", "手绘路网", "分配为理论最优", "合成数据，仅供测试"):
        assert words in result.stderr


def test_a_table_of_the_unknown_says_why() -> None:
    result = run("--on", "2020-01-01", "--level", "city")
    assert result.exit_code == 0
    assert "没有2020-01-01的点位登记册" in result.stdout
    assert "无法判定：没有2020-01-01的点位登记册" in result.stderr


def test_machines_get_the_answer_of_http() -> None:
    table = json.loads(run("--format", "json", "--level", "district", "--places", "any", *GIVEN).stdout)
    assert (table["type"], table["level"], table["places"]) == ("Served", "district", "any")
    assert [row["children_served"] for row in table["rows"]] == [22, 0]
    raw = run("--format", "csv", *GIVEN).stdout_bytes
    assert raw.startswith(b"\xef\xbb\xbf")
    head, first, *_ = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    assert dict(zip(head, first, strict=True))["暂不寻求托位儿童（人）"] == "42"


def test_a_street_is_explained_to_the_sites_its_children_go_to() -> None:
    result = run("--explain", "880101", *GIVEN)
    assert result.exit_code == 0
    for words in ("4 + 0 + 15 + 9 + 2 + 42 = 72", "第1点4人，平均步行300米", "不对外开放的1处"):
        assert words in result.stdout
    table = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line[:2] in ("6—", "合计")}
    assert table["合计"] == ["72", "30", "4", "0", "15", "9", "2", "42"]
    assert table["6—12"][4] == "6"


def test_a_file_says_what_was_assumed() -> None:
    raw = run("--places", "any", "--uptake", "0.45", "--uptake-source", "问卷", "--format", "csv").stdout_bytes
    head, first, *_ = csv.reader(io.StringIO(raw.decode("utf-8-sig")))
    told = dict(zip(head, first, strict=True))
    assert (told["入托意愿"], told["可选托位"]) == ("0.45", "全部托位")
    assert "问卷" in told["入托意愿来源"]


def test_a_profile_without_a_radius_takes_one_with_its_source() -> None:
    words = ("--profile", "guangzhou-2023-2025", "--level", "city")
    assert "没有给出服务半径" in run(*words).stderr
    result = run(*words, "--radius-m", "1000", "--radius-source", "区卫生健康局")
    assert "步行1,000米以内，即服务半径（《区卫生健康局》 使用者给定的服务半径）" in result.stderr
    assert "无法判定" not in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--uptake", "0.3"), 2, "--uptake, --uptake-source：入托意愿和来源须同时给出"),
        (("--uptake-source", "问卷"), 2, "--uptake, --uptake-source：入托意愿和来源须同时给出"),
        (("--uptake", "1.2", "--uptake-source", "问卷"), 2, "--uptake：入托意愿是大于0、不大于1的占比"),
        (("--uptake", "三成", "--uptake-source", "问卷"), 2, "--uptake：入托意愿是大于0、不大于1的占比"),
        (("--radius-m", "500"), 2, "--radius-source"),
        (("--places", "free"), 2, "--places：没有这个选择：free；可选：inclusive、any"),
        (("--level", "community"), 2, "--level：没有这个选择：community；可选：city、district、street"),
        (("--output", "a.csv"), 2, "--output 要与 --format 同用"),
        (("--explain", "99"), 1, "没有这个单元：99；可选：880101、880102、880201"),
        (("--city", "elsewhere"), 1, "walking-city"),
        (("--profile", "none"), 1, "demo-city"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_in_the_words_typed(words: tuple[str, ...], code: int, says: str) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_street_is_explained_by_its_name() -> None:
    assert run("--explain", "甲街道", *GIVEN).stdout == run("--explain", "880101", *GIVEN).stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--uptake", "1e-99999999", "--uptake-source", "问卷"), "--uptake：入托意愿是大于0、不大于1的占比"),
        (("--uptake", "0.5", "--uptake-source", " "), "--uptake-source：来源不能空白"),
        (("--uptake", "0.5"), "--uptake, --uptake-source：入托意愿和来源须同时给出"),
        (("--radius-m", "500", "--radius-source", "　"), "--radius-source：来源不能空白"),
        (("--radius-m", "500"), "--radius-m, --radius-source：半径和来源须同时给出"),
    ],
)
def test_a_number_without_a_source_that_can_be_read_is_refused(words: tuple[str, ...], says: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_a_district_lies_in_no_other() -> None:
    assert "所属区" not in run("--level", "district", *GIVEN).stdout
