"""How well the people of each area reach places (可达性): near enough, how near, and how many places for each child."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.coverage import share_within
from planning.accessibility.decay import Decay
from planning.accessibility.floating_catchment import Catchments, catchments
from planning.accessibility.inequality import gini, palma
from planning.accessibility.nearest import nearest_cost
from planning.ground import ADMINISTRATIVE, Ground
from planning.model.codes import Level
from planning.point_children import point_children, point_totals, street_children
from planning.policy.supply import Supply
from planning.population.class_ages import Ages
from planning.walks import Walks

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

    `points` (index `point_id`): `children` (Int64), `residents`, the place in the city, `nearest_m` (metres to the
    n-th nearest site; inf beyond the limit, NaN where not measured), `places_per_child` (NaN where not measured).
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
    return table.assign(children=point_totals(walks.points, ground, children=children))


def _areas(ground: Ground, walks: Walks, points: pd.DataFrame, *, level: Level, asked: Asked) -> pd.DataFrame:
    units = ground.of_level(level)
    at = points[str(level)].astype(object)
    located = at.where(at.notna(), pd.NA)
    table = pd.DataFrame(units[["name"]]).join(ground.belonging(units))
    near = (points["nearest_m"] <= asked.within_m).fillna(value=False)
    for name, people in (("residents", points["residents"]), ("children", points["children"])):
        known = people.notna().groupby(located).all()
        shares = share_within(_only(walks, near), people.fillna(0).astype("int64"), areas=located, within=asked.within_m)
        shares = shares.where(known.reindex(shares.index).fillna(value=False).astype(bool), pd.NA).reindex(units.index)
        table[name] = shares["people"].astype("Int64")
        table[f"{name}_within"] = shares["people_within"].astype("Int64")
        table[f"{name}_share"] = shares["share"]
    weight = points["children"].fillna(0).astype(float)
    measured = points["measured"]
    told = points[measured].assign(weight=weight[measured])
    table["nearest_m"] = _medians(told, located[measured]).reindex(units.index)
    held = (told["places_per_child"] * told["weight"]).groupby(located[measured]).sum()
    whole = told["weight"].groupby(located[measured]).sum()
    table["places_per_child"] = (held / whole.where(whole > 0)).reindex(units.index)
    table["unmeasured"] = weight.where(~measured, 0).groupby(located).sum().reindex(units.index).fillna(0).astype("Int64")
    return table
