"""Cells as offices write them: each wrong one is refused by code, file, row and field; each mended one is said."""

from collections.abc import Callable
from typing import Any

import pytest

Edit = Callable[[Any], None]
Case = tuple[str, Edit, str, str, int | None, str]
PEOPLE, INSTITUTIONS = "population.csv", "institutions.csv"
REPORTS, STATES = "place_reports.csv", "site_states.csv"
HEADINGS = "area_id,on,kind,residents,children_under_3,source"
ROW = "990101,2025-12-31,permanent,30000,,统计年鉴"


def people(old: str, new: str) -> Edit:
    return lambda files: files.replace("population.csv", old, new)


def day(written: str) -> Edit:
    """The first population figure is of another day."""
    return people("2025-12-31,permanent,30", f"{written},permanent,30")


def institutions(old: str, new: str) -> Edit:
    return lambda files: files.replace("institutions.csv", old, new)


def reports(old: str, new: str) -> Edit:
    return lambda files: files.replace("place_reports.csv", old, new)


def states(old: str, new: str) -> Edit:
    return lambda files: files.replace("site_states.csv", old, new)


def of_people(data: bytes) -> Edit:
    """The table of people has these bytes."""
    return lambda files: files.written.update({PEOPLE: data})


REFUSED: list[Case] = [
    ("an id twice", institutions("T02,", "T01,"), "duplicate-id", INSTITUTIONS, 3, "institution_id"),
    ("a full-width twin", institutions("T02,", "Ｔ０１,"), "duplicate-id", INSTITUTIONS, 3, "institution_id"),
    ("a key of three twice", people("990102,", "990101,"), "duplicate-id", PEOPLE, 3, "area_id, on, kind"),
    ("a column missing", people("residents,", "residential,"), "column-missing", PEOPLE, 1, "residents"),
    ("a column twice", people("children_under_3", "人口"), "column-duplicate", PEOPLE, 1, "residents"),
    ("fewer than no people", people("30000", "-1"), "out-of-range", PEOPLE, 2, "residents"),
    ("a part of a person", people("30000", "3.5"), "out-of-range", PEOPLE, 2, "residents"),
    ("more people than there are", people("30000", "1" + "0" * 18), "out-of-range", PEOPLE, 2, "residents"),
    ("a number of 5,000 digits", people("30000", "9" * 5000), "out-of-range", PEOPLE, 2, "residents"),
    ("a number with words", people("30000", "约3万人"), "not-a-number", PEOPLE, 2, "residents"),
    ("a number in characters", people("30000", "六十"), "not-a-number", PEOPLE, 2, "residents"),
    ("a truth for a number", people("30000", "true"), "not-a-number", PEOPLE, 2, "residents"),
    ("thousands or thousandths", people("30000", "30.000"), "not-a-number", PEOPLE, 2, "residents"),
    ("millions with points", people("30000", "1.234.567"), "not-a-number", PEOPLE, 2, "residents"),
    ("a superscript", people("30000", "3²"), "not-a-number", PEOPLE, 2, "residents"),
    ("more children than people", people("600", "30001"), "inconsistent", PEOPLE, 2, "children_under_3"),
    ("no places", reports("30,25", "0,0"), "out-of-range", REPORTS, 2, "places"),
    ("millions of places", reports("30,25", "3000000000,25"), "out-of-range", REPORTS, 2, "places"),
    ("fewer than no places", reports("30,25", "-30,25"), "out-of-range", REPORTS, 2, "places"),
    ("a state nobody knows", states("filed", "在建?"), "status-unknown", STATES, 2, "state"),
    ("a blank state", states("filed", ""), "status-unknown", STATES, 2, "state"),
    ("a kind nobody knows", institutions("nursery", "creche"), "code-unknown", INSTITUTIONS, 2, "kind"),
    ("a year in characters", day("二〇二五年末"), "date-format", PEOPLE, 2, "on"),
    ("a year of the republic", day("民国115年1月5日"), "date-format", PEOPLE, 2, "on"),
    ("a spreadsheet's serial", day("46027"), "date-format", PEOPLE, 2, "on"),
    ("the 30th of February", day("2026-02-30"), "date-impossible", PEOPLE, 2, "on"),
    ("a 13th month", day("2026/13/45"), "date-impossible", PEOPLE, 2, "on"),
    ("a code in powers of ten", people("990101", "1.20199E+08"), "code-damaged", PEOPLE, 2, "area_id"),
    ("a code with a decimal place", people("990101", "448801001.0"), "code-damaged", PEOPLE, 2, "area_id"),
    ("a code behind an apostrophe", people("990101", "'448801001"), "code-damaged", PEOPLE, 2, "area_id"),
    ("a code in a formula", people("990101", '="448801001"'), "code-damaged", PEOPLE, 2, "area_id"),
    ("a blank name", institutions("柳街向阳托育园", ""), "required", INSTITUTIONS, 2, "name"),
    ("a name of spaces", institutions("柳街向阳托育园", "　 "), "required", INSTITUTIONS, 2, "name"),
    ("a name of 200 kB", institutions("柳街向阳托育园", "园" * 70_000), "text-invalid", INSTITUTIONS, 2, "name"),
    ("a NUL in a name", institutions("柳街", "柳\0街"), "text-invalid", INSTITUTIONS, 2, ""),
    ("an ESC in a name", institutions("柳街", "柳\x1b街"), "text-invalid", INSTITUTIONS, 2, "name"),
    ("writing turned round", institutions("柳街", "柳\u202e街"), "text-invalid", INSTITUTIONS, 2, "name"),
    (
        "a line break in a name",
        institutions("柳街向阳托育园", '"柳街\r\n向阳"'),
        "text-invalid",
        INSTITUTIONS,
        2,
        "name",
    ),
    ("an id that is a path", institutions("T01,柳", "../../etc,柳"), "id-format", INSTITUTIONS, 2, "institution_id"),
    ("an area that is nowhere", people("990102", "990199"), "reference-unknown", PEOPLE, 3, "area_id"),
    (
        "bytes of two encodings",
        of_people(f"{HEADINGS}\n{ROW}\n".encode() + ROW.encode("gbk")),
        "encoding-mixed",
        PEOPLE,
        2,
        "",
    ),
    ("a ragged row", people("12000,,统计年鉴", "12000,,统计年鉴,多"), "csv-invalid", PEOPLE, 3, ""),
    ("an open quote", people("600,统计年鉴", '600,"统计年鉴'), "csv-invalid", PEOPLE, 2, ""),
    ("Chinese commas", of_people(f"{HEADINGS}\n".replace(",", "，").encode()), "csv-invalid", PEOPLE, 1, ""),
    ("headings alone", of_people(f"{HEADINGS}\n".encode()), "no-rows", PEOPLE, None, ""),
    ("nothing at all", of_people(b""), "no-rows", PEOPLE, None, ""),
    ("5,000 columns", of_people(b"1," * 5000 + b"\n" + b"1," * 5000), "too-many-columns", PEOPLE, None, ""),
]

