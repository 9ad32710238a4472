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
        raise _refusal(
            what,
            ids,
            wrong=~np.isfinite(numbers),
            zh="没有数值，请补上或去掉该行",
            en="no number for",
            do="fill it in or leave the row out",
        )
    if (numbers < 0).any():
        raise _refusal(
            what, ids, wrong=numbers < 0, zh="小于0，数量须不小于0", en="below 0 for", do="an amount is 0 or more"
        )
    return numbers


def in_order_of(values: pd.Series, ids: pd.Index, *, what: str) -> pd.Series:
    """The values by `ids`, in their order; errors as in `amounts_by_row`, except that values may be of any kind."""
    for index in (values.index, ids):
        if index.has_duplicates:
            twice = index[index.duplicated()][0]
            raise MeasureError(
                f"{what}：编号“{twice}”重复，请逐行使用不同编号 / "
                f"{what}: {twice!r} is named twice; give each row an id of its own"
            )
    if values.index.equals(ids):
        return values
    rows = values.index.get_indexer(ids)
    if (rows < 0).any():
        raise _refusal(
            what, ids, wrong=rows < 0, zh="没有给出，请逐个编号给值", en="nothing said of", do="give every id a value"
        )
    return values.iloc[rows]


def _refusal(what: str, ids: pd.Index, *, wrong: NDArray[np.bool_], zh: str, en: str, do: str) -> MeasureError:
    """The error that names the first id that is wrong, and how many are."""
    first, count = ids[wrong][0], int(wrong.sum())
    return MeasureError(f"{what}：“{first}”等{count}个编号{zh} / {what}: {en} {first!r} ({count} in all); {do}")
