"""The shapes of what there is to ask about (目录): cities, profiles, layers, health, and the service itself."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from planning.model.codes import Level


class CityEntry(BaseModel):
    """A stored city with the profile, day and level it opens on."""

    id: str
    name: str
    name_en: str
    synthetic: bool
    notice: str
    profile: str
    date: str
    level: Level
    revision: str
    loaded_at: datetime


class CityList(BaseModel):
    """The stored cities; `default` is shown where a request names none."""

    cities: list[CityEntry]
    default: str


class DocumentEntry(BaseModel):
    """A policy document and its standing (`draft` binds nobody)."""

    id: str
    title: str
    issuer: str
    number: str
    dated: str | None
    status: str
    status_zh: str
    note: str


class ProfileEntry(BaseModel):
    """A profile in the list."""

    id: str
    name: str
    name_en: str
    status: str


class ProfileList(BaseModel):
    """The profiles there are."""

    profiles: list[ProfileEntry]
    faults: list[str]


class SourceEntry(BaseModel):
    """Where a rule is from: the document's title and standing (`draft` binds nobody), and the clause."""

    document: str
    short_title: str
    status: str
    status_zh: str
    clause: str
    quote: str
    cite: str


class RuleEntry(BaseModel):
    """One rule in words; `inputs` names what it reads, `unsupplied` the numbers of the place that nobody gave."""

    id: str
    row: str
    name: str
    summary: str
    standard: str
    type: str
    type_zh: str
    level: str
    level_zh: str
    modality: str
    modality_zh: str
    responsible: str
    serves: list[str]
    serves_zh: list[str]
    deadline: str | None
    in_force_from: str | None
    in_force_until: str | None
    applies_to: str
    unit: str
    formula: str
    inputs: list[str]
    unsupplied: list[str]
    note: str
    source: SourceEntry


class ProfileAnswer(ProfileEntry):
    """A profile with its documents and rules."""

    note: str
    documents: list[DocumentEntry]
    rules: list[RuleEntry]


class LayerList(BaseModel):
    """The names of the map layers."""

    layers: list[str]


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"]


class Readiness(BaseModel):
    """The store can be read; `revisions` are those served."""

    status: Literal["ready"]
    store: str
    revisions: list[str]


class Door(BaseModel):
    """One thing this service offers."""

    rel: str
    href: str
    title: str
    type: str


class Landing(BaseModel):
    """What this service is and where to go."""

    title: str
    description: str
    version: str
    links: list[Door]
