"""
In which area each cell of a 5 x 5 grid lies.

    w w b e e      columns at 50, 150, 250, 350 and 450 m
    w w b e e      w: west of 250 m, e: east of 250 m
    w w b e e      b: on the shared border, for the lower id
"""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.accessibility.cell_areas import NO_AREA, cells_to_areas
from planning.errors import MeasureError

WEST, EAST = shapely.box(0, 0, 250, 500), shapely.box(250, 0, 500, 500)
ACROSS, UP = (middles.ravel() for middles in np.meshgrid(np.arange(50.0, 500, 100), np.arange(50.0, 500, 100)))


def areas_of(polygons: dict[str, shapely.Geometry | None]) -> list[list[int]]:
    return cells_to_areas(ACROSS, UP, polygons=gpd.GeoSeries(polygons)).reshape(5, 5).tolist()


def test_a_cell_lies_where_its_middle_is_and_on_a_border_in_the_lower_id() -> None:
    assert areas_of({"w": WEST, "a": EAST}) == [[0, 0, 1, 1, 1]] * 5
    assert areas_of({"w": WEST, "x": EAST}) == [[0, 0, 0, 1, 1]] * 5
    assert areas_of({"x": EAST, "w": WEST}) == [[1, 1, 1, 0, 0]] * 5


def test_a_cell_outside_every_area_is_in_none() -> None:
    assert areas_of({"e": EAST}) == [[NO_AREA, NO_AREA, 0, 0, 0]] * 5


def test_a_cell_where_areas_overlap_is_in_the_lower_id() -> None:
    assert areas_of({"z": shapely.box(0, 0, 500, 500), "y": EAST}) == [[0, 0, 1, 1, 1]] * 5


def test_a_hole_holds_no_cell_and_parts_hold_theirs() -> None:
    ring = shapely.box(0, 0, 500, 500) - shapely.box(100, 100, 400, 400)
    assert areas_of({"a": ring})[1:4] == [[0, NO_AREA, NO_AREA, NO_AREA, 0]] * 3
    corners = shapely.union(shapely.box(0, 0, 100, 100), shapely.box(400, 400, 500, 500))
    assert areas_of({"a": corners})[0] == [0] + [NO_AREA] * 4


def test_an_area_that_is_not_drawn_holds_nothing() -> None:
    assert areas_of({"a": None, "b": shapely.Polygon(), "e": EAST}) == [[NO_AREA, NO_AREA, 2, 2, 2]] * 5
    assert areas_of({"a": None}) == [[NO_AREA] * 5] * 5


def test_no_cell_is_in_no_area() -> None:
    assert cells_to_areas(ACROSS[:0], UP[:0], polygons=gpd.GeoSeries({"w": WEST})).tolist() == []


def test_cells_without_a_place_are_refused() -> None:
    with pytest.raises(MeasureError, match="finite"):
        cells_to_areas(np.array([np.nan]), np.zeros(1), polygons=gpd.GeoSeries({"w": WEST}))
    with pytest.raises(MeasureError, match="one length"):
        cells_to_areas(np.zeros(2), np.zeros(1), polygons=gpd.GeoSeries({"w": WEST}))


def test_the_polygons_are_left_as_they_were() -> None:
    polygons = gpd.GeoSeries({"w": WEST, "e": EAST})
    cells_to_areas(ACROSS, UP, polygons=polygons)
    assert not shapely.is_prepared(polygons.to_numpy()).any()


@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_cells_lie_where_a_spatial_join_puts_them(seed: int) -> None:
    random = np.random.default_rng(seed)
    whole = shapely.box(0, 0, 500, 500)
    pieces = shapely.voronoi_polygons(shapely.MultiPoint(random.uniform(0, 500, (12, 2))), extend_to=whole)
    polygons = gpd.GeoSeries(shapely.get_parts(pieces).tolist())
    x, y = random.uniform(0, 500, (2, 300))
    joined = gpd.GeoDataFrame(geometry=gpd.points_from_xy(x, y)).sjoin(
        polygons.to_frame("geometry"), predicate="within"
    )
    assert cells_to_areas(x, y, polygons=polygons)[joined.index].tolist() == joined["index_right"].tolist()
