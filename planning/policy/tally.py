"""What the counted sites of each unit add up to (点位汇总): places, classes, sites or institutions."""

from dataclasses import dataclass

import pandas as pd

from planning.model.codes import Code, Level
from planning.policy.conditions import all_hold, unknown_words
from planning.policy.facts import Facts
from planning.policy.site_filter import SiteFilter
from planning.policy.subjects import Subject


class Counted(Code):
    """What is counted; `zh` is what follows the number: a measure word of one character, and the noun."""

    PLACES = "places", "个托位"
    INSTITUTIONS = "institutions", "家机构"
    SITES = "sites", "处点位"
    CLASSES = "classes", "个托班"
    ENROLLED = "enrolled", "名在托婴幼儿"

    @property
    def measure_word(self) -> str:
        """The measure word alone."""
        return self.zh[:1]

    def noun(self, sites: SiteFilter) -> str:
        """What is counted of the sites that a filter lets through, in Chinese."""
        words, noun = sites.words(), self.zh[1:]
        named = sites.names_a_site() and self in (Counted.INSTITUTIONS, Counted.SITES)
        return words if named or words.endswith(noun) else words + noun


@dataclass(frozen=True, slots=True)
class Tally:
    """
    By `area_id`, all Int64: the number counted, and between which bounds it lies where it cannot be told.

    `value` is NA where the number is not exact. `at_least` is what is surely there, `at_most` what there can be at most
    (NA where nothing limits it); both are NA where nothing at all is known. `why` says in Chinese what is missing, and
    is empty where nothing is.
    """

    value: pd.Series
    at_least: pd.Series
    at_most: pd.Series
    why: pd.Series


def tally(facts: Facts, level: Level | Subject, *, sites: SiteFilter, counts: Counted) -> Tally:
    """
    Count what `sites` lets through in every unit of `level`, in the order of the units.

    A unit in which the register knows no such site has 0. A site that does not say what the filter asks may or may not
    count; one that does not say how many places it has may have any number. An institution with several sites in a unit
    counts once. Without a register, places that an authority reported for the day stand in where nothing is filtered.
    """
    return facts.once(("tally", level, sites, counts), lambda: _tallied(facts, level, sites, counts))


def _tallied(facts: Facts, level: Level | Subject, sites: SiteFilter, counts: Counted) -> Tally:
    index = facts.units_at(level).index
    if facts.sites is None:
        return _reported(facts, index, usable=sites.is_open() and counts is Counted.PLACES)
    holders = facts.holders(level)
    if holders is None:
        return _nothing(index, f"点位未落到{level.zh}")
    register = facts.stated_sites(facts.sites, sites.columns())
    if absent := sites.absent(register):
        return _nothing(index, f"登记册没有“{absent}”")
    rows = holders[["site_id", "area_id"]].join(_told(register, sites, counts), on="site_id", how="inner")
    return _where_drawn(_added_up(rows, index, once=counts is Counted.INSTITUTIONS), facts.units_at(level))


def _where_drawn(found: Tally, units: pd.DataFrame) -> Tally:
    """Of a unit without a boundary (`drawn` False) nobody knows which sites it holds."""
    if "drawn" not in units:
        return found
    drawn = units["drawn"].astype(bool)
    why = found.why.where(drawn, "没有边界，无法知道有哪些点位")
    return Tally(found.value.where(drawn), found.at_least.where(drawn), found.at_most.where(drawn), why)


_AMOUNTS = {Counted.PLACES: "托位数", Counted.CLASSES: "班数", Counted.ENROLLED: "在托人数"}


def _nothing(index: pd.Index, why: str) -> Tally:
    unknown = pd.Series(pd.NA, index=index, dtype="Int64")
    return Tally(unknown, unknown, unknown, pd.Series(why, index=index, dtype="str"))


def _reported(facts: Facts, index: pd.Index, *, usable: bool) -> Tally:
    if facts.reported is None or not usable:
        return _nothing(index, "当日没有点位登记册" if usable else "当日没有点位登记册，统计总数不能细分")
    value = facts.reported.reindex(index).astype("Int64")
    why = pd.Series("", index=index, dtype="str").mask(value.isna(), "当日没有点位登记册，也没有统计数")
    return Tally(value, value, value, why)


def _told(register: pd.DataFrame, sites: SiteFilter, counts: Counted) -> pd.DataFrame:
    """Of each site: whether it surely `counts` (boolean, NA where open), its `amount` (Int64), and `why` it is open."""
    conditions = sites.conditions(register, of_institutions=counts is Counted.INSTITUTIONS)
    told = all_hold(conditions, register.index)
    why = unknown_words(conditions, register.index)
    amount = pd.Series(1, index=register.index, dtype="Int64")
    if counts in _AMOUNTS:
        amount = register[counts.value].astype("Int64")
        unsaid = amount.isna() & told.fillna(False)
        why = why.mask(unsaid, _AMOUNTS[counts])
        told = told.mask(unsaid)
    return pd.DataFrame(
        {"counts": told, "why": why, "amount": amount, "institution_id": register["institution_id"]},
        index=register.index,
    )


def _added_up(rows: pd.DataFrame, index: pd.Index, *, once: bool) -> Tally:
    """Add up what surely counts and what may; with `once` an institution counts once in a unit."""
    held, maybe = rows[rows["counts"].fillna(False).astype(bool)], rows[rows["counts"].isna()]
    unsure = maybe
    if once:
        of_unit = ["area_id", "institution_id"]
        held = held.drop_duplicates(of_unit)
        unsure = maybe[~pd.MultiIndex.from_frame(maybe[of_unit]).isin(pd.MultiIndex.from_frame(held[of_unit]))]
        maybe = unsure.drop_duplicates(of_unit)
    at_least = held.groupby("area_id")["amount"].sum().reindex(index, fill_value=0).astype("Int64")
    if unsure.empty:
        return Tally(at_least, at_least, at_least, pd.Series("", index=index, dtype="str"))
    more = maybe.groupby("area_id")["amount"].sum(skipna=False)
    at_most = at_least + more.reindex(index, fill_value=0).astype("Int64")
    exact = (at_least == at_most).fillna(False).astype(bool)
    open_sites = unsure.groupby("area_id")["why"].agg(["size", "first"]).reindex(index)
    words = open_sites["size"].astype("Int64").astype("str") + "处点位未填" + open_sites["first"].astype("str")
    return Tally(at_least.where(exact), at_least, at_most, words.where(~exact, ""))
