"""What is stated of a subject, and how it is read."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from planning.policy.attributes import days, flags, latest, numbers, unreadable, wholes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("60", 60),
        ("60.0", 60),
        ("99.5", Decimal("99.5")),
        (3, 3),
        ("约60", None),
        (True, None),
        (0.5, None),
        ("NaN", None),
    ],
)
def test_a_number_is_exact_or_none(text: object, number: object) -> None:
    (read,) = numbers(pd.Series([text], dtype="object"))
    assert (None if pd.isna(read) else read) == number


def test_a_part_of_a_whole_number_is_none() -> None:
    assert wholes(pd.Series(["2.5", "2"], dtype="object")).isna().tolist() == [True, False]


def test_yes_no_and_days_are_read_and_what_cannot_be_is_told() -> None:
    words = pd.Series(["是", "no", "maybe", pd.NA], dtype="object")
    read = flags(words)
    assert read.isna().tolist() == [False, False, True, True]
    assert unreadable(words, read).tolist() == [False, False, True, False]
    assert days(pd.Series(["2025-12-31"], dtype="object")).tolist() == [date(2025, 12, 31)]


def test_the_latest_statement_on_or_before_a_day_counts() -> None:
    rows = [
        ("C", "a", date(2024, 1, 1), 1, ""),
        ("C", "a", date(2025, 1, 1), 2, ""),
        ("C", "a", date(2026, 1, 1), 3, ""),
    ]
    said = pd.DataFrame(rows, columns=["subject_id", "attribute", "on", "value", "source"], dtype="object")
    assert latest(said, "a", until=date(2025, 12, 31))["value"].tolist() == [2]
    assert latest(said, "a", until=date(2025, 12, 31), since=date(2025, 6, 1)).empty
