"""The table of births (出生人口) by street and month, 2021-01 to 2026-09."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator.calibration import ASSUMED_BIRTHS, CITY_RESIDENTS_2025, NATION_BIRTHS, NATION_PEOPLE
from sample_data.generator.communities import Cells
from sample_data.generator.hierarchy import Hierarchy
from sample_data.generator.residents import LATEST
from sample_data.generator.rounding import shared_out
from sample_data.generator.seeds import stream_of

# More children are born in autumn than in spring; an assumption of the demo city, its mean is 1.
_SEASON = np.array([1.03, 0.93, 0.94, 0.92, 0.94, 0.96, 1.0, 1.04, 1.07, 1.1, 1.05, 1.02])
_LAST_MONTH = "2026-09"


def births_table(residents: pd.DataFrame, *, cells: Cells, hierarchy: Hierarchy) -> pd.DataFrame:
    """Births of each street and month: the city's year is the nation's rate, streets share it unequally."""
    rng = stream_of("births")
    people = residents[LATEST].groupby(residents.index.str[:6].to_numpy()).sum()
    weights = people.to_numpy() * _fertility(cells, hierarchy) * rng.lognormal(0, 0.1, size=len(people))
    yearly = NATION_BIRTHS | ASSUMED_BIRTHS
    months, counts = [], []
    for year in sorted(yearly):
        city = round(yearly[year] / NATION_PEOPLE * CITY_RESIDENTS_2025)
        by_month = shared_out(city, _SEASON)
        noise = rng.lognormal(0, 0.07, size=(12, len(people)))
        counts.append(shared_out(by_month, weights * noise))
        months += [f"{year}-{month:02d}" for month in range(1, 13)]
    table = pd.DataFrame(np.vstack(counts), index=pd.Index(months, name="month"), columns=people.index)
    long = table.reset_index().melt("month", var_name="area_id", value_name="births")
    long["source"] = "出生登记（合成）"
    return long[long["month"] <= _LAST_MONTH].sort_values(["area_id", "month"], ignore_index=True)


def _fertility(cells: Cells, hierarchy: Hierarchy) -> NDArray[np.float64]:
    """Young families live where the city grows: more births there, fewer in the old core and the far villages."""
    people = np.bincount(hierarchy.street_of, cells.people)
    density = people / np.bincount(hierarchy.street_of, cells.area_km2)
    return np.interp(density, [200, 1_000, 4_000, 8_000, 20_000], [0.8, 1.0, 1.25, 1.1, 0.85])
