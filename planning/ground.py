"""The ground (底数) a study of one day stands on: areas, people, homes, circles and sites, each located once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from planning.coordinates.doors import to_metric
from planning.location import administrative_areas, all_holding_polygons, holding_polygon
from planning.model.city import City
from planning.model.codes import ADMINISTRATIVE, Era, Level
from planning.policy.profile import Profile
from planning.population.age_bands import CHILDREN_OF_CLASS, Ages
from planning.population.children import children_on
from planning.population.disaggregation import share_to_communities, share_to_residential_areas
from planning.population.residents import residential_people, residents_on
from planning.register.counting import counts_as_supply
from planning.register.standing import standing_sites


@dataclass(frozen=True, slots=True)
class Ground:
    """
    A city on a day, ready to be measured.

    Every geometry is in the study's metric CRS. `areas` (index `area_id`) carries its ancestors in the columns `city`,
    `district`, `street`, `community`; `people` (same index) residents and children with basis and source; `homes`
    (index `residential_area_id`) the residential areas with their people, place in the city, share inside the central
    urban area and planned places, `home_points` a point inside each; `circles` (index `circle_id`) the life circles of
    the levels that count, `homes_by_circle` one row for each lived-in home in each circle that holds it, with
    `area_id`, `home` and its people; `sites` (index `site_id`) the register of the day with `counts` and `central`,
    `counted` those of it that count as supply; `drawn` the areas of each level of which it is known what they hold, and
    `located` the pairs `site_id`, `area_id` at each level that has any.
    """

    city: City
    profile: Profile
    on: date
    areas: gpd.GeoDataFrame
    people: pd.DataFrame
    homes: gpd.GeoDataFrame
    home_points: gpd.GeoDataFrame
    circles: gpd.GeoDataFrame
    homes_by_circle: pd.DataFrame
    sites: gpd.GeoDataFrame
    counted: gpd.GeoDataFrame
    drawn: Mapping[Level, pd.Index]
    located: Mapping[Level, pd.DataFrame]

    @property
    def register_speaks(self) -> bool:
        """Whether the register of sites covers the day: from its first entry to the last day it speaks for."""
        known_to = self.city.manifest.register_on
        states = self.city.table("site_states")["since"]
        return known_to is not None and self.on <= known_to and len(states) > 0 and states.min() <= self.on

    @property
    def city_id(self) -> str:
        """The id of the one area at the top."""
        return _the_city(self.areas)

    def of_level(self, level: Level) -> gpd.GeoDataFrame:
        """The rows of `areas` at one administrative level."""
        return self.areas[self.areas["level"] == str(level)]

    def belonging(self, units: pd.DataFrame) -> pd.DataFrame:
        """The district and street of units that carry those columns, by id and name."""
        names = self.areas["name"]
        return pd.DataFrame(
            {
                "district_id": units["district"],
                "district": units["district"].map(names),
                "street_id": units["street"],
                "street": units["street"].map(names),
            }
        )


def lay_ground(city: City, profile: Profile, *, on: date) -> Ground:
    """
    Locate and count everything a study of `on` needs, once.

    Raises CoordinateError where the manifest's metric CRS does not measure in metres.
    """
    crs = city.manifest.metric_crs
    areas = _with_ancestors(to_metric(city.geotable("areas"), crs, name="areas").set_index("area_id"))
    residents = residents_on(city, on)
    children = children_on(city, on, residents=residents, bands=Ages.of(profile.classes).single)
    unbanded = [name for name in CHILDREN_OF_CLASS if name not in children]
    children = children.join(pd.DataFrame(index=children.index, columns=unbanded, dtype="Int64"))
    communities = share_to_communities(city, residents=residents, children=children)
    people = residents.join(children).drop(index=communities.index)
    homes = _homes(city, on, areas, residents=residents, children=children)
    points = homes.set_geometry(homes.geometry.representative_point())
    circles = _circles(city, profile)
    sites = to_metric(standing_sites(city, on), crs, name="sites")
    sites = sites.join(administrative_areas(sites, areas))
    sites["counts"] = counts_as_supply(sites, profile.supply)
    sites["central"] = _within(sites, _central_zone(city, on))
    return Ground(
        city=city,
        profile=profile,
        on=on,
        areas=areas,
        people=pd.concat([people, communities]).reindex(areas.index),
        homes=homes,
        home_points=points,
        circles=circles,
        homes_by_circle=_homes_by_circle(homes, points, circles=circles),
        sites=sites,
        counted=sites[sites["counts"]],
        drawn=(drawn := _drawn(areas)),
        located=_located(
            sites,
            homes,
            circles,
            levels=[level for level, units in drawn.items() if len(units)],
            city_id=_the_city(areas),
            share_sites=profile.circles is not None and profile.circles.share_sites,
        ),
    )


def _the_city(areas: gpd.GeoDataFrame) -> str:
    """The id of the one area at the top."""
    return str(areas.index[areas["level"] == str(Level.CITY)][0])


def _drawn(areas: gpd.GeoDataFrame) -> dict[Level, pd.Index]:
    """The areas of each level of which it is known what they hold: they, or parts of them, have a boundary."""
    drawn = areas[areas.geometry.notna() & ~areas.geometry.is_empty]
    found = {level: pd.Index(drawn[str(level)].dropna().unique()) for level in ADMINISTRATIVE}
    return found | {Level.CITY: pd.Index([_the_city(areas)])}


def _with_ancestors(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add a column for each administrative level: the area itself at its own level, and its parents above."""
    here = pd.Series(areas.index, index=areas.index, dtype="object")
    found = pd.DataFrame(index=areas.index, columns=[str(level) for level in ADMINISTRATIVE], dtype="object")
    for _ in ADMINISTRATIVE:
        levels = here.map(areas["level"])
        for level in ADMINISTRATIVE:
            found[str(level)] = found[str(level)].mask(levels == str(level), here)
        here = here.map(areas["parent_id"])
    return areas.join(found)


