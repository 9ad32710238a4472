import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from planning.exchange.city_folder import read_city_folder
from planning.model.city import City
from service.cli import app
from service.storage.embedded import EmbeddedStore

GUANGZHOU = Path(__file__).parents[3] / "sample_data" / "guangzhou"


@pytest.fixture(autouse=True)
def filled(store: EmbeddedStore, tiny_city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands' store with the tiny city in it."""
    monkeypatch.setenv("TUOYU_STORE", str(store.path))
    store.save(tiny_city)


def run(*words: str) -> Result:
    result: Result = CliRunner().invoke(app, list(words))
    return result


def test_a_total_is_drawn_for_people() -> None:
    result = run("allocate", "--by", "children", "--level", "street", "--total", "100")
    assert result.exit_code == 0
    line = next(line for line in result.stdout.splitlines() if line.startswith("880101"))
    assert line.split() == ["880101", "北岸街道", "66.7%", "0.6667", "66.67", "0", "67"]


def test_a_table_of_factors_of_ones_own_is_weighed(tmp_path: Path) -> None:
    head = "area_id,factor,zh,stands_for,value,over,comparable,note,source\n"
    file = tmp_path / "factors.csv"
    file.write_text(f"{head}880101,use,利用率,,3,4,yes,,本地\n880102,use,利用率,,1,4,yes,,本地\n", encoding="utf-8")
    words = ("allocate", "--level", "street", "--total", "8", "--weight", "use=1", "--factors", str(file))
    rows = json.loads(run(*words, "--format", "json").stdout)["split"]["rows"]
    assert [(row["use"], row["places"]) for row in rows] == [(0.75, 6), (0.25, 2)]


def test_guangzhou_has_its_printed_numbers_beside_assumptions(store: EmbeddedStore) -> None:
    store.save(read_city_folder(GUANGZHOU))
    words = ("--total", "100", "--weight", "growth=1", "--weight", "women_15_49=1")
    result = run("allocate", "--city", "guangzhou", *words)
    assert result.exit_code == 0
    assert "黄埔区缺少“2020年与2010年常住人口之比”" in result.stdout
    assert "缺少托位利用率、城镇人口比例，没有补值" in result.stdout
    assert "GZ-24-seventy" in result.stdout
    assert "注3" in result.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("allocate", "--total", "10"), 2),
        (("allocate", "--total", "10", "--weight", "residents=0"), 1),
        (("allocate", "--total", "10", "--weight", "wealth=1"), 2),
        (("allocate", "--factors", "no-such.csv"), 1),
    ],
)
def test_what_cannot_be_shared_out_is_refused_in_one_line(words: tuple[str, ...], code: int) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert len(result.stderr.strip().splitlines()) == 1
