"""Which units a rule measures (适用范围): those of its level, with what its filter says of each."""

from dataclasses import dataclass
from typing import Self

import pandas as pd

from planning.model.codes import Level
from planning.policy.facts import Facts
from planning.policy.subjects import Subject
from planning.policy.unit_filter import UnitFilters, applies


@dataclass(frozen=True, slots=True)
class Scope:
    """The units of a level; by unit whether the rule `applies` (boolean, NA where it cannot be told) and `why` not."""

    units: pd.DataFrame
    applies: pd.Series
    why: pd.Series

    @classmethod
    def of(cls, facts: Facts, level: Level | Subject, *, filters: UnitFilters) -> Self:
        """The units of a day, with the attributes that the filters ask for."""
        units = facts.stated_units(level, [name for way in filters for name in way.columns()])
        told = applies(filters, units)
        return cls(units, told["applies"], told["why"])

    @property
    def index(self) -> pd.Index:
        """The ids of the units."""
        return self.units.index

    def measured(self, *, why: pd.Series, **figures: pd.Series) -> pd.DataFrame:
        """What `Rule.measure` gives: figures by unit, whether the rule applies, and what is missing."""
        told = self.why.where(self.why != "", why)
        return pd.DataFrame({**figures, "applies": self.applies, "reason": told}, index=self.index)
