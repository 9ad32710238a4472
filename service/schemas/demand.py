"""The shapes of demand answers (需求预测回答)."""

from typing import Literal

from pydantic import BaseModel, Field

from service.schemas.gaps import CityName, ColumnAbout, Link, TraceAnswer
from service.schemas.served import UptakeEntry

Curve = list[int | None]


class Named(BaseModel):
    """A variant or a measure, and its Chinese title."""

    id: str
    title: str


class AssumptionEntry(BaseModel):
    """One number that is assumed; `area_id`, `area` and `from_year` are null where nobody gave one."""

    assumption: str
    title: str
    variant: str
    area_id: str | None
    area: str | None
    from_year: int | None
    value: str = Field(description="按原文的十进制数 / the decimal as written", examples=["0.97"])
    note: str
    source: str


class RestsOn(BaseModel):
    """Which city, profile, day and revision an answer speaks of, and everything that it takes for granted."""

    city: CityName
    profile: str
    date: str
    revision: str
    years: list[int] = Field(description="每年12月31日 / 31 December of each")
    variants: list[Named]
    measures: list[Named]
    uptake: UptakeEntry | None
    assumptions: list[AssumptionEntry]
    homes_counted: int = Field(ge=0, description="计入的新建住房期数 / phases of new homes that count")
    homes_left_out: list[str] = Field(description="未计入的期及原因 / phases that do not, and why")
    notes: list[str]


class DemandRow(BaseModel):
    """One area at the end of one year under one variant. null is "unknown", never 0; its reason stands beside it."""

    variant: str
    year: int
    level: str
    area_id: str
    name: str | None
    district_id: str | None
    children_under_3: int | None
    children_younger: int | None
    children_infant: int | None
    children_toddler_small: int | None
    children_toddler_large: int | None
    eligible: int | None
    places: int | None
    policy: int | None
    policy_shortage: int | None
    policy_surplus: int | None
    policy_on: str | None
    policy_rule: str
    policy_reason: str
    willingness: int | None
    willingness_shortage: int | None
    willingness_surplus: int | None
    willingness_infant: int | None
    willingness_toddler_small: int | None
    willingness_toddler_large: int | None
    willingness_reason: str
    enrolment: int | None
    enrolment_at_least: bool = Field(description="在托口径是否为下限：有点位未填报 / whether it is a lower bound")
    enrolment_shortage: int | None
    enrolment_surplus: int | None
    enrolment_reason: str
    finding: str
    reason: str


class DemandTable(RestsOn):
    """Places needed by three measures, which are never added up, against what is open on the day of the study."""

    type: Literal["DemandTable"]
    numberMatched: int = Field(ge=0)  # noqa: N815 - the word that OGC APIs use
    numberReturned: int = Field(ge=0)  # noqa: N815
    columns: list[ColumnAbout]
    rows: list[DemandRow]
    links: list[Link]


class Present(BaseModel):
    """The children under 3 on the day of the study."""

    children_under_3: int | None
    children_basis: str
    children_source: str
    on: str
    basis_zh: str


class Traced(BaseModel):
    """Which year and variant the trace tells of."""

    year: int
    variant: str


class DemandCurves(RestsOn):
    """
    One area: arrays as long as `years`, by variant where the variants differ.

    `places` and `places_by_class` are those of the day of the study and taken to stay.
    """

    type: Literal["DemandCurves"]
    level: str
    area_id: str
    name: str
    present: Present
    places: int | None
    places_by_class: dict[str, int | None]
    policy: Curve
    policy_on: list[str | None]
    children: dict[str, Curve]
    children_younger: dict[str, Curve]
    children_infant: dict[str, Curve]
    children_toddler_small: dict[str, Curve]
    children_toddler_large: dict[str, Curve]
    eligible: dict[str, Curve]
    willingness: dict[str, Curve]
    willingness_infant: dict[str, Curve]
    willingness_toddler_small: dict[str, Curve]
    willingness_toddler_large: dict[str, Curve]
    enrolment: dict[str, Curve]
    enrolment_at_least: dict[str, list[bool]] = Field(description="哪些年为下限 / which years are lower bounds")
    findings: dict[str, list[str]]
    reasons: dict[str, str]
    traced: Traced
    trace: TraceAnswer
