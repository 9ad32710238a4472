"""Which institution leads which (托育服务网络): point to street institution, district centre, city centre."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import geopandas as gpd
import pandas as pd

from planning.ground import Ground
from planning.model.codes import Code, InstitutionKind, Level
from planning.policy.profile import Profile
from planning.study import Study

# Ids under which a profile cites the clauses of its networks.
CLAUSES = ("network-centres", "network-streets")
LINK_COLUMNS = (
    "site_id",
    "name",
    "role",
    "district_id",
    "district",
    "street_id",
    "street",
    "to_id",
    "to_name",
    "to_role",
    "missing",
)


class Role(Code):
    """The place of a site in the network."""

    POINT = "point", "社区托育点"
    HUB = "hub", "街（镇）普惠托育机构"
    INSTITUTION = "institution", "其他托育机构"
    DISTRICT_CENTRE = "district_centre", "区级托育综合服务中心"
    CITY_CENTRE = "city_centre", "市级托育综合服务中心"


@dataclass(frozen=True, slots=True)
class Network:
    """
    The links of the sites that count as supply on the day, and what streets have of them.

    `links` has `LINK_COLUMNS`, one row a site in order of its id; `to_id` is NA where the link is missing, and
    `missing` says why. `coverage` (index `area_id`) has for each street `name`, `district`, `has_hub` (boolean),
    `hubs`, `points`, `points_without_hub` (Int64), `has_district_centre` (boolean) and `missing`; NA is unknown, never
    none. `notes` are said of the whole, `cites` the clauses.
    """

    links: pd.DataFrame
    coverage: pd.DataFrame
    notes: tuple[str, ...]
    cites: tuple[str, ...]

    @classmethod
    def of(cls, study: Study) -> Self:
        """The network of a study; of several institutions that could lead, the nearest does, then the lower id."""
        ground = study.ground
        cites = _cites(study.profile)
        if not ground.register_speaks:
            nothing = pd.DataFrame(columns=list(LINK_COLUMNS))
            return cls(nothing, _unknown(ground, ground.of_level(Level.STREET).index), (_SILENT,), cites)
        sites = ground.counted.assign(role=_roles(ground.counted))
        links = _links(sites, ground.areas["name"])
        notes = [note for note, holds in _doubts(sites).items() if holds]
        return cls(links, _coverage(ground, links, sites), tuple(notes), cites)


_SILENT = "当日没有点位登记册，网络无法判断"
_NO_LEVELS = "登记册没有写明中心级别，不能认定哪一个是市级中心；各中心按区级列出"
_NO_STATUS = "没有普惠认定资料，不能认定哪些是普惠机构"


def _doubts(sites: gpd.GeoDataFrame) -> dict[str, bool]:
    return {_NO_STATUS: bool(sites["inclusive"].isna().any()), _NO_LEVELS: "centre_level" not in sites}


def _roles(sites: gpd.GeoDataFrame) -> pd.Series:
    """The role of each site; a centre is the city's where the register says so."""
    kinds = sites["kind"]
    centre = kinds == str(InstitutionKind.SERVICE_CENTRE)
    point = kinds == str(InstitutionKind.COMMUNITY_POINT)
    roles = pd.Series(str(Role.INSTITUTION), index=sites.index, dtype="object")
    roles = roles.mask(sites["inclusive"].fillna(value=False).astype(bool), str(Role.HUB))
    roles = roles.mask(point, str(Role.POINT)).mask(centre, str(Role.DISTRICT_CENTRE))
    if "centre_level" in sites:
        roles = roles.mask(centre & (sites["centre_level"] == str(Level.CITY)), str(Role.CITY_CENTRE))
    return roles


def _links(sites: gpd.GeoDataFrame, names: pd.Series) -> pd.DataFrame:
    """Each site with the one that leads it."""
    above = {
        Role.POINT: (Role.HUB, "street"),
        Role.HUB: (Role.DISTRICT_CENTRE, "district"),
        Role.INSTITUTION: (Role.DISTRICT_CENTRE, "district"),
        Role.DISTRICT_CENTRE: (Role.CITY_CENTRE, "city"),
    }
    sites = sites.assign(city="")
    parts = [pd.Series(dtype="object")]
    for role, (leader, scope) in above.items():
        parts.append(_nearest(sites[sites["role"] == str(role)], sites[sites["role"] == str(leader)], scope=scope))
    led_by = pd.concat(parts).reindex(sites.index)
    leaders = sites["role"].map({str(role): str(leader) for role, (leader, _) in above.items()})
    table = pd.DataFrame(
        {
            "site_id": sites.index,
            "name": sites["name"],
            "role": sites["role"],
            "district_id": sites["district"],
            "district": sites["district"].map(names),
            "street_id": sites["street"],
            "street": sites["street"].map(names),
            "to_id": led_by,
            "to_name": led_by.map(sites["name"]),
            "to_role": leaders.where(led_by.notna()),
            "missing": _missing_links(sites, led_by),
        },
        index=sites.index,
    )
    return table.reset_index(drop=True).sort_values("site_id", ignore_index=True)


