"""The table of inclusive statuses (普惠认定): who recognised an institution, from when, and until when."""

import numpy as np
import pandas as pd

from sample_data.generator.institutions import Institutions
from sample_data.generator.seeds import stream_of
from sample_data.generator.site_states import SiteStates
from sample_data.generator.sites import Sites

_CHANCE = {"public": 0.82, "public_built_private_run": 0.85, "private_with_public_support": 0.6, "private": 0.24}


def inclusive_statuses_table(known: Institutions, all_sites: Sites, *, states: SiteStates) -> pd.DataFrame:
    """A period for about half of the institutions; some have ended, some have been renewed at another level."""
    rng = stream_of("inclusive_statuses")
    first = pd.Series(states.opened, index=all_sites.table["institution_id"]).groupby(level=0).min()
    opened = first.reindex(known.table["institution_id"]).to_numpy()
    drawn = rng.random(len(opened)) < known.table["ownership"].map(_CHANCE).to_numpy()
    able = drawn & ~np.isnat(opened)
    since = np.maximum(opened, np.datetime64("2020-01-01", "s")) + rng.integers(30, 260, len(opened)).astype(
        "timedelta64[D]"
    )
    able &= since < np.datetime64("2026-09-01")
    level = rng.choice(["province", "city", "district"], size=len(opened), p=(0.08, 0.37, 0.55))
    years = rng.integers(2, 6, size=len(opened)) * np.timedelta64(365, "D")
    limited = rng.random(len(opened)) < 0.22
    until = np.where(limited, since + years, np.datetime64("NaT"))
    table = pd.DataFrame(
        {
            "institution_id": known.table["institution_id"],
            "recognised_by": level,
            "since": pd.Series(since).dt.strftime("%Y-%m-%d"),
            "until": pd.Series(until.astype("datetime64[s]")).dt.strftime("%Y-%m-%d"),
            "source": "普惠认定公告（合成）",
        }
    )[able]
    ended = table[table["until"] < "2026-06-01"]
    renewed = ended[rng.random(len(ended)) < 0.5]
    next_day = (pd.to_datetime(renewed["until"]) + pd.Timedelta(days=1)).dt.strftime("%Y-%m-%d")
    renewed = renewed.assign(since=next_day, until=None, recognised_by="city")
    both: pd.DataFrame = pd.concat([table, renewed])
    return both.sort_values(["institution_id", "since"], ignore_index=True)
