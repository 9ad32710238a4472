"""Every walk (步行) of a city on a day: from where children live to the sites that count, as far as is asked."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.access_points import JoinedAt, access_points
from planning.accessibility.network_costs import network_costs
from planning.accessibility.straight_line import straight_line_costs
from planning.accessibility.travel_costs import MeasuredBy, TravelCosts
from planning.accessibility.walking_network import WalkingNetwork, WalkMode
from planning.coordinates.doors import to_metric
from planning.errors import MeasureError
from planning.ground import Ground
from planning.numerals import number
from planning.reach.dwelling_points import Dwelling, dwelling_points

_STRAIGHT = Decimal(1)


@dataclass(frozen=True, slots=True)
class Walks:
    """
    The walks of a ground within a limit.

    `points` (index `point_id`) are the dwelling points, `sites` (index `site_id`) the sites that count, both in the
    metric CRS; `costs` the pairs in metres, with rows in the order of the two. `network` is None where the city has
    none, and the metres are then straight ones times the detour factor. `joined_points` and `joined_sites` tell how
    each joins the network (`planning.accessibility.access_points`); empty without one. `note` says in Chinese how walks
    were measured, from what source, and how many points and sites could not be.
    """

    points: gpd.GeoDataFrame
    sites: gpd.GeoDataFrame
    costs: TravelCosts
    network: WalkingNetwork | None
    joined_points: pd.DataFrame
    joined_sites: pd.DataFrame
    note: str

    @classmethod
    def of(cls, ground: Ground, *, limit_m: float, mode: WalkMode = WalkMode.WALK) -> Self:
        """
        Measure the walks of a ground.

        Raises
        ------
        NetworkError
            The walking network cannot be walked, or the limit is no number above 0.
        """
        points, sites = dwelling_points(ground), ground.counted
        network, walking = walking_network(ground, mode=mode), ground.profile.walking
        if network is None or walking is None:
            detour = ground.profile.detour
            factor = detour.factor if detour else _STRAIGHT
            costs = _straight(points, sites, limit_m=limit_m, factor=float(factor))
            cited = f"（出处：{detour.source.cite()}）" if detour else "（方案没有给出绕行系数，未作放大）"
            why = "没有步行路网" if network is None else "方案没有给出步行参数"
            said = f"{why}，步行距离按直线距离×{number(factor)}估算{cited}{_told_unplaced(points, sites)}"
            nothing = pd.DataFrame()
            return cls(points, sites, costs, None, nothing, nothing, said)
        estates = ground.homes.geometry.reindex(points.index[points["dwelling"] == str(Dwelling.RESIDENTIAL_AREA)])
        snap_limit_m = walking.snap_limit_m
        of_points = access_points(network, points, snap_limit_m=snap_limit_m, estates=estates)
        of_sites = access_points(network, sites, snap_limit_m=snap_limit_m)
        costs = network_costs(network, demand=of_points, sites=of_sites, limit_m=limit_m)
        source = ground.city.manifest.walking
        named = f"（{source.source}{f'，{source.on}' if source.on else ''}）" if source else ""
        apart = _told_apart(points, of_points.joined, sites=sites, joined_sites=of_sites.joined)
        said = f"步行距离沿步行路网{named}，{mode.zh}；距路网超过{snap_limit_m}米的点未接入{apart}"
        if walled := int((of_points.joined["joined_at"] == str(JoinedAt.GATE_CLOSED)).sum()):
            said += f"；{walled}个居住区出入口不通（已知的出入口都不在可通行的路段上），量不出距离"
        said += _told_unplaced(points, sites)
        if mode is WalkMode.STROLLER and network.steps_unknown:
            said += f"；{network.steps_unknown}条路段没有说明有无台阶，按推车可通行计"
        return cls(points, sites, costs, network, of_points.joined, of_sites.joined, said)

    @property
    def measured_by(self) -> MeasuredBy:
        """Along what the metres run."""
        return self.costs.measured_by

    @property
    def measured(self) -> pd.Series:
        """Whether walks from each dwelling point could be measured: it has a place, and joins the network."""
        placed = pd.Series(_placed(self.points), index=self.points.index)
        return placed if self.network is None else _joins(self.joined_points)

    @property
    def measured_sites(self) -> pd.Series:
        """Whether walks to each site could be measured: it has a place, and joins the network."""
        placed = pd.Series(_placed(self.sites), index=self.sites.index)
        return placed if self.network is None else _joins(self.joined_sites)

    def near(self, limit_m: float, *, rank: int = 1) -> pd.Series:
        """
        Whether each dwelling point has its `rank`-th nearest site within `limit_m` (boolean by `point_id`).

        NA where nobody knows: too few sites are surely near, and with those that may be (`unmeasured_within`) there
        are enough. A point without a place may be near any site. A site without a place is near nobody, just as no
        area holds it.

        Raises
        ------
        MeasureError
            The walks end before `limit_m`.
        """
        if limit_m > self.costs.limit:
            raise MeasureError(f"near is {limit_m:g} m but walks end at {self.costs.limit:g}; measure walks as far")
        rows = len(self.points)
        sure = np.bincount(self.costs.within(limit_m).demand_row, minlength=rows)
        maybe = np.bincount(self.unmeasured_within(limit_m).demand_row, minlength=rows)
        maybe = np.where(_placed(self.points), maybe, _placed(self.sites).sum())
        near = pd.Series(sure >= rank, index=self.points.index, dtype="boolean")
        return near.mask((sure < rank) & (sure + maybe >= rank))

    def unmeasured_within(self, limit_m: float) -> TravelCosts:
        """
        The pairs whose walk could not be measured, though both have a place and it may be as short as `limit_m`.

        A walk is never shorter than the straight line: what lies farther apart than that is not near, whatever joins.
        """
        apart = _straight(self.points, self.sites, limit_m=limit_m, factor=float(_STRAIGHT))
        homes, sites = self.measured.to_numpy(dtype=bool), self.measured_sites.to_numpy(dtype=bool)
        unknown = ~(homes[apart.demand_row] & sites[apart.site_row])
        rows = {name: getattr(apart, name)[unknown] for name in ("demand_row", "site_row", "cost")}
        return replace(apart, **rows)


def walking_network(ground: Ground, *, mode: WalkMode) -> WalkingNetwork | None:
    """The network of the city's tables; None where it has no way at all."""
    nodes, edges = ground.city.geotable("walk_nodes"), ground.city.table("walk_edges")
    if edges.empty:
        return None
    return WalkingNetwork.of(to_metric(nodes, ground.areas.crs, name="walk_nodes"), edges, mode=mode)


