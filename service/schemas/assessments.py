"""The shape of an assessment (评估回答)."""

from typing import Literal

from pydantic import BaseModel, Field

from planning.assessment.span import AssessmentKind
from planning.targets.state import TargetState
from service.schemas.catalogue import DocumentEntry
from service.schemas.policy import About
from service.schemas.targets import StateCount


class SnapshotEntry(BaseModel):
    """One of the two snapshots: its day and its data revision."""

    date: str
    revision: str


class SectionEntry(BaseModel):
    """A section of the report, in sentences."""

    heading: str
    sentences: list[str]


class ChangeRow(BaseModel):
    """One target then and now; `change` is null unless the two figures are of different days."""

    rule_id: str
    level: str
    area_id: str
    name: str | None
    deadline: str
    required: int | float | None
    actual_then: int | float | None
    as_of_then: str | None
    state_then: TargetState | None
    actual: int | float | None
    as_of: str | None
    state: TargetState
    change: int | float | None
    source: str
    reason: str
    cite: str
    document_status: str


class AssessmentAnswer(About):
    """A periodic, yearly or final report."""

    type: Literal["Assessment"]
    kind: AssessmentKind
    title: str
    scope: str
    from_: SnapshotEntry = Field(alias="from")
    to: SnapshotEntry
    documents: list[DocumentEntry]
    states_then: list[StateCount]
    states_now: list[StateCount]
    sections: list[SectionEntry]
    targets: list[ChangeRow]
