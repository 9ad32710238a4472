"""Children of an age, counted from the months in which they were born."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.population.births import birth_months, births_by_age, last_complete_month, missing_months

Rows = Callable[..., Any]


@pytest.mark.parametrize(
    ("on", "month"),
    [
        (date(2026, 9, 30), "2026-09"),
        (date(2026, 9, 29), "2026-08"),
        (date(2026, 1, 1), "2025-12"),
        (date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 28), "2024-01"),
        (date(2023, 2, 28), "2023-02"),
    ],
)
def test_a_month_is_complete_on_its_last_day(on: date, month: str) -> None:
    assert str(last_complete_month(on)) == month


def test_the_bands_of_the_classes_come_from_these_months() -> None:
    on = date(2026, 9, 30)
    assert birth_months(on, from_month=0, to_month=6) == (
        "2026-04",
        "2026-05",
        "2026-06",
        "2026-07",
        "2026-08",
        "2026-09",
    )
    infants = birth_months(on, from_month=6, to_month=12)
    assert (infants[0], infants[-1], len(infants)) == ("2025-10", "2026-03", 6)
    small = birth_months(on, from_month=12, to_month=24)
    assert (small[0], small[-1], len(small)) == ("2024-10", "2025-09", 12)
    large = birth_months(on, from_month=24, to_month=36)
    assert (large[0], large[-1], len(large)) == ("2023-10", "2024-09", 12)


@settings(deadline=None)
@given(
    on=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    cuts=st.lists(st.integers(0, 60), min_size=2, max_size=6, unique=True).map(sorted),
)
def test_bands_that_touch_share_no_month_and_leave_none_out(on: date, cuts: list[int]) -> None:
    parts = [birth_months(on, from_month=low, to_month=high) for low, high in itertools.pairwise(cuts)]
    together = sorted(month for part in parts for month in part)
    assert together == list(birth_months(on, from_month=cuts[0], to_month=cuts[-1]))


@settings(deadline=None)
@given(on=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_month_counts_before_it_is_over(on: date) -> None:
    last = last_complete_month(on)
    assert last.end_time.date() <= on
    assert (last + 1).end_time.date() > on
    assert last.end_time.date() + timedelta(days=31) > on


@pytest.mark.parametrize(("from_month", "to_month"), [(6, 6), (12, 6), (-1, 6)])
def test_a_band_that_holds_nobody_is_refused(from_month: int, to_month: int) -> None:
    with pytest.raises(ValueError, match="holds nobody"):
        birth_months(date(2026, 9, 30), from_month=from_month, to_month=to_month)


def test_children_of_a_band_are_the_births_of_its_months(born: Rows) -> None:
    births = pd.DataFrame(born("111", last="2026-09", months=36, each=2)).astype({"births": "Int64"})
    counted = births_by_age(births, date(2026, 9, 30), bands={"infant": (6, 12), "small": (12, 24)})
    assert counted.loc["111"].to_dict() == {"infant": 12, "small": 24}
    assert (counted.dtypes == "Int64").all()


def test_a_band_with_a_month_lacking_is_unknown_and_the_other_bands_are_not(born: Rows) -> None:
    births = pd.DataFrame(born("111", last="2026-09", months=20)).astype({"births": "Int64"})
    counted = births_by_age(births, date(2026, 9, 30), bands={"infant": (6, 12), "small": (12, 24)})
    assert counted.loc["111", "infant"] == 6
    assert counted.loc["111", "small"] is pd.NA


def test_a_month_without_a_birth_is_no_gap(born: Rows) -> None:
    births = pd.DataFrame(born("111", last="2026-09", months=12, each=0)).astype({"births": "Int64"})
    counted = births_by_age(births, date(2026, 9, 30), bands={"infant": (6, 12)})
    assert counted.loc["111", "infant"] == 0


def test_the_months_that_lack_are_named_with_runs_drawn_together(born: Rows) -> None:
    births = pd.DataFrame(born("111", last="2026-09", months=12))
    births = births[~births["month"].isin(["2025-11", "2026-02", "2026-03", "2026-04"])]
    wanted = birth_months(date(2026, 9, 30), from_month=0, to_month=12)
    assert missing_months(births, wanted).to_dict() == {"111": "2025-11、2026-02—2026-04"}


def test_a_run_of_months_goes_over_the_turn_of_the_year(born: Rows) -> None:
    births = pd.DataFrame(born("111", last="2026-09", months=8))
    wanted = birth_months(date(2026, 9, 30), from_month=0, to_month=11)
    assert missing_months(births, wanted).to_dict() == {"111": "2025-11—2026-01"}
