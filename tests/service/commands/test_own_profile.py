"""A city brings its own profile: it is taken with the city, found by every door, and refused when it is not sound."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli import app
from tests.planning.conftest import PROFILE

GUANGZHOU = Path(__file__).parents[3] / "sample_data" / "guangzhou"
RUNNER = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Guangzhou's tables as another city, with a profile of its own."""
    monkeypatch.setenv("TUOYU_STORE", str(tmp_path / "store" / "store.sqlite"))
    copy = tmp_path / "city"
    shutil.copytree(GUANGZHOU, copy)
    manifest = (copy / "city.toml").read_text(encoding="utf-8")
    (copy / "city.toml").write_text(manifest.replace('"guangzhou-2023-2025"', '"linjiang"'), encoding="utf-8")
    return copy


def test_a_profile_in_the_citys_folder_is_taken_with_the_city(folder: Path) -> None:
    (folder / "linjiang.toml").write_text(PROFILE.replace('id = "town"', 'id = "linjiang"'), encoding="utf-8")
    loaded = RUNNER.invoke(app, ["load", str(folder)])
    assert loaded.exit_code == 0, loaded.output
    asked = RUNNER.invoke(app, ["gaps", "--level", "city", "--format", "json"])
    assert json.loads(asked.stdout)["rows"][0]["required"] == 93_384  # ceil(18,676,605 x 5 / 1,000)
    assert "linjiang" in RUNNER.invoke(app, ["policy", "list"]).stdout


def test_a_city_whose_profile_is_nowhere_is_refused_and_nothing_is_stored(folder: Path, tmp_path: Path) -> None:
    loaded = RUNNER.invoke(app, ["load", str(folder)])
    assert loaded.exit_code == 1
    assert "linjiang" in loaded.output
    assert not (tmp_path / "store" / "store.sqlite").exists()


def test_a_faulty_profile_is_refused_by_the_dry_run_as_well(folder: Path) -> None:
    faulty = PROFILE.replace('id = "town"', 'id = "linjiang"').replace('type = "density"', 'type = "thickness"', 1)
    (folder / "linjiang.toml").write_text(faulty, encoding="utf-8")
    checked = RUNNER.invoke(app, ["load", str(folder), "--dry-run"])
    assert checked.exit_code == 1
    assert "thickness" in checked.output


def test_one_faulty_profile_hides_no_other(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "store" / "profiles"
    own.mkdir(parents=True)
    (own / "broken.toml").write_text("[profile", encoding="utf-8")
    listed = RUNNER.invoke(app, ["policy", "list"])
    assert "demo-city" in listed.stdout
    assert "broken.toml" in listed.output
