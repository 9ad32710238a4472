"""How many children to come are of the age of each class (班型月龄人数): months of age summed up, area by area."""

from collections.abc import Iterable

import pandas as pd

from planning.demand.counting_units import CountingUnits
from planning.demand.projection import Projection
from planning.population.age_bands import CHILDREN_OF_CLASS, Ages

YOUNGER = "children_younger"
"""Children too young for any class."""
ELIGIBLE = "eligible"
"""Children of an age that some class takes."""
AGE_COLUMNS: tuple[str, ...] = (YOUNGER, *CHILDREN_OF_CLASS, ELIGIBLE)
_KEY = ["variant", "year", "area_id"]


def future_ages(projection: Projection, classes: Ages) -> pd.DataFrame:
    """
    Sum the months of age up to the ages of classes, and units to the areas above them.

    Parameters
    ----------
    projection
        The children by month.
    classes
        The ages of the profile's classes.

    Returns
    -------
    DataFrame
        By `variant`, `year` and `area_id`, for the areas that are wholly known: Int64 `AGE_COLUMNS`. NA in those of a
        class whose ages the profile does not cite, and in all where it cites none.
    """
    ages = projection.months["age"]
    children = projection.months["children"]
    columns = {name: _of_ages(children, ages, [band]) for name, band in classes.single.items()}
    if classes.bands:
        columns |= {
            YOUNGER: children.where(ages < classes.youngest, 0),
            ELIGIBLE: _of_ages(children, ages, classes.bands),
        }
    by_month = projection.months[_KEY].assign(**columns)
    above = with_areas_above(projection.future.units)
    wide = by_month.groupby(_KEY, as_index=False)[list(columns)].sum().rename(columns={"area_id": "unit"})
    summed = wide.merge(above, on="unit").groupby(_KEY)[list(columns)].sum()
    known = pd.MultiIndex.from_tuples([(str(v), y, a) for v, y, a in projection.totals], names=_KEY)
    return summed.reindex(index=known, columns=list(AGE_COLUMNS)).astype("Int64")


def _of_ages(children: pd.Series, ages: pd.Series, bands: Iterable[tuple[int, int]]) -> pd.Series:
    """The children of any of the bands; 0 elsewhere."""
    held = pd.Series(False, index=ages.index)
    for band in bands:
        held |= ages.between(*band, inclusive="left")
    return children.where(held, 0)


def with_areas_above(units: CountingUnits) -> pd.DataFrame:
    """Each counting unit (`unit`) beside itself and every area above it (`area_id`)."""
    pairs = [(unit, area) for unit in units.units for area in units.lineage[unit]]
    return pd.DataFrame(pairs, columns=["unit", "area_id"])