def _nearest(led: gpd.GeoDataFrame, leaders: gpd.GeoDataFrame, *, scope: str) -> pd.Series:
    """The nearest leader of the same unit by site, the lower id where two are as near."""
    here = pd.DataFrame({"site_id": led.index, "unit": led[scope].array}).dropna()
    there = pd.DataFrame({"to_id": leaders.index, "unit": leaders[scope].array}).dropna()
    pairs = here.merge(there, on="unit")
    from_points, to_points = led.geometry.loc[pairs["site_id"]], leaders.geometry.loc[pairs["to_id"]]
    away_m = from_points.distance(to_points, align=False).to_numpy()
    ranked = pairs.assign(away_m=away_m).sort_values(["site_id", "away_m", "to_id"])
    found: pd.Series = ranked.drop_duplicates("site_id").set_index("site_id")["to_id"].astype("object")
    return found


def _missing_links(sites: gpd.GeoDataFrame, led_by: pd.Series) -> pd.Series:
    """Why a site has no leader; empty where it has one, and for the centre of the city."""
    reasons = {
        Role.POINT: "本街（镇）没有普惠托育机构",
        Role.HUB: "本区没有托育综合服务中心",
        Role.INSTITUTION: "本区没有托育综合服务中心",
        Role.DISTRICT_CENTRE: "没有可认定的市级托育综合服务中心",
        Role.CITY_CENTRE: "",
    }
    why = sites["role"].map({str(role): reason for role, reason in reasons.items()}).astype("object")
    point = sites["role"] == str(Role.POINT)
    why = why.mask(point & _untold(sites), "不知道本街（镇）有没有普惠托育机构")
    why = why.mask(point & sites["street"].isna(), "位置不在任何街道（镇）内")
    told: pd.Series = why.mask(led_by.notna(), "")
    return told


def _untold(sites: gpd.GeoDataFrame) -> pd.Series:
    """Whether some institution of the site's street may be inclusive, and nobody said."""
    doubtful = sites.loc[sites["inclusive"].isna() & (sites["role"] == str(Role.INSTITUTION)), "street"].dropna()
    found: pd.Series = sites["street"].isin(doubtful.unique())
    return found


def _coverage(ground: Ground, links: pd.DataFrame, sites: gpd.GeoDataFrame) -> pd.DataFrame:
    """What each street has, and what it lacks in words."""
    streets = ground.of_level(Level.STREET).index
    roles = links["role"]
    hubs = _counted(links[roles == str(Role.HUB)], streets)
    points = _counted(links[roles == str(Role.POINT)], streets)
    without = _counted(links[(roles == str(Role.POINT)) & links["to_id"].isna()], streets)
    centres = links.loc[roles.isin([str(Role.DISTRICT_CENTRE)]), "district_id"].dropna().unique()
    untold = pd.Series(streets.isin(sites.loc[_untold(sites), "street"].dropna().unique()), index=streets)
    district = ground.areas["district"].reindex(streets)
    table = _unknown(ground, streets).assign(
        has_hub=(hubs > 0).astype("boolean").mask((hubs == 0) & untold),
        hubs=hubs,
        points=points,
        points_without_hub=without,
        has_district_centre=district.isin(centres).astype("boolean"),
    )
    table["missing"] = _said(table)
    # Of a street without a boundary nobody knows what stands in it.
    dark = ~streets.isin(ground.drawn[Level.STREET])
    whole: pd.DataFrame = pd.concat([table[~dark], _unknown(ground, streets[dark])]).reindex(streets)
    return whole


def _counted(links: pd.DataFrame, streets: pd.Index) -> pd.Series:
    return links["street_id"].value_counts().reindex(streets).fillna(0).astype("Int64")


def _said(table: pd.DataFrame) -> pd.Series:
    """What is missing, in one sentence a street; empty where nothing is."""
    lacks: Mapping[str, pd.Series] = {
        "没有普惠托育机构": (table["has_hub"] == False).fillna(value=False),  # noqa: E712 - NA is neither
        "不知道有没有普惠托育机构": table["has_hub"].isna(),
        "没有社区托育点": table["points"] == 0,
        "所在区没有托育综合服务中心": ~table["has_district_centre"],
    }
    words = [column.map({True: word, False: ""}).tolist() for word, column in lacks.items()]
    return pd.Series(
        ["；".join(word for word in row if word) for row in zip(*words, strict=True)], index=table.index, dtype="object"
    )


def _unknown(ground: Ground, streets: pd.Index) -> pd.DataFrame:
    """Streets of which nothing is known."""
    names = ground.areas["name"]
    silent = "没有边界，不知道有哪些点位" if ground.register_speaks else "当日没有点位登记册"
    return pd.DataFrame(
        {
            "name": names.reindex(streets),
            "district": ground.areas["district"].reindex(streets).map(names),
            "has_hub": pd.array([pd.NA] * len(streets), "boolean"),
            "hubs": pd.array([pd.NA] * len(streets), "Int64"),
            "points": pd.array([pd.NA] * len(streets), "Int64"),
            "points_without_hub": pd.array([pd.NA] * len(streets), "Int64"),
            "has_district_centre": pd.array([pd.NA] * len(streets), "boolean"),
            "missing": silent,
        },
        index=streets.rename("area_id"),
    )


def _cites(profile: Profile) -> tuple[str, ...]:
    """The clauses of the networks, and of the rules that ask for centres."""
    own = [clause for clause in profile.clauses if clause.rule_id in CLAUSES]
    centres = [
        rule.source
        for rule in profile.rules
        if getattr(getattr(rule, "sites", None), "kinds", ()) == (InstitutionKind.SERVICE_CENTRE,)
    ]
    return tuple(dict.fromkeys(clause.cite() for clause in (*own, *centres)))
