"""How many places (托位) a population is owed under a density rule (千人口托位数)."""

from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from planning.model.codes import Level
from planning.numerals import whole
from planning.policy.exact import Exact, least_wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held, provided
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, Tally, tally
from planning.policy.unit_filter import applies
from planning.trace import Input, residents_key, unit_key


class Density(Rule):
    """
    Places for every 1,000 people: places >= ceil(residents x `places_per_1000` / 1000).

    A residential area is judged by what it provides (`provided`), every other unit by the places of the sites in it.
    With `tells_unfiltered` the reason also says what the ratio would give without the thresholds of size and place.
    """

    type: Literal["density"] = "density"
    places_per_1000: Exact
    tells_unfiltered: bool = False

    def measure(self, facts: Facts) -> pd.DataFrame:
        """People of each unit, and its places."""
        units = facts.units_at(self.level)
        scope = applies(self.filter, units)
        residents = units["residents"].astype("Int64")
        places = self._places(facts, units)
        reason = scope["why"].mask(scope["applies"].fillna(False).astype(bool) & residents.isna(), "人口不明")
        reason = reason.where(reason != "", places.why)
        if self.tells_unfiltered:
            reason = self._with_unfiltered(reason, units, within=scope["applies"])
        return pd.DataFrame(
            {
                "denominator": residents,
                "value": places.value,
                "at_least": places.at_least,
                "at_most": places.at_most,
                "applies": scope["applies"],
                "reason": reason,
            },
            index=units.index,
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """Places owed to each number of people."""
        return least_wholes(denominator, Fraction(self.places_per_1000) / 1000)

    def standard(self) -> str:
        """The ratio in words."""
        return f"不少于{self.places_per_1000}个托位/千人"

    def formula(self) -> str:
        """People times the ratio, rounded up."""
        return f"应有托位 = ⌈人口 × {self.places_per_1000} ÷ 1000⌉"

    def filled(self, finding: Finding) -> str:
        """The same with this area's people."""
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
        if self.level is Level.RESIDENTIAL_AREA:
            return provided(facts, pd.Index([finding.area_id]))
        return super().held(finding, facts)

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The people and the places."""
        return (self._residents_input(finding, facts), *super().inputs(finding, facts))

    def _places(self, facts: Facts, units: pd.DataFrame) -> Tally:
        if self.level is Level.RESIDENTIAL_AREA:
            value = units["provided"].astype("Int64")
            why = pd.Series("", index=units.index, dtype="str").mask(value.isna(), "已配托位不明")
            return Tally(value, value, value, why)
        return tally(facts, self.level, sites=SiteFilter(), counts=Counted.PLACES)

    def _residents_input(self, finding: Finding, facts: Facts) -> Input:
        planned = self.level is Level.RESIDENTIAL_AREA
        origin = "residential_areas" if planned else "residents"
        on = self._cell(facts, finding.area_id, "residents_on")
        return Input(
            name="人口" if planned else "常住人口",
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
