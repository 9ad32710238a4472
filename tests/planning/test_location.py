"""In which area a point lies: once, at the finest level with a boundary, the lower id on a border."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from planning.errors import CrsMismatch
from planning.location import administrative_areas, all_holding_polygons, holding_polygon
from tests.builders import METRIC, spot, square


def points(**at: tuple[float, float]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=[spot(*where) for where in at.values()], index=list(at), crs=4490)


def polygons(**sides: tuple[float, float]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        geometry=[square(west, 0, east, 1) for west, east in sides.values()], index=list(sides), crs=4490
    )


def test_a_point_on_a_shared_border_belongs_to_the_lower_id() -> None:
    west, east = shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)
    point = gpd.GeoDataFrame(geometry=[shapely.Point(1000, 500)], index=["p"], crs=METRIC)
    held = holding_polygon(point, gpd.GeoDataFrame(geometry=[west, east], index=["b", "a"], crs=METRIC))
    assert held.to_dict() == {"p": "a"}


def test_a_point_outside_every_polygon_belongs_to_none() -> None:
    assert holding_polygon(points(p=(5, 0.5)), polygons(a=(0, 1))).isna().all()


def test_overlapping_polygons_all_hold_the_point() -> None:
    pairs = all_holding_polygons(points(p=(0.5, 0.5)), polygons(a=(0, 1), b=(0, 2)))
    assert sorted(pairs["area_id"]) == ["a", "b"]


def test_an_area_without_a_boundary_holds_nothing() -> None:
    shapes = polygons(a=(0, 1))
    shapes.loc["a", "geometry"] = None
    assert holding_polygon(points(p=(0.5, 0.5)), shapes).isna().all()


def test_two_reference_systems_are_not_measured_together() -> None:
    with pytest.raises(CrsMismatch):
        holding_polygon(points(p=(0.5, 0.5)), polygons(a=(0, 1)).to_crs(4547))


def test_the_finest_level_decides_and_its_parents_follow_by_code_not_by_position() -> None:
    areas = gpd.GeoDataFrame(
        {
            "level": ["city", "district", "district", "community"],
            "parent_id": [None, "1", "1", "11"],
        },
        index=["1", "11", "12", "c"],
        geometry=[None, square(0, 0, 1, 1), square(1, 0, 2, 1), square(0.9, 0, 1.1, 1)],
        crs=4490,
    )
    found = administrative_areas(points(p=(1.05, 0.5), q=(1.5, 0.5)), areas)
    assert found.loc["p", ["community", "district", "city"]].to_list() == ["c", "11", "1"]
    assert pd.isna(found.loc["q", "community"])
    assert found.loc["q", "district"] == "12"
