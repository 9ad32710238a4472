"""
How unevenly places are spread, worked out by pencil.

    Ten children in each of five areas, with 0, 1, 2, 3 and 4 places a child, 10 on the whole:
    shares of the whole   0  10 %  30 %  60 %  100 %  at 20, 40, 60, 80 and 100 % of the children
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planning.accessibility.inequality import gini, palma
from planning.errors import MeasureError

VALUES = pd.Series({"a": 0, "b": 1, "c": 2, "d": 3, "e": 4})
TEN_EACH = pd.Series(10, index=VALUES.index)

amounts = st.lists(st.integers(1, 100), min_size=2, max_size=12)


def test_gini_is_the_area_between_equality_and_the_lorenz_curve() -> None:
    # Strips of 0.2 below the curve: 0.01 + 0.04 + 0.09 + 0.16 = 0.3; 1 - 2 x 0.3.
    assert gini(VALUES, TEN_EACH) == pytest.approx(0.4)


def test_gini_is_the_mean_difference_over_twice_the_mean() -> None:
    # All 25 pairs of areas differ by 40 in sum; mean difference 1.6, mean 2.
    assert sum(abs(left - right) for left in VALUES for right in VALUES) == 40
    assert gini(VALUES, TEN_EACH) == pytest.approx(40 / 25 / (2 * 2))


def test_gini_weighs_areas_by_their_children() -> None:
    # 30 children with nothing, 10 with all: the curve lies on 0 up to three quarters.
    assert gini(pd.Series({"a": 0, "b": 5}), pd.Series({"a": 30, "b": 10})) == pytest.approx(0.75)


def test_palma_is_the_top_tenth_over_the_bottom_four() -> None:
    # The best-served 10 % are half of area e: 20 % of the whole. The worst-served 40 % have 10 %.
    assert palma(VALUES, TEN_EACH) == pytest.approx(2)


def test_palma_splits_an_area_across_a_mark() -> None:
    # 50 children with 1 place, 50 with 3: the bottom 40 have 40 of 200, the top 10 have 30.
    assert palma(pd.Series({"a": 1, "b": 3}), pd.Series({"a": 50, "b": 50})) == pytest.approx(30 / 40)


def test_where_all_have_the_same_a_tenth_has_a_quarter_of_four_tenths() -> None:
    assert palma(pd.Series({"a": 3, "b": 3, "c": 3}), pd.Series({"a": 1, "b": 20, "c": 7})) == pytest.approx(0.25)


def test_a_bottom_without_anything_gives_no_palma() -> None:
    lone = pd.Series({"a": 0, "b": 5}), pd.Series({"a": 60, "b": 40})
    assert np.isnan(palma(*lone))
    assert gini(*lone) == pytest.approx(0.6)


@pytest.mark.parametrize("measure", [gini, palma])
@pytest.mark.parametrize("values", [{"a": 0, "b": 0}, {}])
def test_nothing_to_share_gives_no_measure(measure: type[float], values: dict[str, float]) -> None:
    held = pd.Series(values, dtype=float)
    assert np.isnan(measure(held, pd.Series(1, index=held.index)))


@pytest.mark.parametrize("measure", [gini, palma])
def test_nobody_to_share_among_gives_no_measure(measure: type[float]) -> None:
    assert np.isnan(measure(VALUES, TEN_EACH * 0))


@pytest.mark.parametrize("measure", [gini, palma])
@pytest.mark.parametrize("wrong", [np.nan, -1, np.inf])
def test_unknown_or_impossible_numbers_are_refused(measure: type[float], wrong: float) -> None:
    with pytest.raises(MeasureError, match=r"values.*'c'"):
        measure(VALUES.where(VALUES.index != "c", wrong), TEN_EACH)
    with pytest.raises(MeasureError, match=r"weights.*'c'"):
        measure(VALUES, TEN_EACH.where(TEN_EACH.index != "c", wrong))


@given(people=amounts, value=st.integers(1, 100))
def test_equal_values_have_a_gini_of_nothing(people: list[int], value: int) -> None:
    assert gini(pd.Series(value, index=range(len(people))), pd.Series(people)) == pytest.approx(0, abs=1e-12)


@given(values=amounts, factor=st.sampled_from([0.001, 3, 1e6]), seed=st.integers(0, 100))
def test_another_unit_more_people_or_another_order_change_nothing(values: list[int], factor: float, seed: int) -> None:
    held = pd.Series(values)
    people = pd.Series(np.random.default_rng(seed).integers(1, 50, len(held)))
    mixed = held.sample(frac=1, random_state=seed)
    for measure in (gini, palma):
        assert measure(held * factor, people) == pytest.approx(measure(held, people))
        assert measure(held, people * factor) == pytest.approx(measure(held, people))
        assert measure(mixed, people) == pytest.approx(measure(held, people))


@given(values=amounts)
def test_a_place_given_from_the_most_to_the_least_served_makes_it_more_even(values: list[int]) -> None:
    held = pd.Series(values, dtype=float)
    assume(held.max() - held.min() > 2)
    evened = held.copy()
    evened[[held.idxmax(), held.idxmin()]] += [-1, 1]
    ones = pd.Series(1, index=held.index)
    assert gini(evened, ones) < gini(held, ones)