def _straight(points: gpd.GeoDataFrame, sites: gpd.GeoDataFrame, *, limit_m: float, factor: float) -> TravelCosts:
    """Straight lines between what has a place; what has none reaches nothing."""
    demand, supply = (np.flatnonzero(_placed(table)) for table in (points, sites))
    costs = straight_line_costs(points.iloc[demand], sites.iloc[supply], limit_m=limit_m, detour_factor=factor)
    return replace(
        costs,
        demand_row=demand[costs.demand_row],
        site_row=supply[costs.site_row],
        demand_ids=points.index,
        site_ids=sites.index,
    )


def _placed(table: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    placed: NDArray[np.bool_] = (table.geometry.notna() & ~table.geometry.is_empty).to_numpy(dtype=bool)
    return placed


def _joins(joined: pd.DataFrame) -> pd.Series:
    return joined["joined_at"].isin([str(JoinedAt.GATE), str(JoinedAt.NEAREST_WAY)])


def _told_apart(
    points: gpd.GeoDataFrame, joined_points: pd.DataFrame, *, sites: gpd.GeoDataFrame, joined_sites: pd.DataFrame
) -> str:
    """How many sites and dwelling points with a place lie too far from the network to join it; "" where none does."""
    both = (("计入供给的点位", sites, joined_sites), ("居住点", points, joined_points))
    far = str(JoinedAt.NOT_JOINED)
    left = {what: int((_placed(table) & (joined["joined_at"] == far)).sum()) for what, table, joined in both}
    told = "、".join(f"{what}{count}处" for what, count in left.items() if count)
    return f"：{told}" if told else ""


def _told_unplaced(points: gpd.GeoDataFrame, sites: gpd.GeoDataFrame) -> str:
    """How many sites and dwelling points have no place at all; "" where all have."""
    told = ""
    if lost := int((~_placed(sites)).sum()):
        told += f"；{lost}处计入供给的点位没有位置，不算在任何人附近"
    if lost := int((~_placed(points)).sum()):
        told += f"；{lost}处居住点没有位置，量不出距离"
    return told
