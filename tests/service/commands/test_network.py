import json
from pathlib import Path

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


def test_streets_are_drawn_for_people_with_what_they_lack() -> None:
    result = run("network")
    assert result.exit_code == 0
    assert "北岸街道" in result.stdout
    assert "没有社区托育点" in result.stdout
    assert "点位1个，有牵头机构的0个" in result.stdout
    assert "没有普惠认定资料" in result.stderr


def test_machines_get_json_and_csv(tmp_path: Path) -> None:
    assert [row["site_id"] for row in json.loads(run("network", "--format", "json").stdout)["links"]] == ["S1"]
    file = tmp_path / "links.csv"
    assert run("network", "--format", "csv", "--table", "links", "--output", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8-sig").splitlines()[1].startswith("S1,第1点,其他托育机构")


@pytest.mark.parametrize(
    ("words", "code"),
    [(("network", "--output", "a.csv"), 2), (("network", "--city", "atlantis"), 1), (("network", "--on", "today"), 2)],
)
def test_what_is_not_there_is_refused_in_one_line(words: tuple[str, ...], code: int) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert len(result.stderr.strip().splitlines()) == 1
