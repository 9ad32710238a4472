"""The whole analysis (研究) in reading order: a city, its rules and a day in; gaps, findings and traces out."""

from collections.abc import Mapping
from datetime import date
from typing import Self

import geopandas as gpd
import pandas as pd

from planning.coordinates.doors import to_lonlat
from planning.frames import columns_of
from planning.gaps.administrative import administrative_gaps
from planning.gaps.circles import circle_gaps
from planning.gaps.facts import facts_of, reported_places
from planning.gaps.required_places import Target, binding_target, dated_targets
from planning.gaps.residential import residential_gaps
from planning.gaps.supplied_places import reported_supply, supply_by_unit
from planning.ground import Ground, lay_ground
from planning.judged import Judged
from planning.model.city import City
from planning.model.codes import ADMINISTRATIVE, Level
from planning.policy.profile import Profile
from planning.policy.reach import Reach
from planning.printed_gaps import PrintedGaps, printed_gaps
from planning.reach.walks import Walks
from planning.served.served import Served
from planning.trace import Trace
from planning.tracing.finding_trace import trace
from planning.verdicts import Verdicts


class Study(Judged):
    """A city judged by a profile on a day; what it holds is told in `planning.judged.Judged`."""

    __slots__ = ()

    @classmethod
    def of(cls, city: City, profile: Profile, *, on: date | None = None, reach: Reach | None = None) -> Self:
        """
        Study a city.

        Parameters
        ----------
        city
            Its tables, in CGCS2000.
        profile
            The rules, and what counts as supply.
        on
            The day; the day on which the city's manifest opens where it is None. Nothing dated later is looked at.
        reach
            A service radius with its citation; the profile's own where it is None.

        Raises
        ------
        CoordinateError
            The manifest's metric CRS does not measure in metres.
        NetworkError
            The city's walking network cannot be walked.
        """
        on = on or city.manifest.on
        reach = reach or profile.reach
        ground = lay_ground(city, profile, on=on)
        facts = facts_of(ground)
        verdicts = Verdicts(profile, facts)
        supply = {level: _supply(ground, level) for level in Level}
        targets = dated_targets(
            profile, facts, children=ground.people["children_under_3"], residents=ground.people["residents"]
        )
        walks = _walks(ground, reach)
        served = Served.of(ground, walks, uptake=profile.uptake)
        tables = _tables(ground, verdicts=verdicts, supply=supply, targets=targets, walked=(reach, walks, served))
        return cls(city, profile, on, reach, ground, facts, supply, targets, verdicts, walks, served, tables)

    def printed(self, level: Level) -> PrintedGaps:
        """The gap table of a level as people get it: with every dated target, and what rules ask for in sites."""
        return printed_gaps(self, level)

    def trace(self, level: Level, area_id: str) -> Trace:
        """How every number of one row of `gaps(level)` came about; raises UnknownArea where there is no such row."""
        return trace(self, level, area_id=area_id)


def _walks(ground: Ground, reach: Reach | None) -> Walks | None:
    """The walks as far as the widest radius; None where none is given, or no register says where sites are."""
    return None if reach is None or not ground.register_speaks else Walks.of(ground, limit_m=reach.widest_m)


def _supply(ground: Ground, level: Level) -> pd.DataFrame:
    """The places of each unit: from the register where it speaks for the day, else as an authority reported them."""
    units = {Level.LIFE_CIRCLE: ground.circles.index, Level.RESIDENTIAL_AREA: ground.homes.index}
    index = units[level] if level in units else ground.of_level(level).index
    if ground.register_speaks:
        known = index.intersection(ground.drawn[level]) if level in ADMINISTRATIVE else index
        pairs = ground.located.get(level, ground.located[Level.CITY].head(0))
        return supply_by_unit(ground.counted, pairs, units=known).reindex(index)
    reported = reported_places(ground)
    return reported_supply(reported if reported is not None else pd.Series(dtype="Int64"), index)


def _tables(
    ground: Ground,
    *,
    verdicts: Verdicts,
    supply: Mapping[Level, pd.DataFrame],
    targets: tuple[Target, ...],
    walked: tuple[Reach | None, Walks | None, Served],
) -> dict[Level, gpd.GeoDataFrame]:
    """The gap table of every level, drawn."""
    target = binding_target(targets, ground.on)
    homes, circles = Level.RESIDENTIAL_AREA, Level.LIFE_CIRCLE
    reach, walks, served = walked
    new_areas = residential_gaps(ground, ground.profile, findings=verdicts.of(homes), supply=supply[homes])
    tables = {
        level: administrative_gaps(
            ground, level, target=target, supply=supply[level], new_areas=new_areas, served=served
        )
        for level in ADMINISTRATIVE
    }
    tables[circles] = circle_gaps(
        ground, target=target, findings=verdicts.of(circles), supply=supply[circles], reach=reach, walks=walks
    )
    tables[homes] = new_areas
    return {level: _drawn(table, ground, level) for level, table in tables.items()}


def _drawn(table: pd.DataFrame, ground: Ground, level: Level) -> gpd.GeoDataFrame:
    """The columns of the contract in order, with each unit's geometry in degrees."""
    shapes = {Level.LIFE_CIRCLE: ground.circles, Level.RESIDENTIAL_AREA: ground.homes}.get(level, ground.areas)
    named = table.rename_axis("area_id").assign(area_id=table.index)[[column.name for column in columns_of(level)]]
    drawn = gpd.GeoDataFrame(named, geometry=shapes.geometry.reindex(table.index), crs=shapes.crs)
    return to_lonlat(drawn)
