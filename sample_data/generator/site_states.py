"""The table of site states (点位状态): from which day each site is planned, built, filed, suspended or closed."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator.seeds import stream_of
from sample_data.generator.sites import Sites

OPENS_ON = date(2026, 9, 30)
# Lives of a site: what happens after it opens, and how many in a thousand live so.
_ENDS: dict[tuple[str, ...], int] = {
    ("filed",): 664,
    ("filed", "changed"): 54,
    ("filed", "suspended"): 16,
    ("filed", "suspended", "filed"): 22,
    ("filed", "closed"): 46,
    ("filed", "blacklisted"): 9,
    ("filed", "suspended", "closed"): 9,
    ("registered",): 36,
    ("open_unregistered",): 40,
    ("open_unregistered", "closed"): 14,
    ("planned",): 26,
    ("under_construction",): 26,
    ("delivered",): 14,
    ("registered", "filed"): 24,
}
_BEFORE = ("planned", "under_construction", "delivered", "registered")
# Share of the sites of today that were open at the end of each year from 2018 on: 2.03 places per 1,000 people at the
# end of 2021 and 2.5 at the end of 2022 of 4.73 at the end of 2025 (F1, F2, F6); the years between are drawn evenly.
_OPEN_YEARS = (2018.0, 2019.0, 2020.0, 2021.0, 2022.0, 2023.0, 2024.0, 2025.0, 2026.0, 2026.7)
_OPEN_SHARES = (0.0, 0.1, 0.2, 0.31, 0.41, 0.51, 0.67, 0.82, 0.96, 1.0)


@dataclass(frozen=True, slots=True)
class SiteStates:
    """The table, and for each site the first day on which it cared for children (NaT where it has not yet)."""

    table: pd.DataFrame
    opened: NDArray[np.datetime64]


def site_states(known: Sites) -> SiteStates:
    """Give each site a life from 2018 on, so that any past day can be asked about."""
    rng = stream_of("site_states")
    count = len(known.kind)
    lives = list(_ENDS)
    share = np.array(list(_ENDS.values()), dtype=float)
    life = rng.choice(len(lives), size=count, p=share / share.sum())
    # The centres of the city and its districts are open, all but the last, which is being built.
    centres = np.flatnonzero(known.kind == "service_centre")
    life[centres] = lives.index(("filed",))
    life[centres[-1]] = lives.index(("under_construction",))
    opened = _opening_days(rng, count)
    rows = _life_rows(life, opened, lives=lives, rng=rng)
    rows = pd.concat([rows, _rows_before(life, opened, lives=lives, rng=rng)])
    in_school = known.kind[rows["site"]] == "kindergarten_class"
    rows.loc[in_school & rows["state"].isin(["filed", "registered", "changed"]).to_numpy(), "state"] = "under_education"
    rows = rows[rows["since"] <= np.datetime64(OPENS_ON)].sort_values(["site", "since", "step"], ignore_index=True)
    same = (rows["site"] == rows["site"].shift()) & (rows["state"] == rows["state"].shift())
    rows = rows[~same & ~rows.duplicated(["site", "since"], keep="last")]
    cares = rows["state"].isin(["filed", "changed", "under_education", "registered", "open_unregistered"])
    first = rows[cares].groupby("site")["since"].min().reindex(range(count))
    table = pd.DataFrame(
        {
            "site_id": known.table["site_id"].to_numpy()[rows["site"]],
            "since": rows["since"].dt.strftime("%Y-%m-%d"),
            "state": rows["state"],
            "source": "点位台账（合成）",
        }
    ).reset_index(drop=True)
    return SiteStates(table=table, opened=first.to_numpy())


def _opening_days(rng: np.random.Generator, count: int) -> NDArray[np.datetime64]:
    years = np.interp(rng.random(count), _OPEN_SHARES, _OPEN_YEARS)
    days: NDArray[np.datetime64] = np.datetime64("1970-01-01", "s") + ((years - 1970) * 365.2425).astype(
        "timedelta64[D]"
    )
    return days


def _life_rows(
    life: NDArray[np.int64], opened: NDArray[np.datetime64], *, lives: list[tuple[str, ...]], rng: np.random.Generator
) -> pd.DataFrame:
    """The states from the opening on; later ones are spread over the days that are left."""
    today = np.datetime64(OPENS_ON, "s")
    depth = np.array([len(lives[number]) for number in life])
    site = np.repeat(np.arange(len(life)), depth)
    step = np.concatenate([np.arange(number) for number in depth])
    left = (today - opened).astype("timedelta64[D]").astype(np.int64)
    part = np.sort(rng.uniform(0.25, 0.97, size=(len(life), 2)), axis=1)
    part = np.column_stack([np.zeros(len(life)), part])
    # What is not open yet has been in its state for months, not for years.
    waiting = np.isin([lives[number][0] for number in life], ["planned", "under_construction", "delivered"])
    begun = np.where(waiting, today - rng.integers(20, 500, len(life)).astype("timedelta64[D]"), opened)
    since = begun[site] + np.floor(left[site] * part[site, step]).astype("timedelta64[D]")
    return pd.DataFrame(
        {
            "site": site,
            "step": step + 4,
            "since": since,
            "state": [lives[life[s]][k] for s, k in zip(site, step, strict=True)],
        }
    )


def _rows_before(
    life: NDArray[np.int64], opened: NDArray[np.datetime64], *, lives: list[tuple[str, ...]], rng: np.random.Generator
) -> pd.DataFrame:
    """The states on the way to being filed: planned, built, delivered and registered, some months apart."""
    filed = np.flatnonzero([lives[number][0] == "filed" for number in life])
    months = rng.integers(20, 160, size=(len(filed), 4))[:, ::-1].cumsum(axis=1)[:, ::-1]
    since = opened[filed][:, None] - months.astype("timedelta64[D]")
    built = rng.random(len(filed)) < 0.55  # the others moved into rooms that were there
    shown = np.column_stack([built, built, built, np.ones(len(filed), dtype=bool)])
    row, step = np.nonzero(shown)
    return pd.DataFrame(
        {"site": filed[row], "step": step, "since": since[row, step], "state": np.array(_BEFORE, dtype=object)[step]}
    )
