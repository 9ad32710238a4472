"""The shapes of the split of children (服务五分)."""

from typing import Literal

from pydantic import BaseModel, Field

from service.schemas.gaps import ColumnAbout, StepAnswer
from service.schemas.policy import About


class UptakeEntry(BaseModel):
    """The share of the children old enough for a class whose families seek a place."""

    share: float
    source: str
    note: str


class ServedRow(BaseModel):
    """
    One area; the six parts add up to `children_under_3`. null is "unknown", never 0, and `reason` says why.

    `children_uncertain` are those of the parts who have no place and might fare otherwise: a site in their reach does
    not say whether it is open or how many places it has, or their walks cannot be measured.
    """

    area_id: str
    name: str
    district_id: str | None
    district: str | None
    street_id: str | None
    street: str | None
    children_under_3: int | None
    children_seeking: int | None
    children_served: int | None
    children_out_of_reach: int | None
    children_no_class: int | None
    children_only_non_inclusive: int | None
    children_full: int | None
    children_not_seeking: int | None
    children_uncertain: int | None
    reason: str


class ServedHead(About):
    """What a split rests on: `assumptions` are said of the whole, `unanswered` why there is none."""

    level: str
    uptake: UptakeEntry | None
    places: Literal["inclusive", "any"]
    places_zh: str
    within_m: float
    measured_by: str | None
    measured_by_zh: str
    assumptions: list[str]
    unanswered: str
    columns: list[ColumnAbout]


class ServedTable(ServedHead):
    """The split of every area of a level."""

    type: Literal["Served"]
    numberMatched: int = Field(ge=0)  # noqa: N815 - the word that OGC APIs use
    rows: list[ServedRow]


class ServedPoint(BaseModel):
    """A place where children live, and what becomes of those who seek a place there."""

    point_id: str
    name: str
    dwelling: str
    dwelling_zh: str
    longitude: float | None
    latitude: float | None
    children: int | None
    seekers: int | None
    served: int | None
    out_of_reach: int | None
    no_class: int | None
    only_non_inclusive: int | None
    full: int | None


class ServedAge(BaseModel):
    """The children of one band of ages: from `from_months` on, and younger than `to_months`."""

    from_months: int
    to_months: int
    children: int
    seekers: int
    served: int
    out_of_reach: int
    no_class: int
    only_non_inclusive: int
    full: int
    not_seeking: int


class ServedArea(ServedHead):
    """
    One area: its row, the places where its children live, and how each number came about.

    `by_age` is the row by bands of ages as the classes cut them; they add up to it. Empty where it is undetermined.
    """

    type: Literal["ServedArea"]
    row: ServedRow
    by_age: list[ServedAge]
    points: list[ServedPoint]
    steps: list[StepAnswer]
