"""Whether a total was shared out by the base that a clause names (指标分配): by children, or by weighted factors."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, model_validator

from planning.apportionment import apportion
from planning.numerals import number
from planning.policy.attributes import numbers, wholes
from planning.policy.exact import Exact
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.parameters import Parameters
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import stated_input
from planning.policy.subjects import Subject
from planning.trace import Input


class Factor(BaseModel):
    """One base of the split: an attribute of each unit, and the parameter that gives its weight (none: 1)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str
    zh: str
    weight_parameter: str = ""


class Allocation(Rule):
    """
    What each unit was given is at least its share of what all units of its parent are to share.

    The given numbers are the attribute `given`. What is shared is their sum, or, where a document sets the least that
    is to be shared, the attribute `total` (called `total_zh`) of the unit of `total_level` above. A single factor is a
    base of proportion (children); several are each divided by their sum over the units and added up with their weights,
    which are numbers of the place. The shares are whole and add up exactly (largest remainder, equal remainders by
    code). A factor, weight or number that is missing for one unit, or that is below 0, leaves the whole split
    undetermined.
    """

    type: Literal["allocation"] = "allocation"
    given: str
    given_zh: str
    factors: Annotated[tuple[Factor, ...], Field(min_length=1)]
    weights: Mapping[str, Exact] = {}
    total: str = ""
    total_zh: str = ""
    total_level: Subject = Subject.CITY

    per_count: ClassVar[bool] = False

    @model_validator(mode="after")
    def _names_its_total(self) -> Self:
        if bool(self.total) != bool(self.total_zh):
            raise ValueError("total and total_zh come together")
        return self

    def reads(self) -> tuple[str, ...]:
        """What was given, what is shared, and the factors."""
        shared = (self.total_zh,) if self.total else ()
        return (self.given_zh, *shared, *(factor.zh for factor in self.factors))

    def supplied(self, parameters: Parameters) -> Self:
        """The rule with the weights of the place."""
        found = {
            factor.column: parameters[factor.weight_parameter]
            for factor in self.factors
            if factor.weight_parameter in parameters
        }
        if not found:
            return self
        weights = {name: parameter.value for name, parameter in found.items()}
        return self.model_copy(
            update={"weights": weights, "supplied_by": tuple(parameter.source for parameter in found.values())}
        )

    def unsupplied(self) -> tuple[str, ...]:
        """The weights that nobody gave."""
        asked = [factor for factor in self.factors if factor.weight_parameter]
        return tuple(factor.weight_parameter for factor in asked if factor.column not in self.weights)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """What each unit was given, and its share."""
        units, parents = facts.units_at(self.level), self._parents(facts)
        given = wholes(facts.attribute(self.level, self.given))
        scores, why = self._scores(facts)
        why = why.mask((why == "") & (given.isna() | (given < 0).fillna(False)), f"缺少“{self.given_zh}”")
        totals = self._totals(facts, given)
        if self.total:
            why = why.mask((why == "") & parents.map(totals).isna(), f"缺少“{self.total_zh}”")
        shares = [apportion(totals.get(parent, pd.NA), scores[parents == parent]) for parent in parents.unique()]
        required = pd.concat(shares).reindex(units.index) if shares else given
        unsaid = (required.isna() & (why == "")).astype(bool)
        return pd.DataFrame(
            {
                "denominator": pd.Series(pd.NA, index=units.index, dtype="Int64"),
                "required": required.astype("Int64"),
                "value": given,
                "applies": pd.Series(True, index=units.index, dtype="boolean"),
                "reason": why.mask(unsaid, "同级其他单元缺少数据，无法分配"),
            },
            index=units.index,
        )

    def standard(self) -> str:
        """The base in words."""
        return f"{self.given_zh}按{'、'.join(factor.zh for factor in self.factors)}分配"

    def formula(self) -> str:
        """The split in words."""
        if len(self.factors) == 1 and not self.factors[0].weight_parameter:
            return f"应得 = {self._shared()} × {self.factors[0].zh} ÷ {self.factors[0].zh}合计（最大余额法取整）"
        terms = " + ".join(
            f"{number(self.weights[factor.column]) if factor.column in self.weights else '权重'}×{factor.zh}占比"
            for factor in self.factors
        )
        return f"应得 = {self._shared()} × 得分 ÷ 得分合计；得分 = {terms}（最大余额法取整）"

    def unit_word(self) -> str:
        """Places."""
        return "个托位"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """What was given."""
        return Held("已安排", "statements", "statements")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """What was given, what is shared, and the factors of the unit."""
        asked = {self.given: self.given_zh} | {factor.column: factor.zh for factor in self.factors}
        told = [stated_input(finding, facts, level=self.level, column=name, zh=zh) for name, zh in asked.items()]
        if not self.total:
            return tuple(told)
        above = replace(finding, area_id=str(self._parents(facts).get(finding.area_id, "")))
        return (
            told[0],
            stated_input(above, facts, level=self.total_level, column=self.total, zh=self.total_zh),
            *told[1:],
        )

    def _shared(self) -> str:
        return self.total_zh or f"{self.given_zh}合计"

    def _parents(self, facts: Facts) -> pd.Series:
        """The unit that each unit shares within (str); empty where there is none."""
        if self.total:
            return facts.parents(self.level, self.total_level).fillna("").astype("str")
        return facts.units_at(self.level)["parent_id"].fillna("").astype("str")

    def _totals(self, facts: Facts, given: pd.Series) -> pd.Series:
        """What the units of each parent share (Int64), NA where a part of it is missing."""
        if self.total:
            told = wholes(facts.attribute(self.total_level, self.total))
            return told.mask((told < 0).fillna(False))
        whole = given.mask((given < 0).fillna(False))
        return whole.groupby(self._parents(facts)).agg(lambda part: part.sum() if part.notna().all() else pd.NA)

    def _scores(self, facts: Facts) -> tuple[pd.Series, pd.Series]:
        """The score of each unit (object: Fraction, NA where a part is missing), and what is missing."""
        index = facts.units_at(self.level).index
        parents = self._parents(facts)
        total = pd.Series(Fraction(0), index=index, dtype="object")
        why = pd.Series("", index=index, dtype="str")
        if missing := self.unsupplied():
            why[:] = f"权重由使用者给出，缺少参数{'、'.join(missing)}"
        for factor in self.factors:
            told = numbers(facts.attribute(self.level, factor.column))
            values = pd.Series([pd.NA if pd.isna(one) or one < 0 else one for one in told], index=index, dtype="object")
            why = why.mask((why == "") & told.isna(), f"缺少“{factor.zh}”")
            why = why.mask((why == "") & values.isna(), f"“{factor.zh}”小于0，无法按占比分配")
            weight = Fraction(self.weights.get(factor.column, 1))
            exact = values.map(Fraction, na_action="ignore")
            sums = exact.groupby(parents).transform(lambda part: sum(part) if part.notna().all() else pd.NA)
            none = pd.Series([not pd.isna(every) and every == 0 for every in sums], index=index, dtype=bool)
            why = why.mask((why == "") & none, f"“{factor.zh}”合计为0，无法按占比分配")
            share = [
                pd.NA if pd.isna(one) or pd.isna(every) or every == 0 else weight * one / every
                for one, every in zip(exact, sums, strict=True)
            ]
            total = pd.Series(
                [
                    pd.NA if pd.isna(one) or pd.isna(more) else one + more
                    for one, more in zip(total, share, strict=True)
                ],
                index=index,
                dtype="object",
            )
        return (total.where(total.isna()) if missing else total), why
