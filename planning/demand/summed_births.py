"""The births of a street whose communities alone report them (社区出生人口合计): summed month by month, or unknown."""

import pandas as pd

from planning.model.city import City
from planning.model.codes import AreaLevel

SUMMED = "社区（村）合计"


def births_to_streets(city: City) -> pd.DataFrame:
    """
    The births table with rows for the streets that have none of their own but whose communities all do.

    A month counts where every community of the street has it; a month of which one is silent has no row. Columns
    `area_id`, `month`, `births` (Int64), `source`; rows of communities are left out.
    """
    births, areas = city.table("births"), city.table("areas")
    communities = areas[areas["level"] == str(AreaLevel.COMMUNITY)].set_index("area_id")["parent_id"]
    own = births[~births["area_id"].isin(communities.index)]
    street = births["area_id"].map(communities)
    below = births[street.notna() & ~street.isin(own["area_id"])]
    by_month = below.groupby([street.loc[below.index].rename("street"), "month"])["births"]
    sums = by_month.agg(["sum", "count"]).reset_index()
    whole = sums[sums["count"] == sums["street"].map(communities.value_counts())]
    added = pd.DataFrame(
        {"area_id": whole["street"], "month": whole["month"], "births": whole["sum"].astype("Int64"), "source": SUMMED}
    )
    return pd.concat([own, added], ignore_index=True) if len(added) else own.reset_index(drop=True)
