"""What is known on a day (当日事实): the units of every level, and the sites that count, ready for rules to judge."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from planning.model.codes import Level
from planning.policy.attributes import STATEMENT_COLUMNS, latest
from planning.policy.subjects import Subject

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Facts:
    """
    A city on a day, as rules see it.

    Parameters
    ----------
    on
        The day.
    units
        By level, or by another subject that is judged one by one, a frame with index `area_id` (str) and columns
        `name`, `kind`, `parent_id`, `district_id`, `residents` (Int64), `communities` (Int64) and, where some lack a
        boundary, `drawn` (bool). Residential areas also have `era`, `status`, `central` (boolean, NA where unknown),
        `planned_places` and `provided` (Int64), and may have `under_plan` (boolean): whether what is provided is what
        the plan says. `residents_on` and `residents_source`, where they are there, are quoted in traces. A level the
        city does not have is left out.
    sites
        The sites that count as supply on the day, index `site_id`: `institution_id`, `kind`, `ownership`, `channel`,
        `inclusive` (boolean, NA where nobody told of any), `inclusive_level`, `demonstration`, `opened_on` (date),
        `service_forms` (tuple), `places`, `classes`, `enrolled` (Int64). None where no register speaks for the day.
    located
        By level a frame `site_id`, `area_id`: which unit holds which site; a site may lie in several circles. The
        city holds every site, so it needs no frame.
    register
        Every site that stands on the day in whatever state, as `sites`, with `state`; None where no register speaks.
    statements
        What is said of any subject on a day: `planning.policy.attributes.STATEMENT_COLUMNS`.
    checks
        What a person ticked: `rule_id`, `area_id`, `on`, `answer` (yes, no or not_applicable), `note`, `evidence`.
    reported
        `area_id` -> places (Int64) that an authority reported for this very day; used where there is no register.
    sources
        Where facts come from, in words for traces: `residents`, `sites`, `reported`, `residential_areas`, `phases`.
    """

    on: date
    units: Mapping[Level | Subject, pd.DataFrame]
    sites: pd.DataFrame | None = None
    register: pd.DataFrame | None = None
    located: Mapping[Any, pd.DataFrame] = field(default_factory=dict)
    statements: pd.DataFrame = field(default_factory=lambda: _none_of(STATEMENT_COLUMNS))
    checks: pd.DataFrame = field(default_factory=lambda: _none_of(CHECK_COLUMNS))
    reported: pd.Series | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Any, work: Callable[[], Found]) -> Found:
        """What `work` gives, worked out when it is first asked for: facts never change, and so no answer may."""
        if key not in self._found:
            self._found[key] = work()
        found: Found = self._found[key]
        return found

    def units_at(self, level: Level | Subject) -> pd.DataFrame:
        """The units of `level`; no rows where the city has none."""
        found = self.units.get(level)
        if found is not None:
            return found
        return _NO_UNITS.assign(provided=pd.Series(dtype="Int64")) if level == Level.RESIDENTIAL_AREA else _NO_UNITS

    def stated_units(self, level: Level | Subject, names: Iterable[str]) -> pd.DataFrame:
        """The units of `level` with the attributes `names` beside their own columns, where anybody told of them."""
        units = self.units_at(level)
        told = {name: self.attribute(level, name) for name in names}
        return units.assign(**{name: column for name, column in told.items() if name in units or column.notna().any()})

    def stated_sites(self, sites: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
        """Sites with the attributes `names`, as they were stated of the site or else of its institution."""
        found = {}
        for name in names:
            told = self._latest(name, until=self.on)["value"]
            if name not in sites and len(told):
                own = pd.Series(sites.index.to_series().map(told).array, index=sites.index, dtype="object")
                found[name] = own.where(own.notna(), sites["institution_id"].map(told).astype("object"))
        return sites.assign(**found)

    def attribute(self, level: Level | Subject, name: str) -> pd.Series:
        """An attribute of each unit (object, NA where nobody told): its own column, else the latest statement."""
        return self.once(("attribute", level, name), lambda: self._attribute(level, name))

    def _attribute(self, level: Level | Subject, name: str) -> pd.Series:
        units = self.units_at(level)
        told = self._latest(name, until=self.on)["value"].reindex(units.index).astype("object")
        return units[name].astype("object").where(units[name].notna(), told) if name in units else told

    def of_year(self, level: Level | Subject, name: str, *, year: int) -> pd.Series:
        """
        An attribute of each unit as it was last stated within a year (object).

        A statement of another year never answers; a column of the units speaks for the year of the day alone.
        """
        units = self.units_at(level)
        until = min(self.on, date(year, 12, 31))
        told = self._latest(name, until=until, since=date(year, 1, 1))["value"]
        told = told.reindex(units.index).astype("object")
        if name not in units or year != self.on.year:
            return told
        return told.where(told.notna(), units[name].astype("object"))

    def source_of(self, level: Level | Subject, name: str, *, unit: str) -> str:
        """Where the latest statement of an attribute of one unit is from; the source of its table where none is."""
        told = self._latest(name, until=self.on)["source"]
        own = told.get(unit, pd.NA)
        return self.sources.get(str(level), "") if pd.isna(own) else str(own)

    def over_the_register(self) -> "Facts":
        """The same facts with every site that stands, in whatever state, in the place of those that count as supply."""
        return self.once("over the register", lambda: replace(self, sites=self.register))

    def last_stated(self, level: Level | Subject, name: str) -> pd.Series:
        """The day of the latest statement of an attribute by unit (object: date), NA where there is none."""
        return self._latest(name, until=self.on)["on"].reindex(self.units_at(level).index).astype("object")

    def _latest(self, name: str, *, until: date, since: date | None = None) -> pd.DataFrame:
        """What was last said of an attribute between two days; every attribute is looked for once."""
        groups = self.once("statements", lambda: dict(list(self.statements.groupby("attribute", observed=True))))
        own = groups.get(name, self.statements.head(0))
        return self.once(("latest", name, until, since), lambda: latest(own, name, until=until, since=since))

    def holders(self, level: Level | Subject) -> pd.DataFrame | None:
        """Which unit of `level` holds which counted site (`site_id`, `area_id`); None where nobody located them."""
        if self.sites is None:
            return None
        cities = self.units_at(Level.CITY).index
        if level == Level.CITY and len(cities) == 1:
            # A site that stands in no street is still a site of the city.
            return pd.DataFrame({"site_id": self.sites.index, "area_id": cities[0]})
        found: pd.DataFrame | None = self.located.get(level)
        return found

    def parents(self, level: Level | Subject, scope: Level | Subject) -> pd.Series:
        """For each unit of `level` the unit of `scope` that it lies in (str), NA where no parent leads there."""
        units = self.units_at(level)
        scopes = self.units_at(scope).index
        if scope == Level.CITY and len(scopes) == 1:
            return pd.Series(scopes[0], index=units.index, dtype="object")
        upward = pd.concat([frame["parent_id"] for frame in self.units.values()] or [pd.Series(dtype="object")])
        found = units["parent_id"].astype("object")
        for _ in Level:
            outside = ~found.isin(scopes) & found.notna()
            found = found.mask(outside, found.map(upward[~upward.index.duplicated()]))
        return found


CHECK_COLUMNS: tuple[str, ...] = ("rule_id", "area_id", "on", "answer", "note", "evidence")


def _none_of(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns), dtype="object")


_NO_UNITS = pd.DataFrame(
    {
        "name": pd.Series(dtype="str"),
        "kind": pd.Series(dtype="str"),
        "parent_id": pd.Series(dtype="str"),
        "district_id": pd.Series(dtype="str"),
        "residents": pd.Series(dtype="Int64"),
        "communities": pd.Series(dtype="Int64"),
    },
    index=pd.Index([], name="area_id", dtype="str"),
)
