"""Sharing a whole number out: it adds up, nobody is off by more than one, and only proportions matter."""

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.apportionment import apportion, apportion_within
from planning.errors import ApportionmentError

KEYS = st.text(alphabet="abcdef", min_size=1, max_size=4)
EXACT = st.one_of(
    st.integers(0, 10**9),
    st.decimals(0, 10**6, places=3),
    st.fractions(0, 1000, max_denominator=97),
)
WEIGHTS = st.dictionaries(KEYS, EXACT, min_size=1, max_size=12).filter(lambda weights: any(weights.values()))
TOTALS = st.integers(0, 10**7)


def series(weights: dict[str, object]) -> pd.Series:
    return pd.Series(list(weights.values()), index=list(weights), dtype=object)


def test_ten_places_over_three_streets_go_by_the_largest_remainder() -> None:
    # Quotas 4.7, 3.2 and 2.1: 4 + 3 + 2 = 9, and the tenth goes to the remainder of 0.7.
    shares = apportion(10, series({"a": 47, "b": 32, "c": 21}))
    assert shares.to_dict() == {"a": 5, "b": 3, "c": 2}
    assert shares.dtype == "Int64"


def test_equal_remainders_go_to_the_lowest_key() -> None:
    assert apportion(5, series({"c": 1, "b": 1, "a": 1})).to_dict() == {"a": 2, "b": 2, "c": 1}


def test_a_unit_of_no_weight_gets_nothing() -> None:
    assert apportion(7, series({"a": 0, "b": 3, "c": 0})).to_dict() == {"a": 0, "b": 7, "c": 0}


def test_a_remainder_that_floats_would_lose_still_decides() -> None:
    # The quotas are 1.5 and 1.5 to 16 digits; b is ahead by one part in 10**30.
    weights = series({"a": Decimal("1"), "b": Decimal(1) + Decimal(10) ** -25})
    assert apportion(3, weights).to_dict() == {"a": 1, "b": 2}


def test_one_missing_weight_leaves_every_share_unknown() -> None:
    assert apportion(10, pd.Series({"a": 1, "b": pd.NA}, dtype="Int64")).isna().all()


def test_a_missing_total_leaves_every_share_unknown() -> None:
    assert apportion(pd.NA, series({"a": 1, "b": 2})).isna().all()


def test_weights_of_nothing_cannot_say_whose_the_total_is() -> None:
    assert apportion(10, series({"a": 0, "b": 0})).isna().all()


def test_nothing_shared_over_weights_of_nothing_is_nothing() -> None:
    assert apportion(0, series({"a": 0, "b": 0})).to_dict() == {"a": 0, "b": 0}


def test_no_units_get_no_shares() -> None:
    assert apportion(10, series({})).empty


def test_a_floor_is_met_and_the_others_share_the_rest() -> None:
    # Quotas 1, 3 and 6; a's floor of 4 leaves 6 for b and c at 1 to 2.
    shares = apportion(10, series({"a": 1, "b": 3, "c": 6}), floor=pd.Series({"a": 4}))
    assert shares.to_dict() == {"a": 4, "b": 2, "c": 4}


def test_floors_that_are_the_quotas_take_the_whole_total() -> None:
    shares = apportion(10, series({"a": 1, "b": 4}), floor=pd.Series({"a": 2, "b": 8}))
    assert shares.to_dict() == {"a": 2, "b": 8}


def test_holding_one_floor_may_push_another_unit_down_to_its_own() -> None:
    # b's quota of 3 is at its floor; once a holds 4, b's quota falls to 2, so b is held too and c takes the last 3.
    shares = apportion(10, series({"a": 1, "b": 3, "c": 6}), floor=pd.Series({"a": 4, "b": 3}))
    assert shares.to_dict() == {"a": 4, "b": 3, "c": 3}


@pytest.mark.parametrize(
    ("total", "weights", "floor", "words"),
    [
        (-1, {"a": 1}, None, "whole number of 0 or more"),
        (1.5, {"a": 1}, None, "whole number of 0 or more"),
        (True, {"a": 1}, None, "whole number of 0 or more"),
        (10, {"a": 0.5, "b": 0.5}, None, "never floats"),
        (10, {"a": Decimal("Infinity")}, None, "never floats"),
        (10, {"a": -1, "b": 2}, None, "0 or more"),
        (10, {"a": 1, 2: 1}, None, "no order"),
        (10, {"a": 1, "b": 1}, {"a": 6, "b": 5}, "above the total"),
        (10, {"a": 1}, {"z": 1}, "has no weight"),
    ],
)
def test_what_cannot_be_shared_exactly_is_refused(
    total: object, weights: dict[str, object], floor: dict[str, int] | None, words: str
) -> None:
    with pytest.raises(ApportionmentError, match=words):
        apportion(total, series(weights), floor=None if floor is None else pd.Series(floor))


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(ApportionmentError, match="more than once"):
        apportion(10, pd.Series([1, 2], index=["a", "a"]))


