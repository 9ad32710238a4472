"""An area's people and births are those of its parts; where they are not, the figures are told."""

from typing import Any

import pytest

PEOPLE = "area_id,on,kind,residents,rounding,source\n"


def with_people(files: Any, *rows: str) -> Any:
    files.written["population.csv"] = (PEOPLE + "".join(f"{row},普查\n" for row in rows)).encode()
    return files.check()


def census(area_id: str, residents: object, *, rounding: object = "") -> str:
    return f"{area_id},2020-11-01,permanent,{residents},{rounding}"


def test_parts_that_add_up_are_not_spoken_of(files: Any) -> None:
    report = with_people(files, census("9901", 42_000), census("990101", 30_000), census("990102", 12_000))
    assert (report.issues, report.warnings) == ((), ())


def test_parts_that_do_not_add_up_are_told_with_both_figures(files: Any) -> None:
    report = with_people(files, census("9901", 42_001), census("990101", 30_000), census("990102", 12_000))
    assert report.issues == ()
    (said,) = report.warnings
    assert (said.code, said.file, said.row, said.field) == ("parts-differ", "population.csv", 2, "residents")
    assert "42001" in said.hint
    assert "42000" in said.hint


def test_a_part_that_is_unknown_may_hold_the_rest(files: Any) -> None:
    report = with_people(files, census("9901", 42_000), census("990101", 30_000), census("990102", ""))
    assert report.warnings == ()


def test_a_part_larger_than_its_whole_is_told_though_others_are_unknown(files: Any) -> None:
    report = with_people(files, census("9901", 42_000), census("990101", 42_001))
    assert [said.code for said in report.warnings] == ["parts-differ"]


@pytest.mark.parametrize(("whole", "said"), [(42_100, []), (42_101, ["parts-differ"])])
def test_rounded_figures_may_miss_by_half_their_rounding_each(files: Any, whole: int, said: list[str]) -> None:
    streets = census("990101", 30_000, rounding=100), census("990102", 12_000, rounding=100)
    report = with_people(files, census("9901", whole), *streets)
    assert [warning.code for warning in report.warnings] == said


def test_figures_of_another_day_or_kind_are_not_compared(files: Any) -> None:
    report = with_people(
        files,
        "9901,2020-11-01,permanent,5,",
        "990101,2021-11-01,permanent,30000,",
        "990102,2020-11-01,registered,12000,",
    )
    assert report.warnings == ()


def test_a_district_larger_than_its_city_is_refused(files: Any) -> None:
    report = with_people(files, census("99", 42_000), census("9901", 42_001))
    (issue,) = report.issues
    assert (issue.code, issue.row, issue.field) == ("inconsistent", 3, "residents")
    assert "42000" in issue.hint
    assert report.warnings == ()


def test_births_of_a_month_add_up_too(files: Any) -> None:
    rows = "9901,2025-01,30,x\n990101,2025-01,20,x\n990102,2025-01,9,x\n9901,2025-02,9,x\n990101,2025-02,9,x\n"
    files.written["births.csv"] = f"area_id,month,births,source\n{rows}".encode()
    (said,) = files.check().warnings
    assert (said.code, said.file, said.row, said.field) == ("parts-differ", "births.csv", 2, "births")
