"""A profile is begun, checked, tested, compared and described from a terminal."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from planning.policy.reading import PROFILES
from service.cli import app


def policy(*words: str | Path) -> Result:
    result: Result = CliRunner().invoke(app, ["policy", *map(str, words)])
    return result


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The starter of a town in a folder of its own."""
    assert policy("new", "my-town", "--name", "某“镇”", "--to", tmp_path / "town").exit_code == 0
    return tmp_path / "town" / "my-town.toml"


def mended(path: Path, old: str, new: str, *, name: str = "") -> Path:
    """The file with a change; under another id where a `name` is given."""
    target = path.with_name(f"{name}.toml") if name else path
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    target.write_text(text.replace('id = "my-town"', f'id = "{target.stem}"', 1), encoding="utf-8")
    return target


def test_a_starter_says_what_to_do_next_and_passes_both_as_it_is(tmp_path: Path) -> None:
    begun = policy("new", "my-town", "--name", "某镇", "--to", tmp_path)
    assert begun.exit_code == 0
    commands = [line.split()[1:] for line in begun.stdout.splitlines() if line.startswith("  tuoyu ")]
    assert [words[:2] for words in commands] == [["policy", "check"], ["policy", "test"]]
    checked, tested = (policy(*words[1:]) for words in commands)
    assert (checked.exit_code, tested.exit_code) == (0, 0)
    assert "0个错误，0个提醒 / 1 profiles: 0 errors, 0 warnings" in checked.stdout
    assert "5个一致，0个有差异" in tested.stdout


def test_a_name_with_quotation_marks_is_written_as_it_is(tmp_path: Path) -> None:
    policy("new", "my-town", "--name", '某"镇\\', "--to", tmp_path)
    assert policy("check", tmp_path / "my-town.toml").exit_code == 0


def test_a_starter_overwrites_nothing(town: Path) -> None:
    mended(town, "places_per_1000 = 4 ", "places_per_1000 = 9 ")
    again = policy("new", "my-town", "--to", town.parent)
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert "places_per_1000 = 9" in town.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("profile_id", "said"),
    [
        ("My-Town", "lower-case letters"),
        ("../town", "lower-case letters"),
        ("a" * 65, "1 to 64"),
        ("某镇", "lower-case letters"),
        ("demo-city", "this id is taken"),
    ],
)
def test_an_id_that_is_none_or_taken_writes_nothing(tmp_path: Path, profile_id: str, said: str) -> None:
    result = policy("new", profile_id, "--to", tmp_path)
    assert result.exit_code == 1
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_error_is_one_line_with_file_line_and_key_and_exits_1(town: Path) -> None:
    line = town.read_text(encoding="utf-8").splitlines().index("share = 0.6") + 1
    result = policy("check", mended(town, "share = 0.6", "share = 60"))
    assert result.exit_code == 1
    told = (
        "错误 error: rule[2] R-02.share: 比例在0与1之间：请写0.6，不写60 / a share runs from 0 to 1; write 0.6, not 60"
    )
    assert result.stderr == f"my-town.toml:{line}: {told}\n"
    assert "1个错误" in result.stdout


def test_a_warning_alone_exits_0(town: Path) -> None:
    result = policy("check", mended(town, "places_per_1000 = 4 ", 'parameter = "ratio" '))
    assert result.exit_code == 0
    assert "提醒 warning" in result.stderr
    assert "0个错误，1个提醒" in result.stdout


def test_a_folder_is_checked_file_by_file(town: Path) -> None:
    mended(town, "share = 0.6", "share = 60", name="other")
    result = policy("check", town.parent)
    assert result.exit_code == 1
    assert "2个方案：1个错误" in result.stdout


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = policy("check", tmp_path / "none.toml")
    assert result.exit_code == 1
    assert "none.toml" in result.stderr


def test_examples_find_the_profile_that_lies_with_them(town: Path) -> None:
    """With 5 for every 1,000 in the place of 4 the numbers that were worked out by hand are no longer right."""
    examples = town.parent / "examples"
    assert policy("test", examples).exit_code == 0
    mended(town, "places_per_1000 = 4 ", "places_per_1000 = 5 ")
    assert policy("test", examples).exit_code == 1


def test_two_profiles_are_compared_side_by_side(town: Path) -> None:
    other = mended(town, "places_per_1000 = 4 ", "places_per_1000 = 5 ", name="other")
    other.write_text(other.read_text(encoding="utf-8").replace('"R-03"', '"R-04"'), encoding="utf-8")
    result = policy("diff", town, other)
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["规则", "R-01", "改动", "places_per_1000", "4", "5"] in rows
    assert ["规则", "R-03", "删去", "建立工作机制"] in rows
    assert ["规则", "R-04", "新增", "建立工作机制"] in rows
    assert "4处不同 / 4 differences" in result.stdout  # and the id


def test_a_profile_does_not_differ_from_itself_by_id_or_by_file(tmp_path: Path) -> None:
    copy = tmp_path / "demo-city.toml"
    shutil.copy(PROFILES / "demo-city.toml", copy)
    assert "0处不同" in policy("diff", "demo-city", copy).stdout


def test_what_a_city_says_beyond_its_province_is_listed() -> None:
    result = policy("diff", "shanxi-2020", "yuncheng-2020").stdout
    rows = [line.split() for line in result.splitlines()]
    assert any(row[:3] == ["本地参数", "new_area_places_per_1000", "新增"] for row in rows)
    assert any(row[:3] == ["规则", "YC-01", "新增"] for row in rows)


def test_the_schemas_go_to_a_folder_or_to_the_terminal(tmp_path: Path) -> None:
    assert policy("schema", "--to", tmp_path / "new").exit_code == 0
    kept = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "new").iterdir()}
    printed = json.loads(policy("schema").stdout)
    assert kept == {"profile.schema.json": printed["profile"], "example.schema.json": printed["example"]}


@pytest.mark.parametrize(
    "words", [["check"], ["new"], ["diff", "demo-city"], ["diff", "demo-city", "nowhere"], ["diff", "a.toml", "b.toml"]]
)
def test_a_mistake_is_one_line_and_no_traceback(words: Sequence[str]) -> None:
    result = policy(*words)
    assert result.exit_code in (1, 2)
    assert len(result.stderr.splitlines()) == 1
