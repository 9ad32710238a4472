"""The shapes of target answers (目标回答)."""

from typing import Literal

from pydantic import BaseModel, Field

from planning.targets.state import TargetState
from service.schemas.catalogue import DocumentEntry
from service.schemas.gaps import Link
from service.schemas.policy import About


class StateCount(BaseModel):
    """How many units have a state."""

    state: str
    state_zh: str
    units: int


class RuleDate(BaseModel):
    """How the targets of one rule and date stand."""

    deadline: str
    units: int
    counts: list[StateCount]


class RuleTargets(BaseModel):
    """A rule with a deadline: its clause, the standing of its document (`draft` binds nobody), and its dates."""

    id: str
    name: str
    standard: str
    unit: str
    level: str
    level_zh: str
    modality: str
    modality_zh: str
    cite: str
    brief: str
    document_status: str
    document_status_zh: str
    dates: list[RuleDate]


class TargetRow(BaseModel):
    """One target of one unit; `as_of` is the day for which `actual` is known. null is "unknown", never 0."""

    rule_id: str
    level: str
    area_id: str
    name: str | None
    district_id: str | None
    deadline: str
    required: int | float | None
    actual: int | float | None
    shortfall: int | float | None
    as_of: str | None
    source: str
    state: TargetState
    state_zh: str
    reason: str


class MilestoneEntry(BaseModel):
    """Places that a unit owes by a date; `basis` says whether a rule states the number or it was shared out."""

    on: str
    required: int
    rule_id: str
    modality: str
    modality_zh: str
    basis: str
    state: TargetState
    state_zh: str


class KnownEntry(BaseModel):
    """Places that a unit had on a day, and whose figure it is; a lower bound where it is not `exact`."""

    on: str
    places: int
    source: str
    exact: bool


class PathEntry(BaseModel):
    """The way of the city or of a district."""

    level: str
    area_id: str
    name: str
    due: list[MilestoneEntry]
    known: list[KnownEntry]


class TaskEntry(BaseModel):
    """One numbered task of an annex; a standing one has no deadline."""

    task_id: str
    names: list[str]
    deadline: str | None
    responsible: str
    rules: list[str]
    units: int
    state: str | None
    state_zh: str
    counts: list[StateCount]


class TargetTable(About):
    """Every dated target; `left_out` are dated rules that speak of other things than the levels of a city."""

    type: Literal["TargetTable"]
    documents: list[DocumentEntry]
    states: list[StateCount]
    numberMatched: int = Field(ge=0)  # noqa: N815 - the word that OGC APIs use
    numberReturned: int = Field(ge=0)  # noqa: N815
    rules: list[RuleTargets]
    targets: list[TargetRow]
    paths: list[PathEntry]
    tasks: list[TaskEntry]
    left_out: list[str]
    links: list[Link]
