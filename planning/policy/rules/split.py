"""What is owed where one development was split into plots (同一项目拆分): together, and shared out over its plots."""

from collections.abc import Callable

import pandas as pd

from planning.apportionment import apportion_within
from planning.policy.developments import development_of, together
from planning.policy.unit_filter import UnitFilter, UnitFilters


def grouping(filters: UnitFilters) -> UnitFilter | None:
    """The way that names the columns of a development, if there is one."""
    return next((way for way in filters if way.grouped_by), None)


def of_developments(
    measured: pd.DataFrame, units: pd.DataFrame, *, way: UnitFilter, owed: Callable[[pd.Series], pd.Series]
) -> pd.DataFrame:
    """
    Judge the plots of each development together.

    Parameters
    ----------
    measured
        `applies`, `denominator` (people) and `value` (places) of each plot.
    units
        The plots, with the columns of `way.grouped_by`.
    way
        The filter that groups them.
    owed
        What is required for numbers of people.

    Returns
    -------
    DataFrame
        `measured` with `required`: what the development is owed, shared out over its plots by their people (largest
        remainder), so that plots add up to it exactly; and `holds`: whether all its plots together have it. Where one
        of its plots may or may not count, nobody can tell.
    """
    applies = measured["applies"].astype("boolean")
    key = _members(units, applies, way)
    people, places = measured["denominator"].astype("Int64"), measured["value"].astype("Int64")
    counted = applies.fillna(True)
    known = (people.notna() & applies.notna()) | ~counted
    total = people.where(counted, 0).groupby(key).sum().where(known.groupby(key).all())
    required = apportion_within(owed(total.astype("Int64")), people.fillna(0).astype("object"), parent_of=key)
    every = together(places, key, counts=counted)
    needed = key.map(owed(total.astype("Int64"))).astype("Int64")
    enough, short = every["at_least"] >= needed, every["at_most"] < needed
    holds = enough.astype("boolean").mask(~(enough.fillna(False) | short.fillna(False)))
    return measured.assign(required=required.where(people.notna()), holds=holds)


def split_words(measured: pd.DataFrame, units: pd.DataFrame, *, way: UnitFilter) -> pd.Series:
    """Of each plot of a development with several: what they have together, with a warning where alone it is small."""
    alone = way.enough(measured["denominator"].astype("Int64")) if way.min_residents is not None else None
    meant = measured["applies"].astype("boolean")
    if way.each_alone:
        loose = way.model_copy(update={"each_alone": False})
        meant = pd.Series(True, index=units.index, dtype="boolean")
        for holds in loose.conditions(units).values():
            meant &= holds
    key = _members(units, meant, way)
    counted = meant.fillna(False).astype(bool)
    several = counted & (key.map(key[counted].value_counts()) > 1).fillna(False).astype(bool)
    people = together(measured["denominator"].astype("Int64"), key, counts=meant)["at_least"]
    places = together(measured["value"].astype("Int64"), key, counts=meant)["at_most"]
    names = key.map(pd.Series(units.index.astype("str"), units.index)[counted].groupby(key[counted]).agg(_listed))
    have = places.map("{:,}个".format, na_action="ignore").astype("object").fillna("不明")
    words = "同一开发项目的" + names.astype("str") + "合计" + people.map("{:,}".format).astype("str") + "人"
    words = words + "，已配托位合计" + have.astype("str")
    if alone is not None:
        small = (~alone).fillna(False).astype(bool)
        warning = "threshold_split：单独不足规模门槛" + ("，逐个判定不适用" if way.each_alone else "") + "；"
        words = words.where(~small, warning + words)
    return words.where(several, "")


def _listed(names: "pd.Series[str]") -> str:
    return "、".join(names[:5]) + (f"等{len(names)}处" if len(names) > 5 else "")


def _members(units: pd.DataFrame, applies: pd.Series, way: UnitFilter) -> pd.Series:
    """The development of each plot that counts or may; a plot that does not count stands for itself."""
    itself = pd.Series("=" + units.index.astype("str"), units.index)
    return development_of(units, way.grouped_by).where(applies.fillna(True).astype(bool), itself)