@settings(deadline=None)
@given(total=TOTALS, weights=WEIGHTS)
def test_shares_add_up_to_the_total(total: int, weights: dict[str, object]) -> None:
    assert apportion(total, series(weights)).sum() == total


@settings(deadline=None)
@given(total=TOTALS, weights=WEIGHTS)
def test_every_share_is_its_quota_rounded_down_or_up(total: int, weights: dict[str, object]) -> None:
    shares = apportion(total, series(weights))
    base = sum(Fraction(weight) for weight in weights.values())
    for key, weight in weights.items():
        assert abs(int(shares[key]) - Fraction(total) * Fraction(weight) / base) < 1


@settings(deadline=None)
@given(total=TOTALS, weights=WEIGHTS, factor=st.fractions(Fraction(1, 1000), 1000))
def test_only_the_proportions_of_weights_matter(total: int, weights: dict[str, object], factor: Fraction) -> None:
    scaled = {key: Fraction(weight) * factor for key, weight in weights.items()}
    pd.testing.assert_series_equal(apportion(total, series(scaled)), apportion(total, series(weights)))


@settings(deadline=None)
@given(total=TOTALS, weights=WEIGHTS, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(total: int, weights: dict[str, object], seed: object) -> None:
    keys = list(weights)
    seed.shuffle(keys)  # type: ignore[attr-defined]
    shuffled = apportion(total, series({key: weights[key] for key in keys}))
    assert shuffled.to_dict() == apportion(total, series(weights)).to_dict()


@settings(deadline=None)
@given(weights=WEIGHTS, data=st.data())
def test_floors_are_kept_and_the_shares_still_add_up(weights: dict[str, object], data: st.DataObject) -> None:
    floors = {key: data.draw(st.integers(0, 50)) for key in weights}
    total = data.draw(st.integers(sum(floors.values()), 2000))
    shares = apportion(total, series(weights), floor=pd.Series(floors))
    assert shares.sum() == total
    assert all(shares[key] >= floor for key, floor in floors.items())


def test_each_parent_is_shared_out_over_its_own_units() -> None:
    shares = apportion_within(
        pd.Series({"p": 3, "q": 100}, dtype="Int64"),
        series({"a": 1, "b": 1, "c": 3, "d": 1}),
        parent_of=pd.Series({"a": "p", "b": "p", "c": "q", "d": "q"}),
    )
    assert shares.to_dict() == {"a": 2, "b": 1, "c": 75, "d": 25}


def test_a_missing_weight_leaves_its_own_parent_unknown_and_no_other() -> None:
    shares = apportion_within(
        pd.Series({"p": 3, "q": 4}),
        series({"a": 1, "b": pd.NA, "c": 3, "d": 1}),
        parent_of=pd.Series({"a": "p", "b": "p", "c": "q", "d": "q"}),
    )
    assert shares[["a", "b"]].isna().all()
    assert shares[["c", "d"]].to_dict() == {"c": 3, "d": 1}


def test_a_unit_without_a_parent_or_a_total_has_no_share() -> None:
    shares = apportion_within(
        pd.Series({"p": 3}), series({"a": 1, "b": 1, "c": 1}), parent_of=pd.Series({"a": "p", "b": "elsewhere"})
    )
    assert shares["a"] == 3
    assert shares[["b", "c"]].isna().all()


@settings(deadline=None)
@given(
    weights=st.dictionaries(KEYS, st.integers(1, 10**6), min_size=1, max_size=20),
    totals=st.fixed_dictionaries({"p": TOTALS, "q": TOTALS, "r": TOTALS}),
    data=st.data(),
)
def test_the_parts_of_every_parent_add_up(
    weights: dict[str, object], totals: dict[str, int], data: st.DataObject
) -> None:
    parents = pd.Series({key: data.draw(st.sampled_from(sorted(totals))) for key in weights})
    shares = apportion_within(pd.Series(totals), series(weights), parent_of=parents)
    assert shares.groupby(parents).sum().to_dict() == {parent: totals[parent] for parent in set(parents)}


def test_what_is_handed_in_stays_as_it_was() -> None:
    totals, weights = pd.Series({"p": 3}), series({"b": 1, "a": 2})
    parents = pd.Series({"a": "p", "b": "p"})
    before = totals.copy(), weights.copy(), parents.copy()
    apportion_within(totals, weights, parent_of=parents)
    for left, right in zip(before, (totals, weights, parents), strict=True):
        pd.testing.assert_series_equal(left, right)
