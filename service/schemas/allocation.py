"""The shapes of a split of places (托位分配)."""

from typing import Any, Literal

from pydantic import BaseModel

from service.schemas.policy import About


class UnknownValue(BaseModel):
    """A unit for which a factor has no value, and why."""

    area_id: str
    why: str


class FactorEntry(BaseModel):
    """A factor that can be weighed; `unknown` are the units that would leave a split undetermined."""

    key: str
    name: str
    source: str
    unknown: list[UnknownValue]


class SplitEntry(BaseModel):
    """
    A total shared out.

    A row has `area_id`, `name`, each factor's value and `<key>_share`, `score`, `quota`, `quota_exact`, `floor` and
    `places`; null is "unknown", never 0.
    """

    total: int
    determined: bool
    weights: dict[str, float]
    rows: list[dict[str, Any]]
    missing: list[str]
    sentences: list[str]


class VariantRow(BaseModel):
    """One unit of a variant beside what is printed."""

    area_id: str
    name: str
    places: int | None
    printed: int | None
    difference: int | None


class VariantEntry(BaseModel):
    """One assumption, labelled as one."""

    label: str
    total: int
    determined: bool
    rows: list[VariantRow]


class ComparisonEntry(BaseModel):
    """Assumptions beside a printed schedule; `unknown` are factors nobody published, `checks` rules of its years."""

    rule_id: str
    printed: str
    unknown: list[str]
    checks: list[str]
    variants: list[VariantEntry]
    sentences: list[str]


class AllocationAnswer(About):
    """The factors there are, the split if a total was given, and the comparison if the profile prints a schedule."""

    type: Literal["Allocation"]
    level: str
    by: str
    factors: list[FactorEntry]
    split: SplitEntry | None
    comparison: ComparisonEntry | None
    clauses: list[str]
