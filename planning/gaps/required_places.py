"""How many places (托位) are owed: dated targets from the rules, shared out downward by children under 3."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from planning.apportionment import apportion_within
from planning.model.codes import Level
from planning.policy.facts import Facts
from planning.policy.finding import empty_findings
from planning.policy.outcome import Modality
from planning.policy.profile import Profile

_DOWNWARD = (Level.CITY, Level.DISTRICT, Level.STREET, Level.COMMUNITY)


class TargetBasis(StrEnum):
    """Where a required number comes from."""

    RULE = "rule"
    APPORTIONED = "apportioned"
    BY_PROXY = "apportioned_by_proxy"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Target:
    """
    One dated target, shared out over the whole city.

    `rule_id` names the rule whose number it is, `modality` how strongly it speaks. `required` (Int64) and `basis` (str)
    are by area id over all four
    administrative levels; a unit's parts add up to the unit wherever all of them are known.
    """

    target_on: date
    rule_id: str
    modality: Modality
    level: Level
    required: pd.Series
    basis: pd.Series


@dataclass(frozen=True, slots=True)
class Weights:
    """By what a target is shared out: children (Int64 by area id), and the residents that stand in for them."""

    children: pd.Series
    residents: pd.Series


def dated_targets(profile: Profile, facts: Facts, *, children: pd.Series, residents: pd.Series) -> tuple[Target, ...]:
    """
    Every dated target of the profile, in order of date, shared out by children under 3.

    Parameters
    ----------
    profile
        `apportion.rules` names the rules whose totals are shared out, `apportion.levels` to which levels. Where several
        that are in force speak for one date, one by district goes before a city total (it is the obligation of each
        district), and a larger total before a smaller.
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
    weights = Weights(children, residents)
    return tuple(_target(stated[stated["deadline"] == day], facts, profile=profile, weights=weights) for day in dates)


def binding_target(targets: tuple[Target, ...], on: date) -> Target | None:
    """The target that is next due on a day, or the last one where every deadline has passed."""
    ahead = [target for target in targets if target.target_on >= on]
    return ahead[0] if ahead else targets[-1] if targets else None


def _stated_totals(profile: Profile, facts: Facts) -> pd.DataFrame:
    """The findings of the rules in force that carry a target: `planning.policy.finding.FINDING_COLUMNS`."""
    named = profile.apportion.rules if profile.apportion else ()
    rules = [rule for rule in profile.rules if rule.id in named and rule.in_force(facts.on)]
    findings = [rule.evaluate(facts) for rule in rules]
    return pd.concat(findings, ignore_index=True) if findings else empty_findings()


def _chosen(stated: pd.DataFrame) -> pd.DataFrame:
    """The rows of the one rule that speaks for a date: the finest level first, then the larger total."""
    depth = stated["level"].map({str(level): place for place, level in enumerate(_DOWNWARD)})
    totals = stated.assign(depth=depth).groupby("rule_id").agg({"depth": "max", "required": "sum"})
    best = totals.sort_values(["depth", "required"], ascending=False, kind="stable").index[0]
    chosen: pd.DataFrame = stated[stated["rule_id"] == best]
    return chosen


def _target(stated: pd.DataFrame, facts: Facts, *, profile: Profile, weights: Weights) -> Target:
    """Choose the numbers that speak for one date, and share them out level by level."""
    chosen = _chosen(stated)
    rule = profile.rule(str(chosen["rule_id"].iloc[0]))
    required = pd.Series(pd.NA, index=weights.children.index, dtype="Int64")
    basis = pd.Series(str(TargetBasis.MISSING), index=required.index, dtype="str")
    required.update(chosen.set_index("area_id")["required"].astype("Int64"))
    basis[required.notna()] = TargetBasis.RULE
    level = Level(rule.level.value)
    if level is Level.DISTRICT:
        _add_up_to_the_city(required, basis, facts)
    for below in _DOWNWARD[_DOWNWARD.index(level) + 1 :]:
        # What is not shared out to a level cannot go on to the one below it.
        if profile.apportion is None or below not in profile.apportion.levels:
            break
        _share_out(required, basis, parent_of=facts.units_at(below)["parent_id"], weights=weights)
    return Target(chosen["deadline"].iloc[0], rule.id, rule.modality, level, required, basis)


def _add_up_to_the_city(required: pd.Series, basis: pd.Series, facts: Facts) -> None:
    """The city owes what its districts owe together, when every one of them has a number."""
    districts = required[facts.units_at(Level.DISTRICT).index]
    for city in facts.units_at(Level.CITY).index:
        if pd.isna(required[city]) and districts.notna().all() and len(districts):
            required[city] = districts.sum()
            basis[city] = TargetBasis.RULE


def _share_out(required: pd.Series, basis: pd.Series, *, parent_of: pd.Series, weights: Weights) -> None:
    """Fill in one level from the level above: by children, else by residents and labelled so."""
    totals = required.dropna()
    by_children = apportion_within(totals, weights.children.reindex(parent_of.index), parent_of=parent_of)
    by_residents = apportion_within(totals, weights.residents.reindex(parent_of.index), parent_of=parent_of)
    shared = by_children.fillna(by_residents)
    required.update(shared)
    basis.update(by_residents.dropna().map(lambda _: str(TargetBasis.BY_PROXY)))
    basis.update(by_children.dropna().map(lambda _: str(TargetBasis.APPORTIONED)))
