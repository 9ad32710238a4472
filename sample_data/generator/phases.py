"""The table of phases (分期): when the homes of a new residential area are handed over, and with how many places."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator.new_areas import NewAreas
from sample_data.generator.rounding import shared_out
from sample_data.generator.seeds import stream_of

# The day on which the first phase is handed over: earliest, and days after it, by status.
_FIRST = {
    "planned": (date(2028, 3, 31), 900),
    "approved": (date(2027, 6, 30), 700),
    "building": (date(2026, 11, 30), 500),
    "accepted": (date(2026, 7, 31), 120),
    "delivered": (date(2021, 3, 31), 1_700),
}
# 7,999 people are owed nothing, 8,000 are owed 32 places and get them, 8,001 are owed 33 and get one fewer.
_AT_THE_LINE = {7_999: 0, 8_000: 32, 8_001: 32}
_PER_1000 = 4.0  # EZ-06: the ratio that some areas keep and others miss


def phases_table(new: NewAreas) -> pd.DataFrame:
    """One row a phase; the residents of the phases add up to those of the area where both are known."""
    rng = stream_of("phases")
    people = new.planned_for
    count = np.clip(1 + people // 4_500, 1, 4)
    share = rng.uniform(0.7, 1.3, size=(len(people), 4)) * (np.arange(4) < count[:, None])
    residents, places = shared_out(people, share), shared_out(_places(new, rng), share)
    area, phase = np.nonzero(np.arange(4) < count[:, None])
    table = pd.DataFrame(
        {
            "residential_area_id": new.table["residential_area_id"].to_numpy()[area],
            "phase": phase + 1,
            "delivered_on": _days(new, rng)[area, phase],
            "residents": pd.array(residents[area, phase], dtype="Int64"),
            "planned_places": pd.array(places[area, phase], dtype="Int64"),
            "source": "建设项目台账（合成）",
        }
    )
    unstated = new.table["residents"].isna().to_numpy()[area]
    table.loc[unstated, "residents"] = pd.NA
    silent = rng.random(len(people)) < 0.08
    silent[np.isin(people, list(_AT_THE_LINE))] = False
    table.loc[silent[area], "planned_places"] = pd.NA
    return table


def _places(new: NewAreas, rng: np.random.Generator) -> NDArray[np.int64]:
    """Places planned in all: as the rule asks, short of it, more than it, or none."""
    due = np.ceil(new.planned_for * _PER_1000 / 1000 - 1e-9)
    owing = (new.planned_for >= 8_000) & new.central
    pattern = rng.choice(4, size=len(due), p=(0.45, 0.3, 0.15, 0.1))
    factor = np.select(
        [pattern == 0, pattern == 1, pattern == 2],
        [np.ones(len(due)), rng.uniform(0.3, 0.95, len(due)), rng.uniform(1.1, 1.8, len(due))],
        0.0,
    )
    planned = np.ceil(due * factor - 1e-9)
    voluntary = rng.random(len(due)) < 0.35
    places: NDArray[np.int64] = np.where(owing | voluntary, planned, 0).astype(np.int64)
    for people, stated in _AT_THE_LINE.items():
        places[new.planned_for == people] = stated
    return places


def _days(new: NewAreas, rng: np.random.Generator) -> NDArray[np.datetime64]:
    status = new.table["status"].to_numpy()
    wait = rng.random(len(status))
    gaps = rng.integers(150, 420, size=(len(status), 4)).cumsum(axis=1) - 150
    gaps[:, 0] = 0
    # What is delivered has been delivered in every phase by the day the city opens on.
    gaps[status == "delivered"] //= 6
    first = [
        _FIRST[name][0] + timedelta(days=int(_FIRST[name][1] * part)) for name, part in zip(status, wait, strict=True)
    ]
    days = np.array(first, dtype="datetime64[D]")[:, None] + gaps.astype("timedelta64[D]")
    done = (status == "delivered")[:, None]
    handed_over: NDArray[np.datetime64] = np.where(done, np.minimum(days, np.datetime64("2026-08-31")), days)
    return handed_over
