"""What the counted sites of each unit add up to (点位汇总): places, classes, sites or institutions."""

from dataclasses import dataclass

import pandas as pd

from planning.model.codes import Code, Level
from planning.policy.facts import Facts
from planning.policy.site_filter import SiteFilter


class Counted(Code):
    """What is counted; `zh` is what follows the number: a measure word of one character, and the noun."""

    PLACES = "places", "个托位"
    INSTITUTIONS = "institutions", "家机构"
    SITES = "sites", "处点位"
    CLASSES = "classes", "个托班"

    @property
    def measure_word(self) -> str:
        """The measure word alone."""
        return self.zh[:1]

    def noun(self, sites: SiteFilter) -> str:
        """What is counted of the sites that a filter lets through, in Chinese."""
        words, noun = sites.words(), self.zh[1:]
        named = sites.kinds and self in (Counted.INSTITUTIONS, Counted.SITES)
        return words if named or words.endswith(noun) else words + noun


@dataclass(frozen=True, slots=True)
class Tally:
    """By `area_id`: the number counted (Int64, NA where it cannot be told), and why it cannot (Chinese, else empty)."""

    value: pd.Series
    why: pd.Series


def tally(facts: Facts, level: Level, *, sites: SiteFilter, counts: Counted) -> Tally:
    """
    Count what `sites` lets through in every unit of `level`, in the order of the units.

    A unit in which the register knows no such site has 0. A site that does not say what the filter asks, or how many
    places it has, leaves its unit without a number. An institution with several sites in a unit counts once.
    Without a register, places that an authority reported for the day stand in where nothing is filtered.
    """
    index = facts.units_at(level).index
    if facts.sites is None:
        return _reported(facts, index, usable=sites.is_open() and counts is Counted.PLACES)
    holders = facts.holders(level)
    if holders is None:
        return _nothing(index, f"点位未落到{level.zh}")
    if absent := sites.absent(facts.sites):
        return _nothing(index, f"登记册没有“{absent}”")
    return _counted(facts.sites, holders, index, sites=sites, counts=counts)


def _nothing(index: pd.Index, why: str) -> Tally:
    return Tally(pd.Series(pd.NA, index=index, dtype="Int64"), pd.Series(why, index=index, dtype="str"))


def _reported(facts: Facts, index: pd.Index, *, usable: bool) -> Tally:
    if facts.reported is None or not usable:
        return _nothing(index, "当日没有点位登记册" if usable else "当日没有点位登记册，统计总数不能细分")
    value = facts.reported.reindex(index).astype("Int64")
    why = pd.Series("", index=index, dtype="str").mask(value.isna(), "当日没有点位登记册，也没有统计数")
    return Tally(value, why)


def _counted(
    register: pd.DataFrame, holders: pd.DataFrame, index: pd.Index, *, sites: SiteFilter, counts: Counted
) -> Tally:
    mask, why = sites.mask(register), sites.unknown(register)
    amount = pd.Series(1, index=register.index, dtype="Int64")
    if counts in (Counted.PLACES, Counted.CLASSES):
        amount = register[counts.value].astype("Int64")
        unsaid = amount.isna() & mask.fillna(False)
        why = why.mask(unsaid, {Counted.PLACES: "托位数", Counted.CLASSES: "班数"}[counts])
        mask = mask.mask(unsaid)
    told = pd.DataFrame(
        {"mask": mask, "why": why, "amount": amount, "institution_id": register["institution_id"]}, index=register.index
    )
    rows = holders[["site_id", "area_id"]].join(told, on="site_id", how="inner")
    held = rows[rows["mask"].fillna(False).astype(bool)]
    if counts is Counted.INSTITUTIONS:
        held = held.drop_duplicates(["area_id", "institution_id"])
    value = held.groupby("area_id")["amount"].sum().reindex(index, fill_value=0).astype("Int64")
    unknown = rows[rows["mask"].isna()].groupby("area_id")["why"].agg(["size", "first"]).reindex(index)
    missing = unknown["size"].notna()
    words = unknown["size"].astype("Int64").astype("str") + "处点位未填" + unknown["first"].astype("str")
    return Tally(value.mask(missing), words.where(missing, ""))
