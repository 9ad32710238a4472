"""A number is written the same way in every sentence."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from planning.numerals import decimals, percent, whole


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1234567, "1,234,567"), (-1200, "-1,200"), (np.int64(8000), "8,000"), (None, "—"), (pd.NA, "—")],
)
def test_a_whole_number_has_its_thousands_marked(number: object, words: str) -> None:
    assert whole(number) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Decimal("0.3"), "30%"),
        (Decimal("0.125"), "12.5%"),
        (Decimal(1), "100%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(1, 1600), "0.0625%"),
        (1, "100%"),
        (0, "0%"),
    ],
)
def test_a_share_of_the_law_is_written_with_all_its_digits(share: object, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(Fraction(1, 3), "33.3%"), (Fraction(2, 3), "66.7%"), (0.5, "50.0%"), (0.29996, "30.0%"), (pd.NA, "—")],
)
def test_a_share_that_no_digits_end_or_that_was_measured_has_one_decimal(share: object, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("number", "places", "words"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(12345678901234567891, 10), 0, "1,234,567,890,123,456,789"),
        (Fraction(12345678901234567895, 10), 0, "1,234,567,890,123,456,790"),
        (Decimal("2.675"), 2, "2.68"),
        (4, 2, "4.00"),
        (1234.5, 1, "1,234.5"),
        (float("nan"), 2, "—"),
    ],
)
def test_decimals_are_rounded_half_up_from_the_exact_number(number: object, places: int, words: str) -> None:
    assert decimals(number, places) == words
