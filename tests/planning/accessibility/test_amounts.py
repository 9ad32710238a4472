"""Amounts are put into the order of the ids, or refused with the id that is wrong."""

import numpy as np
import pandas as pd
import pytest

from planning.accessibility.amounts import amounts_by_row
from planning.errors import MeasureError

IDS = pd.Index(["a", "b"])


def test_amounts_follow_the_ids_not_their_own_order() -> None:
    assert amounts_by_row(pd.Series({"b": 2, "c": 9, "a": 1}), IDS, what="children").tolist() == [1, 2]


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        (pd.Series({"a": 1}), "children: nothing said of 'b'"),
        (pd.Series({"a": 1, "b": np.nan}), "children: no number for 'b'"),
        (pd.Series({"a": 1, "b": pd.NA}, dtype="Int64"), "children: no number for 'b'"),
        (pd.Series({"a": np.inf, "b": 1}), "children: no number for 'a'"),
        (pd.Series({"a": 1, "b": -1}), "children: below 0 for 'b'"),
        (pd.Series([1, 2, 3], index=["a", "b", "a"]), "children: 'a' is named twice"),
    ],
)
def test_what_is_no_amount_is_refused_by_id(amounts: pd.Series, words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        amounts_by_row(amounts, IDS, what="children")


def test_an_id_of_two_rows_is_refused() -> None:
    twice = pd.Index(["a", "a"])
    # The same names in the same order are no better: which of the two is meant?
    for amounts in (pd.Series({"a": 1}), pd.Series([1, 2], index=twice), pd.Series([1, 2], index=["a", "a"])):
        with pytest.raises(MeasureError, match="named twice"):
            amounts_by_row(amounts, twice, what="children")
