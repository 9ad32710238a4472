"""How many places (托位) a population is owed under a density rule (千人口托位数)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from planning.model.codes import Level
from planning.policy.exact import Exact, least_wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally
from planning.policy.unit_filter import applies
from planning.trace import Input


class Density(Rule):
    """
    Places for every 1,000 people: places >= ceil(residents x `places_per_1000` / 1000).

    A residential area is judged by what it provides (`provided`), every other unit by the places of the sites in it.
    With `tells_unfiltered` the reason also carries what the ratio would give where the filter lets a unit go.
    """

    type: Literal["density"] = "density"
    places_per_1000: Exact
    tells_unfiltered: bool = False

    def measure(self, facts: Facts) -> pd.DataFrame:
        """People of each unit, and its places."""
        units = facts.units_at(self.level)
        scope = applies(self.filter, units)
        residents = units["residents"].astype("Int64")
        value, why = self._places(facts, units)
        reason = scope["why"].mask(scope["applies"].fillna(False).astype(bool) & residents.isna(), "人口不明")
        reason = reason.where(reason != "", why)
        if self.tells_unfiltered:
            reason = _with_unfiltered(reason, self.requirement(residents), outside=scope["applies"])
        return pd.DataFrame(
            {"denominator": residents, "value": value, "applies": scope["applies"], "reason": reason}, index=units.index
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

    def filled(self, row: Mapping[str, Any] | pd.Series | Finding) -> str:
        """The same with this area's people."""
        finding = row if isinstance(row, Finding) else Finding.of(row)
        return f"⌈{finding.denominator}×{self.places_per_1000}÷1000⌉={finding.required}"

    def unit_word(self) -> str:
        """Places."""
        return Counted.PLACES.zh

    def subject(self, row: Mapping[str, Any] | pd.Series | Finding, facts: Facts) -> str:
        """The people, with the day and source of the figure: a density shows its denominator."""
        finding = row if isinstance(row, Finding) else Finding.of(row)
        if finding.denominator is None:
            return "人口不明"
        given = self._residents_input(finding, facts)
        origin = "，".join(
            part for part in (str(given.on or ""), f"来源：{given.source}" if given.source else "") if part
        )
        return f"{given.name}{finding.denominator:,}人" + (f"（{origin}）" if origin else "")

    def inputs(self, row: Mapping[str, Any] | pd.Series | Finding, facts: Facts) -> tuple[Input, ...]:
        """The people and the places."""
        finding = row if isinstance(row, Finding) else Finding.of(row)
        return (self._residents_input(finding, facts), *super().inputs(finding, facts))

    def _places(self, facts: Facts, units: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
        if self.level is Level.RESIDENTIAL_AREA:
            value = units["provided"].astype("Int64")
            return value, pd.Series("", index=units.index, dtype="str").mask(value.isna(), "已配托位不明")
        counted = tally(facts, self.level, sites=SiteFilter(), counts=Counted.PLACES)
        return counted.value, counted.why

    def _residents_input(self, finding: Finding, facts: Facts) -> Input:
        planned = self.level is Level.RESIDENTIAL_AREA
        key = "residential_areas" if planned else "residents"
        return Input(
            name="人口" if planned else "常住人口",
            value="—" if finding.denominator is None else str(finding.denominator),
            unit="人",
            table="residential_areas" if planned else "population",
            key=finding.area_id,
            source=str(self._cell(facts, finding.area_id, "residents_source") or facts.sources.get(key, "")),
            on=self._cell(facts, finding.area_id, "residents_on"),
        )

    def _cell(self, facts: Facts, area_id: str, column: str) -> Any:
        units = facts.units_at(self.level)
        if column not in units or area_id not in units.index or pd.isna(units.at[area_id, column]):
            return None
        return units.at[area_id, column]


def _with_unfiltered(reason: pd.Series, unfiltered: pd.Series, *, outside: pd.Series) -> pd.Series:
    told = ((~outside).fillna(False) & unfiltered.notna()).astype(bool)
    return reason.where(~told, reason + "；不设门槛时参照值为" + unfiltered.astype("str") + "个托位")
