"""What is stated of a subject: the latest word by the day, exact numbers, and nothing made of what cannot be read."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from planning.policy.attributes import days, flags, latest, numbers, unreadable, wholes
from planning.policy.examples.world import small_city
from planning.policy.subjects import Subject

SAID = pd.DataFrame(
    [
        ("i", "fee", date(2023, 6, 1), 1, "甲"),
        ("i", "fee", date(2024, 6, 1), 2, "乙"),
        ("i", "other", date(2024, 7, 1), 3, "丙"),
        ("k", "fee", date(2022, 6, 1), 4, "丁"),
    ],
    columns=["subject_id", "attribute", "on", "value", "source"],
)


@pytest.mark.parametrize(
    ("until", "values"),
    [
        (date(2022, 5, 31), {}),
        (date(2023, 6, 1), {"i": 1, "k": 4}),
        (date(2024, 5, 31), {"i": 1, "k": 4}),
        (date(2024, 6, 1), {"i": 2, "k": 4}),
    ],
)
def test_the_latest_statement_by_the_day_is_what_holds(until: date, values: dict[str, int]) -> None:
    assert latest(SAID, "fee", until=until)["value"].to_dict() == values


def test_what_was_said_before_a_period_does_not_answer_for_it() -> None:
    found = latest(SAID, "fee", until=date(2024, 12, 31), since=date(2024, 1, 1))
    assert found["value"].to_dict() == {"i": 2}
    assert found["source"].to_dict() == {"i": "乙"}


def test_numbers_are_exact_and_a_binary_float_is_none() -> None:
    told = pd.Series(["12", 12, "12.50", Decimal("0.1"), 0.1, True, "约12", "Infinity", None], dtype="object")
    read = numbers(told)
    assert read[:4].to_list() == [12, 12, Decimal("12.50"), Decimal("0.1")]
    assert read[4:].isna().all()
    assert wholes(told)[:2].to_list() == [12, 12]
    assert wholes(told)[2:].isna().all()


def test_days_and_flags_are_read_in_both_languages_or_not_at_all() -> None:
    told = pd.Series([date(2025, 1, 2), "2025-01-02", "2025-02-30", "去年"], dtype="object")
    assert days(told)[:2].to_list() == [date(2025, 1, 2)] * 2
    assert days(told)[2:].isna().all()
    words = pd.Series([True, "是", "yes", False, "无", "也许", 1], dtype="object")
    assert flags(words)[:5].to_list() == [True, True, True, False, False]
    assert flags(words)[5:].isna().all()


def test_what_stands_there_and_cannot_be_read_differs_from_what_is_missing() -> None:
    told = pd.Series(["约12", None, 12], dtype="object")
    assert unreadable(told, numbers(told)).to_list() == [True, False, False]


def test_a_figure_of_a_year_is_that_years_last_word_and_a_column_speaks_for_its_own_year_alone() -> None:
    facts = small_city(
        on=date(2025, 6, 30),
        units=[{"level": "city", "id": "C", "children_under_3": 500}],
        statements=[
            {"of": "C", "attribute": "children_under_3", "on": date(2024, 1, 1), "value": 400},
            {"of": "C", "attribute": "children_under_3", "on": date(2024, 12, 31), "value": 450},
        ],
    )
    figures = {year: facts.of_year(Subject.CITY, "children_under_3", year=year)["C"] for year in (2023, 2024, 2025)}
    assert pd.isna(figures[2023])
    assert (figures[2024], figures[2025]) == (450, 500)


def test_inclusive_status_is_that_of_the_day() -> None:
    said = [
        {"of": "i", "attribute": "graded", "on": date(2024, 1, 1), "value": True},
        {"of": "i", "attribute": "graded", "on": date(2025, 1, 1), "value": False},
    ]
    units = [{"level": "institution", "id": "i"}]
    held = {
        day: small_city(on=day, units=units, statements=said).attribute(Subject.INSTITUTION, "graded")["i"]
        for day in (date(2024, 12, 31), date(2025, 1, 1))
    }
    assert held == {date(2024, 12, 31): True, date(2025, 1, 1): False}
    before = small_city(on=date(2023, 12, 31), units=units, statements=said)
    assert pd.isna(before.attribute(Subject.INSTITUTION, "graded")["i"])
