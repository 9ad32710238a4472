"""Who registers an institution, where it is filed and who must be told (登记备案路径): a table of decisions."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import stated_input, terms_inputs
from planning.policy.rules.terms import Term, all_terms
from planning.trace import Input


class Route(BaseModel):
    """One row of the table: whom it is for (`when`: attribute to value), and what must be true of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: Mapping[str, str] = {}
    says: str
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]


class Routing(Rule):
    """
    Each subject follows the route of its legal form; one that no route is for is not spoken of.

    Where something else decides the route, `decided_by` is its Chinese name.
    """

    type: Literal["routing"] = "routing"
    routes: Annotated[tuple[Route, ...], Field(min_length=1)]
    decided_by: str = "法人类型"

    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """What decides the route, and what each route asks for."""
        decides = (self.decided_by,) if any(route.when for route in self.routes) else ()
        return (*decides, *(term.zh for route in self.routes for term in route.terms))

    def measure(self, facts: Facts) -> pd.DataFrame:
        """Whether each subject follows the first route that is for it."""
        scope = self.scope(facts)
        free = scope.applies.astype("boolean")
        chosen = pd.Series(False, index=scope.index, dtype="boolean")
        holds = pd.Series(pd.NA, index=scope.index, dtype="boolean")
        why = scope.why
        for route in self.routes:
            mine = self._is_for(route, facts, scope.index) & free & ~chosen
            told = all_terms(route.terms, facts, level=self.level)
            taken = mine.fillna(False).astype(bool)
            holds = told["holds"].where(taken, holds)
            why = told["why"].where(taken, why)
            chosen |= mine
        silent = (~chosen).fillna(False).astype(bool) & (why == "")
        unsaid = chosen.isna().astype(bool) & (why == "")
        reason = why.mask(unsaid, f"路径不明：缺少“{self.decided_by}”").mask(silent, "没有适用于它的路径")
        return scope.measured(why=reason, holds=holds).assign(applies=chosen)

    def standard(self) -> str:
        """The routes in words."""
        return "；".join(route.says for route in self.routes)

    def formula(self) -> str:
        """Looking the route up, then checking it."""
        return f"按{self.decided_by}查路径，再逐项核对" if any(route.when for route in self.routes) else "逐项核对"

    def unit_word(self) -> str:
        """What is counted are subjects."""
        return "项"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """What is stated."""
        return Held("所列", "statements", "statements")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """What decides the route, and what is stated of everything that a route asks for."""
        terms = [term for route in self.routes for term in route.terms]
        decides = dict.fromkeys(column for route in self.routes for column in route.when)
        told = tuple(
            stated_input(finding, facts, level=self.level, column=column, zh=self.decided_by) for column in decides
        )
        return (*told, *terms_inputs(terms, finding, facts=facts, level=self.level))

    def _is_for(self, route: Route, facts: Facts, index: pd.Index) -> pd.Series:
        """Whether a route is for each subject (boolean, NA where what decides is missing)."""
        held = pd.Series(True, index=index, dtype="boolean")
        for column, value in route.when.items():
            told = facts.attribute(self.level, column)
            held &= pd.Series([pd.NA if pd.isna(item) else str(item) == value for item in told], index, dtype="boolean")
        return held
