"""How many children of each age seek a place (入托需求) at each dwelling point, by the uptake that is cited."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from planning.apportionment import apportion_within
from planning.ground import Ground
from planning.model.codes import Level
from planning.policy.uptake import Uptake
from planning.population.births import births_by_age
from planning.population.children import UNDER_3
from planning.served.ages import Ages


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
    bands = ages.all_bands(UNDER_3[1])
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
    The children of each dwelling point by age band: each street's, shared out by residents (largest remainder).

    `points` has `street` and `residents`, `of_streets` the children by street and band. By point, Int64; NA where those
    of the street are unknown. The points of a street add up to it; a street with children and no point is left out.
    """
    residents, street = points["residents"].astype(object), points["street"]
    return pd.DataFrame(
        {band: apportion_within(of_streets[band], residents, parent_of=street) for band in of_streets},
        index=points.index,
    )


def seekers(children: pd.DataFrame, streets: pd.Series, *, ages: Ages, uptake: Uptake) -> pd.DataFrame:
    """
    The children of each point and band whose families seek a place.

    Parameters
    ----------
    children
        Int64 by point, a column for each band; those that no class takes are not asked.
    streets
        The street of each point.
    ages, uptake
        The bands of the classes, and the share that seeks.

    Returns
    -------
    DataFrame
        Int64 by point, the columns `ages.names`; NA where children are unknown. Each street's seekers are the share of
        its children in those bands, rounded half-up, and fall to points and bands by the largest remainder: no point
        has more seekers than children.
    """
    asked = children[list(ages.names)]
    total = asked.groupby(streets).sum().where(asked.notna().groupby(streets).all()).sum(axis="columns", skipna=False)
    seeking = pd.Series([_share_of(count, uptake.share) for count in total], index=total.index, dtype="Int64")
    long = asked.stack(future_stack=True)
    points = long.index.get_level_values(0)
    unit = pd.Index([f"{point}|{position:02d}" for point in asked.index for position in range(asked.shape[1])])
    weights = pd.Series(long.to_numpy(dtype=object), index=unit)
    shares = apportion_within(seeking, weights, parent_of=pd.Series(streets.reindex(points).to_numpy(), index=unit))
    return pd.DataFrame(shares.to_numpy().reshape(asked.shape), asked.index, asked.columns).astype("Int64")


def _share_of(count: object, share: Decimal) -> object:
    if pd.isna(count):  # type: ignore[call-overload]
        return pd.NA
    return int((Decimal(int(count)) * share).to_integral_value(rounding=ROUND_HALF_UP))  # type: ignore[call-overload]
