"""The shapes of a network (服务网络)."""

from typing import Literal

from pydantic import BaseModel

from service.schemas.policy import About


class LinkRow(BaseModel):
    """One site and the one that leads it; `missing` says why there is none."""

    site_id: str
    name: str
    role: str
    role_zh: str
    district_id: str | None
    district: str | None
    street_id: str | None
    street: str | None
    to_id: str | None
    to_name: str | None
    to_role: str | None
    missing: str


class StreetRow(BaseModel):
    """What a street has of the network; null is "unknown", never none."""

    area_id: str
    name: str
    district: str | None
    has_hub: bool | None
    hubs: int | None
    points: int | None
    points_without_hub: int | None
    has_district_centre: bool | None
    missing: str


class NetworkAnswer(About):
    """Every link and every street; `notes` are said of the whole, `cites` the clauses."""

    type: Literal["Network"]
    notes: list[str]
    cites: list[str]
    links: list[LinkRow]
    coverage: list[StreetRow]
