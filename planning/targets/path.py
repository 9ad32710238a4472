"""How the city and its districts come along to their targets of places (托位路径): numbers due, and numbers known."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from planning.gaps.required_places import Target, dated_targets
from planning.model.codes import Level
from planning.policy.outcome import Modality, Outcome
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, Tally, tally
from planning.targets.days import Day, Days, known_days
from planning.targets.state import TargetState, states_of
from planning.targets.table import judged_on

LEVELS = (Level.CITY, Level.DISTRICT)


@dataclass(frozen=True, slots=True)
class Milestone:
    """
    The places that one unit owes by a date.

    `basis` is how it follows from the rule (`planning.gaps.required_places.TargetBasis`): a part that was shared out
    is no clause's own number.
    """

    on: date
    required: int
    rule_id: str
    modality: Modality
    basis: str
    state: TargetState


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """The places that one unit had on a day, and whose figure it is; a lower bound where it is not `exact`."""

    on: date
    places: int
    source: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Path:
    """One unit's way: what is due by which date, and what is known of which day, both in order of time."""

    level: Level
    area_id: str
    name: str
    due: tuple[Milestone, ...]
    known: tuple[KnownPlaces, ...]

    def days(self) -> tuple[date, ...]:
        """The days on which something is due or known, in order."""
        return tuple(sorted({one.on for one in self.due} | {one.on for one in self.known}))

    def due_on(self, on: date) -> Milestone | None:
        """What is due by a day."""
        return next((one for one in self.due if one.on == on), None)

    def known_on(self, on: date) -> KnownPlaces | None:
        """What is known of a day."""
        return next((one for one in self.known if one.on == on), None)


def paths(days: Days) -> tuple[Path, ...]:
    """
    The path of the city and of each district of which anything is due or known, for the dated targets of places.

    Known are the days that targets are judged on, the last day of the year before the first date, the day of the study
    and every day of reported totals, as far as the register or a report speaks for them. Where several rules set
    totals for one date the binding one is taken (`planning.gaps.required_places.dated_targets`).
    """
    targets = [
        target for on in sorted({item.target_on for item in days.study.all_targets}) for target in _due(days, on)
    ]
    if not targets:
        return ()
    known = {on: _counted(days.at(on)) for on in _days(days, targets)}
    units = {level: days.study.facts.units_at(level) for level in LEVELS}
    found = (
        Path(
            level,
            str(area_id),
            str(name),
            due=tuple(one for target in targets for one in _milestone(target, str(area_id), days=days, known=known)),
            known=tuple(one for on, figures in known.items() for one in _known(figures, str(area_id), on=on)),
        )
        for level in LEVELS
        for area_id, name in units[level]["name"].items()
    )
    return tuple(path for path in found if path.days())


@dataclass(frozen=True, slots=True)
class _Counted:
    """The places of a day by area id, over the city and its districts, and whose figures they are."""

    at_least: pd.Series
    at_most: pd.Series
    sources: pd.Series


def _due(days: Days, on: date) -> list[Target]:
    """The target of a date, by the people of the day it is judged on."""
    day = days.at(judged_on(on, days.on))
    people = day.ground.people
    shared = dated_targets(days.profile, day.facts, children=people["children_under_3"], residents=people["residents"])
    return [target for target in shared if target.target_on == on]


def _days(days: Days, targets: list[Target]) -> list[date]:
    """The days on which it is worth asking what there was."""
    first = targets[0].target_on
    judged = {judged_on(target.target_on, days.on) for target in targets}
    before = {date(first.year - 1, 12, 31)} | set(known_days(days.city, until=days.on))
    return sorted(on for on in judged | before | {days.on} if on <= days.on)


def _counted(day: Day) -> _Counted:
    """Count every place of the city and of its districts; a city that reported none has what its districts have."""
    found = [tally(day.facts, level, sites=SiteFilter(), counts=Counted.PLACES) for level in LEVELS]
    at_least, at_most = (
        pd.concat([_summed(found, name, parts=found[1]), getattr(found[1], name)]) for name in ("at_least", "at_most")
    )
    return _Counted(at_least, at_most, _sources(day, at_least.index))


def _summed(found: list[Tally], name: str, *, parts: Tally) -> pd.Series:
    """The city's own number, or the sum of its districts where every one of them is known."""
    own: pd.Series = getattr(found[0], name)
    of_parts: pd.Series = getattr(parts, name)
    return own.fillna(of_parts.sum()) if len(of_parts) and of_parts.notna().all() else own


def _sources(day: Day, areas: pd.Index) -> pd.Series:
    """Whose figures the numbers of each area are."""
    if day.ground.register_speaks:
        return pd.Series(day.facts.sources["sites"], index=areas, dtype="object")
    reported = day.ground.city.table("reported_places")
    of_day = reported[reported["on"].map(lambda on: on == day.ground.on).astype(bool)].set_index("area_id")["source"]
    return of_day.reindex(areas).astype("object").fillna("各区合计")


def _milestone(target: Target, area_id: str, *, days: Days, known: dict[date, _Counted]) -> list[Milestone]:
    required = target.required.get(area_id, pd.NA)
    if pd.isna(required):
        return []
    figures = known[judged_on(target.target_on, days.on)]
    enough, short = figures.at_least[area_id] >= required, figures.at_most[area_id] < required
    outcome = (
        Outcome.MET
        if pd.notna(enough) and enough
        else Outcome.NOT_MET
        if pd.notna(short) and short
        else Outcome.UNDETERMINED
    )
    state = states_of(pd.Series([str(outcome)]), deadline=target.target_on, on=days.on).iloc[0]
    return [
        Milestone(
            target.target_on,
            int(required),
            target.rule_id,
            target.modality,
            str(target.basis[area_id]),
            TargetState.read(state),
        )
    ]


def _known(figures: _Counted, area_id: str, *, on: date) -> list[KnownPlaces]:
    places = figures.at_least[area_id]
    exact = pd.notna(places) and pd.notna(figures.at_most[area_id]) and bool(figures.at_most[area_id] == places)
    # At least none is what everybody knows of every place.
    if pd.isna(places) or (places == 0 and not exact):
        return []
    return [KnownPlaces(on, int(places), str(figures.sources[area_id]), exact)]
