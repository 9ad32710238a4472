"""`tuoyu demand` for the tiny city with births (see tests/service/routers/test_demand.py)."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from planning.exchange.city_folder import read_city_folder
from service.cli import app
from service.storage.embedded import EmbeddedStore
from tests.service.tiny_city import add_births, silence_a_class, write_tiny_city

GIVEN = ("--uptake", "0.5", "--uptake-source", "2025年问卷")


@pytest.fixture(autouse=True)
def filled(store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands' store with the tiny city and its births in it."""
    monkeypatch.setenv("TUOYU_STORE", str(store.path))
    store.save(read_city_folder(add_births(write_tiny_city(tmp_path / "tiny"))))


def run(*words: str) -> Result:
    result: Result = CliRunner().invoke(app, ["demand", *words])
    return result


def test_streets_of_a_year_are_drawn_with_what_is_short_and_what_is_to_spare() -> None:
    result = run("--year", "2026", *GIVEN)
    assert result.exit_code == 0
    line = next(line for line in result.stdout.splitlines() if line.startswith("880101"))
    # 174 places shared by 400 and 200 children; 300 x 0.5; 45 children enrolled.
    assert line.split() == ["880101", "北岸街道", "2026", "360", "300", "60", "116（−56）", "150（−90）", "45（+15）"]
    for words in ("假定不变", "2025年问卷", "未给出，按不变计算", "合成数据，仅供测试"):
        assert words in result.stderr


def test_headings_have_units_and_the_brackets_are_told() -> None:
    lines = run("--year", "2026").stdout.splitlines()
    assert lines[1].split()[3:] == ["3岁以下（人）", "适龄（人）", "现有托位（个）"] + [
        f"{measure}口径（个）" for measure in ("政策", "意愿", "在托")
    ]
    assert lines[-1].startswith("括号内为现有托位减所需托位：−为缺，+为富余")


def test_a_lower_bound_is_drawn_as_one(store: EmbeddedStore, tmp_path: Path) -> None:
    # 45 of 60 places; of 10 more nobody says how many are taken.
    store.save(read_city_folder(silence_a_class(add_births(write_tiny_city(tmp_path / "silent")))))
    result = run("--year", "2026", "--level", "city")
    assert next(line for line in result.stdout.splitlines() if line.startswith("88 ")).split()[-1] == "≥45"
    assert "1个点位未填报在托人数，已填报的45人只是下限" in result.stderr
    head, *rows = csv.reader(io.StringIO(run("--format", "csv").stdout.removeprefix("\ufeff")))
    told = dict(zip(head, rows[0], strict=True))
    assert (told["在托口径（个）"], told["在托口径为下限"], told["在托口径富余（个）"]) == ("45", "是", "")


def test_one_area_is_drawn_year_by_year() -> None:
    lines = run("--area", "88", "--to", "2028", "--variant", "low").stdout.splitlines()
    assert [line.split()[2:4] for line in lines if line.startswith("88 ")] == [
        ["2025", "540"],
        ["2026", "450"],
        ["2027", "315"],
        ["2028", "158"],
    ]


def test_machines_get_the_answers_of_http() -> None:
    table = json.loads(run("--year", "2026", "--format", "json").stdout)
    assert (table["type"], table["numberReturned"], len(table["rows"])) == ("DemandTable", 2, 2)
    curves = json.loads(run("--area", "8801", "--format", "json", "--to", "2027").stdout)
    assert (curves["type"], curves["level"], curves["children"]["high"]) == ("DemandCurves", "district", [540] * 3)
    rows = list(csv.reader(io.StringIO(run("--format", "csv", "--level", "city").stdout.removeprefix("\ufeff"))))
    assert len(rows) == 1 + 3 * 11


def test_a_number_is_explained_down_to_the_rows_of_births() -> None:
    result = run("--explain", "880101", "--year", "2026", "--variant", "low")
    assert "北岸街道2026年末（低方案）3岁以下婴幼儿300人" in result.stdout
    assert "0个月（2026-12出生）：10 × 0.5 = 5.00　area_id=880101;month=2025-12　test" in result.stdout
    assert "    2024年12个月 120.00 + 2025年12个月 120.00 + 2026年12个月 60.00 = 300.00" in result.stdout
    assert "各月龄人数 = 基准月出生人数 × 各年出生系数" in result.stdout
    assert "按最大余额法" in result.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--uptake", "0.3"), 2),
        (("--uptake", "1.2", "--uptake-source", "问卷"), 2),
        (("--uptake", "三成", "--uptake-source", "问卷"), 2),
        (("--year", "2040"), 2),
        (("--to", "2024"), 1),
        (("--area", "99"), 1),
        (("--explain", "99"), 1),
        (("--output", "a.csv"), 2),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(words: tuple[str, ...], code: int) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_street_is_explained_by_its_name() -> None:
    by_id, by_name = (run("--explain", typed, "--year", "2026").stdout for typed in ("880101", "北岸街道"))
    assert by_id == by_name != ""
