from pathlib import Path

import pytest

from planning.exchange.city_folder import check_city_folder
from tests.service.tiny_city import PLAIN_TABLE, write_tiny_city

HEAD = "assumption,variant,area_id,from_year,value,source\n"


def checked(folder: Path, *rows: str) -> list[tuple[str, str]]:
    """What is found in the table of assumptions with these rows."""
    write_tiny_city(folder)
    manifest = folder / "city.toml"
    text = manifest.read_text(encoding="utf-8") + PLAIN_TABLE.format(name="projection_assumptions")
    manifest.write_text(text, encoding="utf-8")
    (folder / "projection_assumptions.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    report = check_city_folder(folder)
    return [(issue.code, issue.field) for issue in report.issues if issue.file == "projection_assumptions.csv"]


def test_factors_may_be_more_than_one_and_shares_are_one_at_most(tmp_path: Path) -> None:
    rows = ("births_factor,high,88,2026,1.02,test", "survival,mid,8801,2026,1,test", "survival,low,88,2026,0.998,test")
    assert checked(tmp_path, *rows) == []


@pytest.mark.parametrize("assumption", ["survival", "housing_from_outside"])
def test_a_share_above_one_is_refused(assumption: str, tmp_path: Path) -> None:
    assert checked(tmp_path, f"{assumption},mid,88,2026,1.2,test") == [("out-of-range", "value")]


def test_a_change_below_zero_is_refused(tmp_path: Path) -> None:
    assert checked(tmp_path, "births_factor,mid,88,2026,-0.03,test") == [("out-of-range", "value")]


def test_an_assumption_of_an_unknown_area_is_refused(tmp_path: Path) -> None:
    assert checked(tmp_path, "births_factor,mid,77,2026,0.97,test") == [("reference-unknown", "area_id")]


def test_one_number_for_one_area_and_year(tmp_path: Path) -> None:
    row = "births_factor,mid,88,2026,0.97,test"
    assert ("duplicate-id", "assumption, variant, area_id, from_year") in checked(tmp_path, row, row)


@pytest.mark.parametrize("assumption", ["births_factor", "migration_factor"])
def test_a_factor_typed_in_percent_is_refused(assumption: str, tmp_path: Path) -> None:
    assert checked(tmp_path, f"{assumption},mid,88,2026,98,test") == [("out-of-range", "value")]
