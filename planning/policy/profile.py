"""A city's rules (政策方案): what it requires, of whom, by when, and what counts, each with its clause."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, SerializeAsAny

from planning.errors import UnknownChoice
from planning.model.codes import Level
from planning.policy.apportion import Apportion
from planning.policy.circles import Circles
from planning.policy.class_sizes import ClassSize
from planning.policy.clauses import Clause, Document, DocumentStatus
from planning.policy.parameters import Parameter
from planning.policy.reach import Reach
from planning.policy.rules.base import Rule
from planning.policy.subjects import Subject
from planning.policy.supply import Supply
from planning.policy.switches import Switch, as_read
from planning.policy.tiers import Tier
from planning.policy.uptake import Uptake
from planning.policy.walking import Detour, Walking

Item = TypeVar("Item")


class Profile(BaseModel):
    """
    One profile, as `planning.policy.reading` made it from TOML.

    `tier` and `place` say whose rules they are, `stacks_on` names the profiles of wider tiers that hold beside them.

    `written` are the rules as the file writes them, `rules` the same under the chosen `readings`. `clauses` are
    citations that stand for themselves. `parameters` are numbers that the place supplies where a document has none.
    `reach` is None where no document gives a radius; `walking`, `detour` and `uptake` likewise where none gives theirs.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile_id: str
    name: str
    name_en: str
    status: DocumentStatus
    tier: Tier = Tier.CITY
    place: str = ""
    stacks_on: tuple[str, ...] = ()
    note: str = ""
    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    written: tuple[SerializeAsAny[Rule], ...]
    rules: tuple[SerializeAsAny[Rule], ...]
    readings: tuple[Switch, ...]
    supply: Supply
    parameters: tuple[Parameter, ...] = ()
    circles: Circles | None
    reach: Reach | None
    walking: Walking | None = None
    detour: Detour | None = None
    uptake: Uptake | None = None
    apportion: Apportion | None
    classes: tuple[ClassSize, ...]

    def rules_for(self, level: Level | Subject, on: date) -> tuple[Rule, ...]:
        """
        The rules that speak of `level` on a day, in the order of the file; overdue ones are among them.

        Behind them come those of a wider level that bind every unit of this one, as each unit feels them.
        """
        felt = [each for rule in self.rules if (each := rule.for_each_unit()) is not None]
        return tuple(rule for rule in (*self.rules, *felt) if rule.level.value == level.value and rule.in_force(on))

    def rule(self, rule_id: str) -> Rule:
        """The rule called `rule_id`; raises UnknownChoice where there is none."""
        return _named(rule_id, {rule.id: rule for rule in self.rules})

    def clause(self, clause_id: str) -> Clause:
        """The citation called `clause_id`, of a rule or standing for itself; raises UnknownChoice."""
        own = {clause.rule_id: clause for clause in self.clauses}
        return _named(clause_id, own | {rule.id: rule.source for rule in self.rules})

    def reading(self, reading_id: str) -> Switch:
        """The open point called `reading_id`; raises UnknownChoice where there is none."""
        return _named(reading_id, {switch.id: switch for switch in self.readings})

    def read_as(self, reading_id: str, key: str) -> "Profile":
        """The same profile with another reading of one point; raises UnknownChoice for a point or reading it lacks."""
        switch = self.reading(reading_id)
        _named(key, {option.key: option for option in switch.options})
        readings = tuple(item.choosing(key) if item is switch else item for item in self.readings)
        rules = rules_of(self.written, readings, parameters=self.parameters)
        return self.model_copy(update={"readings": readings, "rules": rules})

    def with_parameters(self, *given: Parameter) -> "Profile":
        """The same profile with further numbers of the place; one of the same id replaces the profile's own."""
        kept = tuple(item for item in self.parameters if item.id not in {new.id for new in given})
        parameters = (*kept, *given)
        rules = rules_of(self.written, self.readings, parameters=parameters)
        return self.model_copy(update={"parameters": parameters, "rules": rules})

    def readings_of(self, rule_id: str) -> tuple[Switch, ...]:
        """The open points that a rule turns on."""
        return tuple(switch for switch in self.readings if rule_id in switch.rules)


def rules_of(
    written: Iterable[Rule], readings: Iterable[Switch], *, parameters: Iterable[Parameter]
) -> tuple[Rule, ...]:
    """The rules under the chosen readings, with the numbers of the place in them."""
    given = {parameter.id: parameter for parameter in parameters}
    return tuple(rule.supplied(given) for rule in as_read(written, readings))


def _named(name: str, items: Mapping[str, Item]) -> Item:
    if name not in items:
        raise UnknownChoice(name, items)
    return items[name]
