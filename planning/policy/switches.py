"""Points that a document leaves open (歧义条款), the readings of each, and the one that is chosen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.policy.rules.base import Rule


class Change(BaseModel):
    """
    What a reading changes: the value at a dotted `key` of a rule (`filter.0.min_residents_included`).

    Without a `value` the condition at `key` is taken away.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    key: str
    value: Any = None


class Option(BaseModel):
    """One reading of a point; the rules as they are written stand unless it `sets` or `drops` something."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    says: str
    sets: tuple[Change, ...] = ()
    drops: tuple[str, ...] = ()


class Switch(BaseModel):
    """
    One open point, shown in every report: the rules it concerns, its readings, and the chosen one.

    A switch with one option states how the text is read; `not_offered` names readings that are not computed. Where
    nobody has decided (`undecided`) all readings are shown, and where their answers differ the finding asks for a
    decision instead of taking the chosen one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    point: str
    rules: tuple[str, ...] = ()
    chosen: str
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    not_offered: str = ""
    undecided: bool = False

    @model_validator(mode="after")
    def _chooses_one(self) -> Self:
        keys = [option.key for option in self.options]
        if self.chosen not in keys:
            raise ValueError(f"chosen is {self.chosen!r}; choose from: {', '.join(keys)}")
        changed = {change.rule for option in self.options for change in option.sets}
        dropped = {rule for option in self.options for rule in option.drops}
        if unnamed := sorted((changed | dropped) - set(self.rules)):
            raise ValueError(f"name in rules what the options change: {', '.join(unnamed)}")
        return self

    @property
    def option(self) -> Option:
        """The chosen reading."""
        return next(option for option in self.options if option.key == self.chosen)

    def choosing(self, key: str) -> "Switch":
        """The same point as somebody decided it; raises pydantic.ValidationError where there is no such reading."""
        return Switch.model_validate(self.model_dump() | {"chosen": key, "undecided": False})

    def about(self, rules: frozenset[str]) -> "Switch":
        """The part of the switch that concerns `rules`."""
        options = tuple(
            option.model_copy(
                update={
                    "sets": tuple(change for change in option.sets if change.rule in rules),
                    "drops": tuple(rule for rule in option.drops if rule in rules),
                }
            )
            for option in self.options
        )
        return self.model_copy(
            update={"rules": tuple(rule for rule in self.rules if rule in rules), "options": options}
        )


def as_read(written: Iterable[Rule], switches: Iterable[Switch]) -> tuple[Rule, ...]:
    """The rules under the chosen readings, in their order; raises ValidationError where a change does not fit."""
    chosen = [switch.option for switch in switches]
    dropped = {rule for option in chosen for rule in option.drops}
    changes: dict[str, list[Change]] = {}
    for change in (change for option in chosen for change in option.sets):
        changes.setdefault(change.rule, []).append(change)
    return tuple(_changed(rule, changes.get(rule.id, [])) for rule in written if rule.id not in dropped)


def _changed(rule: Rule, changes: Sequence[Change]) -> Rule:
    if not changes:
        return rule
    data: Any = _open(rule.model_dump())
    for change in changes:
        *path, last = (int(part) if part.isdigit() else part for part in change.key.split("."))
        place = data
        for part in path:
            place = place[part]
        place[last] = change.value
    return type(rule).model_validate(data)


def _open(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _open(item) for key, item in value.items()}
    return [_open(item) for item in value] if isinstance(value, tuple | list) else value
