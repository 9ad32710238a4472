"""How many places (托位) are owed: dated targets from the rules, shared out downward by children under 3."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from planning.apportionment import apportion_within
from planning.model.codes import Level
from planning.policy.facts import Facts
from planning.policy.profile import Profile
from planning.policy.rules.schedule import Schedule

_DOWNWARD = (Level.CITY, Level.DISTRICT, Level.STREET, Level.COMMUNITY)


class Basis(StrEnum):
    """Where a required number comes from."""

    RULE = "rule"
    APPORTIONED = "apportioned"
    BY_PROXY = "apportioned_by_proxy"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Target:
    """
    One dated target, shared out over the whole city.

    `rule_id` names the rule whose number it is. `required` (Int64) and `basis` (str) are by area id over all four
    administrative levels; a unit's parts add up to the unit wherever all of them are known.
    """

    target_on: date
    rule_id: str
    level: Level
    required: pd.Series
    basis: pd.Series


def dated_targets(profile: Profile, facts: Facts, *, children: pd.Series, residents: pd.Series) -> tuple[Target, ...]:
    """
    Every dated target of the profile, in order of date, shared out by children under 3.

    Parameters
    ----------
    profile
        `apportion.rules` names the rules whose totals are shared out. Where several speak for one date, a table by
        district goes before a city total (it is the obligation of each district), and a larger total before a smaller.
    facts
        The units of the city on the day.
    children, residents
        Int64 by area id at every administrative level; residents stand in for children, as a proxy, within a parent
        whose parts do not all have a number of children.

    Returns
    -------
    tuple of Target
        An extension of the clause that asks for new places in proportion to resident children (GZ-26); no clause
        itself sets a number for an existing street or community.
    """
    stated = _stated_totals(profile, facts)
    dates = sorted(stated["deadline"].dropna().unique()) if len(stated) else []
    return tuple(_target(stated[stated["deadline"] == day], facts, children, residents) for day in dates)


def binding_target(targets: tuple[Target, ...], on: date) -> Target | None:
    """The target that is next due on a day, or the last one where every deadline has passed."""
    ahead = [target for target in targets if target.target_on >= on]
    return ahead[0] if ahead else targets[-1] if targets else None


def _stated_totals(profile: Profile, facts: Facts) -> pd.DataFrame:
    """The findings of the rules that carry a target: rule_id, level, area_id, required, deadline, `table` (bool)."""
    rules = [profile.rule(rule_id) for rule_id in profile.apportion.rules] if profile.apportion else []
    findings = [rule.evaluate(facts).assign(table=isinstance(rule, Schedule)) for rule in rules]
    if not findings:
        return pd.DataFrame(columns=["rule_id", "level", "area_id", "required", "deadline", "table"])
    return pd.concat(findings, ignore_index=True)


def _target(stated: pd.DataFrame, facts: Facts, children: pd.Series, residents: pd.Series) -> Target:
    """Choose the numbers that speak for one date, and share them out level by level."""
    tables = stated[stated["table"]]
    chosen = tables if len(tables) else stated.sort_values("required", ascending=False, na_position="last").head(1)
    required = pd.Series(pd.NA, index=children.index, dtype="Int64")
    basis = pd.Series(str(Basis.MISSING), index=children.index, dtype="str")
    numbers = chosen.set_index("area_id")["required"].astype("Int64")
    required.update(numbers)
    basis[required.notna()] = Basis.RULE
    level = Level(chosen["level"].iloc[0])
    if level is Level.DISTRICT:
        _add_up_to_the_city(required, basis, facts)
    for below in _DOWNWARD[_DOWNWARD.index(level) + 1 :]:
        _share_out(
            required, basis, parent_of=facts.units_at(below)["parent_id"], weights={"": children, "proxy": residents}
        )
    rule_id = ", ".join(dict.fromkeys(chosen["rule_id"]))
    return Target(chosen["deadline"].iloc[0], rule_id, level, required, basis)


def _add_up_to_the_city(required: pd.Series, basis: pd.Series, facts: Facts) -> None:
    """The city owes what its districts owe together, when every one of them has a number."""
    districts = required[facts.units_at(Level.DISTRICT).index]
    for city in facts.units_at(Level.CITY).index:
        if pd.isna(required[city]) and districts.notna().all() and len(districts):
            required[city] = districts.sum()
            basis[city] = Basis.RULE


def _share_out(
    required: pd.Series, basis: pd.Series, *, parent_of: pd.Series, weights: Mapping[str, pd.Series]
) -> None:
    """Fill in one level from the level above: by children, else by residents and labelled so."""
    totals = required.dropna()
    by_children = apportion_within(totals, weights[""].reindex(parent_of.index), parent_of=parent_of)
    by_residents = apportion_within(totals, weights["proxy"].reindex(parent_of.index), parent_of=parent_of)
    shared = by_children.fillna(by_residents)
    required.update(shared)
    basis.update(by_residents.dropna().map(lambda _: str(Basis.BY_PROXY)))
    basis.update(by_children.dropna().map(lambda _: str(Basis.APPORTIONED)))
