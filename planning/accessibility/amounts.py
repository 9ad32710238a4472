"""How much stands at each row (数量): people, children or places, in the order in which travel costs name their ids."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.errors import MeasureError


def amounts_by_row(amounts: pd.Series, ids: pd.Index, *, what: str) -> NDArray[np.float64]:
    """
    Put amounts into the order of `ids`.

    Parameters
    ----------
    amounts
        Numbers, 0 or more, with a unique index that holds every id; others are left out.
    ids
        Unique names of the rows.
    what
        What is counted, for the words of an error.

    Returns
    -------
    ndarray
        float64, one number a row of `ids`.

    Raises
    ------
    MeasureError
        An id is named twice or has no amount, or an amount is unknown, endless or below 0.
    """
    numbers = in_order_of(amounts, ids, what=what).to_numpy(dtype=np.float64, na_value=np.nan)
    if not np.isfinite(numbers).all():
        raise MeasureError(
            f"{what}: no number for {_first(ids, ~np.isfinite(numbers))}; fill it in or leave the row out"
        )
    if (numbers < 0).any():
        raise MeasureError(f"{what}: below 0 for {_first(ids, numbers < 0)}; an amount is 0 or more")
    return numbers


def in_order_of(values: pd.Series, ids: pd.Index, *, what: str) -> pd.Series:
    """The values by `ids`, in their order; errors as in `amounts_by_row`, except that values may be of any kind."""
    if values.index is ids or values.index.equals(ids):
        return values
    for index in (values.index, ids):
        if index.has_duplicates:
            raise MeasureError(
                f"{what}: {index[index.duplicated()][0]!r} is named twice; give each row an id of its own"
            )
    rows = values.index.get_indexer(ids)
    if (rows < 0).any():
        raise MeasureError(f"{what}: nothing said of {_first(ids, rows < 0)}; give every id a value")
    return values.iloc[rows]


def _first(ids: pd.Index, wrong: NDArray[np.bool_]) -> str:
    return f"{ids[wrong][0]!r} ({int(wrong.sum())} in all)"