MENDED: list[Case] = [
    ("full-width digits", people("30000", "３００００"), "number-normalised", PEOPLE, 2, "residents"),
    ("commas between thousands", people("30000", '"30,000"'), "number-normalised", PEOPLE, 2, "residents"),
    ("one decimal place of nothing", people("30000", "30000.0"), "number-normalised", PEOPLE, 2, "residents"),
    ("more enrolled than places", reports("30,25", "30,31"), "over-capacity", REPORTS, 2, "enrolled"),
    ("a Chinese date", day("2025年12月31日"), "date-normalised", PEOPLE, 2, "on"),
    ("a date with points", day("2025.12.31"), "date-normalised", PEOPLE, 2, "on"),
    ("a date of eight digits", day("20251231"), "date-normalised", PEOPLE, 2, "on"),
    ("semicolons", of_people(f"{HEADINGS}\n{ROW}\n".replace(",", ";").encode()), "csv-separator", PEOPLE, 1, ""),
    ("UTF-16", of_people(f"{HEADINGS}\n{ROW}\n".encode("utf-16")), "encoding-converted", PEOPLE, None, ""),
    ("blank rows at the end", people("12000,,统计年鉴\n", "12000,,统计年鉴\n,,,,,\n"), "rows-blank", PEOPLE, None, ""),
    (
        "a column nobody asked for",
        of_people(f"{HEADINGS},__proto__\n{ROW},x\n".encode()),
        "column-unknown",
        PEOPLE,
        1,
        "",
    ),
    (
        "blanks around a name",
        institutions("柳街向阳托育园", " 柳街向阳托育园"),
        "text-trimmed",
        INSTITUTIONS,
        2,
        "name",
    ),
]


