"""Whether an existing area without childcare got it by the means and day that a clause names (已建成区补建)."""

from dataclasses import replace
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, Self

import pandas as pd
from pydantic import Field

from planning.policy.attributes import days
from planning.policy.exact import Exact, least_wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.parameters import Parameters
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.rules.stated import stated_input
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally
from planning.trace import Input

_MEANS = {"purchase": "购置", "exchange": "置换", "lease": "租赁"}


class ExistingGap(Rule):
    """
    Each existing area has a facility, or obtained one by one of `means` no later than the deadline.

    The attributes of an area are `obtained_by` (purchase, exchange or lease) and `obtained_on`; without a deadline any
    day will do. With `also_short` an area that has too
    few places is meant as well: what is enough is the local `parameter` of places per 1,000 people.
    """

    type: Literal["existing_gap"] = "existing_gap"
    means: Annotated[tuple[Literal["purchase", "exchange", "lease"], ...], Field(min_length=1)]
    also_short: bool = False
    parameter: str = ""
    places_per_1000: Exact | None = None

    counts_sites: ClassVar[bool] = True
    per_count: ClassVar[bool] = False

    def reads(self) -> tuple[str, ...]:
        """Whether there is a facility, and how and when one was obtained."""
        enough = ("人口", "托位数") if self.also_short else ()
        return ("有无设施", *enough, "补建方式", "补建日期")

    def supplied(self, parameters: Parameters) -> Self:
        """The rule with the ratio of the place, where it asks whether there are enough places."""
        found = parameters.get(self.parameter)
        if found is None:
            return self
        return self.model_copy(update={"places_per_1000": found.value, "supplied_by": (found.source,)})

    def unsupplied(self) -> tuple[str, ...]:
        """The ratio, where nobody gave it."""
        return (self.parameter,) if self.also_short and self.places_per_1000 is None and self.parameter else ()

    def measure(self, facts: Facts) -> pd.DataFrame:
        """1 for an area that has or obtained a facility, 0 for one that did not."""
        scope = self.scope(facts)
        has, lacks = self._had(facts, scope.units)
        obtained, said = self._obtained(facts, scope.index)
        holds = has | obtained
        # What nobody wrote down as obtained was not obtained yet: only the facility itself can be unknown.
        why = lacks.where(holds.isna(), "")
        why = why.where((said == "") | has.fillna(False).astype(bool), said)
        nothing = (~holds).fillna(False).astype(bool) & (why == "")
        why = why.mask(nothing, f"登记册在区内没有{'足够的' if self.also_short else ''}点位，也没有补建记录")
        return scope.measured(
            why=why, required=pd.Series(1, index=scope.index, dtype="Int64"), value=holds.astype("Int64"), holds=holds
        )

    def standard(self) -> str:
        """The duty in words."""
        means = "、".join(_MEANS[item] for item in self.means)
        day = f"在{self.deadline}前（含当日）" if self.deadline else ""
        return f"没有{'或不足' if self.also_short else ''}托育设施的，{day}通过{means}等方式补建"

    def formula(self) -> str:
        """A facility, or one obtained in time."""
        day = f"，日期不晚于{self.deadline}" if self.deadline else ""
        return f"已有{'足够的' if self.also_short else ''}设施，或已补建{day}"

    def unit_word(self) -> str:
        """Facilities."""
        return "处设施"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """What is there."""
        return Held("现有或补建", "residential_areas", "residential_areas")

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """Whether there is a facility, and by what means and when one was obtained."""
        asked = {"obtained_by": "补建方式", "obtained_on": "补建日期"}
        told = (stated_input(finding, facts, level=self.level, column=column, zh=zh) for column, zh in asked.items())
        return (*super().inputs(finding, facts), *told)

    def _had(self, facts: Facts, units: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        """As `_has`, of the sites that had opened by the deadline: what opened later came too late to close the gap."""
        if self.deadline is None or facts.sites is None:
            return self._has(facts, units)
        late = [pd.NA if pd.isna(day) else day > self.deadline for day in facts.sites["opened_on"]]
        told = pd.Series(late, index=facts.sites.index, dtype="boolean")
        surely, why = self._has(replace(facts, sites=facts.sites[(~told).fillna(False).astype(bool)]), units)
        maybe, _ = self._has(replace(facts, sites=facts.sites[~told.fillna(False).astype(bool)]), units)
        differ = surely.fillna(False).astype(bool) != maybe.fillna(False).astype(bool)
        both = surely.mask(surely.isna() | maybe.isna() | differ)
        return both, why.mask(both.isna() & (why == ""), "点位未填开办日期")

    def _has(self, facts: Facts, units: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        """Whether each area has a facility, or enough places (boolean), and why that cannot be told."""
        sites = tally(facts, self.level, sites=SiteFilter(), counts=Counted.SITES)
        has = (sites.value > 0).astype("boolean")
        if not self.also_short:
            return has, sites.why
        places = tally(facts, self.level, sites=SiteFilter(), counts=Counted.PLACES)
        if self.places_per_1000 is None:
            unsaid = f"设施是否足够须由本地参数{self.parameter}规定"
            return has.mask(has.fillna(False).astype(bool), pd.NA), sites.why.where(sites.why != "", unsaid)
        required = least_wholes(units["residents"].astype("Int64"), Fraction(self.places_per_1000) / 1000)
        # What is surely there can be enough, and what there can be at most too little, whatever else is open.
        surely = (places.at_least >= required).fillna(False).astype(bool)
        short = (places.at_most < required).fillna(False).astype(bool)
        enough = pd.Series(surely, index=units.index, dtype="boolean").mask(~(surely | short))
        return enough, places.why.where(places.why != "", "人口不明")

    def _obtained(self, facts: Facts, index: pd.Index) -> tuple[pd.Series, pd.Series]:
        """Whether a facility was obtained in time by a means that is named, and what is to be said of it."""
        means = facts.attribute(self.level, "obtained_by")
        on = days(facts.attribute(self.level, "obtained_on"))
        named = means.isin(self.means)
        done = pd.Series([pd.NA if pd.isna(day) else day <= facts.on for day in on], index=index, dtype="boolean")
        late = pd.Series(
            [False if pd.isna(day) or self.deadline is None else day > self.deadline for day in on],
            index=index,
            dtype=bool,
        )
        held = (done & ~late).mask(means.isna(), False).mask(means.notna() & ~named, False)
        said = pd.Series("", index=index, dtype="str")
        said = said.mask(means.notna() & ~named, "补建方式不在所列之内")
        said = said.mask(named & on.isna(), "缺少补建日期").mask(
            named & late, "补建日期" + on.astype("str") + "，已逾期限"
        )
        return held, said.mask(named & held.fillna(False).astype(bool), means.map(_MEANS).fillna("") + on.astype("str"))
