"""How well the people of each area reach places (可达性): near enough, how near, and how many places for each child."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self

import numpy as np
import pandas as pd

from planning.accessibility.coverage import share_within
from planning.accessibility.floating_catchment import Catchments
from planning.accessibility.inequality import gini, palma
from planning.ground import Ground
from planning.model.codes import Level
from planning.reach.point_people import people_without_a_point, point_people
from planning.reach.point_reach import ReachQuestion, point_nearness, point_places
from planning.reach.reach_reasons import reach_reasons
from planning.reach.walks import Walks

FEWEST_COMPARED = 2  # how unevenly something is spread over areas cannot be told of one


@dataclass(frozen=True, slots=True)
class Reached:
    """
    The reach of a city on a day.

    `points` (index `point_id`) are the people of `planning.reach.point_people`, with `measured`, `within` and
    `nearest_m` of `planning.reach.point_reach.point_nearness`, and `places_per_child` and `at_least` of
    `planning.reach.point_reach.PointPlaces`.

    `areas` (index area id, at the level asked) have `name`, the district and street with their ids, and

    - `residents`, `residents_within`, `children`, `children_within` (Int64; NA where somebody is not counted),
      `residents_share`, `children_share` (exact Fractions, NA where nobody lives): those of whom nobody knows whether
      the site is near are not within, so that both are lower bounds; NA also where the walk of none is measured;
    - `unmeasured` and `residents_unmeasured` (Int64): the children and the residents of whom nobody knows it, also
      those of streets that have no dwelling point;
    - `nearest_m` (Float64): metres within which half of all children have the site, those of whom nobody knows coming
      last; inf where it is surely beyond the limit of the walks, NA where nobody knows;
    - `places_per_child` (Float64): the mean over the children whose walks are measured, the only ones who share
      places; NA where there are none, or where it is unknown at the point of one of them; `at_least` (bool) whether
      there may be more;
    - `reason`: why a number is missing or only a bound, in Chinese; "" where nothing is to be said.

    `gini` and `palma` are over the `compared` areas, whose places for each child are known and no mere bound, by the
    children who share them; NaN where there is nothing to share, or fewer than two areas to compare.
    `places_unreached` are places that neighbours can have and no child reaches, NaN where nobody knows; `catchments`
    are both steps of the sharing.
    """

    asked: ReachQuestion
    walks: Walks
    points: pd.DataFrame
    areas: pd.DataFrame
    catchments: Catchments
    compared: pd.Index
    gini: float
    palma: float
    places_unreached: float

    @classmethod
    def of(cls, ground: Ground, walks: Walks, *, level: Level, asked: ReachQuestion) -> Self:
        """
        Answer for the areas of an administrative level.

        Raises
        ------
        MeasureError
            The walks end before the question does.
        """
        people = point_people(ground, walks.points)
        found = point_places(walks, people["children"], decay=asked.decay)
        points = people.join(point_nearness(walks, asked)).assign(
            places_per_child=found.places_per_child, at_least=found.at_least
        )
        everybody = _with_the_rest(points, people_without_a_point(ground, walks.points))
        areas = _areas(ground, walks, everybody, level=level, asked=asked)
        sharing = everybody["children"].where(everybody["measured"]).groupby(everybody[str(level)]).sum()
        compared = areas.index[areas["places_per_child"].notna() & ~areas["at_least"]]
        held, weights = areas["places_per_child"][compared].astype(float), sharing.reindex(compared).astype(float)
        spread = (gini(held, weights), palma(held, weights)) if len(compared) >= FEWEST_COMPARED else (np.nan, np.nan)
        return cls(asked, walks, points, areas, found.catchments, compared, *spread, found.places_unreached)


def _with_the_rest(points: pd.DataFrame, rest: pd.DataFrame) -> pd.DataFrame:
    """The points, and a row for each street without one: of its people nobody knows what they reach."""
    unknown = rest.assign(
        placed=False,
        measured=False,
        within=pd.array([pd.NA] * len(rest), "boolean"),
        nearest_m=np.nan,
        places_per_child=np.nan,
        at_least=False,
    )
    return pd.concat([points.assign(placed=True), unknown])


def _areas(
    ground: Ground, walks: Walks, everybody: pd.DataFrame, *, level: Level, asked: ReachQuestion
) -> pd.DataFrame:
    units, area = ground.of_level(level), everybody[str(level)]
    table = pd.DataFrame(units[["name"]]).join(ground.belonging(units))
    for name in ("residents", "children"):
        table = table.join(_shares(walks, everybody, name, area=area, asked=asked).add_prefix(name))
    table["nearest_m"] = _half_within(everybody, area).reindex(units.index)
    table = table.join(_mean_places(everybody, area)).astype({"at_least": "boolean"})
    table["at_least"] = table["at_least"].fillna(value=False).astype(bool)
    doubtful = everybody[everybody["within"].isna()]
    for name, told in (("residents", "residents_unmeasured"), ("children", "unmeasured")):
        people = doubtful[name].groupby(area[doubtful.index]).agg(lambda some: some.sum(skipna=False))
        table[told] = people.reindex(units.index, fill_value=0).astype("Int64")
    shares = (everybody["measured"] & (everybody["children"] > 0).fillna(value=False)).groupby(area).any()
    table["unshared"] = ~shares.reindex(units.index, fill_value=False)
    table["untold"] = ~_of_some_known(everybody, "children", area).reindex(units.index, fill_value=False)
    lost = area[~everybody["placed"] & (everybody["children"] != 0).fillna(value=True)]
    reason = reach_reasons(table, lost=pd.Series(table.index.isin(lost), table.index), level=level, asked=asked)
    return table.drop(columns=["unshared", "untold"]).assign(reason=reason)


def _shares(walks: Walks, everybody: pd.DataFrame, who: str, *, area: pd.Series, asked: ReachQuestion) -> pd.DataFrame:
    """All of the people by area, `_within` and `_share`; NA for an area in which somebody is not counted."""
    people = everybody[who]
    grouped = people.groupby(area)
    every_one = grouped.sum().where(grouped.count() == grouped.size()).astype("Int64")
    ids = walks.points.index
    counted = people[ids].fillna(0).astype("int64")
    near = share_within(walks.costs, counted, areas=area[ids], within=asked.within_m, rank=asked.rank)["people_within"]
    near = near.reindex(every_one.index, fill_value=0).astype("Int64")
    near = near.where(every_one.notna() & (_of_some_known(everybody, who, area) | (every_one == 0).fillna(value=False)))
    share = [
        Fraction(int(inside), int(every)) if pd.notna(inside) and every else pd.NA
        for inside, every in zip(near, every_one, strict=True)
    ]
    return pd.DataFrame({"": every_one, "_within": near, "_share": pd.Series(share, every_one.index, dtype=object)})


def _of_some_known(everybody: pd.DataFrame, who: str, area: pd.Series) -> pd.Series:
    """Whether of some of the people of each area it was measured if the site is near (bool by area)."""
    told = everybody["measured"] & everybody["within"].notna() & (everybody[who] > 0).fillna(value=False)
    return told.astype(bool).groupby(area).any()


def _half_within(everybody: pd.DataFrame, area: pd.Series) -> pd.Series:
    """
    The metres within which half of the children of each area have the site (Float64).

    Those of whom nobody knows come last; inf where half have none even if these all do, NA where it hangs on them.
    """
    told = everybody.assign(area=area).dropna(subset=["area"]).sort_values(["area", "nearest_m"])
    children = told["children"].groupby(told["area"])
    counted = children.transform("count") == children.transform("size")
    so_far, every_one = children.cumsum(), children.transform("sum").where(counted)
    half = (
        told[((so_far * 2 >= every_one) & (every_one > 0)).fillna(value=False)]
        .drop_duplicates("area")
        .set_index("area")
    )
    metres = half["nearest_m"].replace(np.inf, np.nan).astype("Float64")
    could = (told["nearest_m"] < np.inf) | told["nearest_m"].isna()
    most, all_children = told["children"].where(could, 0).groupby(told["area"]).sum(), children.sum()
    beyond = (most * 2 < all_children).reindex(metres.index).astype(bool)
    return metres.mask(beyond, np.inf)


def _mean_places(everybody: pd.DataFrame, area: pd.Series) -> pd.DataFrame:
    """`places_per_child` (Float64) and `at_least` (bool) by area, over the children whose walks are measured."""
    sharing = everybody[everybody["measured"] & (everybody["children"] != 0).fillna(value=True)]
    here = area[sharing.index]
    weight = sharing["children"].astype("Float64")
    held = (sharing["places_per_child"].astype("Float64") * weight).groupby(here)
    known = held.count() == held.size()
    mean = (held.sum() / weight.groupby(here).sum()).where(known)
    return pd.DataFrame({"places_per_child": mean, "at_least": sharing["at_least"].groupby(here).any() & known})
