import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from planning.model.city import City
from service.cli import app
from service.storage.embedded import EmbeddedStore


@pytest.fixture(autouse=True)
def filled(store: EmbeddedStore, tiny_city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands' store with the tiny city in it."""
    monkeypatch.setenv("TUOYU_STORE", str(store.path))
    store.save(tiny_city)


def run(*words: str) -> Result:
    result: Result = CliRunner().invoke(app, list(words))
    return result


def test_targets_are_drawn_for_people_with_what_they_rest_on() -> None:
    result = run("targets")
    assert result.exit_code == 0
    line = next(line for line in result.stdout.splitlines() if line.startswith("GZ-21"))
    assert line.split() == ["GZ-21", "小城", "2025-12-31", "174", "60", "2025-12-31", "期限未到，未达标"]
    assert "finer units" in result.stdout
    assert "合成数据，仅供测试" in result.stderr
    assert "征求意见稿" in result.stderr


def test_one_rule_is_listed_unit_by_unit() -> None:
    result = run("targets", "--rule", "EZ-A13")
    assert "北岸街道" in result.stdout
    assert "GZ-21" not in result.stdout


def test_machines_get_every_target(tmp_path: Path) -> None:
    answer = json.loads(run("targets", "--format", "json", "--on", "2026-06-30").stdout)
    assert answer["numberReturned"] == answer["numberMatched"] == len(answer["targets"])
    file = tmp_path / "out" / "targets.xlsx"
    assert run("targets", "--format", "xlsx", "--output", str(file)).exit_code == 0
    assert openpyxl.load_workbook(file)["目标"].max_row == answer["numberMatched"] + 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("targets", "--rule", "none"), 1),
        (("targets", "--district", "9901"), 1),
        (("targets", "--on", "tomorrow"), 2),
        (("targets", "--output", "a.csv"), 2),
        (("assess", "--kind", "periodic"), 2),
        (("assess", "--kind", "weekly"), 2),
        (("assess", "--kind", "periodic", "--from", "2025-12-31", "--to", "2025-06-30"), 2),
        (("assess", "--to-revision", "9"), 1),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(words: tuple[str, ...], code: int) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_report_is_written_as_a_document(tmp_path: Path) -> None:
    file = tmp_path / "2025.docx"
    result = run("assess", "--kind", "yearly", "--year", "2025", "--output", str(file))
    assert result.exit_code == 0
    assert "2025.docx" in result.stderr
    assert docx.Document(str(file)).paragraphs[0].text == "小城托育目标年度评价报告"


def test_a_report_goes_to_stdout_as_a_workbook_or_as_json() -> None:
    book = run("assess", "--format", "xlsx").stdout_bytes
    assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames[0] == "说明"
    words = ("assess", "--kind", "periodic", "--from", "2024-01-31", "--to", "2024-07-31", "--format", "json")
    assert json.loads(run(*words).stdout)["kind"] == "periodic"
