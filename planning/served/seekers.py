"""How many children of each age seek a place (入托需求) at each dwelling point, by the uptake that is cited."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from planning.apportionment import apportion_within
from planning.policy.uptake import Uptake
from planning.population.class_ages import Ages


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
