"""A statement or a check is about somebody: about one subject that a table of the city has."""

from typing import Any

import pytest

from planning.model.codes import Answer
from tests.planning.exchange.test_doubts import with_phases

STATEMENTS = "subject_id,attribute,on,value,source\n"
CHECKS = "rule_id,area_id,on,answer,note,evidence,by\n"


def stating(files: Any, *subjects: str) -> Any:
    rows = "".join(f"{subject},staff,2025-12-31,12,年报\n" for subject in subjects)
    files.written["statements.csv"] = (STATEMENTS + rows).encode()
    return files


@pytest.mark.parametrize("subject", ["99", "990101", "T01", "S02"])
def test_an_area_an_institution_and_a_site_can_be_spoken_of(files: Any, subject: str) -> None:
    report = stating(files, subject).check()
    assert report.issues == ()
    assert report.city is not None
    assert report.city.table("statements")["value"].tolist() == ["12"]


def test_a_phase_is_spoken_of_by_its_area_and_number(files: Any) -> None:
    report = with_phases(stating(files, "R1-2", "R1"), 3000, 1000, 2000)
    assert report.issues == ()


def test_a_host_a_parcel_or_an_employer_is_spoken_of_by_the_id_of_its_row(files: Any) -> None:
    files.written["subjects.csv"] = (
        "subject_id,subject,name,area_id,source\nH1,可利用设施,旧校舍,990102,台账\n".encode()
    )
    report = stating(files, "H1").check()
    assert report.issues == ()
    assert report.city is not None
    assert report.city.table("subjects")["subject"].tolist() == ["host"]


def test_a_statement_about_nobody_is_refused_with_its_row(files: Any) -> None:
    (issue,) = stating(files, "T01", "T09").check().issues
    assert (issue.code, issue.file, issue.row, issue.value) == ("subject-unknown", "statements.csv", 3, "T09")
    assert "没有这个对象" in issue.hint


def test_a_phase_that_the_area_does_not_have_is_nobody(files: Any) -> None:
    (issue,) = with_phases(stating(files, "R1-3"), 3000, 1000, 2000).issues
    assert (issue.code, issue.value) == ("subject-unknown", "R1-3")


def test_a_check_of_nobody_is_refused(files: Any) -> None:
    files.written["checks.csv"] = (CHECKS + "GZ-15,97,2026-01-05,是,,,卫生健康局\n").encode()
    (issue,) = files.check().issues
    assert (issue.code, issue.file, issue.field) == ("subject-unknown", "checks.csv", "area_id")


def test_an_id_that_two_tables_have_cannot_be_spoken_of(files: Any) -> None:
    files.written["subjects.csv"] = "subject_id,subject,name,area_id,source\nT01,host,旧校舍,990102,台账\n".encode()
    assert files.check().issues == ()
    files.written.pop("city.toml")
    (issue,) = stating(files, "T01").check().issues
    assert (issue.code, issue.value) == ("reference-ambiguous", "T01")


def test_nobody_is_called_unknown_while_a_table_of_subjects_cannot_be_read(files: Any) -> None:
    files.written["institutions.csv"] = b""
    codes = {issue.code for issue in stating(files, "T01").check().issues}
    assert "no-rows" in codes
    assert "subject-unknown" not in codes


def test_one_attribute_of_one_day_is_stated_once(files: Any) -> None:
    (issue,) = stating(files, "T01", "T01").check().issues
    assert (issue.code, issue.value) == ("duplicate-id", "T01 staff 2025-12-31")


@pytest.mark.parametrize("written", [*(str(answer) for answer in Answer), *(answer.zh for answer in Answer)])
def test_an_answer_is_written_as_its_code_or_in_chinese(files: Any, written: str) -> None:
    files.written["checks.csv"] = (CHECKS + f"GZ-15,99,2026年1月5日,{written},已公开,公告,卫生健康局\n").encode()
    report = files.check()
    assert report.issues == ()
    assert {warning.code for warning in report.warnings} == {"date-normalised"}


def test_any_other_answer_is_refused_with_the_three_that_there_are(files: Any) -> None:
    files.written["checks.csv"] = (CHECKS + "GZ-15,99,2026-01-05,大概,,,卫生健康局\n").encode()
    (issue,) = files.check().issues
    assert issue.code == "code-unknown"
    assert "not_applicable（不适用）" in issue.hint


def test_a_check_says_which_office_made_it(files: Any) -> None:
    files.written["checks.csv"] = (CHECKS + "GZ-15,99,2026-01-05,yes,,,\n").encode()
    (issue,) = files.check().issues
    assert (issue.code, issue.field) == ("required", "by")


def test_a_site_that_closed_before_it_opened_is_told_of(files: Any) -> None:
    files.replace("site_states.csv", "S01,2021-03-01,filed", "S01,2020-01-01,closed,备案信息\nS01,2021-03-01,filed")
    report = files.check()
    (said,) = report.warnings
    assert report.issues == ()
    assert (said.code, said.value) == ("closed-first", "2020-01-01")
    assert "2021-03-01" in said.hint


def test_a_site_that_closed_and_opened_again_is_nothing_to_speak_of(files: Any) -> None:
    files.replace(
        "site_states.csv",
        "S01,2021-03-01,filed,备案信息",
        "S01,2021-03-01,filed,备案信息\nS01,2022-01-01,closed,备案信息\nS01,2023-01-01,filed,备案信息",
    )
    assert files.check().warnings == ()
