"""The walks of one home or one site (单点步行): to whom, how far, of what each walk is made, nearest first."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.travel_costs import TravelCosts
from planning.errors import UnknownArea
from planning.reach.walk_parts import walk_parts
from planning.reach.walks import Walks


@dataclass(frozen=True, slots=True)
class WalksOfOne:
    """
    The walks of one home to sites, or of homes to one site, within `limit_m`.

    `pairs` (index: id of the site or home at the other end, nearest first, then by id) has `name` and the columns of
    `planning.reach.walk_parts.walk_parts`. `joined` tells how the one joins the network (None without a network),
    `island_nodes` how many nodes the part of it has where one cannot walk on from there (None where one can).
    """

    walks: Walks
    name: str
    limit_m: float
    pairs: pd.DataFrame
    joined: "pd.Series[Any] | None"
    island_nodes: int | None

    @classmethod
    def of_home(cls, walks: Walks, point_id: str, *, limit_m: float) -> Self:
        """The sites that a dwelling point reaches; raises UnknownArea for what is no place where somebody lives."""
        near = walks.costs.within(limit_m).of_demand(_only(walks.points, point_id))
        return cls._of(walks, point_id, near=near, is_home=True)

    @classmethod
    def of_site(cls, walks: Walks, site_id: str, *, limit_m: float) -> Self:
        """The homes that reach a site; raises UnknownArea for a site that does not count on the day."""
        near = walks.costs.within(limit_m).of_sites(_only(walks.sites, site_id))
        return cls._of(walks, site_id, near=near, is_home=False)

    @classmethod
    def _of(cls, walks: Walks, one: str, *, near: TravelCosts, is_home: bool) -> Self:
        mine, others = (walks.points, walks.sites) if is_home else (walks.sites, walks.points)
        rows = near.site_row if is_home else near.demand_row
        ids = others.index[rows]
        pairs = walk_parts(walks, near).set_axis(ids).assign(name=others["name"].to_numpy()[rows], key=ids)
        pairs = pairs.sort_values(["cost_m", "key"]).drop(columns="key")
        joined = (walks.joined_points if is_home else walks.joined_sites).T
        apart = None if walks.islands is None else (walks.islands.points if is_home else walks.islands.sites)[one]
        return cls(
            walks,
            name=str(mine.at[one, "name"]),
            limit_m=near.limit,
            pairs=pairs,
            joined=None if walks.access is None else joined[one],
            island_nodes=None if apart is None or pd.isna(apart) else int(apart),
        )


def _only(table: pd.DataFrame, one: str) -> NDArray[np.bool_]:
    """Which row is the one."""
    if one not in table.index:
        raise UnknownArea(one, [str(known) for known in table.index])
    mine: NDArray[np.bool_] = (table.index == one).astype(bool)
    return mine
