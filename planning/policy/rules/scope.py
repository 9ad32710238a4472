"""Which units a rule measures (适用范围): those of its level, with what its filter says of each."""

from dataclasses import dataclass, replace
from typing import Self

import pandas as pd

from planning.model.codes import Level
from planning.policy.facts import Facts
from planning.policy.inside import CentralBy, astride_words, people_inside
from planning.policy.subjects import Subject
from planning.policy.unit_filter import UnitFilter, UnitFilters, applies


@dataclass(frozen=True, slots=True)
class Scope:
    """
    The units of a level; by unit whether the rule `applies` (boolean, NA where it cannot be told) and `why` not.

    Where the part inside the central urban area alone counts, `residents` are its people. `aside` tells how much of a
    unit lies inside where the boundary cuts one that the rule would else speak of.
    """

    units: pd.DataFrame
    applies: pd.Series
    why: pd.Series
    aside: pd.Series

    @classmethod
    def of(cls, facts: Facts, level: Level | Subject, *, filters: UnitFilters) -> Self:
        """The units of a day, with the attributes that the filters ask for."""
        units = facts.stated_units(level, [name for way in filters for name in way.columns()])
        aside = _aside(filters, units)
        units = _parts(filters, units)
        told = applies(filters, units)
        return cls(units, told["applies"], told["why"], aside)

    @property
    def index(self) -> pd.Index:
        """The ids of the units."""
        return self.units.index

    def told(self, reason: pd.Series) -> pd.Series:
        """A reason with how much of a unit lies inside behind it."""
        return reason.where(self.aside == "", reason.where(reason == "", reason + "；") + self.aside)

    def measured(self, *, why: pd.Series, **figures: pd.Series) -> pd.DataFrame:
        """What `Rule.measure` gives: figures by unit, whether the rule applies (unless given), and what is missing."""
        told = self.told(self.why.where(self.why != "", why))
        return pd.DataFrame({"applies": self.applies, **figures, "reason": told}, index=self.index)


def joined(facts: Facts, level: Level | Subject, *, scope: Scope) -> Facts:
    """The same facts with the units that a rule speaks of as one unit, which holds what each of them holds."""
    mine = scope.index[scope.applies.fillna(False).astype(bool)]
    one = scope.units.head(1).set_axis(pd.Index([_TOGETHER], name="area_id"))
    if "drawn" in one:
        one = one.assign(drawn=bool(scope.units.loc[mine, "drawn"].all()))
    holders = facts.holders(level)
    if holders is None:
        return replace(facts, units={**facts.units, level: one})
    held = holders[holders["area_id"].isin(mine)].drop_duplicates("site_id").assign(area_id=_TOGETHER)
    return replace(facts, units={**facts.units, level: one}, located={**facts.located, level: held})


_TOGETHER = "together"


def _central(filters: UnitFilters) -> UnitFilter | None:
    """The way that asks where a unit lies, if there is one."""
    return next((way for way in filters if way.central is not None), None)


def _aside(filters: UnitFilters, units: pd.DataFrame) -> pd.Series:
    """How much of each unit that the boundary cuts lies inside, in Chinese; empty where nothing depends on it."""
    way = _central(filters)
    if way is None:
        return pd.Series("", index=units.index, dtype="str")
    said = astride_words(units, sliver=way.sliver)
    if (said == "").all():
        return said
    anywhere = tuple(item.model_copy(update={"central": None}) for item in filters)
    meant = applies(anywhere, units)["applies"].fillna(True).astype(bool)
    if way.central_by is CentralBy.INSIDE:
        people = people_inside(units, sliver=way.sliver).map("{:,}".format, na_action="ignore").astype("str")
        basis = pd.Series("（按用地比例推算）", index=units.index, dtype="str")
        if "central_residents" in units:
            basis = basis.mask(units["central_residents"].notna(), "")
        said = said.where(said == "", said + "，只计区内部分" + people + "人" + basis)
    return said.where(meant, "")


def _parts(filters: UnitFilters, units: pd.DataFrame) -> pd.DataFrame:
    """The units with the people of the part inside, where that part alone counts."""
    way = _central(filters)
    if way is None or way.central_by is not CentralBy.INSIDE:
        return units
    return units.assign(residents=people_inside(units, sliver=way.sliver))
