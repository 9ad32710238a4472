"""How many children of an age (月龄) live in an area, counted from the births of the months in which they were born."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pandas as pd


def last_complete_month(on: date) -> pd.Period:
    """The last month that is over on the evening of `on`: September on 30 September, August on the 29th."""
    return pd.Period((on + timedelta(days=1)).replace(day=1) - timedelta(days=1), freq="M")


def birth_months(on: date, *, from_month: int, to_month: int) -> tuple[str, ...]:
    """
    Name the months ("YYYY-MM", oldest first) in which children of an age band were born.

    A band holds the ages from `from_month` up to, but not with, `to_month`, in completed months at the end of the last
    complete month: who was born in that month is 0 months old, who was born k months before it is k months old. So
    6-12 on 2026-09-30 are those born from 2025-10 to 2026-03. Bands that touch share no month.
    """
    if not 0 <= from_month < to_month:
        raise ValueError(f"an age band from {from_month} to {to_month} months holds nobody; from is below to")
    last = last_complete_month(on)
    return tuple(str(last - age) for age in reversed(range(from_month, to_month)))


def births_by_age(births: pd.DataFrame, on: date, *, bands: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """
    Count the children of each age band from births alone; nobody dies or moves in this sum.

    Parameters
    ----------
    births
        The births table: one row by `area_id` and `month`, with `births`.
    on
        The day; children are counted as at the end of the last complete month.
    bands
        Name to (from_month, to_month), read as `birth_months` does.

    Returns
    -------
    DataFrame
        By `area_id` (those with any births row), one Int64 column a band; NA where a month of the band has no row.
    """
    areas = pd.Index(sorted(births["area_id"].unique()), name="area_id")
    columns = {}
    for name, (from_month, to_month) in bands.items():
        months = birth_months(on, from_month=from_month, to_month=to_month)
        born = births[births["month"].isin(months)].groupby("area_id")["births"].agg(["sum", "count"]).reindex(areas)
        columns[name] = born["sum"].astype("Int64").where(born["count"] == len(months))
    return pd.DataFrame(columns, index=areas)


def missing_months(births: pd.DataFrame, months: Iterable[str]) -> pd.Series:
    """Name the months of `months` without births, by `area_id` ("2024-03、2024-05—2024-07"; "" where none lacks)."""
    wanted = tuple(months)
    known = births[births["births"].notna()].groupby("area_id")["month"].agg(frozenset)
    areas = pd.Index(sorted(births["area_id"].unique()), name="area_id")
    gaps = [_runs(tuple(month for month in wanted if month not in known.get(area, ()))) for area in areas]
    return pd.Series(gaps, index=areas, dtype=object)


def _runs(months: tuple[str, ...]) -> str:
    """Write months in order with runs drawn together."""
    runs: list[list[str]] = []
    for month in sorted(months):
        if runs and pd.Period(month, freq="M") - 1 == pd.Period(runs[-1][-1], freq="M"):
            runs[-1].append(month)
        else:
            runs.append([month])
    return "、".join(run[0] if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs)
