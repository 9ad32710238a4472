"""A unit in a heading's brackets is the contract's, or the file is refused."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("常住人口（万人）", "万人"),
        ("人口(千人)", "千人"),
        ("人口（单位：万人）", "万人"),
        ("人口（户）", "户"),
        ("人口[万]", "万"),
    ],
)
def test_people_in_another_unit_are_refused(files: Any, heading: str, unit: str) -> None:
    files.replace("population.csv", "residents", heading)
    files.replace("population.csv", "30000", "3.25")
    (issue,) = files.check().issues
    assert (issue.code, issue.row, issue.field, issue.value) == ("unit-mismatch", 1, "residents", heading)
    assert f"单位是{unit}，应为人" in issue.hint


@pytest.mark.parametrize(
    "heading", ["人口（人）", "人口（名）", "人口（2020年普查）", "人口（不含流动人口）", "人口（单位：人）"]
)
def test_the_same_unit_and_remarks_in_brackets_are_read(files: Any, heading: str) -> None:
    files.replace("population.csv", "residents", heading)
    assert files.check().issues == ()


def test_a_share_is_not_a_figure_in_per_cent(files: Any) -> None:
    files.replace("population.csv", "children_under_3", "0岁占比（%）")
    files.replace("population.csv", "30000,600", "30000,0.71")
    (issue,) = files.check().issues
    assert (issue.code, issue.field) == ("unit-mismatch", "age_0_share")
