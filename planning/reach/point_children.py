"""How many children of each age (月龄) live at each dwelling point: each street's, shared out so that they add up."""

import pandas as pd

from planning.apportionment import apportion_within
from planning.ground import Ground
from planning.model.codes import Level
from planning.population.age_bands import Ages
from planning.population.births import births_by_age
from planning.systematic_rounding import share_evenly


def street_children(ground: Ground, ages: Ages) -> pd.DataFrame:
    """
    The children under 3 of each street by age band.

    Returns
    -------
    DataFrame
        By street, Int64, a column for each of `ages.all_bands`: the street's children under 3 shared out by the births
        of each band's months (largest remainder), so that a row adds up to them; where the children are counted from
        births the shares are the births themselves. NA where children or births are unknown.
    """
    streets = ground.of_level(Level.STREET).index
    bands = ages.all_bands
    births = births_by_age(ground.city.table("births"), ground.on, bands=bands).reindex(streets)
    keys = pd.MultiIndex.from_product([streets, births.columns], names=["street", "band"])
    unit = pd.Index([f"{street}|{position:02d}" for street in streets for position in range(len(bands))])
    weights = pd.Series(births.to_numpy(dtype=object).ravel(), index=unit)
    street_of = pd.Series(keys.get_level_values("street"), index=unit)
    shares = apportion_within(
        ground.people["children_under_3"].reindex(streets), weights.where(weights.notna(), pd.NA), parent_of=street_of
    )
    return pd.DataFrame(shares.to_numpy().reshape(len(streets), len(bands)), streets, list(bands)).astype("Int64")


def point_children(points: pd.DataFrame, of_streets: pd.DataFrame) -> pd.DataFrame:
    """
    The children of each dwelling point by age band: each street's, shared out evenly by residents.

    `points` has `street` and `residents`, `of_streets` the children by street and band. By point, Int64; NA where those
    of the street are unknown. The points of a street add up to it, band by band, and bands do not clump at the same
    points (`planning.systematic_rounding`); a street with children and no point is left out.
    """
    residents = pd.DataFrame(dict.fromkeys(of_streets, points["residents"]), index=points.index)
    return share_evenly(of_streets, residents, parent_of=points["street"])


def point_totals(points: pd.DataFrame, ground: Ground, *, children: pd.DataFrame) -> pd.Series:
    """
    The children under 3 of each dwelling point (Int64): the sum of its bands, else the street's shared by residents.

    `points` are those of `children`, by band as `point_children` gives them. NA where the street's are unknown.
    """
    summed = children.sum(axis="columns").where(children.notna().all(axis="columns")).astype("Int64")
    whole = ground.people[["children_under_3"]].reindex(ground.of_level(Level.STREET).index)
    residents = points[["residents"]].set_axis(["children_under_3"], axis="columns")
    return summed.fillna(share_evenly(whole, pd.DataFrame(residents), parent_of=points["street"])["children_under_3"])
