"""How many places children to come will take (托位需求): by families' wish, and by today's enrolment, adding up."""

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from planning.demand.future_ages import ELIGIBLE, with_areas_above
from planning.demand.projection import Projection
from planning.gaps.classes import REQUIRED_OF_CLASS, required_by_class
from planning.policy.uptake import Uptake
from planning.population.age_bands import CHILDREN_OF_CLASS, SINGLE_AGE
from planning.population.control_totals import control_totals

WILLINGNESS_OF_CLASS: tuple[str, ...] = tuple(f"willingness_{place_class}" for place_class in SINGLE_AGE)
_KEY = ["variant", "year", "area_id"]


def willingness(projection: Projection, ages: pd.DataFrame, *, uptake: Uptake) -> pd.DataFrame:
    """
    The places that families seek: children old enough for a class x the share of families that want one.

    `ages` is as `planning.demand.future_ages.future_ages` gives it. Returned by the same key, for the areas that
    are wholly known: Int64 `willingness` and `WILLINGNESS_OF_CLASS`, which add up to it and share each street's in
    proportion to the children of the classes' ages. The city's exact number is rounded half-up and shared by the
    largest remainder.
    """
    share = Fraction(uptake.share)
    eligible = _by_unit(projection, ages[ELIGIBLE])
    exact = {key: {unit: _times(count, share) for unit, count in counts.items()} for key, counts in eligible.items()}
    places = _whole(projection, exact)
    return places.rename("willingness").to_frame().join(_by_class(projection, places, ages=ages))


def enrolment(projection: Projection, enrolled: pd.Series) -> pd.Series:
    """
    The places that children would take if as many of them were enrolled as today.

    Today's enrolled children / today's children x children to come, by counting unit; areas above are sums. `enrolled`
    is Int64 by area id, those reported; a unit where it is NA adds nothing. Returned by (variant, year, area id),
    Int64, for the areas whose children are wholly known.
    """
    today = projection.future.units.by_age.sum(axis="columns")
    rates = {unit: _rate(enrolled.get(unit, pd.NA), today.get(unit, 0)) for unit in projection.future.units.units}
    exact = {
        (variant, year): {
            unit: _times(projection.totals.get((variant, year, unit)), rates[unit])
            for unit in projection.future.units.units
        }
        for variant in projection.variants
        for year in projection.years
    }
    return _whole(projection, {(str(variant), year): units for (variant, year), units in exact.items()})


def _rate(enrolled: object, children: object) -> Fraction | None:
    if pd.isna(enrolled) or enrolled == 0:  # type: ignore[call-overload]
        return Fraction(0)
    return Fraction(int(enrolled), int(children)) if children else None  # type: ignore[call-overload]


def _times(count: object, rate: Fraction | None) -> Fraction | None:
    return None if rate is None or count is None or pd.isna(count) else int(count) * rate  # type: ignore[call-overload]


def _by_unit(projection: Projection, numbers: pd.Series) -> dict[tuple[str, int], dict[str, object]]:
    """Numbers of the counting units alone, by variant and year; None where one is unknown."""
    told = numbers.to_dict()
    return {
        (str(variant), year): {unit: told.get((str(variant), year, unit)) for unit in projection.future.units.units}
        for variant in projection.variants
        for year in projection.years
    }


def _whole(projection: Projection, exact: Mapping[tuple[str, int], Mapping[str, Fraction | None]]) -> pd.Series:
    lineage = projection.future.units.lineage
    whole = {
        (variant, year, area): number
        for (variant, year), of_units in exact.items()
        for area, number in control_totals(of_units, lineage=lineage).items()
    }
    index = pd.MultiIndex.from_tuples(list(whole), names=_KEY)
    return pd.Series(list(whole.values()), index=index, dtype="Int64")


def _by_class(projection: Projection, places: pd.Series, *, ages: pd.DataFrame) -> pd.DataFrame:
    """Share each unit's places out over the classes, and sum them to the areas above."""
    units = places[places.index.get_level_values("area_id").isin(projection.future.units.units)]
    names = pd.Index(["|".join(map(str, key)) for key in units.index])
    children = ages[list(CHILDREN_OF_CLASS)].reindex(units.index).set_axis(names)
    shared = required_by_class(units.set_axis(names), children).set_axis(units.index)
    shared = shared.rename(columns=dict(zip(REQUIRED_OF_CLASS, WILLINGNESS_OF_CLASS, strict=True)))
    above = with_areas_above(projection.future.units)
    wide = shared.reset_index().rename(columns={"area_id": "unit"}).merge(above, on="unit")
    return wide.groupby(_KEY)[list(WILLINGNESS_OF_CLASS)].sum(min_count=1).reindex(places.index).astype("Int64")
