"""The shapes of gap answers (缺口回答)."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

Cell = str | int | float | bool | None


class CityName(BaseModel):
    """The city an answer speaks of; `notice` is shown wherever its figures are."""

    id: str
    name: str
    synthetic: bool
    notice: str


class ColumnAbout(BaseModel):
    """One column of the rows: Chinese title, unit, how it is shown, and the words of its codes."""

    name: str
    title: str
    unit: str
    show: Literal["text", "code", "count", "rate", "share", "day"]
    about: str = ""
    codes: dict[str, str] = {}


class Target(BaseModel):
    """One dated target of places."""

    rule_id: str
    target_on: str | None
    required: int | None
    basis: str | None
    supplied: int | None
    shortage: int | None
    outcome: str | None


class Owed(BaseModel):
    """Sites, institutions or classes that one rule asks for."""

    rule_id: str
    required: int | None
    value: int | None
    outcome: str | None
    deadline: str | None


class GapRow(BaseModel):
    """One unit: the columns named in `columns`, its pinyin, and what rules ask of it."""

    model_config = {"extra": "allow"}

    area_id: str
    name: str | None
    pinyin: str
    targets: list[Target]
    owed: list[Owed]


class Link(BaseModel):
    """Another page or form of the answer."""

    rel: Literal["self", "next", "prev", "alternate"]
    href: str
    type: str


class GapTable(BaseModel):
    """The gap table of a level. `timeStamp` is when the data revision was loaded; null is "unknown", never 0."""

    type: Literal["GapTable"]
    city: CityName
    profile: str
    date: str
    revision: str
    level: str
    timeStamp: datetime  # noqa: N815 - the word that OGC APIs use
    numberMatched: int = Field(ge=0)  # noqa: N815
    numberReturned: int = Field(ge=0)  # noqa: N815
    columns: list[ColumnAbout]
    rows: list[GapRow]
    links: list[Link]


class FindingAnswer(BaseModel):
    """What one rule says of the unit."""

    rule_id: str
    level: str
    denominator: int | float | None
    required: int | float | None
    value: int | float | None
    shortfall: int | float | None
    outcome: str
    deadline: str | None
    reason: str | None


class InputAnswer(BaseModel):
    """A number that went in, and the row it stands in."""

    name: str
    value: str
    unit: str
    table: str
    key: str
    source: str
    on: str | None


class ClauseAnswer(BaseModel):
    """A clause, with the words that carry the figure; `cite` is the citation in one line."""

    rule_id: str
    document: str
    number: str
    clause: str
    quote: str
    status: str
    cite: str


class StepAnswer(BaseModel):
    """One step of arithmetic."""

    key: str
    says: str
    formula: str
    filled: str
    result: str
    unit: str
    basis: str
    inputs: list[InputAnswer]
    clauses: list[ClauseAnswer]


class TraceAnswer(BaseModel):
    """How the numbers came about: sentences to paste into a report, and the steps behind them."""

    steps: list[StepAnswer]
    sentences: list[str]
    revision: str
    on: str
    profile: str
    notice: str


class UnitAnswer(BaseModel):
    """One unit with everything that is known of it."""

    row: GapRow
    findings: list[FindingAnswer]
    trace: TraceAnswer
    columns: list[ColumnAbout]


class FeatureCollection(BaseModel):
    """GeoJSON (RFC 7946); longitude and latitude with seven decimals."""

    model_config = {"extra": "allow"}

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]
