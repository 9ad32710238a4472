"""What the rules that check stated terms share (条件核查): every term must hold of each subject."""

from typing import Annotated, ClassVar, Self

import pandas as pd
from pydantic import Field

from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.parameters import Parameters
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import terms_inputs
from planning.policy.rules.terms import Term, all_terms
from planning.trace import Input


class Termed(Rule):
    """Every one of `terms` is true of each subject that the filter lets through; not a kind by itself."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]

    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """The attributes that the terms ask for."""
        return tuple(term.zh for term in self.terms)

    def supplied(self, parameters: Parameters) -> Self:
        """The rule with the numbers of the place in its terms."""
        terms = tuple(term.supplied(parameters) for term in self.terms)
        asked = [name for term in self.terms for name in (term.at_least_parameter, term.at_most_parameter) if name]
        cited = tuple(parameters[name].source for name in asked if name in parameters)
        return self.model_copy(update={"terms": terms, "supplied_by": cited}) if cited else self

    def unsupplied(self) -> tuple[str, ...]:
        """The numbers that nobody gave."""
        return tuple(name for term in self.terms for name in term.unsupplied())

    def measure(self, facts: Facts) -> pd.DataFrame:
        """How many terms hold of each subject, of how many."""
        scope = self.scope(facts)
        told = all_terms(self.terms, facts, level=self.level)
        return scope.measured(why=told["why"], holds=told["holds"])

    def standard(self) -> str:
        """The terms in words."""
        return "、".join(term.words() for term in self.terms)

    def formula(self) -> str:
        """All terms hold."""
        return "逐项核对：" + "；".join(term.words() for term in self.terms)

    def unit_word(self) -> str:
        """What is counted are terms."""
        return "项"

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """What is stated of the subject, attribute by attribute."""
        return terms_inputs(self.terms, finding, facts=facts, level=self.level)

    def held(self, finding: Finding, facts: Facts) -> Held:
        """What is stated."""
        return Held("所列", "statements", "statements")
