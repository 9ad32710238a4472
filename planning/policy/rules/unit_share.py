"""Which share of the units must have a facility (覆盖率), over the whole city or within each parent."""

from fractions import Fraction
from typing import ClassVar, Literal

import pandas as pd

from planning.model.codes import Level
from planning.numerals import percent, whole
from planning.policy.exact import Share, least_wholes
from planning.policy.facts import Facts
from planning.policy.finding import Finding
from planning.policy.rules.base import Rule
from planning.policy.rules.every_unit import EveryUnit
from planning.policy.rules.having import Has, facility_words, units_having
from planning.policy.rules.held import OPEN, PLANNED, Held, provided, under_plan
from planning.policy.site_filter import SiteFilter
from planning.policy.subjects import Subject
from planning.policy.unit_filter import units_words
from planning.trace import Input


class UnitShare(Rule):
    """
    Units that have one / units >= `share`, for every unit of `level` (the scope) by itself.

    `units` is the level that is counted; `filter` chooses among those. A community rule with level `street` holds for
    each street, with level `city` once. Where a scope lists fewer communities than its `communities` column says, or
    none, that column tells how many there are: what is required is then known, and of those not listed nobody can tell.
    """

    type: Literal["unit_share"] = "unit_share"
    counts_sites: ClassVar[bool] = True
    units: Level
    share: Share
    sites: SiteFilter = SiteFilter()
    has: Has = Has.SITE

    def reads(self) -> tuple[str, ...]:
        """The units, and what makes one of them count."""
        has = ("规划或开办的托位",) if self.has is Has.PROVIDED else ("托育点位", *self.sites.needs())
        return (f"{self.units.zh}名单", *has)

    def measure(self, facts: Facts) -> pd.DataFrame:
        """Units in each scope, and how many of them have one."""
        scopes = facts.units_at(self.level)
        members = self._members(facts)
        figures = {
            "number": 1,
            "unsure": members["counts"].isna(),
            "units": members["counts"].fillna(False),
            "having": members["having"].fillna(False),
            "unknown": members["having"].isna(),
        }
        listed = pd.DataFrame(figures, index=members.index).astype("int64").groupby(members["scope"]).sum()
        listed = listed.reindex(scopes.index).astype("Int64")
        stated = self._stated(scopes)
        known = listed["number"].notna()
        listed = listed.mask(listed.isna() & stated.notna().to_numpy()[:, None], 0)
        unlisted = (stated - listed["number"]).clip(lower=0).fillna(0)
        unsure = listed["unsure"] + (unlisted if self.filter else 0)
        missing = listed["unknown"] + unlisted
        return pd.DataFrame(
            {
                "denominator": (listed["units"] + unlisted).mask((unsure > 0).fillna(False)),
                "value": listed["having"].where(known).mask((missing > 0).fillna(False)),
                "at_least": listed["having"],
                "at_most": listed["having"] + missing,
                "applies": pd.Series(True, index=scopes.index, dtype="boolean"),
                "reason": self._reasons(members, listed, unlisted).where(known, f"没有列出{self.units.zh}"),
            },
            index=scopes.index,
        )

    def requirement(self, denominator: pd.Series) -> pd.Series:
        """The least number of units that reaches the share."""
        return least_wholes(denominator, Fraction(self.share))

    def standard(self) -> str:
        """The share in words."""
        return f"有{facility_words(self.sites)}的{self._unit_words()}不少于{percent(self.share)}"

    def formula(self) -> str:
        """Units times the share, rounded up."""
        return f"应有数 = ⌈{self._unit_words()}数 × {percent(self.share)}⌉"

    def filled(self, finding: Finding) -> str:
        """The same with the number of units here."""
        return f"⌈{whole(finding.denominator)}×{percent(self.share)}⌉={whole(finding.required)}"

    def subject(self, finding: Finding, facts: Facts) -> str:
        """The number of units."""
        number = "不明" if finding.denominator is None else f"{finding.denominator:,}个"
        return f"共有{self._unit_words()}{number}"

    def inputs(self, finding: Finding, facts: Facts) -> tuple[Input, ...]:
        """The units, and those that have one."""
        table = "residential_areas" if self.units is Level.RESIDENTIAL_AREA else "areas"
        every = self.counted_input(finding, facts, name=f"{self._unit_words()}数", table=table)
        if self.has is Has.SITE:
            return (every, *super().inputs(finding, facts))
        having = self._having(finding, facts)
        planned = under_plan(facts, having.index)
        parts = [(OPEN, having[~planned]), (PLANNED, having[planned])]
        return (
            every,
            *(
                self.held_input(
                    finding, facts, held=held, value=None if part.isna().any() else int(part.astype(bool).sum())
                )
                for held, part in parts
                if len(part)
            ),
        )

    def held(self, finding: Finding, facts: Facts) -> Held:
        """The sites, or what those of the areas that have something provide."""
        if self.has is Has.SITE:
            return super().held(finding, facts)
        having = self._having(finding, facts).fillna(False).astype(bool)
        return provided(facts, having.index[having])

    def _having(self, finding: Finding, facts: Facts) -> pd.Series:
        """Whether each unit that is counted in the scope of a finding has one (boolean, NA where nobody can tell)."""
        members = self._members(facts)
        asked = members[(members["scope"] == finding.area_id) & members["counts"].fillna(True).astype(bool)]
        return asked["having"]

    def _stated(self, scopes: pd.DataFrame) -> pd.Series:
        """How many communities each scope says it has (Int64); NA for other units, and where it does not say."""
        if self.units is Level.COMMUNITY and "communities" in scopes:
            return scopes["communities"].astype("Int64")
        return pd.Series(pd.NA, index=scopes.index, dtype="Int64")

    def _reasons(self, members: pd.DataFrame, listed: pd.DataFrame, unlisted: pd.Series) -> pd.Series:
        """By scope: how many of its units are not listed, how many nobody can tell, and the first cause."""
        untold = members[members["having"].isna() | members["counts"].isna()]
        if untold.empty and not (unlisted > 0).any():
            return pd.Series("", index=listed.index, dtype="str")
        why = untold.groupby("scope")["why"].agg(["size", "first"]).reindex(listed.index)
        untold_words = (
            why["size"].astype("Int64").astype("str")
            + f"个{self._unit_words()}情况不明（"
            + why["first"].astype("str")
            + "）"
        ).where(why["size"].notna(), "")
        total, unit = (listed["number"] + unlisted).astype("str"), self.units.zh
        short = ("共有" + total + f"个{unit}，只列出" + listed["number"].astype("str") + "个").where(unlisted > 0, "")
        return short + untold_words.where((short == "") | (untold_words == ""), "；" + untold_words)

    def for_each_unit(self) -> EveryUnit | None:
        """A share of 100 % binds each unit by itself; a smaller one binds none."""
        if self.share != 1:
            return None
        return EveryUnit(
            id=self.id,
            name=self.name,
            level=Subject(self.units.value),
            source=self.source,
            modality=self.modality,
            deadline=self.deadline,
            in_force_from=self.in_force_from,
            in_force_until=self.in_force_until,
            filter=self.filter,
            sites=self.sites,
            has=self.has,
        )

    def _members(self, facts: Facts) -> pd.DataFrame:
        members = units_having(facts, self.units, among=self.filter, has=self.has, sites=self.sites)
        members = members.assign(scope=facts.parents(self.units, self.level))
        return members[members["scope"].notna()]

    def _unit_words(self) -> str:
        return units_words(self.filter, self.units)