@pytest.mark.parametrize(
    ("edit", "found"), [(case[1], case[2:]) for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_wrong_cell_is_refused_where_it_stands(files: Any, edit: Edit, found: tuple[str, str, int, str]) -> None:
    edit(files)
    report = files.check()
    assert report.city is None
    assert found in [(issue.code, issue.file, issue.row, issue.field) for issue in report.issues]
    assert all(" / " in issue.hint and len(issue.value) <= 80 for issue in report.issues)


@pytest.mark.parametrize(("edit", "found"), [(case[1], case[2:]) for case in MENDED], ids=[case[0] for case in MENDED])
def test_a_mended_cell_is_taken_and_said(files: Any, edit: Edit, found: tuple[str, str, int, str]) -> None:
    edit(files)
    report = files.check()
    assert report.issues == ()
    assert found in [(issue.code, issue.file, issue.row, issue.field) for issue in report.warnings]


def test_a_repeated_id_names_the_row_it_repeats(files: Any) -> None:
    files.replace("institutions.csv", "T02,", "T01,")
    (issue,) = [issue for issue in files.check().issues if issue.code == "duplicate-id"]
    assert "第2行" in issue.hint
    assert "row 2" in issue.hint


def test_a_missing_column_names_the_nearest_headings(files: Any) -> None:
    files.replace("population.csv", "residents,", "residential,")
    (issue,) = files.check().issues
    assert "residential" in issue.hint


def test_every_fault_of_every_file_is_reported_at_once(files: Any) -> None:
    files.replace("population.csv", "30000", "三万")
    files.replace("population.csv", "12000", "-1")
    files.replace("institutions.csv", "nursery", "creche")
    files.spoil("areas", 3, name=None)
    found = {(issue.file, issue.row, issue.code) for issue in files.check().issues}
    assert found == {
        ("population.csv", 2, "not-a-number"),
        ("population.csv", 3, "out-of-range"),
        ("institutions.csv", 2, "code-unknown"),
        ("areas.geojson", 3, "required"),
    }


def test_a_state_that_is_unknown_is_never_read_as_open(files: Any) -> None:
    files.replace("site_states.csv", "filed", "正常")
    (issue,) = files.check().issues
    assert (issue.code, issue.value) == ("status-unknown", "正常")


@pytest.mark.parametrize(("encoding", "said"), [("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030"), ("gb18030", "gb18030")])
def test_the_encodings_of_chinese_offices_are_read_and_named(files: Any, encoding: str, said: str) -> None:
    name = "population.csv"
    files.written[name] = files.written[name].decode().encode(encoding)
    report = files.check()
    assert {read.file: read.encoding for read in report.tables}[name] == said
    assert list(report.city.table("population")["source"]) == ["统计年鉴", "统计年鉴"]


@pytest.mark.parametrize(
    "name", ["\U00020bb7野家", "👶之家", "=1+1", "+86", "@SUM(A1)", "<script>", "{{7*7}}", "Robert'); DROP"]
)
def test_a_strange_name_comes_through_letter_by_letter(files: Any, name: str) -> None:
    files.replace("institutions.csv", "柳街向阳托育园", name)
    report = files.check()
    assert report.city.table("institutions").loc[0, "name"] == name


def test_a_reference_that_lost_its_leading_zero_is_named_as_damaged(files: Any) -> None:
    for row, area_id in enumerate(("09", "0901", "090101", "090102"), start=1):
        files.spoil("areas", row, area_id=area_id, parent_id=None if row == 1 else ("09", "0901", "0901")[row - 2])
    files.replace("population.csv", "990101", "90101")
    files.replace("population.csv", "990102", "090102")
    (issue,) = files.check().issues
    assert (issue.code, issue.file, issue.row) == ("code-damaged", PEOPLE, 2)


def test_the_words_of_a_code_list_stand_beside_its_codes(files: Any) -> None:
    files.replace("institutions.csv", "nursery", "creche")
    (issue,) = files.check().issues
    assert "nursery（托育机构）" in issue.hint
    assert "kindergarten_class（幼儿园托班）" in issue.hint
