"""Which rate of people, staff or institutions (比率) must be reached: a part of a whole, both counted or stated."""

from fractions import Fraction
from typing import ClassVar, Literal, Self

import pandas as pd
from pydantic import model_validator

from planning.numerals import number, percent
from planning.policy.attributes import wholes
from planning.policy.exact import Share, least_wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.held import Held
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally
from planning.trace import Input


class Rate(Rule):
    """
    part / whole >= `share`, for each unit of the level.

    Either `part` and `whole` are attributes of the unit, stated within the year asked for (figures of another year
    never answer), or what `counts` says is counted over the register in whatever state: what `sites` lets through among
    what `among` does. An institution is let through by one of its sites, so where all of them are meant, count sites.
    """

    type: Literal["rate"] = "rate"
    counts_sites: ClassVar[bool] = True
    share: Share
    part: str = ""
    part_zh: str = ""
    whole: str = ""
    whole_zh: str = ""
    sites: SiteFilter | None = None
    among: SiteFilter | None = None
    counts: Counted = Counted.INSTITUTIONS

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        stated = (bool(self.part), bool(self.part_zh), bool(self.whole), bool(self.whole_zh))
        counted = (self.sites is not None, self.among is not None)
        if any(stated) == any(counted) or (any(stated) and not all(stated)) or (any(counted) and not all(counted)):
            raise ValueError("give part, part_zh, whole and whole_zh, or sites and among")
        return self

    def reads(self) -> tuple[str, ...]:
        """Part and whole, or what decides which institutions count."""
        if self.sites is None or self.among is None:
            return (self.part_zh, self.whole_zh)
        return (f"{self.counts.zh[1:]}数", *self.among.needs(), *self.sites.needs())

    def measure(self, facts: Facts) -> pd.DataFrame:
        """The whole and the part of each unit."""
        told = self._stated(facts) if self.sites is None else self._counted(facts)
        return self.scope(facts).measured(why=told["reason"], **told.drop(columns="reason"))

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """The least number that reaches the share."""
        return least_wholes(denominator, Fraction(self.share))

    def standard(self) -> str:
        """The rate in words."""
        return f"{self._part()}占{self._whole()}不少于{percent(self.share)}"

    def formula(self) -> str:
        """The whole times the share, rounded up."""
        return f"应有数 = ⌈{self._whole()} × {percent(self.share)}⌉"

    def filled(self, finding: Finding) -> str:
        """The same with the whole of this unit."""
        return f"⌈{number(finding.denominator)}×{percent(self.share)}⌉={number(finding.required)}"

    def subject(self, finding: Finding, facts: Facts) -> str:
        """The whole."""
        return f"{self._whole()}{'不明' if finding.denominator is None else number(finding.denominator)}"

    def held(self, finding: Finding, facts: Facts) -> Held:
        """The part."""
        return Held(self._part(), "statements", "statements") if self.part else super().held(finding, facts)

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The whole and the part."""
        every = self.counted_input(finding, facts, name=self._whole(), table="sites" if self.sites else "statements")
        return (every, *super().inputs(finding, facts))

    def unit_word(self) -> str:
        """The measure word of what is counted."""
        return self.counts.zh if self.sites is not None else "个"

    def _part(self) -> str:
        return self.part_zh if self.sites is None else self.counts.noun(self.sites)

    def _whole(self) -> str:
        return self.whole_zh if self.among is None else self.counts.noun(self.among)

    def _year(self, facts: Facts) -> int:
        """The year asked for: that of the deadline once it has passed, else that of the day."""
        return facts.on.year if self.deadline is None else min(self.deadline, facts.on).year

    def _stated(self, facts: Facts) -> pd.DataFrame:
        year = self._year(facts)
        part, whole = (wholes(facts.of_year(self.level, name, year=year)) for name in (self.part, self.whole))
        why = pd.Series("", index=part.index, dtype="str")
        for values, name, zh in ((whole, self.whole, self.whole_zh), (part, self.part, self.part_zh)):
            last = facts.last_stated(self.level, name)
            older = "（最近一次为" + last.astype("str") + f"，不能回答{year}年）"
            why = why.mask(values.isna() & (why == ""), f"缺少{year}年的“{zh}”" + older.where(last.notna(), ""))
        over = ((part > whole).fillna(False)).astype(bool)
        why = why.mask(over & (why == ""), f"数据矛盾：{self.part_zh}多于{self.whole_zh}")
        return pd.DataFrame({"denominator": whole, "value": part, "reason": why}, index=part.index)

    def _counted(self, facts: Facts) -> pd.DataFrame:
        every, with_it = (
            tally(facts.over_the_register(), self.level, sites=sites, counts=self.counts)
            for sites in (self.among or SiteFilter(), _both(self.among, self.sites))
        )
        return pd.DataFrame(
            {
                "denominator": every.value,
                "value": with_it.value,
                "at_least": with_it.at_least,
                "at_most": with_it.at_most,
                "reason": every.why.where(every.why != "", with_it.why),
            },
            index=every.value.index,
        )


def _both(among: SiteFilter | None, sites: SiteFilter | None) -> SiteFilter:
    """The part lies within the whole: a site counts where it meets both."""
    return SiteFilter(all_of=tuple(item for item in (among, sites) if item is not None))
