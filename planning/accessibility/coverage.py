"""Which share of the people of an area lives within so many metres or minutes of a site (覆盖率)."""

from fractions import Fraction

import pandas as pd

from planning.accessibility.amounts import amounts_by_row, in_order_of
from planning.accessibility.nearest import nearest_cost
from planning.accessibility.travel_costs import TravelCosts
from planning.errors import MeasureError


def share_within(
    costs: TravelCosts, people: pd.Series, *, areas: pd.Series, within: float, rank: int = 1
) -> pd.DataFrame:
    """
    Count, by area, the people whose nearest (or `rank`-th nearest) site costs no more than `within`.

    Parameters
    ----------
    costs
        Pairs of demand points and sites, at least as far as `within`.
    people
        Residents or children by demand id, 0 or more.
    areas
        The id of the area of each demand point, by demand id; a point with NA counts in no area.
    within
        Metres or minutes, the unit of `costs`, itself included.
    rank
        1 for the nearest site, 2 for the second nearest: whether people have that many to choose from.

    Returns
    -------
    DataFrame
        By area id, in order of the ids: `people`, `people_within` (in the kind of number of `people`), and `share`, an
        exact Fraction of the two from 0 to 1, NA where an area has no people: there is nobody to cover.

    Raises
    ------
    MeasureError
        A number or area is missing, a number is unknown or below 0, or the costs end before `within`.
    """
    if not 0 <= within <= costs.limit:
        raise MeasureError(
            f"所问距离{within:g}不在已测的0至{costs.limit:g}之内，请测到同样远 / "
            f"within is {within:g} but costs end at {costs.limit:g}; measure costs as far, from 0 on"
        )
    amounts_by_row(people, costs.demand_ids, what="people")
    number = in_order_of(people, costs.demand_ids, what="people")
    area = in_order_of(areas, costs.demand_ids, what="areas").to_numpy()
    near = nearest_cost(costs, rank=rank).to_numpy() <= within
    counted = pd.DataFrame({"people": number.to_numpy(), "people_within": number.where(near, 0).to_numpy()})
    sums = counted.groupby(pd.Series(area, name=areas.name or "area_id")).sum()
    share = [
        Fraction(inside) / Fraction(whole) if whole else pd.NA
        for inside, whole in zip(sums["people_within"].tolist(), sums["people"].tolist(), strict=True)
    ]
    return sums.assign(share=pd.Series(share, index=sums.index, dtype=object))
