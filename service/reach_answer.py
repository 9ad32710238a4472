"""Reach as the API answers it (可达性回答): of areas, of who reaches a site, of what a home reaches."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planning.accessibility.access_points import JoinedAt, access_points
from planning.accessibility.service_area import service_area
from planning.accessibility.walking_network import WalkMode
from planning.coordinates.doors import to_lonlat
from planning.errors import UnknownArea
from planning.exchange.geojson_export import geojson_shapes
from planning.exchange.reach_export import REACH_COLUMNS
from planning.model.codes import Level
from planning.reach.assumptions import assumptions
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.tracing.reach import walk_step
from service.answers import step_answer
from service.dependencies import Asked
from service.gap_answer import column_list
from service.gap_rows import plain, records
from service.walking_questions import NEAREST, Counted, Within, asked_of_reach, metres_of


@dataclass(frozen=True, slots=True)
class Walked:
    """The walks of a day as far as was asked, with who lives at each dwelling point (`planning.reach.point_people`)."""

    walks: Walks
    people: pd.DataFrame
    within_m: float
    mode: WalkMode


def walked_of(asked: Asked, *, mode: WalkMode, within: Within) -> Walked:
    """The walks that a query or a command asks for, and nothing measured of them; raises QueryInvalid or NoRegister."""
    metres = metres_of(asked.studies.profile(asked.question.profile_id), within)
    walks = asked.studies.walks(asked.snapshot, asked.question, limit_m=metres, mode=mode)
    return Walked(walks, asked.studies.people(asked.snapshot, asked.question, walks=walks), metres, mode)


def reached_of(asked: Asked, level: Level, *, mode: WalkMode, within: Within, counted: Counted = NEAREST) -> Reached:
    """The reach that a query or a command asks for; raises QueryInvalid or NoRegister."""
    profile = asked.studies.profile(asked.question.profile_id)
    question = asked_of_reach(profile, within=within, counted=counted)
    return asked.studies.reached(asked.snapshot, asked.question, level=level, asked=question, mode=mode)


def reach_answer(
    asked: Asked, reached: Reached, *, level: Level, mode: WalkMode, table: pd.DataFrame
) -> dict[str, Any]:
    """The body of a ReachTable with the rows of `table`."""
    walks, network = reached.walks, reached.walks.network
    return {
        "type": "Reach",
        **walk_head(asked, walks, within_m=reached.asked.within_m, mode=mode),
        "level": str(level),
        "rank": reached.asked.rank,
        "decay": type(reached.asked.decay).__name__.lower(),
        "decay_zh": reached.asked.decay.zh,
        "gini": plain(reached.gini),
        "palma": plain(reached.palma),
        "places_unreached": plain(reached.places_unreached),
        "compared": len(reached.compared),
        "assumptions": list(assumptions(reached)),
        "numberMatched": len(table),
        "columns": column_list(REACH_COLUMNS),
        "rows": records(table.assign(nearest_m=table["nearest_m"].round(1))),
        "parts": records(network.parts().head(_PARTS).reset_index()) if network else [],
    }


_PARTS = 10


def walk_head(asked: Asked, walks: Walks, *, within_m: float, mode: WalkMode) -> dict[str, Any]:
    """What every answer about walks says of how they were measured."""
    profile = asked.study.profile
    return {
        **asked.about(),
        "profile_name": profile.name,
        "profile_status": str(profile.status),
        "within_m": within_m,
        "mode": str(mode),
        "measured_by": str(walks.measured_by),
        "measured_by_zh": walks.measured_by.zh,
        "m_per_min": float(profile.walking.m_per_min) if profile.walking else None,
        "note": walks.note,
    }


def site_answer(asked: Asked, walked: Walked, *, site_id: str, ways: bool) -> dict[str, Any]:
    """The body of a SiteReach; raises UnknownArea for a site that does not count on the day."""
    walks, limit_m = walked.walks, walked.within_m
    if site_id not in walks.sites.index:
        raise UnknownArea(site_id, [str(one) for one in walks.sites.index])
    row = walks.sites.index.get_loc(site_id)
    mine = walks.costs.within(limit_m).of_sites(np.arange(len(walks.sites)) == row)
    people = walked.people.iloc[mine.demand_row]
    placed = to_lonlat(walks.points.iloc[mine.demand_row])
    homes = pd.DataFrame(people[["name", "dwelling", "residents", "children"]]).assign(
        point_id=people.index,
        cost_m=mine.cost.round(1),
        cost_min=_minutes(asked, mine.cost),
        longitude=placed.geometry.x.round(7),
        latitude=placed.geometry.y.round(7),
    )
    homes = homes.reset_index(drop=True).sort_values(["cost_m", "point_id"])
    site = walks.sites.loc[[site_id]]
    return {
        "type": "SiteReach",
        **walk_head(asked, walks, within_m=limit_m, mode=walked.mode),
        "site_id": site_id,
        "name": str(site["name"].iloc[0]),
        **_position(site),
        "residents": plain(people["residents"].sum(min_count=1)) if len(people) else 0,
        "children": plain(people["children"].sum(min_count=1)) if len(people) else 0,
        "homes": records(homes),
        **_walked(asked, walks, site, walks.joined_sites, limit_m=limit_m, ways=ways, estates=None),
    }


def home_answer(asked: Asked, walked: Walked, *, point_id: str, ways: bool) -> dict[str, Any]:
    """The body of a HomeReach; raises UnknownArea for what is no place where somebody lives."""
    walks, limit_m = walked.walks, walked.within_m
    if point_id not in walks.points.index:
        raise UnknownArea(point_id, [str(one) for one in walks.points.index])
    row = walks.points.index.get_loc(point_id)
    near = walks.costs.within(limit_m)
    mine = np.flatnonzero(near.demand_row == row)
    home = walks.points.loc[[point_id]]
    people = walked.people.loc[point_id]
    estates = asked.study.ground.homes.geometry
    return {
        "type": "HomeReach",
        **walk_head(asked, walks, within_m=limit_m, mode=walked.mode),
        "point_id": point_id,
        "name": str(home["name"].iloc[0]),
        **_position(home),
        "residents": plain(people["residents"]),
        "children": plain(people["children"]),
        "sites": _sites(asked, walks.sites.iloc[near.site_row[mine]], near.cost[mine]),
        **_walked(asked, walks, home, walks.joined_points, limit_m=limit_m, ways=ways, estates=estates),
    }


def _sites(asked: Asked, sites: gpd.GeoDataFrame, cost: Any) -> list[dict[str, Any]]:
    placed = to_lonlat(sites)
    table = pd.DataFrame(sites[["name", "places", "enrolled", "inclusive", "open_to_neighbours"]]).assign(
        site_id=sites.index,
        cost_m=cost.round(1),
        cost_min=_minutes(asked, cost),
        longitude=placed.geometry.x.round(7),
        latitude=placed.geometry.y.round(7),
    )
    classes = sites.filter(like="places_").rename(columns=lambda name: name.removeprefix("places_"))
    listed = [
        {name: int(number) for name, number in row.items() if pd.notna(number) and number} for row in records(classes)
    ]
    rows = [row | {"classes": own} for row, own in zip(records(table), listed, strict=True)]
    return sorted(rows, key=lambda row: (row["cost_m"], row["site_id"]))


def _minutes(asked: Asked, cost: Any) -> Any:
    walking = asked.study.profile.walking
    return None if walking is None else (cost / float(walking.m_per_min)).round(1)


def _position(one: gpd.GeoDataFrame) -> dict[str, Any]:
    shape = to_lonlat(one).geometry.iloc[0]
    placed = shape is not None and not shape.is_empty
    return {"longitude": round(shape.x, 7), "latitude": round(shape.y, 7)} if placed else dict.fromkeys(_LONLAT)


_LONLAT = ("longitude", "latitude")


def _walked(
    asked: Asked,
    walks: Walks,
    one: gpd.GeoDataFrame,
    joined: pd.DataFrame,
    *,
    limit_m: float,
    ways: bool,
    estates: gpd.GeoSeries | None,
) -> dict[str, Any]:
    """How a point joins the network, the ways within the walk if they are wanted, and how all was measured."""
    walking = asked.study.profile.walking
    own = joined.loc[one.index[0]] if walks.network is not None else None
    step = walk_step(walks, name=str(one["name"].iloc[0]), joined=own, walking=walking, limit_m=limit_m)
    told = {
        "joined_at": None if own is None else str(own["joined_at"]),
        "joined_at_zh": walks.measured_by.zh if own is None else JoinedAt(own["joined_at"]).zh,
        "away_m": None if own is None or pd.isna(own["away_m"]) else round(float(own["away_m"]), 1),
        "gate_unknown_m": None if own is None else plain(own["gate_unknown_m"]),
    }
    drawn = _ways(asked, walks, one, limit_m=limit_m, estates=estates) if ways else None
    return {"joined": told, "ways": drawn, "steps": [step_answer(step)]}


def _ways(
    asked: Asked, walks: Walks, one: gpd.GeoDataFrame, *, limit_m: float, estates: gpd.GeoSeries | None
) -> dict[str, Any] | None:
    """The ways within the walk as one GeoJSON feature; None without a network. Only of `estates` are there gates."""
    network, walking = walks.network, asked.study.profile.walking
    if network is None or walking is None:
        return None
    own = None if estates is None else estates[estates.index.isin(one.index)]
    start = access_points(network, one, snap_limit_m=walking.snap_limit_m, estates=own)
    lines = service_area(network, start, limit_m=limit_m)
    merged = gpd.GeoSeries([shapely.multilinestrings(lines) if len(lines) else None], crs=one.crs)
    shape = geojson_shapes(to_lonlat(merged.to_frame("geometry")).geometry.to_numpy())[0]
    return {"type": "Feature", "properties": {"within_m": limit_m}, "geometry": shape}
