"""Who lives at each dwelling point (居住点人口): residents and children under 3, adding up to those of the street."""

import pandas as pd

from planning.ground import Ground
from planning.model.codes import ADMINISTRATIVE, Level
from planning.population.age_bands import Ages
from planning.reach.point_children import point_children, point_totals, street_children
from planning.systematic_rounding import share_evenly

_PLACE = [str(level) for level in ADMINISTRATIVE]


def point_people(ground: Ground, points: pd.DataFrame) -> pd.DataFrame:
    """
    The people of each dwelling point, with its name and place.

    `points` are those of `planning.reach.dwelling_points`. By point: `name`, `dwelling`, `city`, `district`, `street`,
    `community`, `residents` and `children` (Int64; NA where those of the street are unknown).
    """
    ages = Ages.of(ground.profile.classes)
    children = point_children(points, street_children(ground, ages))
    # What a street's points are said to hold is weighed to the people it has, so that parts add up.
    whole = ground.people[["residents"]].reindex(ground.of_level(Level.STREET).index)
    residents = share_evenly(whole, pd.DataFrame(points[["residents"]]), parent_of=points["street"])["residents"]
    table = pd.DataFrame(points[["name", "dwelling", *_PLACE]])
    return table.assign(residents=residents, children=point_totals(points, ground, children=children))


def people_without_a_point(ground: Ground, points: pd.DataFrame) -> pd.DataFrame:
    """
    The people of the streets that have no dwelling point, because nobody knows of any resident.

    By street id: `city`, `district`, `street`, `community` (None), `residents` and `children` (Int64, NA unknown).
    """
    streets = ground.of_level(Level.STREET)
    streets = streets[~streets.index.isin(points["street"])]
    people = ground.people.reindex(streets.index)
    told = {"residents": people["residents"], "children": people["children_under_3"]}
    return pd.DataFrame(streets[_PLACE]).assign(**told).astype(dict.fromkeys(told, "Int64"))
