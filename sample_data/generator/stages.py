"""The stages of each phase (建设环节): when homes and childcare were planned, designed, built and accepted."""

import numpy as np
import pandas as pd

from sample_data.generator.seeds import stream_of
from sample_data.generator.site_states import OPENS_ON

# Days before the delivery of the homes at which each stage is reached, at the earliest and at the latest.
_BEFORE = {"planned": (1_250, 1_700), "designed": (900, 1_150), "built": (120, 300), "accepted": (20, 90)}
_STAGES = ("planned", "designed", "built", "accepted", "delivered")
_LATE, _UNTOLD, _HANDED_OVER = 0.32, 0.05, 0.6
_NEVER = np.datetime64("NaT")


def with_stages(phases: pd.DataFrame) -> pd.DataFrame:
    """
    The table of phases with the days of every stage that has been reached by the day the city opens on.

    Only phases that plan places have days of childcare. In most of them it keeps step with the homes; in some it is
    late from one stage on, and here and there a day was not written down.
    """
    rng = stream_of("phase_stages")
    count = len(phases)
    delivered = phases["delivered_on"].to_numpy(dtype="datetime64[D]")
    lag = np.where(rng.random(count) < _LATE, rng.integers(30, 400, count), -rng.integers(0, 20, count))
    late_from = rng.integers(0, len(_STAGES), count)
    has_care = phases["planned_places"].fillna(0).to_numpy(dtype=np.int64) > 0
    columns: dict[str, np.ndarray] = {}
    for step, stage in enumerate(_STAGES):
        earliest, latest = _BEFORE.get(stage, (0, 1))
        homes = delivered - rng.integers(earliest, latest, count).astype("timedelta64[D]")
        shift = np.where((lag > 0) & (step < late_from), 0, lag)
        care = np.where(has_care, homes + shift.astype("timedelta64[D]"), _NEVER)
        if stage != "delivered":
            columns[f"{stage}_on"] = _reached(homes)
        columns[f"care_{stage}_on"] = np.where(rng.random(count) < _UNTOLD, _NEVER, _reached(care))
    given = columns["care_delivered_on"] + rng.integers(20, 200, count).astype("timedelta64[D]")
    columns["care_handed_over_on"] = np.where(rng.random(count) < _HANDED_OVER, _reached(given), _NEVER)
    return phases.assign(**{name: _text(days) for name, days in columns.items()})


def _reached(days: np.ndarray) -> np.ndarray:
    """Days that lie ahead have not come yet."""
    return np.where(days <= np.datetime64(OPENS_ON), days, _NEVER)


def _text(days: np.ndarray) -> pd.Series:
    text = pd.Series(days.astype("datetime64[D]").astype(str), dtype=object)
    return text.where(~np.isnat(days), None)
