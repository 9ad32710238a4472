"""The shapes of reach (可达性): of areas, of one site, of one home."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from service.schemas.gaps import ColumnAbout, StepAnswer
from service.schemas.policy import About


class WalkHead(About):
    """How walks were measured: along the network or straight, how far, and at what speed minutes are told."""

    within_m: float
    mode: Literal["walk", "stroller"]
    mode_zh: str
    measured_by: str
    measured_by_zh: str
    m_per_min: float | None
    m_per_min_source: str | None
    note: str


class ReachRow(BaseModel):
    """
    One area. Shares run from 0 to 1; null is "unknown" or, of `nearest_m`, beyond the limit.

    `unmeasured` are children of whom nobody knows what they reach, `residents_unmeasured` residents; where there are
    some, `children_within` and `children_share` are lower bounds, and null where the walk of none is measured. With
    `at_least` there may be more places for each child than told. `reason` says in Chinese why a number is missing
    or only a bound.
    """

    area_id: str
    name: str
    district_id: str | None
    district: str | None
    street_id: str | None
    street: str | None
    residents: int | None
    residents_within: int | None
    residents_share: float | None
    children: int | None
    children_within: int | None
    children_share: float | None
    nearest_m: float | None
    places_per_child: float | None
    at_least: bool
    unmeasured: int | None
    residents_unmeasured: int | None
    reason: str


class ReachTable(WalkHead):
    """
    Every area of a level; `gini` and `palma` say how unevenly places for each child are spread over the areas.

    Those are the `compared` areas whose places for each child are known. `places_unreached` are places that neighbours
    can have and no child reaches; null where nobody knows.
    """

    type: Literal["Reach"]
    level: str
    rank: int
    decay: str
    decay_zh: str
    gini: float | None
    palma: float | None
    places_unreached: float | None
    compared: int
    assumptions: list[str]
    numberMatched: int = Field(ge=0)  # noqa: N815 - the word that OGC APIs use
    columns: list[ColumnAbout]
    rows: list[ReachRow]
    parts: list[dict[str, Any]]


class Joined(BaseModel):
    """
    How a home or site joins the network; `gate_unknown_m` is the doubt where nobody told of an estate's gate.

    `island_nodes` is how many nodes the part of the network has that it joins, where no way leads on to the largest.
    """

    joined_at: str | None
    joined_at_zh: str
    away_m: float | None
    gate_unknown_m: int | None
    island_nodes: int | None


class Walk(BaseModel):
    """
    A walk of `cost_m` metres and what it is made of.

    From the home straight to its gate or the nearest way, along the ways, and straight to the site: the three add up
    to `cost_m`. Where no network is walked they are null, and `straight_m` times the detour factor is the walk.
    """

    cost_m: float
    to_way_m: float | None
    along_m: float | None
    from_way_m: float | None
    straight_m: float | None
    cost_min: float | None


class ReachedHome(Walk):
    """A place where children live that a site reaches, nearest first."""

    point_id: str
    name: str
    dwelling: str
    dwelling_zh: str
    residents: int | None
    children: int | None
    longitude: float | None
    latitude: float | None


class ReachedSite(Walk):
    """A site that a home reaches, nearest first."""

    site_id: str
    name: str
    places: int | None
    enrolled: int | None
    inclusive: bool | None
    open_to_neighbours: bool | None
    classes: dict[str, int]
    longitude: float | None
    latitude: float | None


class SiteReach(WalkHead):
    """Who reaches a site: homes, their people, and the ways within the walk (GeoJSON)."""

    type: Literal["SiteReach"]
    site_id: str
    name: str
    places: int | None
    enrolled: int | None
    inclusive: bool | None
    open_to_neighbours: bool | None
    classes: dict[str, int]
    joined: Joined
    longitude: float | None
    latitude: float | None
    residents: int | None
    children: int | None
    homes: list[ReachedHome]
    ways: dict[str, Any] | None
    steps: list[StepAnswer]


class HomeReach(WalkHead):
    """Which sites a home reaches, and the ways within the walk (GeoJSON)."""

    type: Literal["HomeReach"]
    point_id: str
    name: str
    dwelling: str
    dwelling_zh: str
    joined: Joined
    longitude: float | None
    latitude: float | None
    residents: int | None
    children: int | None
    sites: list[ReachedSite]
    ways: dict[str, Any] | None
    steps: list[StepAnswer]
