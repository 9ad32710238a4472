import io
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from planning.model.city import City
from planning.policy.reading import list_profiles
from service.cli import app
from service.storage.embedded import EmbeddedStore
from tests.service.tiny_city import write_tiny_city


@pytest.fixture
def empty(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> EmbeddedStore:
    """The commands' store, without a file yet."""
    monkeypatch.setenv("TUOYU_STORE", str(store.path))
    return store


@pytest.fixture
def filled(empty: EmbeddedStore, tiny_city: City) -> EmbeddedStore:
    """The commands' store with the tiny city in it."""
    empty.save(tiny_city)
    return empty


def run(*words: str) -> Result:
    result: Result = CliRunner().invoke(app, list(words))
    return result


def test_help_teaches_with_examples() -> None:
    told = run("--help").output
    for words in ("tuoyu demo", "tuoyu load my_city --dry-run", "退出码"):
        assert words in told


@pytest.mark.parametrize("command", ["gaps", "trace", "targets", "demand", "served", "reach", "network", "assess"])
def test_each_question_has_a_command_that_explains_itself(command: str) -> None:
    assert f" {command} " in run("--help").output
    told = run(command, "--help")
    assert told.exit_code == 0
    assert "--city" in told.output


def test_a_folder_is_loaded_and_its_revision_named(empty: EmbeddedStore, tiny_folder: Path) -> None:
    result = run("load", str(tiny_folder))
    assert result.exit_code == 0
    assert "tiny-city-1" in result.stderr
    assert result.stdout == ""
    assert empty.latest("tiny-city").number == 1


def test_loading_the_same_again_says_that_nothing_changed(filled: EmbeddedStore, tiny_folder: Path) -> None:
    result = run("load", str(tiny_folder))
    assert result.exit_code == 0
    assert "unchanged" in result.stderr
    assert filled.latest("tiny-city").number == 1


def test_a_dry_run_stores_nothing(empty: EmbeddedStore, tiny_folder: Path) -> None:
    assert run("load", str(tiny_folder), "--dry-run").exit_code == 0
    assert not empty.path.exists()


def test_a_refused_folder_lists_file_row_and_field_and_changes_nothing(filled: EmbeddedStore, tmp_path: Path) -> None:
    result = run("load", str(write_tiny_city(tmp_path / "bad", south="约1万人")))
    assert result.exit_code == 1
    for words in ("population.csv", "residents", "约1万人", "not-a-number"):
        assert words in result.stderr
    assert filled.latest("tiny-city").number == 1


def test_gaps_are_a_table_for_people(filled: EmbeddedStore) -> None:
    result = run("gaps")
    assert result.exit_code == 0
    for words in ("南岸街道", "116", "合成数据，仅供测试", "tiny-city-1"):
        assert words in result.stdout


def test_machine_forms_go_to_stdout_and_nothing_else_does(filled: EmbeddedStore) -> None:
    table = json.loads(run("gaps", "--format", "json", "--level", "city").stdout)
    assert (table["level"], table["rows"][0]["shortage"]) == ("city", 114)
    assert run("gaps", "--format", "csv").stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert json.loads(run("gaps", "--format", "geojson").stdout)["type"] == "FeatureCollection"
    assert openpyxl.load_workbook(io.BytesIO(run("gaps", "--format", "xlsx").stdout_bytes)).sheetnames[0] == "说明"


def test_a_form_can_be_written_to_a_file(filled: EmbeddedStore, tmp_path: Path) -> None:
    target = tmp_path / "new" / "gaps.csv"
    result = run("gaps", "--format", "csv", "--district", "8801", "--on", "2025-12-31", "--output", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "北岸街道" in target.read_text(encoding="utf-8-sig")


def test_a_trace_is_read_as_sentences(filled: EmbeddedStore) -> None:
    result = run("trace", "--level", "street", "880101")
    assert result.exit_code == 0
    assert "116" in result.stdout
    assert "tiny-city-1" in result.stdout


def test_profiles_are_listed_and_shown_with_their_clauses() -> None:
    listed = run("policy", "list").stdout
    assert all(profile_id in listed for profile_id in list_profiles())
    shown = run("policy", "show", "demo-city").stdout
    assert "GZ-21" in shown
    assert "穗府办〔2024〕3号" in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["gaps", "--city", "elsewhere"], 1, "tiny-city"),
        (["gaps", "--profile", "none"], 1, "demo-city"),
        (["gaps", "--district", "8802"], 1, "没有这个区：8802；可选：8801 / no district '8802'; choose from: 8801"),
        (["trace", "none"], 1, "没有这个单元：none；可选：880101、880102 / no area 'none'"),
        (["policy", "show", "none"], 1, "demo-city"),
        (["load", "no-such-folder"], 1, "file-missing"),
        (["demo", "--sample-data", "no-such-folder"], 1, "no-such-folder"),
        (["gaps", "--radius-m", "500"], 2, "--radius-source"),
        (
            ["gaps", "--level", "planet"],
            2,
            "--level：没有这个选择：planet；可选：city、district、street、community、life-circle、residential-area"
            " / --level: no choice 'planet'; choose from: city, district,",
        ),
        (["gaps", "--format", "pdf"], 2, "--format：没有这个选择：pdf；可选：table、json、csv、xlsx、geojson / "),
        (["gaps", "--colour", "red"], 2, "没有这个选项：--colour；可选：--level、--city、"),
        (["--colour"], 2, "没有这个选项：--colour；可选：--help / no option '--colour'"),
        (["gasp"], 2, "没有这个命令：gasp；可选：demo、load、gaps、"),
        (
            ["policy", "shwo"],
            2,
            "没有这个命令：shwo；可选：new、check、resolve、test、diff、schema、list、show / no command 'shwo'",
        ),
        (["gaps", "--on"], 2, "选项--on的写法有误 / "),
        (["gaps", "--limit", "0"], 2, "--limit：无法接受这个值，须不小于1 / --limit: "),
        (["gaps", "extra"], 2, "命令写错 / "),
        (["trace"], 2, "缺少AREA_ID / AREA_ID is missing"),
        (["gaps", "--on", "2026-02-30"], 2, "--on：没有2026-02-30这一天 / --on: there is no such day as 2026-02-30"),
        (["gaps", "--on", "tomorrow"], 2, "--on：“tomorrow”不是日期，请写成2025-12-31的样子 / --on: 'tomorrow' is not"),
        (
            ["gaps", "--sort", "colour"],
            2,
            "--sort：没有这一列：colour / --sort: no column 'colour'; 可选 / choose from: ",
        ),
        (["gaps", "--output", "x.txt"], 2, "--format"),
    ],
)
def test_a_mistake_is_one_clear_message_with_its_code(
    filled: EmbeddedStore, words: Sequence[str], code: int, said: str
) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [["gaps", "--level", "planet"], ["gaps", "--colour"], ["gaps", "--on", "2026-02-30"]])
def test_a_command_written_wrongly_is_answered_in_one_line(filled: EmbeddedStore, words: Sequence[str]) -> None:
    result = run(*words)
    assert (result.stdout, len(result.stderr.splitlines())) == ("", 1)


