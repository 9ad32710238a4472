"""Cells of each kind: what is read from what is written, and what is refused."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from planning.exchange.cells import read_column
from planning.exchange.notes import Notes, shown
from planning.exchange.raw import normal_heading
from planning.exchange.words import lost_zeros
from planning.model.codes import ServiceForm, SiteState
from planning.model.contracts import Column, Kind


def read(column: Column, *cells: object) -> tuple[list[object], Notes]:
    raw = pd.Series(list(cells), dtype=object)
    rows = pd.Series(range(2, 2 + len(cells)))
    values, notes = read_column(column, raw, file="t.csv", rows=rows)
    return [None if not isinstance(value, tuple) and pd.isna(value) else value for value in values], notes


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.WHOLE, "0", 0),
        (Kind.WHOLE, 42, 42),
        (Kind.WHOLE, 42.0, 42),
        (Kind.WHOLE, "42.0", 42),
        (Kind.WHOLE, "+42", 42),
        (Kind.WHOLE, "007", 7),
        (Kind.WHOLE, "1,234,567", 1_234_567),
        (Kind.WHOLE, "１，２３４", 1234),
        (Kind.WHOLE, "999999999999", 999_999_999_999),
        (Kind.DECIMAL, "3.10", Decimal("3.10")),
        (Kind.DECIMAL, 0.1, Decimal("0.1")),
        (Kind.DECIMAL, "1,234.5", Decimal("1234.5")),
        (Kind.SHARE, "0.0736", Decimal("0.0736")),
        (Kind.SHARE, "7.36%", Decimal("0.0736")),
        (Kind.SHARE, "１２％", Decimal("0.12")),
        (Kind.SHARE, "1", Decimal(1)),
        (Kind.DAY, "2026-01-05", date(2026, 1, 5)),
        (Kind.DAY, "2026/1/5", date(2026, 1, 5)),
        (Kind.DAY, "2026.1.5", date(2026, 1, 5)),
        (Kind.DAY, "2026年1月5日", date(2026, 1, 5)),
        (Kind.DAY, "20260105", date(2026, 1, 5)),
        (Kind.DAY, "２０２６年１月５日", date(2026, 1, 5)),
        (Kind.DAY, "2026-01-05T00:00:00", date(2026, 1, 5)),
        (Kind.DAY, "2024-02-29", date(2024, 2, 29)),
        (Kind.MONTH, "2026-09", "2026-09"),
        (Kind.MONTH, "2026年9月", "2026-09"),
        (Kind.MONTH, "202609", "2026-09"),
        (Kind.FLAG, "是", True),
        (Kind.FLAG, "FALSE", False),
        (Kind.FLAG, True, True),
        (Kind.TEXT, "\U00020bb7野家", "\U00020bb7野家"),
        (Kind.ID, "TY-0001_a", "TY-0001_a"),
        (Kind.ID, 440103, "440103"),
    ],
)
def test_a_cell_is_read(kind: Kind, cell: object, value: object) -> None:
    values, notes = read(Column("field", kind, "列"), cell)
    assert notes.issues == ()
    assert values == [value]
    assert type(values[0]) is type(value) or kind in (Kind.WHOLE, Kind.FLAG)


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (Kind.WHOLE, "1000000000000", "out-of-range"),
        (Kind.WHOLE, "-0", "out-of-range"),
        (Kind.WHOLE, "1.2E+05", "not-a-number"),
        (Kind.WHOLE, "１２三", "not-a-number"),
        (Kind.WHOLE, "1,23", "not-a-number"),
        (Kind.DECIMAL, "-0.5", "out-of-range"),
        (Kind.DECIMAL, "3..1", "not-a-number"),
        (Kind.SHARE, "1.01", "out-of-range"),
        (Kind.SHARE, "101%", "out-of-range"),
        (Kind.SHARE, 50, "out-of-range"),
        (Kind.DAY, "2025-02-29", "date-impossible"),
        (Kind.DAY, "0026-01-05", "date-impossible"),
        (Kind.DAY, "5/1/2026", "date-format"),
        (Kind.DAY, "2026-01-05T08:30:00", "date-format"),
        (Kind.DAY, "2026-1.5", "date-format"),
        (Kind.MONTH, "2026-13", "date-impossible"),
        (Kind.MONTH, "9月", "date-format"),
        (Kind.FLAG, "maybe", "code-unknown"),
        (Kind.TEXT, "园" * 201, "text-invalid"),
        (Kind.TEXT, ["园"], "text-invalid"),
        (Kind.ID, "a b", "id-format"),
        (Kind.ID, "x" * 65, "id-format"),
        (Kind.ID, "4.40103E+5", "code-damaged"),
    ],
)
def test_a_cell_is_refused_and_stays_missing(kind: Kind, cell: object, code: str) -> None:
    values, notes = read(Column("field", kind, "列", filled=False), cell)
    assert [(issue.code, issue.row, issue.field) for issue in notes.issues] == [(code, 2, "field")]
    assert values == [None]


@pytest.mark.parametrize(
    "kind", [Kind.WHOLE, Kind.DECIMAL, Kind.SHARE, Kind.DAY, Kind.MONTH, Kind.FLAG, Kind.TEXT, Kind.ID]
)
@pytest.mark.parametrize("blank", [None, "", "  ", "　", float("nan")])
def test_a_blank_is_missing_and_never_zero(kind: Kind, blank: object) -> None:
    values, notes = read(Column("field", kind, "列", filled=False), blank, blank)
    assert (values, notes) == ([None, None], Notes())
    _, notes = read(Column("field", kind, "列"), blank, blank)
    assert [issue.code for issue in notes.issues] == ["required", "required"]


def test_a_plain_cell_needs_no_word_and_a_mended_one_does() -> None:
    _, notes = read(Column("field", Kind.WHOLE, "列"), "1234", "1,234")
    assert [(issue.code, issue.row) for issue in notes.warnings] == [("number-normalised", 3)]
    assert notes.warnings[0].hint == "读作 1234 / read as 1234"


def test_codes_are_read_from_their_list_in_code_or_chinese() -> None:
    state = Column("state", Kind.CODE, "状态", codes=SiteState)
    values, notes = read(state, "filed", "已备案", "已备案？")
    assert values == ["filed", "filed", None]
    assert [(issue.code, issue.row) for issue in notes.issues] == [("status-unknown", 4)]
    assert "filed" in notes.issues[0].hint


def test_a_list_of_codes_is_a_tuple_without_repeats() -> None:
    forms = Column("forms", Kind.CODES, "服务形式", filled=False, codes=ServiceForm)
    values, notes = read(forms, "full_day;half_day", "全日托、计时托", "full_day;full_day", None, "full_day;night")
    assert values[:4] == [("full_day", "half_day"), ("full_day", "hourly"), ("full_day",), ()]
    assert [(issue.code, issue.row) for issue in notes.issues] == [("code-unknown", 6)]


def test_an_id_that_lost_its_zero_is_found_among_its_like() -> None:
    ids = pd.Series(["0101", "0102", "103", "S1"])
    assert lost_zeros(ids).tolist() == [False, False, True, False]
    # Codes of several lengths are nested levels, and say nothing about a lost zero.
    assert lost_zeros(pd.Series(["01", "0101", "0102", "1"])).tolist() == [False] * 4


def test_headings_are_compared_without_width_case_spaces_and_units() -> None:
    assert normal_heading(" 人口（人） ") == normal_heading("人口")
    assert normal_heading("Area ID") == normal_heading("area_id")
    assert normal_heading("ＣＯＤＥ") == normal_heading("code")


def test_a_message_shows_a_cell_short_and_harmless() -> None:
    assert shown("x" * 100) == "x" * 79 + "…"
    assert shown("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"
    assert shown(None) == shown(float("nan")) == ""
