"""Titles and totals of printed tables are known for what they are, and cost one refusal each."""

from typing import Any

import pytest

PEOPLE = "population.csv"


@pytest.mark.parametrize("word", ["合计", "合 计", "总计：", "小计", "Total"])
def test_a_row_of_totals_is_one_refusal_that_names_the_row(files: Any, word: str) -> None:
    files.written[PEOPLE] += f"{word},,,42000,,\n".encode()
    (issue,) = files.check().issues
    assert (issue.code, issue.file, issue.row, issue.value) == ("totals-row", PEOPLE, 4, word)
    assert "第4行" in issue.hint
    assert "删去" in issue.hint


def test_a_total_in_a_column_of_names_is_known_too(files: Any) -> None:
    lines = files.written[PEOPLE].decode().splitlines()
    named = zip(["名称", "柳街道", "桥镇"], lines, strict=True)
    files.written[PEOPLE] = ("\n".join(f"{name},{line}" for name, line in named) + "\n合计,,,,42000,,\n").encode()
    assert [(issue.code, issue.row) for issue in files.check().issues] == [("totals-row", 4)]


def test_a_total_among_features_is_left_out_with_its_shape(files: Any) -> None:
    files.spoil("areas", 4, area_id="合计", name="合计")
    files.replace(PEOPLE, "990102", "990101")
    files.replace(PEOPLE, "990101,2025-12-31,permanent,12000", "990101,2024-12-31,permanent,12000")
    assert [(issue.code, issue.row) for issue in files.check().issues] == [("totals-row", 4)]


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ("2025年人口统计表\n", 2),
        ("2025年人口统计表,,,,,\n", 2),
        ("2025年人口、出生统计表,,,,,单位：人\n,,,,,\n", 3),
        ("\n\n", 3),
    ],
    ids=["a title", "a title over all columns", "a title, its unit and a blank row", "blank rows"],
)
def test_a_title_above_the_headings_is_one_refusal(files: Any, above: str, row: int) -> None:
    files.written[PEOPLE] = above.encode() + files.written[PEOPLE]
    (issue,) = files.check().issues
    assert (issue.code, issue.file, issue.row) == ("title-row", PEOPLE, 1)
    assert f"第{row}行" in issue.hint


def test_a_table_of_totals_alone_is_refused_for_them(files: Any) -> None:
    files.written["births.csv"] = "area_id,month,births,source\n合计,,9,\n".encode()
    files.written[PEOPLE] = "area_id,on,kind,residents,source\n合计,,,9,\n".encode()
    found = sorted((issue.code, issue.file) for issue in files.check().issues)
    assert found == [("totals-row", "births.csv"), ("totals-row", PEOPLE)]