def test_no_command_at_all_shows_the_help() -> None:
    assert "tuoyu demo" in run().output


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--sort", "-shortage,name"], ["880102", "880101"]),
        (["--sort", "shortage"], ["880101", "880102"]),
        (["--sort", "-shortage", "--limit", "1"], ["880102"]),
        (["--offset", "1"], ["880102"]),
        (["--offset", "2"], []),
    ],
)
def test_gaps_are_sorted_and_cut_as_over_http(filled: EmbeddedStore, words: Sequence[str], ids: Sequence[str]) -> None:
    """North lacks 56 places, south 58."""
    table = json.loads(run("gaps", "--format", "json", *words).stdout)
    assert [row["area_id"] for row in table["rows"]] == ids
    assert table["numberMatched"] == 2


def test_a_table_that_was_cut_says_so(filled: EmbeddedStore) -> None:
    result = run("gaps", "--sort", "-shortage", "--limit", "1")
    assert "北岸街道" not in result.stdout
    assert "共2行，列出1行 / 1 of 2 rows" in result.stderr


def test_without_a_store_the_way_to_one_is_said(empty: EmbeddedStore) -> None:
    result = run("gaps")
    assert result.exit_code == 3
    assert "tuoyu demo" in result.stderr
    assert not empty.path.exists()


def test_a_foreign_file_is_not_overwritten(empty: EmbeddedStore, tiny_folder: Path) -> None:
    empty.path.parent.mkdir()
    empty.path.write_bytes(b"the budget of 2026\n" * 500)
    result = run("load", str(tiny_folder))
    assert result.exit_code == 3
    assert "not a Tuoyu store" in result.stderr
    assert empty.path.read_bytes() == b"the budget of 2026\n" * 500


def test_the_demo_loads_every_sample_city_once_and_writes_their_files(empty: EmbeddedStore, tmp_path: Path) -> None:
    write_tiny_city(tmp_path / "samples" / "tiny")
    words = ("demo", "--sample-data", str(tmp_path / "samples"), "--out", str(tmp_path / "out"))
    first = run(*words)
    assert first.exit_code == 0, first.output
    assert "南岸街道" in first.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "tiny-city.xlsx",
        "tiny-city-street.csv",
        "tiny-city-street.geojson",
        "tiny-city.html",
    }
    sheets = openpyxl.load_workbook(tmp_path / "out" / "tiny-city.xlsx").sheetnames
    assert sheets == ["说明", "全市", "区", "街道（镇）", "依据"]
    again = run(*words)
    assert "already stored" in again.stderr
    assert empty.latest("tiny-city").number == 1


def test_a_changed_sample_is_loaded_anew(empty: EmbeddedStore, tmp_path: Path) -> None:
    words = ("demo", "--sample-data", str(tmp_path / "samples"), "--out", str(tmp_path / "out"))
    write_tiny_city(tmp_path / "samples" / "tiny")
    run(*words)
    write_tiny_city(tmp_path / "samples" / "tiny", south="10001")
    run(*words)
    assert empty.latest("tiny-city").number == 2
