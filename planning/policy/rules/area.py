"""Whether the floor area of a facility lies in a range (建筑面积范围), both ends included."""

from typing import ClassVar, Literal, Self

import pandas as pd
from pydantic import model_validator

from planning.numerals import number
from planning.policy.attributes import numbers
from planning.policy.exact import Exact
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held


class Area(Rule):
    """`at_least_m2` <= floor area <= `at_most_m2` (left out: no upper end) of each facility, its `floor_area_m2`."""

    type: Literal["area"] = "area"
    at_least_m2: Exact
    at_most_m2: Exact | None = None

    per_count: ClassVar[bool] = False

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.at_most_m2 is not None and self.at_least_m2 > self.at_most_m2:
            raise ValueError("at_least_m2 is above at_most_m2")
        return self

    def reads(self) -> tuple[str, ...]:
        """The floor area."""
        return ("建筑面积",)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """The floor area of each facility; what is required is the end of the range that it is nearer to missing."""
        scope = self.scope(facts)
        area = numbers(facts.attribute(self.level, "floor_area_m2"))
        small = [pd.NA if pd.isna(m2) else m2 < self.at_least_m2 for m2 in area]
        most = self.at_most_m2
        large = [pd.NA if pd.isna(m2) else most is not None and m2 > most for m2 in area]
        too_small, too_large = (pd.Series(flags, index=scope.index, dtype="boolean") for flags in (small, large))
        why = pd.Series("", index=scope.index, dtype="str").mask(area.isna(), "缺少“建筑面积”")
        why = why.mask(too_large.fillna(False).astype(bool), f"大于{number(most)}平方米")
        required = pd.Series(_tidy(self.at_least_m2), index=scope.index, dtype="object")
        shortfall = [pd.NA if pd.isna(m2) else _tidy(max(self.at_least_m2 - m2, m2 - (most or m2), 0)) for m2 in area]
        return scope.measured(
            why=why,
            value=area,
            required=required if most is None else required.mask(too_large.fillna(False).astype(bool), _tidy(most)),
            shortfall=pd.Series(shortfall, index=scope.index, dtype="object"),
            holds=~(too_small | too_large),
        )

    def standard(self) -> str:
        """The range in words."""
        if self.at_most_m2 is None:
            return f"建筑面积不少于{number(self.at_least_m2)}平方米"
        return f"建筑面积{number(self.at_least_m2)}至{number(self.at_most_m2)}平方米"

    def formula(self) -> str:
        """Between both ends, which are included."""
        upper = "" if self.at_most_m2 is None else f" ≤ {number(self.at_most_m2)}"
        return f"{number(self.at_least_m2)} ≤ 建筑面积{upper}"

    def unit_word(self) -> str:
        """Square metres."""
        return "平方米"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """The floor area."""
        return Held("建筑面积", "sites", "sites")


def _tidy(amount: object) -> object:
    """A whole number where the amount is one."""
    return int(amount) if amount == int(amount) else amount  # type: ignore[call-overload]
