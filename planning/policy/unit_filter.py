"""Which units of a level a rule speaks of (适用单元): by kind, name, era, place in the city, and population."""

from decimal import Decimal
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from planning.model.codes import AreaKind, Era, Level
from planning.policy.attributes import flags
from planning.policy.conditions import all_hold, any_holds, failed_words, one_of, unknown_words
from planning.policy.developments import development_of, together
from planning.policy.exact import Share
from planning.policy.inside import CentralBy, lies_inside
from planning.policy.subjects import Subject


class Attribute(BaseModel):
    """
    A column that a rule needs beyond the contract's, its Chinese name, and the value it must have there.

    `says` is how a sentence calls what has the value; without it the name and value are written out. It is a `noun`
    where it names the site by itself, so that 机构 does not follow.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str
    zh: str
    value: str | bool
    says: str = ""
    noun: bool = False

    def words(self) -> str:
        """The condition as an adjective, in Chinese."""
        return self.says or f"{self.zh}为“{self.value}”的"

    def holds(self, table: pd.DataFrame) -> pd.Series:
        """Whether each row has the value; NA everywhere where the table lacks the column."""
        if self.column not in table:
            return pd.Series(pd.NA, index=table.index, dtype="boolean")
        values = table[self.column]
        if isinstance(self.value, bool):
            return flags(values) == self.value
        return (values == self.value).astype("boolean").mask(values.isna())


class UnitFilter(BaseModel):
    """
    One way for a unit to fall under a rule: every condition that is given must hold.

    `central_by` says how a unit that the boundary of the central urban area cuts is read, and `central_sliver` below
    which share of the land a part inside or outside is ignored. With `grouped_by`, columns that name the development of
    a plot, `min_residents` is held against all plots of it that meet the other conditions; with `each_alone` those
    columns only serve to tell that a development was split.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[AreaKind, ...] = ()
    names: tuple[str, ...] = ()
    era: Era | None = None
    central: bool | None = None
    central_by: CentralBy = CentralBy.MAJORITY
    central_sliver: Share | None = None
    min_residents: Annotated[int, Field(strict=True, ge=0)] | None = None
    min_residents_included: bool = True  # 以上 includes the number (Civil Code art. 1259); a reading may exclude it
    grouped_by: tuple[str, ...] = ()
    each_alone: bool = False
    attributes: tuple[Attribute, ...] = ()

    def columns(self) -> tuple[str, ...]:
        """The attributes that are asked for beyond the columns that units always have."""
        # Whether a district belongs to the central urban area is for the city to say; of smaller units it is measured.
        central = () if self.central is None else ("central", "central_share", "central_residents")
        return (*central, *self.grouped_by, *(item.column for item in self.attributes))

    @property
    def sliver(self) -> Decimal:
        """The share of a unit's land below which a part of it is ignored."""
        return self.central_sliver or Decimal(0)

    def conditions(self, units: pd.DataFrame) -> dict[str, pd.Series]:
        """The words of each condition, and whether each unit meets it (boolean, NA where unknown)."""
        found: dict[str, pd.Series] = {}
        if self.kinds:
            found["属于" + "、".join(kind.zh for kind in self.kinds)] = one_of(_column(units, "kind"), self.kinds)
        if self.names:
            found["属于" + "、".join(self.names)] = one_of(_column(units, "name"), self.names)
        if self.era is not None:
            found[f"{self.era.zh}居住区"] = one_of(_column(units, "era"), (self.era,))
        if self.central is not None:
            inside = lies_inside(units, by=self.central_by, sliver=self.sliver)
            found["位于中心城区" if self.central else "位于中心城区以外"] = inside if self.central else ~inside
        own = {item.words(): item.holds(units) for item in self.attributes}
        if self.min_residents is not None:
            others = all_hold(found | own, units.index)
            found[self._people()] = self._populous(units, others)
        return found | own

    def enough(self, people: pd.Series) -> pd.Series:
        """Whether numbers of people (Int64) reach `min_residents` (boolean, NA where unknown)."""
        reached = people >= self.min_residents if self.min_residents_included else people > self.min_residents
        return reached.astype("boolean")

    def _populous(self, units: pd.DataFrame, others: pd.Series) -> pd.Series:
        """Whether each unit, or its whole development, has the people; `others` is whether all else holds."""
        residents = _column(units, "residents").astype("Int64")
        alone = self.enough(residents)
        if not self.grouped_by or self.each_alone:
            return alone
        every = together(residents, development_of(units, self.grouped_by), counts=others)
        surely, never = self.enough(every["at_least"]), ~self.enough(every["at_most"])
        decided = surely.mask(~(surely | never.fillna(False)))
        return alone.mask(~alone.fillna(False), decided)

    def needs(self) -> tuple[str, ...]:
        """The Chinese names of what the conditions read."""
        asked = {
            "类型": self.kinds,
            "名称": self.names,
            "新建/已建成": self.era is not None,
            "中心城区边界": self.central is not None,
            "人口": self.min_residents is not None,
        }
        return (*(zh for zh, given in asked.items() if given), *(item.zh for item in self.attributes))

    def words(self, level: Level | Subject) -> str:
        """The units of `level` that fall under it, in Chinese."""
        said = []
        if self.central is not None:
            said.append("位于中心城区" if self.central else "位于中心城区以外")
        if self.min_residents is not None:
            said.append(self._people())
        said += [item.words().removesuffix("的") for item in self.attributes]
        noun = "、".join(self.names or [kind.zh for kind in self.kinds]) or level.zh
        return "、".join(said) + ("的" if said else "") + (self.era.zh if self.era else "") + noun

    def _people(self) -> str:
        return f"人口{'不少于' if self.min_residents_included else '超过'}{self.min_residents:,}人"


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, dict | UnitFilter) else value


# A TOML table is one way in; an array of tables gives several, any of which is enough.
UnitFilters = Annotated[tuple[UnitFilter, ...], BeforeValidator(_one_or_more)]


def units_words(filters: tuple[UnitFilter, ...], level: Level | Subject) -> str:
    """The units of `level` that a rule speaks of, in Chinese."""
    return "或".join(way.words(level) for way in filters) or level.zh


def applies(filters: tuple[UnitFilter, ...], units: pd.DataFrame) -> pd.DataFrame:
    """
    Whether a rule applies to each unit, and why not.

    Returns
    -------
    DataFrame
        In the order of `units`: `applies` (boolean, NA where it cannot be told) and `why` (Chinese; empty where it
        applies). Without a filter every unit is in.
    """
    if not filters:
        return pd.DataFrame({"applies": pd.Series(True, index=units.index, dtype="boolean"), "why": ""})
    ways = [(way.conditions(units)) for way in filters]
    held = any_holds(ways, units.index)
    failed, unknown = [], []
    for way in ways:
        failed.append(failed_words(way, units.index))
        unknown.append(unknown_words(way, units.index))
    why = ("未满足：" + _either(failed)).mask(held.isna().astype(bool), "不明：是否" + _either(unknown))
    return pd.DataFrame({"applies": held, "why": why.mask(held.fillna(False).astype(bool), "")})


def _either(texts: list[pd.Series]) -> pd.Series:
    said = texts[0]
    for text in texts[1:]:
        said = said.where(text == "", said.where(said == "", said + "；或") + text)
    return said


def _column(units: pd.DataFrame, name: str) -> pd.Series:
    return units[name] if name in units else pd.Series(pd.NA, index=units.index, dtype="object")
