"""How many places a population is owed under a density rule (千人口托位数)."""

from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar, Literal, Self

import pandas as pd
from pydantic import model_validator

from planning.numerals import whole
from planning.policy.attributes import wholes
from planning.policy.developments import development_of
from planning.policy.exact import Exact, least_wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.inside import CentralBy
from planning.policy.parameters import Parameters
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held, provided
from planning.policy.rules.scope import Scope
from planning.policy.rules.split import grouping, of_developments, split_words
from planning.policy.rules.stated import stated_input
from planning.policy.site_filter import SiteFilter
from planning.policy.subjects import Subject
from planning.policy.tally import Counted, Tally, tally
from planning.policy.unit_filter import applies
from planning.trace import Input, residents_key, unit_key


class Density(Rule):
    """
    Places for every 1,000 people: places >= ceil(residents x `places_per_1000` / 1000).

    A residential area is judged by what it provides (`provided`), every other unit by the places of the sites in it.
    With `tells_unfiltered` the reason also says what the ratio would give without the thresholds of size and place.
    Where the document asks for places that fit the population and gives no ratio, `parameter` names the number that the
    place supplies; without it nothing but the lack of any place at all can be told.

    `sites` says whose places count, where not all do. `people` is the attribute that counts the people, called
    `people_zh`; `residents` unless a reading takes others. `nearby_surplus` is the attribute of the places that the
    neighbourhood has to spare: they are told, and with `surplus_counts` they count.
    """

    type: Literal["density"] = "density"
    counts_sites: ClassVar[bool] = True
    places_per_1000: Exact | None = None
    parameter: str = ""
    tells_unfiltered: bool = False
    sites: SiteFilter = SiteFilter()
    people: str = "residents"
    people_zh: str = "常住人口"
    nearby_surplus: str = ""
    surplus_counts: bool = False

    @model_validator(mode="after")
    def _has_a_ratio(self) -> Self:
        if self.surplus_counts and not self.nearby_surplus:
            raise ValueError("surplus_counts needs nearby_surplus, the attribute that holds it")
        if self.places_per_1000 is None and not self.parameter:
            raise ValueError("give places_per_1000, or the parameter that the place supplies")
        return self

    def supplied(self, parameters: Parameters) -> Self:
        """The rule with the ratio of the place, cited beside the document's own clause."""
        found = parameters.get(self.parameter)
        if found is None:
            return self
        return self.model_copy(update={"places_per_1000": found.value, "supplied_by": (found.source,)})

    def unsupplied(self) -> tuple[str, ...]:
        """The ratio, where nobody gave it."""
        return (self.parameter,) if self.places_per_1000 is None else ()

    def reads(self) -> tuple[str, ...]:
        """People, and the places that are there."""
        places = "规划或开办的托位" if self.level is Subject.RESIDENTIAL_AREA else "托位数"
        people = "人口" if self.people == "residents" else self.people_zh
        return (people, places, *self.sites.needs(), *(("附近富余托位",) if self.surplus_counts else ()))

    def measure(self, facts: Facts) -> pd.DataFrame:
        """People of each unit, and its places."""
        scope = self.scope(facts)
        people = self._people(facts, scope)
        places = self._places(facts, scope.units)
        unknown = scope.applies.fillna(False).astype(bool) & people.isna()
        reason = scope.why.mask(unknown, f"{'人口' if self.people == 'residents' else self.people_zh}不明")
        reason = reason.where(reason != "", places.why)
        if self.tells_unfiltered:
            reason = self._with_unfiltered(reason, scope.units, within=scope.applies)
        measured = scope.measured(
            why=reason,
            denominator=people,
            value=places.value,
            at_least=places.at_least,
            at_most=places.at_most,
        ).assign(reason=self._with_asides(reason, scope, facts))
        if self.places_per_1000 is None:
            return self._without_ratio(measured)
        return self._by_development(measured, scope)

    def _by_development(self, measured: pd.DataFrame, scope: Scope) -> pd.DataFrame:
        """Plots of one development are owed their places, and judged, together."""
        way = grouping(self.filter)
        if way is None:
            return measured
        told = split_words(measured, scope.units, way=way)
        if not way.each_alone:
            measured = of_developments(measured, scope.units, way=way, owed=self.requirement)
        return measured.assign(
            reason=measured["reason"].where(
                told == "", measured["reason"].where(measured["reason"] == "", measured["reason"] + "；") + told
            )
        )

    def _with_asides(self, reason: pd.Series, scope: Scope, facts: Facts) -> pd.Series:
        """The reason, how much of a unit lies inside with what the other readings give, and what is to spare nearby."""
        told = scope.told(reason)
        cut = scope.aside != ""
        if cut.any() and self.places_per_1000 is not None:
            told = told.where(~cut, told + self._other_parts(facts, scope, cut=cut))
        if not self.nearby_surplus:
            return told
        spare = wholes(facts.attribute(self.level, self.nearby_surplus)).where(scope.applies.fillna(False))
        words = "附近富余" + spare.astype("str") + f"个托位（{'抵作配建' if self.surplus_counts else '不抵作配建'}）"
        some = (spare > 0).fillna(False).astype(bool)
        return told.where(~some, told.where(told == "", told + "；") + words)

    def _other_parts(self, facts: Facts, scope: Scope, *, cut: pd.Series) -> pd.Series:
        """What the ratio gives each unit that the boundary cuts as a whole, and for the part inside alone."""
        way = grouping(self.filter)
        key = development_of(scope.units, way.grouped_by if way else ())
        near = facts.units_at(self.level)[key.isin(key[cut])]
        facts = replace(facts, units={**facts.units, self.level: near})
        said: dict[CentralBy, pd.Series] = {}
        for by in (CentralBy.WHOLE, CentralBy.INSIDE):
            filters = tuple(way.model_copy(update={"central_by": by}) for way in self.filter)
            scope = Scope.of(facts, self.level, filters=filters)
            owed = self.requirement(scope.units["residents"].astype("Int64")).astype("str") + "个托位"
            said[by] = owed.mask(~scope.applies.fillna(True).astype(bool), "不适用").mask(scope.applies.isna(), "不明")
        words = "（整体计入：" + said[CentralBy.WHOLE] + "；只计区内部分：" + said[CentralBy.INSIDE] + "）"
        return words.reindex(scope.index).fillna("")

    def _people(self, facts: Facts, scope: Scope) -> pd.Series:
        """The people of each unit (Int64); of one that the boundary cuts, those that count."""
        if self.people == "residents":
            return scope.units["residents"].astype("Int64")
        return wholes(facts.attribute(self.level, self.people))

    def _without_ratio(self, measured: pd.DataFrame) -> pd.DataFrame:
        """Whatever the ratio, some place is owed where people live: none at all is not enough, some may be."""
        none_at_all = (measured["at_most"] == 0) & (measured["denominator"] > 0)
        holds = pd.Series(pd.NA, index=measured.index, dtype="boolean").mask(none_at_all.fillna(False), False)
        unsaid = f"文件没有给出比例，须由本地参数{self.parameter}规定"
        told = measured["reason"].where(measured["reason"] == "", measured["reason"] + "；") + unsaid
        return measured.assign(
            holds=holds, reason=told.where(measured["applies"].fillna(True).astype(bool), measured["reason"])
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """Places owed to each number of people; NA where the place has not supplied a ratio."""
        if self.places_per_1000 is None:
            return super().requirement(denominator)
        return least_wholes(denominator, Fraction(self.places_per_1000) / 1000)

    def standard(self) -> str:
        """The ratio in words."""
        if self.places_per_1000 is None:
            return "与常住人口规模相适应的托位"
        return f"不少于{self.places_per_1000}个{Counted.PLACES.noun(self.sites)}/千人"

    def formula(self) -> str:
        """People times the ratio, rounded up."""
        ratio = "本地比例" if self.places_per_1000 is None else self.places_per_1000
        return f"应有托位 = ⌈人口 × {ratio} ÷ 1000⌉"

    def filled(self, finding: Finding) -> str:
        """The same with this area's people; a share of what a whole development is owed says so."""
        own = self.requirement(pd.Series([finding.denominator], dtype="Int64")).iloc[0]
        if own != finding.required:
            return f"{whole(finding.denominator)}×{self.places_per_1000}÷1000，与同一开发项目合计后={finding.required}"
        return f"⌈{whole(finding.denominator)}×{self.places_per_1000}÷1000⌉={whole(finding.required)}"

    def unit_word(self) -> str:
        """Places."""
        return Counted.PLACES.zh

    def subject(self, finding: Finding, facts: Facts) -> str:
        """The people, with the day and source of the figure: a density shows its denominator."""
        if finding.denominator is None:
            return "人口不明"
        given = self._residents_input(finding, facts)
        origin = "，".join(
            part for part in (str(given.on or ""), f"来源：{given.source}" if given.source else "") if part
        )
        return f"{given.name}{finding.denominator:,}人" + (f"（{origin}）" if origin else "")

    def held(self, finding: Finding, facts: Facts) -> Held:
        """What a residential area provides, or the places of the sites."""
        if self.level is Subject.RESIDENTIAL_AREA:
            return provided(facts, pd.Index([finding.area_id]))
        return super().held(finding, facts)

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The people and the places."""
        return (self._residents_input(finding, facts), *super().inputs(finding, facts))

    def _places(self, facts: Facts, units: pd.DataFrame) -> Tally:
        if self.level is Subject.RESIDENTIAL_AREA:
            value = units["provided"].astype("Int64")
            why = pd.Series("", index=units.index, dtype="str").mask(value.isna(), "已配托位不明")
            if self.surplus_counts:
                value = value + wholes(facts.attribute(self.level, self.nearby_surplus)).fillna(0)
            return Tally(value, value, value, why)
        return tally(facts, self.level, sites=self.sites, counts=Counted.PLACES)

    def _residents_input(self, finding: Finding, facts: Facts) -> Input:
        if self.people:
            return stated_input(finding, facts, level=self.level, column=self.people, zh=self.people_zh, unit="人")
        planned = self.level is Subject.RESIDENTIAL_AREA
        origin = "residential_areas" if planned else "residents"
        on = self._cell(facts, finding.area_id, "residents_on")
        return Input(
            name="人口" if planned else self.people_zh,
            value="—" if finding.denominator is None else str(finding.denominator),
            unit="人",
            table="residential_areas" if planned else "population",
            key=unit_key(self.level, finding.area_id) if planned else residents_key(finding.area_id, on),
            source=str(self._cell(facts, finding.area_id, "residents_source") or facts.sources.get(origin, "")),
            on=on,
        )

    def _cell(self, facts: Facts, area_id: str, column: str) -> Any:
        units = facts.units_at(self.level)
        cell: Any = units.at[area_id, column] if column in units and area_id in units.index else None
        return None if pd.isna(cell) else cell

    def _with_unfiltered(self, reason: pd.Series, units: pd.DataFrame, *, within: pd.Series) -> pd.Series:
        thresholds = {"central": None, "min_residents": None}
        loose = applies(tuple(way.model_copy(update=thresholds) for way in self.filter), units)["applies"]
        unfiltered = self.requirement(units["residents"].astype("Int64"))
        told = (loose.fillna(False) & ~within.fillna(False) & unfiltered.notna()).astype(bool)
        return reason.where(~told, reason + "；不设规模和中心城区的门槛时为" + unfiltered.astype("str") + "个托位")
