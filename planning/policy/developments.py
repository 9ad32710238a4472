"""Which plots are one development (同一开发项目), and how many people live on them together."""

from collections.abc import Iterable

import pandas as pd


def development_of(units: pd.DataFrame, columns: Iterable[str]) -> pd.Series:
    """
    The development of each unit (str): what the first of `columns` that knows it says; itself where none does.

    Developments of different columns never mix.
    """
    found = pd.Series(pd.NA, index=units.index, dtype="object")
    for name in columns:
        if name in units:
            said = units[name].astype("object")
            found = found.where(found.notna(), (name + ":" + said.astype("str")).where(said.notna()).astype("object"))
    return found.where(found.notna(), pd.Series("=" + units.index.astype("str"), units.index)).astype("str")


def together(amounts: pd.Series, development: pd.Series, *, counts: pd.Series) -> pd.DataFrame:
    """
    Add an amount up over the plots of each development that count.

    Parameters
    ----------
    amounts
        Int64 by plot, NA where unknown.
    development
        The development of each plot.
    counts
        Whether each plot counts (boolean, NA where it cannot be told).

    Returns
    -------
    DataFrame
        By plot: `at_least` (Int64: what is surely there) and `at_most` (Int64, NA where nothing limits it).
    """
    sure = amounts.where(counts.fillna(False).astype(bool)).fillna(0)
    may = amounts.where(counts.fillna(True).astype(bool), 0)
    at_most = may.groupby(development).sum(min_count=1).where(may.notna().groupby(development).all())
    return pd.DataFrame(
        {
            "at_least": sure.groupby(development).transform("sum").astype("Int64"),
            "at_most": development.map(at_most).astype("Int64"),
        },
        index=amounts.index,
    )
