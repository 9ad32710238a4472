"""
How far it is in a straight line: every pair within the limit, lengthened by the detour factor.

    A . . 1 .      A to 1: 300 m        A to 2: 300 m down, 400 m across: 500 m
    . . . . .      B to 1: √(100² + 200²) = 224 m, and to 2 as well
    . . B . .
    . . . . 2
    . . . . .
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.accessibility.straight_line import straight_line_costs
from planning.accessibility.travel_costs import CostUnit, MeasuredBy
from planning.errors import CoordinateError, CrsMismatch, MeasureError, MissingCrs, NotAPoint
from tests.builders import METRIC
from tests.planning.accessibility.grid import costs_on, homes, moved_about, sites

MAP = """
    A . . 1 .
    . . . . .
    . . B . .
    . . . . 2
    . . . . .
"""
NEXT_ZONE = "EPSG:4546"  # three degrees to the west: the same ground, other metres by less than two in a thousand


def pairs(
    homes: gpd.GeoSeries, sites: gpd.GeoSeries, limit_m: float, detour: float = 1
) -> dict[tuple[str, str], float]:
    table = straight_line_costs(homes, sites, limit_m=limit_m, detour_factor=detour).table()
    return dict(zip(zip(table["demand_id"], table["site_id"], strict=True), table["cost_m"], strict=True))


def test_pairs_are_measured_in_metres() -> None:
    expected = {("A", "1"): 300, ("A", "2"): 500, ("B", "1"): 223.607, ("B", "2"): 223.607}  # √50,000
    assert pairs(homes(MAP), sites(MAP), 500) == expected


def test_the_limit_itself_is_within_reach() -> None:
    assert ("A", "1") in pairs(homes(MAP), sites(MAP), 300)
    assert ("A", "1") not in pairs(homes(MAP), sites(MAP), 299.999)


@pytest.mark.parametrize(
    ("straight", "factor", "way"), [(250, 1.2, 300), (3, 1.1, 3.3), (110, 1.3, 143), (7, 1.15, 8.05)]
)
def test_the_way_itself_is_within_the_limit_whatever_floats_make_of_it(
    straight: float, factor: float, way: float
) -> None:
    # In floats 3 m × 1.1 are 3.3000000000000003 m.
    for corner in (0.1, 400_000.3):
        home = gpd.GeoSeries({"A": shapely.Point(corner, 3_000_000)}, crs=METRIC)
        site = gpd.GeoSeries({"1": shapely.Point(corner + straight, 3_000_000)}, crs=METRIC)
        assert pairs(home, site, way, factor) == {("A", "1"): way}
        assert pairs(site, home, way, factor) == {("1", "A"): way}
        assert pairs(home, site, way - 0.001, factor) == {}


def test_a_detour_lengthens_the_way_and_the_limit_is_of_the_way() -> None:
    assert pairs(homes(MAP), sites(MAP), 360, 1.2)["A", "1"] == pytest.approx(360)
    assert ("A", "1") not in pairs(homes(MAP), sites(MAP), 359.999, 1.2)


def test_it_is_told_how_costs_were_measured() -> None:
    costs = costs_on(MAP, limit_m=250)
    assert (costs.measured_by, costs.unit, costs.limit) == (MeasuredBy.STRAIGHT_LINE, CostUnit.METRES, 250)


def test_pairs_stand_in_order_of_demand_then_site() -> None:
    costs = costs_on(MAP, limit_m=500)
    assert costs.demand_row.tolist() == [0, 0, 1, 1]
    assert costs.site_row.tolist() == [0, 1, 0, 1]


def test_a_home_at_the_site_itself_costs_nothing() -> None:
    assert pairs(sites(MAP), sites(MAP), 50) == {("1", "1"): 0, ("2", "2"): 0}


def test_without_a_site_there_is_no_pair() -> None:
    assert pairs(homes(MAP), sites(MAP).iloc[:0], 500) == {}


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    assert pairs(moved_about(homes(MAP), seed), moved_about(sites(MAP), seed), 500) == pairs(
        homes(MAP), sites(MAP), 500
    )


def test_another_reference_system_changes_no_pair() -> None:
    here = pairs(homes(MAP), sites(MAP), 350)
    there = pairs(homes(MAP).to_crs(NEXT_ZONE), sites(MAP).to_crs(NEXT_ZONE), 350)
    assert there == pytest.approx(here, rel=2e-3)


def test_two_reference_systems_are_refused() -> None:
    with pytest.raises(CrsMismatch):
        pairs(homes(MAP), sites(MAP).to_crs(NEXT_ZONE), 500)


def test_points_without_a_reference_system_are_refused() -> None:
    with pytest.raises(MissingCrs):
        pairs(homes(MAP).set_crs(None, allow_override=True), sites(MAP).set_crs(None, allow_override=True), 500)


def test_degrees_are_no_metres() -> None:
    with pytest.raises(CoordinateError, match="does not measure in metres"):
        pairs(homes(MAP).to_crs(4490), sites(MAP).to_crs(4490), 500)


@pytest.mark.parametrize("shape", [shapely.Point(), shapely.box(0, 0, 1, 1), None])
def test_what_is_no_point_is_refused_by_name(shape: shapely.Geometry | None) -> None:
    with pytest.raises(NotAPoint, match=r"demand points: 1 row.*'X'"):
        pairs(pd.concat([homes(MAP), gpd.GeoSeries({"X": shape}, crs=METRIC)]), sites(MAP), 500)


@pytest.mark.parametrize(
    ("limit_m", "detour"), [(0, 1), (-1, 1), (np.nan, 1), (500, 0.9), (500, np.nan), (500, np.inf)]
)
def test_an_impossible_limit_or_factor_is_refused(limit_m: float, detour: float) -> None:
    with pytest.raises(MeasureError):
        pairs(homes(MAP), sites(MAP), limit_m, detour)
