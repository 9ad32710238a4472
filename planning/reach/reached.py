"""How well the people of each area reach places (可达性): near enough, how near, and how many places for each child."""

from dataclasses import dataclass
from typing import Self

import pandas as pd

from planning.accessibility.coverage import share_within
from planning.accessibility.decay import Decay
from planning.accessibility.floating_catchment import Catchments, catchments
from planning.accessibility.inequality import gini, palma
from planning.accessibility.nearest import nearest_cost
from planning.apportionment import apportion_within
from planning.ground import ADMINISTRATIVE, Ground
from planning.model.codes import Level
from planning.population.age_bands import Ages
from planning.reach.point_children import point_children, point_totals, street_children
from planning.reach.walks import Walks

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of reach: near enough within how many metres of the n-th nearest site, and how distance counts."""

    within_m: float
    rank: int
    decay: Decay


@dataclass(frozen=True, slots=True)
class Reached:
    """
    The reach of a city on a day.

    `points` (index `point_id`): `children` and `residents` (Int64, adding up to their street's), the place in the
    city, `nearest_m` (metres to the n-th nearest site; inf beyond the limit, NaN where not measured), `measured` and
    `places_per_child` (NaN where not measured).
    `areas` (index area id, at the level asked): `people`, `people_within`, `children`, `children_within` (Int64),
    `residents_share`, `children_share` (exact Fractions, NA where nobody lives), `nearest_m` (metres within which half
    of the children have the site; NA where it lies beyond the limit), `places_per_child` (mean over the children) and
    `unmeasured` (children whose walks could not be measured; they count as not within). `gini` and `palma` are over
    the areas, by their children; NaN where there is nothing to share. `supply` are the sites' places in the catchments.
    """

    asked: Asked
    walks: Walks
    points: pd.DataFrame
    areas: pd.DataFrame
    catchments: Catchments
    gini: float
    palma: float

    @classmethod
    def of(cls, ground: Ground, walks: Walks, *, level: Level, asked: Asked) -> Self:
        """
        Answer for the areas of an administrative level.

        `walks` reach at least as far as the question. Raises MeasureError where they do not, and where the children
        of a point are unknown.
        """
        points = _people(ground, walks)
        measured = walks.measured.to_numpy(dtype=bool)
        nearest = nearest_cost(walks.costs, rank=asked.rank).where(measured)
        known = points["children"].fillna(0)
        found = catchments(walks.costs, demand=known, supply=walks.sites["places"].fillna(0), decay=asked.decay)
        points = points.assign(
            nearest_m=nearest, measured=measured, places_per_child=found.places_per_child.where(measured)
        )
        areas = _areas(ground, walks, points, level=level, asked=asked)
        spread = areas.dropna(subset=["places_per_child"])
        held, weights = spread["places_per_child"].astype(float), spread["children"].astype(float)
        return cls(asked, walks, points, areas, found, gini(held, weights), palma(held, weights))


def _people(ground: Ground, walks: Walks) -> pd.DataFrame:
    """Residents and children of each dwelling point, with its place."""
    ages = Ages.of(ground.profile.classes)
    children = point_children(walks.points, street_children(ground, ages))
    table = pd.DataFrame(walks.points[["name", "dwelling", "residents", *(str(level) for level in ADMINISTRATIVE)]])
    # What a street's points are said to hold is weighed to the people it has, so that parts add up.
    whole = ground.people["residents"].reindex(ground.of_level(Level.STREET).index)
    residents = apportion_within(whole, table["residents"].astype(object), parent_of=table["street"])
    return table.assign(residents=residents, children=point_totals(walks.points, ground, children=children))


def _areas(ground: Ground, walks: Walks, points: pd.DataFrame, *, level: Level, asked: Asked) -> pd.DataFrame:
    units = ground.of_level(level)
    area = points[str(level)]
    table = pd.DataFrame(units[["name"]]).join(ground.belonging(units))
    for name in ("residents", "children"):
        table = table.join(_shares(walks, points[name], area=area, asked=asked).add_prefix(f"{name}_"))
        table = table.rename(columns={f"{name}_people": name, f"{name}_people_within": f"{name}_within"})
    children = points["children"].fillna(0).astype(float)
    told = points.assign(weight=children)[points["measured"]]
    table["nearest_m"] = _half_within(told, area.reindex(told.index), limit_m=walks.costs.limit).reindex(units.index)
    held = (told["places_per_child"] * told["weight"]).groupby(area).sum()
    whole = told["weight"].groupby(area).sum()
    table["places_per_child"] = (held / whole.where(whole > 0)).reindex(units.index)
    unmeasured = children.where(~points["measured"], 0).groupby(area).sum()
    return table.assign(unmeasured=unmeasured.reindex(units.index).fillna(0).astype("Int64"))


def _shares(walks: Walks, people: pd.Series, *, area: pd.Series, asked: Asked) -> pd.DataFrame:
    """`people`, `people_within` and `share` by area; NA for an area in which somebody is not counted."""
    counted = people.fillna(0).astype("int64")
    table = share_within(walks.costs, counted, areas=area, within=asked.within_m, rank=asked.rank)
    known = people.notna().groupby(area).all().reindex(table.index)
    table = table.astype({"people": "Int64", "people_within": "Int64"})
    return table[known.astype(bool)]


def _half_within(told: pd.DataFrame, area: pd.Series, *, limit_m: float) -> pd.Series:
    """The metres within which half of the children of each area have the site; NA where those exceed the limit."""
    ordered = told.assign(area=area).sort_values(["area", "nearest_m"])
    so_far = ordered.groupby("area")["weight"].cumsum()
    whole = ordered.groupby("area")["weight"].transform("sum")
    half = ordered[(so_far >= whole * _HALF) & (whole > 0)].drop_duplicates("area").set_index("area")["nearest_m"]
    return half.where(half <= limit_m).astype("Float64")
