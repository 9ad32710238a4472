"""A map drawn as text, 100 m from one sign to the next: letters are homes, digits are sites, north is up."""

from collections.abc import Callable

import geopandas as gpd
import numpy as np
import shapely

from planning.accessibility.straight_line import straight_line_costs
from planning.accessibility.travel_costs import TravelCosts
from tests.builders import CORNER_M, METRIC

STEP_M = 100.0


def homes(drawing: str) -> gpd.GeoSeries:
    """The points of the letters, named by them in order of the alphabet."""
    return _spots(drawing, str.isalpha)


def sites(drawing: str) -> gpd.GeoSeries:
    """The points of the digits, named by them in rising order."""
    return _spots(drawing, str.isdigit)


def costs_on(drawing: str, *, limit_m: float = 1000.0) -> TravelCosts:
    """From every home to every site within the limit, straight."""
    return straight_line_costs(homes(drawing), sites(drawing), limit_m=limit_m, detour_factor=1)


def moved_about(points: gpd.GeoSeries, seed: int) -> gpd.GeoSeries:
    """The same points in another order."""
    return points.iloc[np.random.default_rng(seed).permutation(len(points))]


def _spots(drawing: str, wanted: Callable[[str], bool]) -> gpd.GeoSeries:
    rows = [line.split() for line in drawing.split("\n") if line.strip()]
    found = {
        sign: shapely.Point(CORNER_M[0] + STEP_M * column, CORNER_M[1] - STEP_M * row)
        for row, signs in enumerate(rows)
        for column, sign in enumerate(signs)
        if wanted(sign)
    }
    return gpd.GeoSeries(dict(sorted(found.items())), crs=METRIC)
