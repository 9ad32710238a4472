"""How many people live in each community on each day (常住人口); larger areas are sums of these, never drawn apart."""

from datetime import date

import numpy as np
import pandas as pd

from sample_data.generator.calibration import CITY_RESIDENTS_2020, CITY_RESIDENTS_2025
from sample_data.generator.communities import Cells
from sample_data.generator.hierarchy import Hierarchy
from sample_data.generator.rounding import shared_out
from sample_data.generator.seeds import stream_of

CENSUS = date(2020, 11, 1)
YEAR_ENDS = tuple(date(year, 12, 31) for year in range(2021, 2026))
LATEST = YEAR_ENDS[-1]


def community_residents(cells: Cells, hierarchy: Hierarchy) -> pd.DataFrame:
    """Residents by community (index, `area_id`) and day (columns): the census day and every year's end since."""
    rng = stream_of("residents")
    latest = cells.people * rng.lognormal(0, 0.08, size=len(cells.people))
    # The core has been losing people to the edge of the built-up ground; villages have been shrinking.
    density = cells.people / cells.area_km2
    growth = np.interp(density, [0, 300, 1_500, 4_000, 12_000, 20_000], [0.93, 0.95, 1.04, 1.16, 1.0, 0.96])
    growth *= rng.normal(1, 0.015, size=len(growth))
    last = shared_out(CITY_RESIDENTS_2025, latest)
    first = shared_out(CITY_RESIDENTS_2020, latest / growth)
    span = (LATEST - CENSUS).days
    columns = {CENSUS: first}
    for day in YEAR_ENDS:
        part = (day - CENSUS).days / span
        columns[day] = np.floor(first + (last - first) * part + 1e-9).astype(np.int64)
    return pd.DataFrame(columns, index=pd.Index(hierarchy.community_ids, name="area_id"))
