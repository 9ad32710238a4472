"""The shapes of policy answers (政策回答)."""

from pydantic import BaseModel, Field

from service.schemas.catalogue import DocumentEntry, RuleEntry
from service.schemas.gaps import CityName, ClauseAnswer, StepAnswer


class OutcomeCount(BaseModel):
    """How many units have an outcome."""

    outcome: str
    outcome_zh: str
    units: int


class StateEntry(BaseModel):
    """How a rule stands on the day: the worst outcome, and how many units have which."""

    worst: str | None
    worst_zh: str
    units: int
    counts: list[OutcomeCount]


class RuleWithState(RuleEntry):
    """A rule in words, and how it stands."""

    state: StateEntry


class About(BaseModel):
    """Which city, profile, day and revision an answer speaks of."""

    city: CityName
    profile: str
    profile_name: str
    profile_status: str
    date: str
    revision: str


class PolicyAnswer(About):
    """The documents and rules of a profile."""

    note: str
    documents: list[DocumentEntry]
    numberMatched: int = Field(ge=0)  # noqa: N815 - the word that OGC APIs use
    rules: list[RuleWithState]


class ParameterEntry(BaseModel):
    """A number of the place with its citation."""

    id: str
    name: str
    value: str
    unit: str
    cite: str


class ShortFinding(BaseModel):
    """The numbers and outcome of one reading for one unit."""

    required: int | float | None
    value: int | float | None
    shortfall: int | float | None
    margin: int | float | None
    outcome: str
    outcome_zh: str
    deadline: str | None


class ReadingEntry(BaseModel):
    """One reading of an open point and what it answers; `dropped` where the rule falls away under it."""

    point: str
    about: str
    key: str
    says: str
    chosen: bool
    undecided: bool
    dropped: bool
    answers: list[ShortFinding]
    state: StateEntry | None


class NotOffered(BaseModel):
    """Readings of a point that are named and not computed."""

    id: str
    point: str
    readings: str


class ExpectedEntry(BaseModel):
    """What an example expects of a unit."""

    area_id: str
    outcome: str
    outcome_zh: str


class ExampleEntry(BaseModel):
    """A worked example of the rule."""

    title: str
    profile: str
    on: str
    arithmetic: str
    expects: list[ExpectedEntry]


class UnitFinding(BaseModel):
    """What the rule says of one unit."""

    area_id: str
    name: str
    denominator: int | float | None
    required: int | float | None
    value: int | float | None
    shortfall: int | float | None
    outcome: str
    outcome_zh: str
    deadline: str | None
    reason: str | None


class RuleAnswer(About):
    """One rule: in words, as it stands, its numbers of the place, readings, examples and findings."""

    rule: RuleEntry
    state: StateEntry
    parameters: list[ParameterEntry]
    readings: list[ReadingEntry]
    not_offered: list[NotOffered]
    examples: list[ExampleEntry]
    numberMatched: int = Field(ge=0)  # noqa: N815
    findings: list[UnitFinding]


class OneFinding(BaseModel):
    """One finding in full."""

    rule: RuleEntry
    area_id: str
    name: str
    denominator: int | float | None
    required: int | float | None
    value: int | float | None
    shortfall: int | float | None
    margin: int | float | None
    outcome: str
    outcome_zh: str
    deadline: str | None
    reason: str | None
    step: StepAnswer
    parameters: list[ParameterEntry]
    readings: list[ReadingEntry]


class FindingsAnswer(About):
    """What a rule says of one unit: a finding for each of its dates."""

    findings: list[OneFinding]


class StackEntry(BaseModel):
    """A profile of the stack, the nearest to the place first."""

    profile: str
    name: str
    tier: str
    tier_zh: str


class StandingEntry(BaseModel):
    """How one rule stands for the unit, and why; `stricter` marks the largest of several numbers that bind."""

    topic: str
    rule_id: str
    name: str
    profile: str
    tier: str
    tier_zh: str
    verdict: str
    verdict_zh: str
    required: int | float | None
    unit: str
    stricter: bool
    governed_on: str | None
    why: str
    says: str
    modality: str
    modality_zh: str
    clauses: list[ClauseAnswer]


class ResolutionAnswer(BaseModel):
    """Which rules bind a unit."""

    city: CityName
    profile: str
    date: str
    revision: str
    level: str
    level_zh: str
    unit: str
    name: str
    topic: str
    stack: list[StackEntry]
    standings: list[StandingEntry]
