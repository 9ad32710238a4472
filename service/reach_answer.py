"""Reach as the API answers it (可达性回答): of areas, of who reaches a site, of what a home reaches."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from planning.accessibility.access_points import AccessPoints, JoinedAt
from planning.accessibility.service_area import service_area
from planning.accessibility.walking_network import WalkMode
from planning.coordinates.doors import to_lonlat
from planning.exchange.geojson_export import geojson_shapes
from planning.exchange.reach_export import REACH_COLUMNS
from planning.model.codes import Level
from planning.reach.decay_told import decay_told
from planning.reach.dwelling_points import Dwelling
from planning.reach.reach_notes import reach_notes
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.reach.walks_of_one import WalksOfOne
from planning.tracing.walk import walk_step
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
        "decay_zh": decay_told(reached.asked.decay),
        "gini": plain(reached.gini),
        "palma": plain(reached.palma),
        "places_unreached": plain(reached.places_unreached),
        "compared": len(reached.compared),
        "assumptions": list(reach_notes(reached, asked.study.profile)),
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
        "mode_zh": mode.zh,
        "measured_by": str(walks.measured_by),
        "measured_by_zh": walks.measured_by.zh,
        "m_per_min": float(profile.walking.m_per_min) if profile.walking else None,
        "m_per_min_source": profile.walking.source.cite() if profile.walking else None,
        "note": walks.note,
    }


def site_answer(asked: Asked, walked: Walked, *, site_id: str, ways: bool) -> dict[str, Any]:
    """The body of a SiteReach; raises UnknownArea for a site that does not count on the day."""
    walks = walked.walks
    one = WalksOfOne.of_site(walks, site_id, limit_m=walked.within_m)
    people = walked.people.loc[one.pairs.index]
    homes = _walked_to(asked, one, walks.points).assign(
        **people[["dwelling", "residents", "children"]], dwelling_zh=people["dwelling"].map(_DWELLINGS)
    )
    (site,) = _told_of_sites(walks.sites.loc[[site_id]])
    return {
        "type": "SiteReach",
        **walk_head(asked, walks, within_m=walked.within_m, mode=walked.mode),
        "site_id": site_id,
        **site,
        **_position(walks.sites.loc[[site_id]]),
        "residents": plain(people["residents"].sum(min_count=1)) if len(people) else 0,
        "children": plain(people["children"].sum(min_count=1)) if len(people) else 0,
        "homes": records(homes.rename_axis("point_id").reset_index()),
        **_walked(asked, one, walks.access and walks.access[1].of_rows(_rows(walks.sites, site_id)), ways=ways),
    }


def home_answer(asked: Asked, walked: Walked, *, point_id: str, ways: bool) -> dict[str, Any]:
    """The body of a HomeReach; raises UnknownArea for what is no place where somebody lives."""
    walks = walked.walks
    one = WalksOfOne.of_home(walks, point_id, limit_m=walked.within_m)
    people = walked.people.loc[point_id]
    found = records(_walked_to(asked, one, walks.sites).rename_axis("site_id").reset_index())
    told = _told_of_sites(walks.sites.loc[one.pairs.index])
    return {
        "type": "HomeReach",
        **walk_head(asked, walks, within_m=walked.within_m, mode=walked.mode),
        "point_id": point_id,
        "name": one.name,
        "dwelling": str(people["dwelling"]),
        "dwelling_zh": _DWELLINGS[str(people["dwelling"])],
        **_position(walks.points.loc[[point_id]]),
        "residents": plain(people["residents"]),
        "children": plain(people["children"]),
        "sites": [walk | site for walk, site in zip(found, told, strict=True)],
        **_walked(asked, one, walks.access and walks.access[0].of_rows(_rows(walks.points, point_id)), ways=ways),
    }


_DWELLINGS = {str(dwelling): dwelling.zh for dwelling in Dwelling}


def _rows(table: pd.DataFrame, one: str) -> Any:
    return table.index.get_indexer(pd.Index([one]))


def _walked_to(asked: Asked, one: WalksOfOne, others: gpd.GeoDataFrame) -> pd.DataFrame:
    """The walks of one to the others, nearest first: metres with their parts, minutes, and where they end."""
    placed = to_lonlat(others.loc[one.pairs.index])
    walking = asked.study.profile.walking
    # Minutes are those of the metres told, so that they can be worked out again from them.
    minutes = None if walking is None else (one.pairs["cost_m"] / float(walking.m_per_min)).round(1)
    return one.pairs.assign(cost_min=minutes, longitude=placed.geometry.x.round(7), latitude=placed.geometry.y.round(7))


def _told_of_sites(sites: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """What families ask of each site: places, also by class, and for whom."""
    table = pd.DataFrame(sites[["name", "places", "enrolled", "inclusive", "open_to_neighbours"]])
    classes = sites.filter(like="places_").rename(columns=lambda name: name.removeprefix("places_"))
    listed = [
        {name: int(number) for name, number in row.items() if pd.notna(number) and number} for row in records(classes)
    ]
    return [row | {"classes": own} for row, own in zip(records(table), listed, strict=True)]


def _position(one: gpd.GeoDataFrame) -> dict[str, Any]:
    shape = to_lonlat(one).geometry.iloc[0]
    placed = shape is not None and not shape.is_empty
    return {"longitude": round(shape.x, 7), "latitude": round(shape.y, 7)} if placed else dict.fromkeys(_LONLAT)


_LONLAT = ("longitude", "latitude")


def _walked(asked: Asked, one: WalksOfOne, start: AccessPoints | None, *, ways: bool) -> dict[str, Any]:
    """How a point joins the network, the ways within the walk if they are wanted, and how all was measured."""
    own = one.joined
    told = {
        "joined_at": None if own is None else str(own["joined_at"]),
        "joined_at_zh": one.walks.measured_by.zh if own is None else JoinedAt(own["joined_at"]).zh,
        "away_m": None if own is None or pd.isna(own["away_m"]) else round(float(own["away_m"]), 1),
        "gate_unknown_m": None if own is None else plain(own["gate_unknown_m"]),
        "island_nodes": one.island_nodes,
    }
    drawn = _ways(one, start) if ways else None
    step = walk_step(one, walking=asked.study.profile.walking)
    return {"joined": told, "ways": drawn, "steps": [step_answer(step)]}


def _ways(one: WalksOfOne, start: AccessPoints | None) -> dict[str, Any] | None:
    """The ways within the walk as one GeoJSON feature."""
    walks = one.walks
    if walks.network is None or start is None:
        return None
    lines = service_area(walks.network, start, limit_m=one.limit_m)
    merged = gpd.GeoSeries([shapely.multilinestrings(lines) if len(lines) else None], crs=walks.points.crs)
    shape = geojson_shapes(to_lonlat(merged.to_frame("geometry")).geometry.to_numpy())[0]
    return {"type": "Feature", "properties": {"within_m": one.limit_m}, "geometry": shape}
