"""What is paid for childcare and on which terms (资金与价格): an amount owed, or a price or tax class."""

from fractions import Fraction
from typing import Literal, Self

import pandas as pd
from pydantic import model_validator

from planning.numerals import number
from planning.policy.attributes import numbers
from planning.policy.exact import Exact
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import stated_input, terms_inputs
from planning.policy.rules.terms import Term, all_terms
from planning.trace import Input


class Finance(Rule):
    """
    Either `yuan_each` for every one of `per`, paid as `paid`, or the `terms` of a price, tax or support.

    `per` and `paid` are attributes of the subject: places in use or capacity, and the yuan that were paid for them.
    With `yearly` both are stated within the year of the day: what was paid in another year does not answer for it.
    Where there is nothing to pay for (0 of `per`) the rule has no subject.
    """

    type: Literal["finance"] = "finance"
    yuan_each: Exact | None = None
    per: str = ""
    per_zh: str = ""
    paid: str = ""
    paid_zh: str = ""
    yearly: bool = False
    terms: tuple[Term, ...] = ()

    @model_validator(mode="after")
    def _is_an_amount_or_terms(self) -> Self:
        amount = (self.yuan_each is not None, bool(self.per), bool(self.per_zh), bool(self.paid), bool(self.paid_zh))
        if any(amount) and not all(amount):
            raise ValueError("an amount needs yuan_each, per, per_zh, paid and paid_zh together")
        if any(amount) == bool(self.terms):
            raise ValueError("give an amount (yuan_each, per, paid) or terms")
        return self

    def reads(self) -> tuple[str, ...]:
        """What is paid for and what was paid, or what the terms ask for."""
        return tuple(term.zh for term in self.terms) or (self.per_zh, self.paid_zh)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """What is owed to each subject and what was paid, or whether its terms hold."""
        scope = self.scope(facts)
        if self.terms:
            told = all_terms(self.terms, facts, level=self.level)
            return scope.measured(why=told["why"], holds=told["holds"])
        count, paid = (numbers(self._stated(facts, name)) for name in (self.per, self.paid))
        year = f"{facts.on.year}年的" if self.yearly else ""
        why = _missing(count, year + f"“{self.per_zh}”").where(count.isna(), _missing(paid, year + f"“{self.paid_zh}”"))
        return scope.measured(why=why, denominator=count, value=paid, required=self._owed(count))

    def standard(self) -> str:
        """The amount or the terms in words."""
        if self.terms:
            return "、".join(term.words() for term in self.terms)
        return f"按{self.per_zh}每个{'每年' if self.yearly else ''}{number(self.yuan_each)}元"

    def formula(self) -> str:
        """The count times the amount."""
        if self.terms:
            return "逐项核对：" + "；".join(term.words() for term in self.terms)
        return f"应付 = {self.per_zh} × {number(self.yuan_each)}元"

    def filled(self, finding: Finding) -> str:
        """The same with the count of this subject."""
        if self.terms:
            return super().filled(finding)
        return f"{number(finding.denominator)}×{number(self.yuan_each)}={number(finding.required)}"

    def unit_word(self) -> str:
        """Yuan, or terms."""
        return "项" if self.terms else "元"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """What was paid."""
        return Held("所列" if self.terms else self.paid_zh, "statements", "statements")

    def _stated(self, facts: Facts, name: str) -> pd.Series:
        if self.yearly:
            return facts.of_year(self.level, name, year=facts.on.year)
        return facts.attribute(self.level, name)

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """What is paid for and what was paid, or what is stated for each term."""
        if self.terms:
            return terms_inputs(self.terms, finding, facts=facts, level=self.level)
        return (
            stated_input(finding, facts, level=self.level, column=self.per, zh=self.per_zh),
            stated_input(finding, facts, level=self.level, column=self.paid, zh=self.paid_zh, unit="元"),
        )

    def _owed(self, count: pd.Series) -> pd.Series:
        each = self.yuan_each or 0
        owed = [pd.NA if pd.isna(item) else item * each for item in count]
        exact = [item if pd.isna(item) or Fraction(item).denominator != 1 else int(item) for item in owed]
        return pd.Series(exact, index=count.index, dtype="object")


def _missing(values: pd.Series, words: str) -> pd.Series:
    return pd.Series("", index=values.index, dtype="str").mask(values.isna(), f"缺少{words}")
