import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.errors import ApportionmentError
from planning.systematic_rounding import share_evenly

BANDS = ["young", "middle", "old"]


def table(rows: dict[str, list[int | None]], bands: list[str] | None = None) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=bands or BANDS, dtype="Int64")


def shared(totals: dict[str, list[int | None]], weights: dict[str, list[int | None]]) -> dict[str, list[int | None]]:
    """The shares of units whose first letter is their parent."""
    bands = [f"band {place}" for place in range(len(next(iter(totals.values()))))]
    parents = pd.Series({unit: unit[0] for unit in weights})
    found = share_evenly(table(totals, bands), table(weights, bands), parent_of=parents)
    return {
        str(unit): [None if pd.isna(number) else int(number) for number in row]
        for unit, row in zip(found.index, found.to_numpy(dtype=object), strict=True)
    }


def test_one_band_starts_half_way() -> None:
    # 2 over four equal units: floor(1/2 + 1/2), floor(1 + 1/2), floor(3/2 + 1/2), floor(2 + 1/2) = 1, 1, 2, 2.
    assert shared({"a": [2]}, {f"a{k}": [1] for k in range(4)}) == {"a0": [1], "a1": [0], "a2": [1], "a3": [0]}


def test_bands_take_turns_so_that_no_unit_has_them_all() -> None:
    # Starts 1/4 and 3/4: 1 over two units falls to the second, floor(1/2 + 1/4) = 0, and to the first, floor(5/4) = 1.
    assert shared({"a": [1, 1]}, {"a1": [1, 1], "a2": [1, 1]}) == {"a1": [0, 1], "a2": [1, 0]}


def test_five_bands_of_thirty_over_a_hundred_equal_points_give_each_one_or_two() -> None:
    found = shared({"a": [30] * 5}, {f"a{point:03d}": [7] * 5 for point in range(100)})
    sums = [sum(number or 0 for number in row) for row in found.values()]
    assert (sorted(set(sums)), sum(sums)) == ([1, 2], 150)


def test_what_is_unknown_of_a_parent_leaves_its_other_bands_and_the_other_parents_alone() -> None:
    totals = {"a": [None, 2], "b": [3, 3], "c": [1, 0]}
    weights = {"a1": [1, 1], "a2": [1, 1], "b1": [None, 1], "b2": [1, 0], "c1": [0, 0], "d1": [1, 1]}
    assert shared(totals, weights) == {
        "a1": [None, 1],
        "a2": [None, 1],
        "b1": [None, 3],
        "b2": [None, 0],
        "c1": [None, 0],
        "d1": [None, None],
    }


def test_numbers_beyond_a_machine_word_are_exact() -> None:
    found = shared({"a": [3 * 10**17]}, {"a1": [10**18], "a2": [2 * 10**18]})
    assert found == {"a1": [10**17], "a2": [2 * 10**17]}


def test_nothing_is_shared_over_nobody() -> None:
    assert shared({"a": [3, 4]}, {}) == {}


@pytest.mark.parametrize(("totals", "weights"), [({"a": [-1]}, {"a1": [1]}), ({"a": [1]}, {"a1": [-1]})])
def test_numbers_below_zero_are_refused(
    totals: dict[str, list[int | None]], weights: dict[str, list[int | None]]
) -> None:
    with pytest.raises(ApportionmentError):
        shared(totals, weights)


def test_a_unit_that_stands_twice_is_refused() -> None:
    twice = pd.DataFrame({"band": [1, 1]}, index=["a1", "a1"], dtype="Int64")
    with pytest.raises(ApportionmentError, match="a1"):
        share_evenly(pd.DataFrame({"band": [1]}, index=["a"]), twice, parent_of=pd.Series({"a1": "a"}))


counts = st.integers(0, 40)
units = st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=12)


@st.composite
def streets(draw: st.DrawFn) -> tuple[dict[str, list[int | None]], dict[str, list[int | None]]]:
    """One or two parents with up to twelve units, and totals up to the sums of their weights."""
    totals: dict[str, list[int | None]] = {}
    weights: dict[str, list[int | None]] = {}
    for parent in draw(st.sampled_from(["a", "ab"])):
        rows = draw(units)
        weights |= {f"{parent}{place:02d}": list(row) for place, row in enumerate(rows)}
        totals[parent] = [draw(st.integers(0, sum(band))) for band in zip(*rows, strict=True)]
    return totals, weights


Street = tuple[dict[str, list[int | None]], dict[str, list[int | None]]]


def numbers(rows: dict[str, list[int | None]], parent: str) -> np.ndarray:
    return np.array([row for unit, row in rows.items() if unit[0] == parent], dtype=np.int64)


@settings(max_examples=50, deadline=None)
@given(streets())
def test_bands_add_up_and_no_unit_gets_more_than_its_weight(street: Street) -> None:
    totals, weights = street
    found = shared(totals, weights)
    for parent, total in totals.items():
        share, weight = numbers(found, parent), numbers(weights, parent)
        assert share.sum(axis=0).tolist() == total
        assert ((share >= 0) & (share <= weight)).all()


@settings(max_examples=50, deadline=None)
@given(streets())
def test_every_run_of_neighbours_is_within_one_of_its_share(street: Street) -> None:
    totals, weights = street
    found = shared(totals, weights)
    for parent, total in totals.items():
        share, weight = numbers(found, parent), numbers(weights, parent)
        for first in range(len(share)):
            for last in range(first + 1, len(share) + 1):
                run, heavy = share[first:last].sum(axis=0), weight[first:last].sum(axis=0)
                # |run - T w / W| < 1, in whole numbers
                off = np.abs(run * weight.sum(axis=0) - np.array(total) * heavy)
                assert (off < np.maximum(weight.sum(axis=0), 1)).all()


@settings(max_examples=50, deadline=None)
@given(st.lists(counts, min_size=1, max_size=30), st.integers(1, 6), counts)
def test_equal_bands_give_each_unit_a_proportional_sum_within_one(weights: list[int], bands: int, total: int) -> None:
    weights[0] += 1
    found = shared({"a": [total] * bands}, {f"a{place:02d}": [weight] * bands for place, weight in enumerate(weights)})
    sums = np.array([sum(number or 0 for number in row) for row in found.values()])
    off = np.abs(sums * sum(weights) - bands * total * np.array(weights))
    assert (off < sum(weights)).all()


@settings(max_examples=50, deadline=None)
@given(streets(), st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_units_that_weigh_nothing_change_anything(street: Street, random: object) -> None:
    totals, weights = street
    found = shared(totals, weights)
    nobody: dict[str, list[int | None]] = {f"a05-{twin}": [0, 0, 0] for twin in range(2)}
    rows = list((weights | nobody).items())
    random.shuffle(rows)  # type: ignore[attr-defined]
    turned = shared(totals, dict(rows))
    assert turned == found | nobody