def _homes(
    city: City, on: date, areas: gpd.GeoDataFrame, *, residents: pd.DataFrame, children: pd.DataFrame
) -> gpd.GeoDataFrame:
    """The residential areas with people, ancestors, central share and planned places."""
    homes = to_metric(city.geotable("residential_areas"), areas.crs, name="residential_areas")
    homes = homes.set_index("residential_area_id").drop(columns="residents")
    people = residential_people(city, on)
    shares = share_to_residential_areas(city, people=people, residents=residents, children=children)
    points = homes.set_geometry(homes.geometry.representative_point())
    homes = homes.join(people).join(shares.areas.drop(columns="street_id"))
    homes = homes.join(administrative_areas(points, areas)).join(_planned_places(city))
    homes["city"] = _the_city(areas)
    homes["under_plan"] = ((homes["era"] == str(Era.NEW)) & ~homes["lived_in"]).astype("boolean")
    homes["central_share"] = _share_inside(homes, city, on)
    # Where the boundary cuts an area, the larger part of its land decides; the share itself is reported beside it.
    homes["central"] = (homes["central_share"] * 2 > 1).astype("boolean").mask(homes["central_share"].isna())
    return homes


def _homes_by_circle(homes: gpd.GeoDataFrame, points: gpd.GeoDataFrame, *, circles: gpd.GeoDataFrame) -> pd.DataFrame:
    """The homes whose inner point lies in each circle, those lived in alone, with their people and place."""
    pairs = all_holding_polygons(points, circles).rename(columns={"point_id": "home"})
    people = homes.loc[homes["lived_in"], ["residents", "children_under_3", *CHILDREN_OF_CLASS, "street", "district"]]
    return pairs[pairs["home"].isin(people.index)].join(pd.DataFrame(people), on="home")


def _planned_places(city: City) -> pd.DataFrame:
    """Places planned over all phases of each area; NA as soon as one phase does not say."""
    phases = city.table("phases").groupby("residential_area_id")["planned_places"]
    total = phases.sum().where(phases.count() == phases.size())
    return total.astype("Int64").to_frame("planned_places")


