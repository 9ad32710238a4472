import json

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


def test_sentences_are_written_for_people() -> None:
    lines = run("class-mix", "--infant", "10", "--toddler-small", "15", "--toddler-large", "35").stdout.splitlines()
    assert lines[1].startswith("班数至少4个")
    assert lines[2].startswith("保育人员至少13人")
    assert lines[-1].startswith("依据：")


def test_machines_get_the_range() -> None:
    answer = json.loads(run("class-mix", "--places", "60", "--format", "json").stdout)
    assert answer["classes"] == {"least": 3, "most": 8}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("class-mix",), 1),
        (("class-mix", "--places", "60", "--m2-per-place", "9"), 1),
        (("class-mix", "--places", "60", "--m2-per-place", "-9", "--m2-source", "x"), 2),
        (("class-mix", "--places", "60", "--profile", "gansu"), 1),
    ],
)
def test_what_cannot_be_put_into_classes_is_refused_in_one_line(words: tuple[str, ...], code: int) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert len(result.stderr.strip().splitlines()) == 1
