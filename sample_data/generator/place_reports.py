"""The table of place reports (托位填报): places and enrolled children of each class of a site, by day of report."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator.calibration import CLASS_SIZES, HOME_BASED_PLACES
from sample_data.generator.seeds import stream_of
from sample_data.generator.site_states import SiteStates
from sample_data.generator.sites import Sites

_REPORT_DAYS = np.array(["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31", "2026-06-30"], dtype="datetime64[D]")
_GONE = ("closed", "blacklisted")


def place_reports_table(known: Sites, states: SiteStates) -> pd.DataFrame:
    """A report on the day a site opens (places alone), and one at each later day of report until it closes."""
    rng = stream_of("place_reports")
    size = np.array([CLASS_SIZES[name] for name in CLASS_SIZES])
    home = known.kind == "home_based"
    full = known.classes * np.where(home[:, None], HOME_BASED_PLACES, size)
    # A room may hold fewer than a class may have.
    places = full - known.classes * (~home)[:, None] * rng.integers(0, 3, size=full.shape) * (
        rng.random(full.shape) < 0.3
    )
    days = np.column_stack([states.opened.astype("datetime64[D]"), np.tile(_REPORT_DAYS, (len(places), 1))])
    gone = _days_gone(known, states)
    reported = (days >= days[:, :1]) & (days < gone[:, None])
    reported[:, 1:] &= days[:, 1:] != days[:, :1]
    enrolled, unknown = _enrolled(places, rng, count=days.shape[1])
    site, day, sort = np.nonzero(reported[:, :, None] & (places > 0)[:, None, :])
    table = pd.DataFrame(
        {
            "site_id": known.table["site_id"].to_numpy()[site],
            "reported_on": days[site, day].astype(str),
            "place_class": np.array(list(CLASS_SIZES), dtype=object)[sort],
            "places": places[site, sort],
            "enrolled": pd.array(enrolled[site, day, sort], dtype="Int64"),
            "classes": known.classes[site, sort],
            "source": np.where(day == 0, "备案登记（合成）", "托位填报（合成）"),
        }
    )
    table.loc[(day == 0) | unknown[site, day], "enrolled"] = pd.NA
    return table


def _days_gone(known: Sites, states: SiteStates) -> NDArray[np.datetime64]:
    """The day on which each site closed for good; the far future where it has not."""
    last = states.table[states.table["state"].isin(_GONE)].groupby("site_id")["since"].min()
    days = last.reindex(known.table["site_id"]).fillna("2999-01-01").to_numpy(dtype="datetime64[D]")
    gone: NDArray[np.datetime64] = days
    return gone


def _enrolled(
    places: NDArray[np.int64], rng: np.random.Generator, *, count: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Children by site, report and class, and which reports leave them out: some sites full, some half empty."""
    sort = rng.choice(3, size=len(places), p=(0.27, 0.43, 0.3))
    usual = np.select(
        [sort == 0, sort == 1],
        [rng.uniform(0.95, 1.0, len(places)), rng.uniform(0.6, 0.9, len(places))],
        rng.uniform(0.25, 0.6, len(places)),
    )
    rate = np.clip(usual[:, None] + rng.normal(0, 0.05, size=(len(places), count)), 0.05, 1.0)
    over = rng.choice(len(places), size=7, replace=False)
    rate[over, -1] = rng.uniform(1.08, 1.2, size=len(over))
    children = np.rint(places[:, None, :] * rate[:, :, None]).astype(np.int64)
    return children, rng.random((len(places), count)) < 0.03
