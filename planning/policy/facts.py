"""What is known on a day (当日事实): the units of every level, and the sites that count, ready for rules to judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from planning.model.codes import Level


@dataclass(frozen=True, slots=True)
class Facts:
    """
    A city on a day, as rules see it.

    Parameters
    ----------
    on
        The day.
    units
        By level a frame with index `area_id` (str) and columns `name`, `kind`, `parent_id`, `district_id`,
        `residents` (Int64), `communities` (Int64) and, where some lack a boundary, `drawn` (bool). Residential areas
        also have `era`, `status`, `central` (boolean, NA where unknown), `planned_places` and `provided` (Int64), and
        may have `under_plan` (boolean): whether what is provided is what the plan says. `residents_on` and
        `residents_source`, where they are there, are quoted in traces. A level the city does not have is left out.
    sites
        The sites that count as supply on the day, index `site_id`: `institution_id`, `kind`, `ownership`, `channel`,
        `inclusive` (boolean, NA where nobody told of any), `inclusive_level`, `demonstration`, `opened_on` (date),
        `service_forms` (tuple), `places`, `classes`, `enrolled` (Int64). None where no register speaks for the day.
    located
        By level a frame `site_id`, `area_id`: which unit holds which site; a site may lie in several circles. The
        city holds every site, so it needs no frame.
    reported
        `area_id` -> places (Int64) that an authority reported for this very day; used where there is no register.
    sources
        Where facts come from, in words for traces: `residents`, `sites`, `reported`, `residential_areas`, `phases`.
    """

    on: date
    units: Mapping[Level, pd.DataFrame]
    sites: pd.DataFrame | None = None
    located: Mapping[Level, pd.DataFrame] = field(default_factory=dict)
    reported: pd.Series | None = None
    sources: Mapping[str, str] = field(default_factory=dict)

    def units_at(self, level: Level) -> pd.DataFrame:
        """The units of `level`; no rows where the city has none."""
        found = self.units.get(level)
        if found is not None:
            return found
        return _NO_UNITS.assign(provided=pd.Series(dtype="Int64")) if level is Level.RESIDENTIAL_AREA else _NO_UNITS

    def holders(self, level: Level) -> pd.DataFrame | None:
        """Which unit of `level` holds which counted site (`site_id`, `area_id`); None where nobody located them."""
        if self.sites is None:
            return None
        cities = self.units_at(Level.CITY).index
        if level is Level.CITY and len(cities) == 1:
            # A site that stands in no street is still a site of the city.
            return pd.DataFrame({"site_id": self.sites.index, "area_id": cities[0]})
        return self.located.get(level)

    def parents(self, level: Level, scope: Level) -> pd.Series:
        """For each unit of `level` the unit of `scope` that it lies in (str), NA where no parent leads there."""
        units = self.units_at(level)
        scopes = self.units_at(scope).index
        if scope is Level.CITY and len(scopes) == 1:
            return pd.Series(scopes[0], index=units.index, dtype="object")
        upward = pd.concat([frame["parent_id"] for frame in self.units.values()] or [pd.Series(dtype="object")])
        found = units["parent_id"].astype("object")
        for _ in Level:
            outside = ~found.isin(scopes) & found.notna()
            found = found.mask(outside, found.map(upward[~upward.index.duplicated()]))
        return found


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