def _share_inside(homes: gpd.GeoDataFrame, city: City, on: date) -> pd.Series:
    """The share of each area's land inside the central urban area (Float64); NA where there is none."""
    zone = _central_zone(city, on)
    if zone is None:
        return pd.Series(pd.NA, index=homes.index, dtype="Float64")
    inside: pd.Series = homes.geometry.intersection(zone).area
    share: pd.Series = inside / homes.geometry.area
    return share.astype("Float64")


def _central_zone(city: City, on: date) -> BaseGeometry | None:
    """The central urban area of the day in the metric CRS: the latest boundary drawn by then, None without one."""
    zones = city.geotable("central_urban_area")
    zones = zones[zones["on"].map(lambda day: day <= on).astype(bool)]
    zones = zones[zones["on"] == zones["on"].max()]
    if zones.empty:
        return None
    drawn: BaseGeometry = to_metric(zones, city.manifest.metric_crs, name="central_urban_area").geometry.union_all()
    return drawn


def _within(sites: gpd.GeoDataFrame, zone: BaseGeometry | None) -> pd.Series:
    """Whether each site stands in the zone, its border included (boolean); NA without a zone or a position."""
    unknown = pd.Series(pd.NA, index=sites.index, dtype="boolean")
    return unknown if zone is None else sites.intersects(zone).astype("boolean").mask(sites.geometry.isna())


def _circles(city: City, profile: Profile) -> gpd.GeoDataFrame:
    """The life circles of the levels that the profile counts, in the metric CRS."""
    circles = to_metric(city.geotable("life_circles"), city.manifest.metric_crs, name="life_circles")
    minutes = [str(walk) for walk in profile.circles.minutes] if profile.circles else []
    return circles[circles["minutes"].isin(minutes)].set_index("circle_id")


def _located(
    sites: gpd.GeoDataFrame,
    homes: gpd.GeoDataFrame,
    circles: gpd.GeoDataFrame,
    *,
    levels: Sequence[Level],
    city_id: str,
    share_sites: bool,
) -> dict[Level, pd.DataFrame]:
    """
    Pairs of site and unit at every level; where circles may not share a site, the nearest centre keeps it.

    Every site of the register is the city's, wherever it stands. A level without boundaries is left out: of its units
    nobody knows what they hold, which is not the same as nothing.
    """
    pairs = {
        level: sites[str(level)].dropna().rename("area_id").rename_axis("site_id").reset_index()
        for level in ADMINISTRATIVE
        if level in levels
    }
    pairs[Level.CITY] = pd.DataFrame({"site_id": sites.index, "area_id": city_id})
    inside = holding_polygon(sites, homes).dropna()
    pairs[Level.RESIDENTIAL_AREA] = inside.rename("area_id").rename_axis("site_id").reset_index()
    shared = all_holding_polygons(sites, circles).rename(columns={"point_id": "site_id"})
    pairs[Level.LIFE_CIRCLE] = shared if share_sites else _nearest_centre(shared, sites, circles)
    return pairs


def _nearest_centre(pairs: pd.DataFrame, sites: gpd.GeoDataFrame, circles: gpd.GeoDataFrame) -> pd.DataFrame:
    """
    Keep one circle of each level for each site: the one whose centre is nearest, the lower id where two are as near.

    Levels do not stand in for one another, so a site serves its five- and its fifteen-minute circle alike.
    """
    here = sites.geometry.loc[pairs["site_id"]]
    centres = circles.geometry.centroid.loc[pairs["area_id"]]
    away_m = here.distance(centres, align=False).to_numpy()
    minutes = circles["minutes"].loc[pairs["area_id"]].to_numpy()
    ranked = pairs.assign(away_m=away_m, minutes=minutes).sort_values(["site_id", "away_m", "area_id"])
    return ranked.drop_duplicates(["site_id", "minutes"])[["site_id", "area_id"]].reset_index(drop=True)
