"""Every dated target of every unit (目标表): required, actual with the day it is known for, and the state."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from planning.model.codes import Level
from planning.policy.finding import Finding
from planning.policy.outcome import Outcome
from planning.policy.rules.base import Rule
from planning.targets.days import Day, Days
from planning.targets.figures import exact, figures_of_day, of_deadline, record, rests_on_plans, with_earlier_figures
from planning.targets.state import states_of

TARGET_COLUMNS: tuple[str, ...] = (
    "rule_id",
    "level",
    "area_id",
    "name",
    "district_id",
    "deadline",
    "required",
    "actual",
    "shortfall",
    "as_of",
    "source",
    "state",
    "reason",
)
LEVELS = frozenset(level.value for level in Level)


def target_table(days: Days) -> pd.DataFrame:
    """
    Judge every dated target.

    Returns
    -------
    DataFrame
        `TARGET_COLUMNS`, a row for each rule with a deadline, unit and date, in the order of rules, dates and units.
        `required` and `actual` are exact numbers (int, Decimal; object, NA where unknown), `as_of` is the day for which
        the actual is known and `source` where it stands; `shortfall` is NA where the state is unknown. A target that is
        ahead is judged on the day of the study, one whose deadline has passed on the deadline: where nothing speaks for
        that very day, the latest earlier figure is shown with its own day and the state is unknown. `district_id` is NA
        for the city. Rules that speak of other things than the levels of a city are left out.
    """
    parts = [part for rule in days.profile.rules if rule.level.value in LEVELS for part in _of_rule(rule, days)]
    empty = pd.DataFrame(columns=list(TARGET_COLUMNS), dtype="object")
    return pd.concat([empty, *parts], ignore_index=True)


def judged_on(deadline: date, on: date) -> date:
    """The day a target is judged on: the day of the study while it is ahead, then the deadline for ever."""
    return min(deadline, on)


def _of_rule(rule: Rule, days: Days) -> Iterator[pd.DataFrame]:
    """The targets of one rule, date by date."""
    for deadline in sorted(days.findings(rule, days.on)["deadline"].dropna().unique()):
        on = judged_on(deadline, days.on)
        if rule.in_force(on):
            yield _judged(rule, days, deadline=deadline, on=on)


def _judged(rule: Rule, days: Days, *, deadline: date, on: date) -> pd.DataFrame:
    """The targets of one rule and date, by the facts of the day they are judged on."""
    day = days.at(on)
    found = of_deadline(days.findings(rule, on), deadline)
    undated = rests_on_plans(rule, found, day=day)
    outcome = found["outcome"].mask(undated, str(Outcome.UNDETERMINED))
    figures = figures_of_day(rule, found.assign(outcome=outcome), day=day)
    shown = with_earlier_figures(figures, rule, days=days, areas=found["area_id"], deadline=deadline, before=on)
    district = day.facts.units_at(rule.level)["district_id"]
    return pd.DataFrame(
        {
            "rule_id": rule.id,
            "level": rule.level.value,
            "area_id": found["area_id"].astype("object"),
            "name": _names(rule, found, day),
            "district_id": found["area_id"].map(district).astype("object"),
            "deadline": deadline,
            "required": exact(found["required"]),
            "shortfall": exact(found["shortfall"]).mask(outcome == str(Outcome.UNDETERMINED), pd.NA),
            **{name: shown[name] for name in ("actual", "as_of", "source")},
            "state": states_of(outcome, deadline=deadline, on=days.on),
            "reason": _reasons(found, shown, undated=undated, on=on),
        },
        columns=list(TARGET_COLUMNS),
    )


def _reasons(found: pd.DataFrame, shown: pd.DataFrame, *, undated: pd.Series, on: date) -> pd.Series:
    """What the rule says, or that a figure of another day, or a plan, answers for nothing."""
    older = shown["as_of"].map(lambda day: pd.notna(day) and day < on).astype(bool)
    words = f"没有{on}当日的数据，所列为" + shown["as_of"].astype("str") + "的数，不能据以判定"
    reason = found["reason"].astype("object").fillna("").mask(older, words)
    return reason.mask(undated, f"{on}没有点位登记册，规划配建不能据以判定")


def _names(rule: Rule, found: pd.DataFrame, day: Day) -> pd.Series:
    """What the units are called; those that the city does not have as the rule prints them."""
    named = found["area_id"].map(day.facts.units_at(rule.level)["name"]).astype("object")
    unnamed = {
        place: rule.area_name(Finding.of(record(found, place)), day.facts)
        for place, missing in enumerate(named.isna())
        if missing
    }
    return named.where(named.notna(), pd.Series(unnamed, dtype="object").reindex(named.index))
