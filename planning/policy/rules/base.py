"""What every rule (规则) can do: measure the city, state what it requires, judge, and tell how it came to that."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict

from planning.numerals import number
from planning.policy.clauses import Clause
from planning.policy.contradictions import told_of
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.outcome import Modality
from planning.policy.parameters import Parameters
from planning.policy.rules.held import REPORTED, Held, counted
from planning.policy.rules.judgement import Judged, judge
from planning.policy.rules.scope import Scope
from planning.policy.rules.wording import sentence
from planning.policy.subjects import Governs, Serves, Subject
from planning.policy.unit_filter import UnitFilters
from planning.trace import Input, Step, unit_key


class Rule(BaseModel):
    """
    One requirement of a document: a new kind is a subclass in a file of its own beside this one.

    A subclass gives `type` as a `Literal`, its numbers, and `measure`, `requirement`, `standard` and `formula`. All
    judging is done in one place, so that every kind treats the missing, the empty and the overdue alike.

    `summary` is our own summary of the clause, `row` the entry of the catalogue where several rules carry one (the
    rule's own id elsewhere), `responsible` the body that answers for it, `serves` whose question it answers. Rules of
    one `topic` are weighed against each other; a `fallback` speaks where no rule nearer to the place does, and
    `governed_by` says which day decides whether the rule is in force. `rests_on` are further clauses, such as those of
    codes that the document names in words alone; `supplied_by` cites the numbers that the place gave where the document
    has none. Each is told with how it was seen. A `warning` is told with every answer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    type: str
    name: str
    level: Subject
    source: Clause
    summary: str = ""
    row: str = ""
    modality: Modality = Modality.MUST
    responsible: str = ""
    serves: tuple[Serves, ...] = ()
    deadline: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    filter: UnitFilters = ()
    topic: str = ""
    fallback: bool = False
    governed_by: Governs = Governs.DAY
    rests_on: tuple[Clause, ...] = ()
    supplied_by: tuple[Clause, ...] = ()
    warning: str = ""
    note: str = ""

    # Whether sites are counted, so that what contradicts itself at one of them matters.
    counts_sites: ClassVar[bool] = False
    # Whether what is required depends on a count of something; then 0 of it means the rule has no subject.
    per_count: ClassVar[bool] = True

    @abstractmethod
    def measure(self, facts: Facts) -> pd.DataFrame:
        """
        Take the numbers the rule compares.

        Returns
        -------
        DataFrame
            Index `area_id`; `denominator` and `value` (Int64, NA where unknown; either may be left out), `applies`
            (boolean, NA where it cannot be told) and `reason` (Chinese: what is missing or why it does not apply; empty
            otherwise).
            Where `value` is NA because a part is open, `at_least` and `at_most` (Int64) may say what is surely there
            and what there can be at most (NA: no limit). A kind that sets a number for each unit and date adds
            `required` and `deadline`. One that does not compare two numbers gives the verdict itself: `holds`
            (boolean, NA where it cannot be told); one that only a person can answer says so in `manual` (bool).
            Amounts in parts (square metres, hours) are exact Decimals in an object column.
        """

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """What is required for each denominator (Int64), exactly: the least whole number; NA where no number is."""
        return pd.Series(pd.NA, index=denominator.index, dtype="Int64")

    @abstractmethod
    def standard(self) -> str:
        """The requirement in a few Chinese words, such as 不少于4个托位/千人."""

    @abstractmethod
    def formula(self) -> str:
        """How the requirement is computed, in Chinese words."""

    def unit_word(self) -> str:
        """The measure word of what is required, in Chinese."""
        return "个"

    def filled(self, finding: Finding) -> str:
        """The formula with the numbers of a finding in it."""
        return f"{number(finding.required)}"

    def subject(self, finding: Finding, facts: Facts) -> str:
        """What the requirement rests on in this area, in Chinese, such as 常住人口120,000人; empty where on nothing."""
        return ""

    def held(self, finding: Finding, facts: Facts) -> Held:
        """How what is there is called in this area, and where it stands."""
        return counted(facts)

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The numbers that went in, each with where it stands."""
        return (self.held_input(finding, facts, held=self.held(finding, facts), value=finding.value),)

    def held_input(self, finding: Finding, facts: Facts, *, held: Held, value: int | Decimal | None) -> Input:
        """What is there, as an input."""
        return Input(
            name=held.name,
            value=number(value),
            unit=self.unit_word(),
            table=held.table,
            key=unit_key(self.level, finding.area_id) + (f";on={facts.on}" if held is REPORTED else ""),
            source=facts.sources.get(held.origin, ""),
            on=facts.on,
        )

    def counted_input(self, finding: Finding, facts: Facts, *, name: str, table: str) -> Input:
        """The count that the requirement is a share of, as an input."""
        return Input(
            name=name,
            value=number(finding.denominator),
            unit=self.unit_word(),
            table=table,
            key=unit_key(self.level, finding.area_id),
            source=facts.sources.get(table, ""),
            on=facts.on,
        )

    def area_name(self, finding: Finding, facts: Facts) -> str:
        """What the area is called; its id where the city does not have it."""
        units = facts.units_at(self.level)
        return str(units.at[finding.area_id, "name"]) if finding.area_id in units.index else finding.area_id

    def needs(self) -> tuple[str, ...]:
        """The Chinese names of what the rule reads of the city, without repeats."""
        return tuple(dict.fromkeys((*(word for way in self.filter for word in way.needs()), *self.reads())))

    def scope(self, facts: Facts) -> Scope:
        """The units of the level, and whether the filter lets each of them in."""
        return Scope.of(facts, self.level, filters=self.filter)

    def reads(self) -> tuple[str, ...]:
        """What the kind itself reads, in Chinese; conditions of the filter come by themselves."""
        return ()

    def supplied(self, parameters: Parameters) -> Self:
        """The same rule with the numbers that the place gives (`[[parameter]]`); itself where it asks for none."""
        return self

    def unsupplied(self) -> tuple[str, ...]:
        """The ids of the parameters that the rule asks for and nobody gave."""
        return ()

    @property
    def catalogue_row(self) -> str:
        """The entry of the catalogue that the rule carries."""
        return self.row or self.id

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clause itself, those that it rests on, and those that the numbers of the place are from."""
        return (self.source, *self.rests_on, *self.supplied_by)

    def for_each_unit(self) -> "Rule | None":
        """The same rule as each unit that it counts feels it, where it binds every one of them; None elsewhere."""
        return None

    def in_force(self, on: date) -> bool:
        """Whether the rule speaks on a day; a deadline that has passed does not silence it."""
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_until is None or on <= self.in_force_until)

    def evaluate(self, facts: Facts) -> pd.DataFrame:
        """
        Judge every unit of the rule's level.

        Returns
        -------
        DataFrame
            `planning.policy.finding.FINDING_COLUMNS`, a row for each unit (and date, for dated tables).
            `required` is NA where the rule does not apply; `planning.policy.rules.judgement` tells how it is judged.
        """
        measured = self._warned(self.measure(facts)).rename_axis("area_id").reset_index()
        unsaid = pd.Series(pd.NA, index=measured.index, dtype="Int64")
        measured = measured.assign(
            **{name: unsaid for name in ("denominator", "value") if name not in measured},
            contradiction=told_of(facts, self.level, areas=measured["area_id"], of_sites=self.counts_sites),
        )
        if "required" in measured:
            required = measured["required"]
        else:
            required = self.requirement(measured["denominator"].astype("Int64"))
        return judge(
            measured,
            required,
            of=Judged(self.id, self.level.value, facts.on, self.deadline, self.unit_word(), self.per_count),
        )

    def _warned(self, measured: pd.DataFrame) -> pd.DataFrame:
        """The same with the warning behind the reason, wherever the rule may apply."""
        if not self.warning:
            return measured
        spoken = measured["applies"].astype("boolean").fillna(True).astype(bool)
        told = measured["reason"].where(measured["reason"] == "", measured["reason"] + "；") + self.warning
        return measured.assign(reason=measured["reason"].where(~spoken, told))

    def step(self, row: Mapping[str, Any] | pd.Series, facts: Facts) -> Step:
        """Tell how a finding of this rule came about, as one step that can be redone by hand."""
        finding = Finding.of(row)
        force = "" if self.modality is Modality.MUST else f"（{self.modality.zh}）"
        opening = (
            f"{self.area_name(finding, facts)}{self.subject(finding, facts)}，"
            f"按{self.standard()}{force}（{'；另据'.join(clause.brief() for clause in self.clauses)}）"
        )
        filled = self.filled(finding) if finding.required is not None else ""
        return Step(
            key=self.id if finding.deadline == self.deadline else f"{self.id}@{finding.deadline}",
            says=sentence(
                finding, opening, filled=filled, unit=self.unit_word(), on=facts.on, held=self.held(finding, facts).name
            ),
            formula=self.formula(),
            filled=filled,
            result="" if finding.required is None else str(finding.required),
            unit=self.unit_word(),
            inputs=self.inputs(finding, facts),
            clauses=self.clauses,
        )
