"""What every rule (规则) can do: measure the city, state what it requires, judge, and tell how it came to that."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict

from planning.model.codes import Level
from planning.numerals import whole
from planning.policy.clauses import Clause
from planning.policy.facts import Facts
from planning.policy.finding import Finding, typed_findings
from planning.policy.outcome import Modality, Outcome
from planning.policy.rules.held import REPORTED, Held, counted
from planning.policy.rules.wording import bounds_words, sentence
from planning.policy.unit_filter import UnitFilters
from planning.trace import Input, Step, unit_key


class Rule(BaseModel):
    """
    One requirement of a document: a new kind is a subclass in a file of its own beside this one.

    A subclass gives `type` as a `Literal`, its numbers, and `measure`, `requirement`, `standard` and `formula`. All
    judging is done here, so that every kind treats the missing, the empty and the overdue alike.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    type: str
    name: str
    level: Level
    source: Clause
    modality: Modality = Modality.MUST
    deadline: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    filter: UnitFilters = ()
    note: str = ""

    # Whether what is required depends on a count of something; then 0 of it means the rule has no subject.
    per_count: ClassVar[bool] = True

    @abstractmethod
    def measure(self, facts: Facts) -> pd.DataFrame:
        """
        Take the numbers the rule compares.

        Returns
        -------
        DataFrame
            Index `area_id`; `denominator` and `value` (Int64, NA where unknown), `applies` (boolean, NA where it
            cannot be told) and `reason` (Chinese: what is missing or why it does not apply; empty otherwise).
            Where `value` is NA because a part is open, `at_least` and `at_most` (Int64) may say what is surely there
            and what there can be at most (NA: no limit). A kind that sets a number for each unit and date adds
            `required` (Int64) and `deadline`.
        """

    @abstractmethod
    def requirement(self, denominator: pd.Series) -> pd.Series:
        """What is required for each denominator (Int64), exactly: the least whole number that satisfies the clause."""

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
        return f"{whole(finding.required)}"

    def subject(self, finding: Finding, facts: Facts) -> str:
        """What the requirement rests on in this area, in Chinese, such as 常住人口120,000人; empty where on nothing."""
        return ""

    def held(self, finding: Finding, facts: Facts) -> Held:
        """How what is there is called in this area, and where it stands."""
        return counted(facts)

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The numbers that went in, each with where it stands."""
        return (self.held_input(finding, facts, held=self.held(finding, facts), value=finding.value),)

    def held_input(self, finding: Finding, facts: Facts, *, held: Held, value: int | None) -> Input:
        """What is there, as an input."""
        return Input(
            name=held.name,
            value=whole(value),
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
            value=whole(finding.denominator),
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
            `required` is NA where the rule does not apply. On the day of the deadline itself a rule is still due.
            Where `value` is not exact, what is surely there can show that a unit has enough, and what there can be at
            most that it has not; between them the outcome is undetermined.
        """
        measured = self.measure(facts).rename_axis("area_id").reset_index()
        applies = measured["applies"].astype("boolean")
        denominator = measured["denominator"].astype("Int64")
        empty = (denominator == 0).fillna(False) & self.per_count & applies.fillna(False)
        bound = (applies.fillna(False) & ~empty).astype(bool)
        required = measured["required"] if "required" in measured else self.requirement(denominator)
        required, value = required.astype("Int64").where(bound), measured["value"].astype("Int64")
        at_least, at_most = (_bound(measured, name) for name in ("at_least", "at_most"))
        enough = (at_least >= required).fillna(False).astype(bool)
        short = (at_most < required).fillna(False).astype(bool)
        deadline = self._deadlines(measured)
        known = bounds_words(at_least, at_most, unit=self.unit_word()).where(bound & value.isna(), "")
        reason = measured["reason"].where((measured["reason"] == "") | (known == ""), measured["reason"] + "；") + known
        over = [day is not None and facts.on > day for day in deadline]
        state = {
            "out": ((~applies).fillna(False) | empty).astype(bool),
            "unknown": (applies.isna() | required.isna()).astype(bool) | ~(enough | short),
            "short": short,
            "over": pd.Series(over, index=measured.index, dtype=bool),
        }
        return typed_findings(
            pd.DataFrame(
                {
                    "rule_id": self.id,
                    "level": self.level.value,
                    "area_id": measured["area_id"],
                    "denominator": denominator,
                    "required": required,
                    "value": value,
                    "shortfall": (required - value).clip(lower=0).mask(enough, 0),
                    "outcome": _outcomes(state),
                    "deadline": deadline,
                    "reason": reason.mask(empty, "没有可计的对象（基数为0）"),
                }
            )
        )

    def step(self, row: Mapping[str, Any] | pd.Series, facts: Facts) -> Step:
        """Tell how a finding of this rule came about, as one step that can be redone by hand."""
        finding = Finding.of(row)
        force = "" if self.modality is Modality.MUST else f"（{self.modality.zh}）"
        opening = (
            f"{self.area_name(finding, facts)}{self.subject(finding, facts)}，"
            f"按{self.standard()}{force}（{self.source.brief()}）"
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
            clauses=(self.source,),
        )

    def _deadlines(self, measured: pd.DataFrame) -> pd.Series:
        if "deadline" in measured:
            return measured["deadline"].astype("object")
        return pd.Series([self.deadline] * len(measured), index=measured.index, dtype="object")


def _bound(measured: pd.DataFrame, name: str) -> pd.Series:
    """A bound of what is there (Int64): the exact value where there is one, else what the kind of rule says of it."""
    value = measured["value"].astype("Int64")
    return value.fillna(measured[name].astype("Int64")) if name in measured else value


def _outcomes(state: Mapping[str, pd.Series]) -> np.ndarray:
    due = [Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED, Outcome.NOT_MET]
    past = [Outcome.NOT_APPLICABLE, Outcome.DEADLINE_PASSED_UNKNOWN, Outcome.DEADLINE_PASSED_NOT_MET]
    conditions = [state["out"], state["unknown"], state["short"]]
    return np.where(
        state["over"],
        np.select(conditions, [item.value for item in past], default=Outcome.DEADLINE_PASSED_MET.value),
        np.select(conditions, [item.value for item in due], default=Outcome.MET.value),
    )
