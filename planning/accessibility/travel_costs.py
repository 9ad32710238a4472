"""How far it is (出行成本) from each point of demand to each site it can reach, and how that was measured."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.model.codes import Code


class MeasuredBy(Code):
    """What a distance runs along; no result is shown without it."""

    NETWORK = "network", "步行路网"
    STRAIGHT_LINE = "straight_line", "直线距离×绕行系数"


class CostUnit(Code):
    """In what a cost is told."""

    METRES = "m", "米"
    MINUTES = "min", "分钟"


@dataclass(frozen=True, slots=True)
class TravelCosts:
    """
    Every pair of a demand point and a site that lies within the limit, as three columns of one length.

    `demand_row` and `site_row` (int64) are row numbers into `demand_ids` and `site_ids`, `cost` (float64, 0 or more)
    is in `unit`; metres are told to the millimetre, so that a comparison with a limit is exact. Pairs stand in order of
    demand row, then site row, each at most once. A pair that is not there costs more than `limit` (inf where nothing
    was cut off), or has no way at all.
    """

    demand_row: NDArray[np.int64]
    site_row: NDArray[np.int64]
    cost: NDArray[np.float64]
    demand_ids: pd.Index
    site_ids: pd.Index
    unit: CostUnit
    limit: float
    measured_by: MeasuredBy

    def within(self, limit: float) -> Self:
        """The pairs that cost no more than `limit`, itself included."""
        kept = self.cost <= limit
        return self._with(self.demand_row[kept], self.site_row[kept], self.cost[kept], limit=min(limit, self.limit))

    def of_sites(self, kept: NDArray[np.bool_]) -> Self:
        """The pairs of the sites for which `kept` holds, row by row of `site_ids`; row numbers stay as they are."""
        mine = kept[self.site_row]
        return self._with(self.demand_row[mine], self.site_row[mine], self.cost[mine], limit=self.limit)

    def of_demand(self, kept: NDArray[np.bool_]) -> Self:
        """The pairs of the demand points for which `kept` holds, row by row of `demand_ids`; row numbers stay."""
        mine = kept[self.demand_row]
        return self._with(self.demand_row[mine], self.site_row[mine], self.cost[mine], limit=self.limit)

    def table(self) -> pd.DataFrame:
        """The pairs with ids: `demand_id`, `site_id`, and `cost_m` or `cost_min`."""
        return pd.DataFrame(
            {
                "demand_id": self.demand_ids.take(self.demand_row),
                "site_id": self.site_ids.take(self.site_row),
                f"cost_{self.unit}": self.cost,
            }
        )

    def _with(
        self,
        demand_row: NDArray[np.int64],
        site_row: NDArray[np.int64],
        cost: NDArray[np.float64],
        *,
        limit: float,
    ) -> Self:
        ids = (self.demand_ids, self.site_ids, self.unit)
        return type(self)(demand_row, site_row, cost, *ids, limit=limit, measured_by=self.measured_by)
