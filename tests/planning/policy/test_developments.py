"""Plots of one development are found by what names it, and their people are added up without inventing any."""

import pandas as pd

from planning.policy.developments import development_of, together


def test_the_first_column_that_knows_names_the_development_and_a_plot_stands_for_itself() -> None:
    plots = pd.DataFrame(
        {"development_id": ["x", "x", None, None, None], "adjoining_id": ["a", "b", "x", "x", None]},
        index=list("abcde"),
    )
    found = development_of(plots, ("development_id", "adjoining_id", "no_such_column"))
    assert found["a"] == found["b"]
    assert found["c"] == found["d"] != found["a"]  # a group of touching plots called x is not the development x
    assert found["e"] not in set(found[:4])


def test_what_is_surely_there_leaves_out_what_may_not_count_and_the_limit_falls_with_an_unknown() -> None:
    development = pd.Series(["x", "x", "x", "y", "y"], index=list("abcde"))
    people = pd.Series([100, 20, 3, 7, pd.NA], index=list("abcde"), dtype="Int64")
    counts = pd.Series([True, pd.NA, False, True, True], index=list("abcde"), dtype="boolean")
    found = together(people, development, counts=counts)
    assert found.loc["a"].to_list() == [100, 120]
    assert found.loc["d", "at_least"] == 7
    assert pd.isna(found.loc["d", "at_most"])


def test_an_unknown_that_does_not_count_limits_nothing() -> None:
    development = pd.Series("x", index=list("ab"))
    people = pd.Series([100, pd.NA], index=list("ab"), dtype="Int64")
    counts = pd.Series([True, False], index=list("ab"), dtype="boolean")
    assert together(people, development, counts=counts).loc["b"].to_list() == [100, 100]
