"""One worked example (算例): a small world, a day, a rule, and what the rule must say of each unit."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.policy.outcome import Outcome
from planning.policy.subjects import Subject


class Strict(BaseModel):
    """A table of an example file: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitRow(BaseModel):
    """A unit of the world: its level, id, and any fact about it under the name that rules read."""

    model_config = ConfigDict(frozen=True, extra="allow")

    level: Subject
    id: str


class SiteRow(BaseModel):
    """A site of the world: its id, the units that hold it, and any fact about it; `repeat` makes so many like it."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    within: tuple[str, ...] = ()
    repeat: int = Field(default=1, ge=1)

    def rows(self) -> list[dict[str, Any]]:
        """The site as plain rows; those of a repeated one are called `a-1`, `a-2` and so on."""
        row = self.model_dump(exclude={"repeat"})
        if self.repeat == 1:
            return [row]
        return [{**row, "id": f"{self.id}-{number}"} for number in range(1, self.repeat + 1)]


class StatementRow(Strict):
    """What an attribute of a subject was on a day."""

    of: str
    attribute: str
    on: date
    value: Any
    source: str = ""


class CheckRow(Strict):
    """What a person ticked on a day."""

    rule: str
    of: str
    on: date
    answer: str = Field(pattern="^(yes|no|not_applicable)$")
    note: str = ""
    evidence: str = ""


class Expected(Strict):
    """What the rule must say of one unit; what is left out is not compared, "unknown" is a number that nobody knows."""

    area: str
    outcome: Outcome
    deadline: date | None = None
    denominator: int | Decimal | str | None = None
    required: int | Decimal | str | None = None
    value: int | Decimal | str | None = None
    shortfall: int | Decimal | str | None = None
    reason: str | None = None


class Example(Strict):
    """
    One example of a file.

    `arithmetic` is for the reader: how the expected numbers were worked out by hand. `readings` choose another reading
    of an open point, `parameters` give numbers of the place.
    """

    title: str
    rule: str
    on: date
    profile: str = ""
    clause: str = ""
    arithmetic: str = ""
    readings: Mapping[str, str] = {}
    parameters: Mapping[str, int | Decimal] = {}
    units: tuple[UnitRow, ...] = ()
    sites: tuple[SiteRow, ...] | None = None
    statements: tuple[StatementRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    reported: Mapping[str, int] | None = None
    findings: tuple[Expected, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        ids = [unit.id for unit in self.units]
        if twice := sorted({item for item in ids if ids.count(item) > 1}):
            raise ValueError(f"the unit {twice[0]!r} stands twice; give one of them another id")
        held = {unit for site in self.sites or () for unit in site.within}
        if missing := sorted(held - set(ids)):
            raise ValueError(f"a site lies within {missing[0]!r}, which is no unit of this example")
        if self.sites is not None and self.reported is not None:
            raise ValueError("give sites or reported: reported totals speak only where there is no register")
        return self
