"""Every walk (步行) of a city on a day: from where children live to the sites that count, as far as is asked."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.access_points import AccessPoints, JoinedAt, access_points
from planning.accessibility.network_costs import network_costs
from planning.accessibility.straight_line import straight_line_costs
from planning.accessibility.travel_costs import MeasuredBy, TravelCosts
from planning.accessibility.walking_network import WalkingNetwork, WalkMode
from planning.coordinates.doors import to_metric
from planning.errors import MeasureError
from planning.ground import Ground
from planning.reach.dwelling_points import Dwelling, dwelling_points
from planning.reach.islands import Islands
from planning.reach.walk_notes import network_note, straight_note, unplaced_note, walled_note

_STRAIGHT = Decimal(1)


@dataclass(frozen=True, slots=True)
class Walks:
    """
    The walks of a ground within a limit.

    `points` (index `point_id`) are the dwelling points, `sites` (index `site_id`) the sites that count, both in the
    metric CRS; `costs` the pairs in metres, with rows in the order of the two. `network` is None where the city has
    none, and the metres are then straight ones times the detour `factor`. `access` are the places where points and
    sites join the network, `islands` those of them that join a part of it from which one cannot walk on; both None
    without a network. `note` says in Chinese how walks were measured, from what source, and what could not be.
    """

    points: gpd.GeoDataFrame
    sites: gpd.GeoDataFrame
    costs: TravelCosts
    network: WalkingNetwork | None
    factor: Decimal
    access: tuple[AccessPoints, AccessPoints] | None
    islands: Islands | None
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
        lost = tuple(int((~_placed(table)).sum()) for table in (sites, points))
        if network is None or walking is None:
            detour = ground.profile.detour
            factor = detour.factor if detour else _STRAIGHT
            costs = _straight(points, sites, limit_m=limit_m, factor=float(factor))
            why = "没有步行路网" if network is None else "方案没有给出步行参数"
            said = straight_note(why, detour, unplaced=lost)
            return cls(points, sites, costs, None, factor, access=None, islands=None, note=said)
        estates = ground.homes.geometry.reindex(points.index[points["dwelling"] == str(Dwelling.RESIDENTIAL_AREA)])
        of_points = access_points(network, points, snap_limit_m=walking.snap_limit_m, estates=estates)
        of_sites = access_points(network, sites, snap_limit_m=walking.snap_limit_m)
        costs = network_costs(network, demand=of_points, sites=of_sites, limit_m=limit_m)
        islands = Islands.of(network, points=of_points, sites=of_sites)
        apart = tuple(
            int((_placed(table) & (joining.joined["joined_at"] == str(JoinedAt.NOT_JOINED)).to_numpy(dtype=bool)).sum())
            for table, joining in ((sites, of_sites), (points, of_points))
        )
        said = network_note(ground.city.manifest.walking, mode, snap_limit_m=walking.snap_limit_m, apart=apart)
        walled = int((of_points.joined["joined_at"] == str(JoinedAt.GATE_CLOSED)).sum())
        said += walled_note(walled) + islands.note + unplaced_note(lost)
        if mode is WalkMode.STROLLER and network.steps_unknown:
            said += f"；{network.steps_unknown}条路段没有说明有无台阶，按推车可通行计"
        return cls(points, sites, costs, network, _STRAIGHT, access=(of_points, of_sites), islands=islands, note=said)

    @property
    def joined_points(self) -> pd.DataFrame:
        """How each dwelling point joins the network (`AccessPoints.joined`); empty without one."""
        return pd.DataFrame() if self.access is None else self.access[0].joined

    @property
    def joined_sites(self) -> pd.DataFrame:
        """How each site joins the network (`AccessPoints.joined`); empty without one."""
        return pd.DataFrame() if self.access is None else self.access[1].joined

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
            asked, end = f"{limit_m:g}", f"{self.costs.limit:g}"
            raise MeasureError(
                f"所问距离{asked}米超出已量的{end}米 / near is {asked} m but walks end at {end} m; measure as far"
            )
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
