"""What is known of each unit under a rule (已知数): the figure of a day, or the latest earlier one with its own day."""

from datetime import date
from typing import Any

import pandas as pd

from planning.policy.outcome import Outcome
from planning.policy.rules.base import Rule
from planning.targets.days import Day, Days

_DECIDED = (str(Outcome.MET), str(Outcome.NOT_MET))
_REPORTED = "reported_places"
_PLANNED = "phases"
_COLUMNS = ("actual", "as_of", "source")


def figures_of_day(rule: Rule, found: pd.DataFrame, *, day: Day) -> pd.DataFrame:
    """
    What the facts of a day say is there, in the order of the findings.

    Returns
    -------
    DataFrame
        `actual` (int or Decimal; object, NA where unknown), `as_of` (date: the day itself, NA where nothing is known;
        a verdict without an exact number has a day too) and `source` (Chinese; empty where nothing is known).
    """
    actual = exact(found["value"])
    told = actual.notna() | found["outcome"].isin(_DECIDED)
    table, source = _origin(rule, found[told], day)
    sources = pd.Series(source, index=found.index, dtype="object")
    if table == _REPORTED:
        reported = day.ground.city.table(_REPORTED)
        of_day = reported[reported["on"].map(lambda on: on == day.ground.on).astype(bool)].set_index("area_id")
        sources = found["area_id"].map(of_day["source"]).astype("object").fillna(source)
    as_of = pd.Series([day.ground.on if known else pd.NA for known in told], index=found.index, dtype="object")
    return pd.DataFrame({"actual": actual, "as_of": as_of, "source": sources.where(told, "")})


def rests_on_plans(rule: Rule, found: pd.DataFrame, *, day: Day) -> pd.Series:
    """Whether a verdict rests on plans alone while no register speaks: plans bear no day, so they answer for none."""
    decided = found["outcome"].isin(_DECIDED)
    if day.ground.register_speaks or not decided.any():
        return pd.Series(False, index=found.index, dtype=bool)
    return decided & (_origin(rule, found[decided], day)[0] == _PLANNED)


def with_earlier_figures(
    figures: pd.DataFrame, rule: Rule, *, days: Days, areas: pd.Series, deadline: date, before: date
) -> pd.DataFrame:
    """
    Show the latest earlier figure of the units of which the day itself knows nothing.

    `figures` are those of the day `before` which is looked, `areas` the unit of each row. Where a register speaks for
    the day what it leaves open stays open: an older figure is no better than what it says.
    """
    missing = figures["actual"].isna() & figures["as_of"].isna()
    if days.at(before).ground.register_speaks:
        return figures
    shown = figures
    for on in days.known_before(before):
        if not missing.any():
            break
        found = of_deadline(days.findings(rule, on), deadline)
        earlier = figures_of_day(rule, found, day=days.at(on)).set_index(found["area_id"])
        earlier = earlier[earlier["actual"].notna()].reindex(areas).set_index(areas.index)
        taken = missing & earlier["actual"].notna()
        shown = shown.assign(**{name: shown[name].mask(taken, earlier[name]) for name in _COLUMNS})
        missing &= ~taken
    return shown


def of_deadline(found: pd.DataFrame, deadline: date) -> pd.DataFrame:
    """The findings of one date."""
    return found[found["deadline"].map(lambda day: day == deadline).astype(bool)].reset_index(drop=True)


def exact(numbers: pd.Series) -> pd.Series:
    """A column of numbers as plain ones: int or Decimal in an object column, NA where missing."""
    plain = [pd.NA if pd.isna(item) else int(item) if item == int(item) else item for item in numbers]
    return pd.Series(plain, index=numbers.index, dtype="object")


def record(found: pd.DataFrame, place: int) -> dict[str, Any]:
    """One finding as a mapping."""
    records: list[dict[str, Any]] = found.iloc[[place]].to_dict("records")  # type: ignore[assignment]
    return records[0]


def _origin(rule: Rule, told: pd.DataFrame, day: Day) -> tuple[str, str]:
    """In which table a rule reads what is there, and whose words these are; rules name what is there last."""
    if told.empty:
        return "", ""
    inputs = rule.step(record(told, 0), day.facts).inputs
    return (inputs[-1].table, inputs[-1].source) if inputs else ("", "")
