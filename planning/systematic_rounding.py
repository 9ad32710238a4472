"""How the whole numbers of several bands are shared out over places in order (系统取整), so that none of them clump."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.errors import ApportionmentError

_LARGEST = int(np.iinfo(np.int64).max)


def share_evenly(totals: pd.DataFrame, weights: pd.DataFrame, *, parent_of: pd.Series) -> pd.DataFrame:
    """
    Share each parent's totals, a column a band, out over its units in proportion to their weights.

    Parameters
    ----------
    totals
        Whole numbers, 0 or more, by parent, a column a band (Int64); unique keys.
    weights
        Whole numbers, 0 or more, by unit, the same columns (Int64); unique keys that can be sorted.
    parent_of
        The parent of each unit, by unit.

    Returns
    -------
    DataFrame
        Int64 by unit, in the order of `weights`. Each band of a parent adds up to its total, and every run of
        neighbouring units, by their keys, is less than one off its proportional share. Where a total is no more than
        the sum of its weights no unit gets more than its weight. Where all bands of a parent have the same total and
        weights the sum of each unit's bands is less than one off as well. A unit of weight 0 gets none and changes
        nothing, nor does the order of rows. In a band, NA where the total or a weight of the parent is missing, where
        a unit has no parent, and where all weights are 0 unless the total is 0 too.

    Raises
    ------
    ApportionmentError
        A number below 0, or a key that stands more than once.

    Notes
    -----
    Of n bands, counted from 0, band b has the total T. Where C is the running sum of the weights of a parent's units
    in the order of their keys, C' the one before, and W their sum, a unit gets floor(C T / W + o) - floor(C' T / W + o)
    with the start o = (2b + 1) / 2n. Starts are staggered so that bands do not round up at the same units: of equal
    bands the floors add up to floor(n C T / W + 1/2), by Hermite's identity. All arithmetic is in whole numbers.
    """
    _require_sound(totals, weights, parent_of)
    keys = weights.index
    code = totals.index.get_indexer(pd.Index(parent_of.reindex(keys)))
    order = np.lexsort((keys.argsort().argsort(), code))
    columns = {
        name: _band(
            weights[name].astype("Int64").iloc[order],
            totals[name].astype("Int64"),
            code=code[order],
            start=(2 * band + 1, 2 * totals.shape[1]),
        )
        for band, name in enumerate(totals.columns)
    }
    return pd.DataFrame(columns, index=keys[order], columns=totals.columns).astype("Int64").reindex(keys)


def _band(weights: pd.Series, totals: pd.Series, *, code: NDArray[np.intp], start: tuple[int, int]) -> pd.Series:
    """The shares of one band; units stand in the order of their parents (`code`, -1 for none) and keys."""
    if weights.empty:
        return weights
    first = np.flatnonzero(np.diff(code, prepend=-2))
    sizes = np.diff(first, append=len(code))
    total = totals.array.take(code[first], allow_fill=True)
    unknown = total.isna() | np.logical_or.reduceat(weights.isna().to_numpy(), first)
    weight, target = _numbers(weights, total, parts=start[1])
    whole = np.add.reduceat(weight, first)
    running = np.cumsum(weight) - np.repeat(np.cumsum(whole) - whole, sizes)
    base = np.repeat(np.where(whole > 0, whole, 1), sizes)
    reached = (running * np.repeat(target, sizes) * start[1] + start[0] * base) // (start[1] * base)
    before = np.roll(reached, 1)
    before[first] = 0
    unknown |= (whole == 0) & (target > 0)
    shares = pd.Series((reached - before).astype(np.int64), weights.index, dtype="Int64")
    return shares.mask(np.repeat(unknown, sizes))


def _numbers(weights: pd.Series, totals: pd.Series, *, parts: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Weights and totals, 0 where unknown: machine words where no product can overflow, else Python's numbers."""
    weight, total = (one.fillna(0).to_numpy(dtype=object) for one in (weights, pd.Series(totals)))
    largest = parts * (int(weight.sum()) * (int(total.max()) + 1) + 1)
    dtype = np.int64 if largest <= _LARGEST else object
    return weight.astype(dtype), total.astype(dtype)


def _require_sound(totals: pd.DataFrame, weights: pd.DataFrame, parent_of: pd.Series) -> None:
    for index in (totals.index, weights.index, parent_of.index):
        if not index.is_unique:
            raise ApportionmentError(f"the key {index[index.duplicated()][0]!r} stands more than once")
    if (totals < 0).any(axis=None) or (weights[totals.columns] < 0).any(axis=None):
        raise ApportionmentError("a total or weight below 0; both are 0 or more")
