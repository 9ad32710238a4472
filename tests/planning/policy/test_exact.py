"""Law is exact: the least whole number that satisfies a ratio, for every count and every ratio."""

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from planning.policy.exact import least_whole, least_wholes

COUNTS = some.integers(min_value=0, max_value=10**10)
RATIOS = some.decimals(min_value="0.001", max_value=100, places=3)


@pytest.mark.parametrize(
    ("people", "ratio", "owed"),
    [
        (25_000, "4.4", 110),  # binary floats answer 111
        (8_100, "10", 81),  # 3,000 dwellings of 2.7 people; in binary floats 81.00000000000001
        (12_345, "4", 50),  # 49.38
        (21_000_000, "5.8", 121_800),
        (1, "0.001", 1),
        (0, "4", 0),
    ],
)
def test_a_part_of_a_place_is_owed_as_a_whole_one(people: int, ratio: str, owed: int) -> None:
    assert least_whole(people, Fraction(Decimal(ratio)) / 1000) == owed


@given(COUNTS, RATIOS)
def test_what_is_required_is_the_least_whole_number_that_meets_the_ratio(people: int, ratio: Decimal) -> None:
    owed = least_whole(people, Fraction(ratio) / 1000)
    assert Fraction(owed) * 1000 >= people * Fraction(ratio)
    assert owed == 0 or Fraction(owed - 1) * 1000 < people * Fraction(ratio)


@given(some.integers(1, 10**7), some.integers(0, 10**7), some.decimals(min_value="0.01", max_value=1, places=2))
def test_reaching_the_required_number_is_the_same_as_reaching_the_share(n: int, k: int, share: Decimal) -> None:
    assert (k >= least_whole(n, Fraction(share))) == (Fraction(k, n) >= Fraction(share))


@given(COUNTS, COUNTS, RATIOS)
def test_more_people_are_never_owed_fewer_places(some_people: int, further: int, ratio: Decimal) -> None:
    per_one = Fraction(ratio) / 1000
    assert least_whole(some_people, per_one) <= least_whole(some_people + further, per_one)


def test_a_missing_count_requires_a_missing_number_and_not_none() -> None:
    counts = pd.Series([12_345, None], index=["a", "b"], dtype="Int64")
    required = least_wholes(counts, Fraction(4, 1000))
    assert required["a"] == 50
    assert required["b"] is pd.NA
