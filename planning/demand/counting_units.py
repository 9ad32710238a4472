"""In which areas children are counted month by month (推算单元): the smallest ones whose births are on file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from planning.demand.summed_births import births_to_streets
from planning.model.city import City
from planning.model.codes import AreaLevel
from planning.population.births import birth_months, missing_months
from planning.population.children import UNDER_3

_COUNTED = (AreaLevel.CITY, AreaLevel.DISTRICT, AreaLevel.STREET)
NO_BIRTHS = "没有出生人口"
BIRTHS_ABOVE = "只有上级区划的出生人口"


@dataclass(frozen=True, slots=True)
class CountingUnits:
    """
    The areas whose births are on file, down to streets.

    `lineage` has every city, district and street with the areas above it, nearest first. `births` are the rows of the
    units, those of a street's communities summed where it has none of its own. `by_age` has a row for each
    unit that is wholly known and a column for each age from 0 to 35 months: the births (int) of the month in which
    children of that age at the end of the last complete month were born. `reasons` says, by area, why it is not known.
    """

    lineage: Mapping[str, tuple[str, ...]]
    units: tuple[str, ...]
    births: pd.DataFrame
    by_age: pd.DataFrame
    reasons: Mapping[str, str]

    def unit_of(self, area_id: str) -> str | None:
        """The unit in which the people of a street are counted; None for an area that holds several."""
        return next((area for area in self.lineage[area_id] if area in self.units), None)

    def within(self, area_id: str) -> tuple[str, ...]:
        """The units of an area."""
        return tuple(unit for unit in self.units if area_id in self.lineage[unit])


def counting_units(city: City, on: date) -> CountingUnits:
    """
    Find the counting units of a day: streets, or the area above them where no part of it has births of its own.

    A unit is as good as its worst month: one of the 36 without births leaves it, and all that hold it, unknown.
    """
    areas = city.table("areas")
    areas = areas[areas["level"].isin([str(level) for level in _COUNTED])]
    parents = dict(zip(areas["area_id"], areas["parent_id"], strict=True))
    lineage = {area: _line(area, parents) for area in parents}
    births = births_to_streets(city)
    born = frozenset(births["area_id"])
    told = {above for area in born if area in lineage for above in lineage[area][1:]}
    units = tuple(sorted(area for area in lineage if _is_unit(area, parents, told=told)))
    months = birth_months(on, from_month=UNDER_3[0], to_month=UNDER_3[1])
    by_age = _by_age(births[births["area_id"].isin(units)], months)
    lacking = missing_months(births, months)
    reasons = {
        unit: f"出生人口缺{lacking[unit]}" if unit in born else NO_BIRTHS for unit in units if unit not in by_age.index
    }
    names = dict(zip(areas["area_id"], areas["name"], strict=True))
    reasons = _with_areas(reasons, lineage, units=units, names=names)
    return CountingUnits(lineage, units, births[births["area_id"].isin(units)], by_age, reasons)


def _line(area: str, parents: Mapping[str, object]) -> tuple[str, ...]:
    line = [area]
    while isinstance(above := parents.get(line[-1]), str) and above in parents:
        line.append(above)
    return tuple(line)


def _is_unit(area: str, parents: Mapping[str, object], *, told: set[str]) -> bool:
    """Whether no part of an area has births, and every area above it has a part that does."""
    above = _line(area, parents)[1:]
    return area not in told and all(one in told for one in above)


def _by_age(births: pd.DataFrame, months: tuple[str, ...]) -> pd.DataFrame:
    wide = births.pivot(index="area_id", columns="month", values="births").reindex(columns=list(reversed(months)))
    wide = wide.set_axis(pd.RangeIndex(len(months), name="age"), axis="columns").dropna()
    return pd.DataFrame([[int(born) for born in row] for row in wide.to_numpy()], wide.index, wide.columns, "object")


def _with_areas(
    reasons: Mapping[str, str], lineage: Mapping[str, tuple[str, ...]], *, units: tuple[str, ...], names: dict[str, str]
) -> dict[str, str]:
    """Say of every area above an unknown unit which one lacks what; of every area below a unit that it is finer."""
    found = dict(reasons)
    for unit, reason in reasons.items():
        for area in lineage[unit][1:]:
            told = found.get(area)
            found[area] = f"{told}；{names[unit]}{reason}" if told else f"{names[unit]}{reason}"
    below = {area: line for area, line in lineage.items() if any(above in units for above in line[1:])}
    finer = {
        area: NO_BIRTHS if any(reasons.get(above) == NO_BIRTHS for above in line) else BIRTHS_ABOVE
        for area, line in below.items()
    }
    return found | finer
