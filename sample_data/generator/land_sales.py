"""When the land of each new residential area was sold (土地出让日期)."""

import numpy as np
import pandas as pd

from sample_data.generator.seeds import stream_of
from sample_data.generator.site_states import OPENS_ON

_BEFORE_PLANNING = (40, 400)  # days
_UNTOLD = 0.06


def land_sales(areas: pd.DataFrame, phases: pd.DataFrame) -> pd.Series:
    """The day of sale by row of `areas` (text, None for existing areas, and where land is not sold or nobody told)."""
    rng = stream_of("land_sales")
    first = phases.groupby("residential_area_id")["delivered_on"].min()
    delivered = areas["residential_area_id"].map(first)
    days = pd.to_datetime(delivered).to_numpy(dtype="datetime64[D]")
    sold = days - (1_500 + rng.integers(*_BEFORE_PLANNING, size=len(areas))).astype("timedelta64[D]")
    told = (sold <= np.datetime64(OPENS_ON)) & (rng.random(len(areas)) >= _UNTOLD)
    text = pd.Series(sold.astype(str), index=areas.index, dtype=object)
    return text.where(told, None)
