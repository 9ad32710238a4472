"""What lies in a folder and is not read is said, so that no figure is thought to be in the study."""

from typing import Any

import pytest


def lying(files: Any, name: str) -> Any:
    files.written[name] = b"a,b,c\n1,2,3\n"
    return files.check()


@pytest.mark.parametrize("name", ["notes.txt", "old.csv", "机构.docx", "areas.shp", "birth.CSV"])
def test_a_file_that_no_table_is_read_from_is_said(files: Any, name: str) -> None:
    report = lying(files, name)
    assert [(said.code, said.file) for said in report.warnings] == [("file-unused", name)]
    assert report.issues == ()


@pytest.mark.parametrize("name", ["README.md", "readme.txt", ".gitkeep"])
def test_what_explains_or_is_hidden_is_passed_over(files: Any, name: str) -> None:
    assert lying(files, name).warnings == ()


def test_sub_folders_are_passed_over(files: Any) -> None:
    (files.folder / "reference").mkdir()
    (files.folder / "reference" / "annex.csv").write_bytes(b"a,b\n")
    assert files.check().warnings == ()


def test_a_table_with_its_chinese_name_is_told_the_right_one(files: Any) -> None:
    files.written["人口.csv"] = files.written.pop("population.csv")
    (said,) = files.check().warnings
    assert (said.code, said.file) == ("file-unused", "人口.csv")
    assert "改名为 population.csv" in said.hint


@pytest.mark.parametrize("name", ["population.xlsx", "population.xls", "人口.xlsx", "Population.XLSX"])
def test_a_table_in_a_workbook_is_refused_with_the_remedy(files: Any, name: str) -> None:
    del files.written["population.csv"]
    (issue,) = lying(files, name).issues
    assert (issue.code, issue.file) == ("xls-not-supported", name)
    assert "另存为 CSV（UTF-8）" in issue.hint
    assert "population.csv" in issue.hint


def test_a_workbook_listed_for_a_table_is_refused_with_the_remedy(files: Any) -> None:
    files.written["places.xlsx"] = files.written.pop("place_reports.csv")
    files.more_manifest = '[[table]]\nname = "place_reports"\nfile = "places.xlsx"\n'
    assert [(issue.code, issue.file) for issue in files.check().issues] == [("xls-not-supported", "places.xlsx")]


def test_the_workbook_that_a_table_was_saved_from_may_lie_beside_it(files: Any) -> None:
    report = lying(files, "population.xlsx")
    assert report.issues == ()
    assert [said.code for said in report.warnings] == ["file-unused"]
