"""The doors between degrees and metres."""

import geopandas as gpd
import pytest
from pyproj import CRS
from shapely import Point, box

from planning.coordinates.doors import to_lonlat, to_metric
from planning.errors import CoordinateError, MissingCrs


@pytest.fixture
def table() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"site_id": ["s1"]}, geometry=[Point(113.2644, 23.1291)], crs=4490)


def test_a_table_is_in_metres_past_the_door(table: gpd.GeoDataFrame) -> None:
    metric = to_metric(table, "EPSG:4547")
    assert metric.crs.to_epsg() == 4547
    assert metric.geometry[0].x == pytest.approx(424_654.9, abs=0.05)
    assert metric["site_id"].tolist() == ["s1"]


def test_there_and_back_is_the_same_place(table: gpd.GeoDataFrame) -> None:
    back = to_lonlat(to_metric(table, CRS.from_epsg(4547)))
    assert back.crs.to_epsg() == 4490
    assert back.geometry[0].distance(table.geometry[0]) < 1e-9


def test_the_table_itself_stays_in_degrees(table: gpd.GeoDataFrame) -> None:
    to_metric(table, "EPSG:4547")
    assert table.geometry[0] == Point(113.2644, 23.1291)
    assert table.crs.to_epsg() == 4490


def test_a_square_kilometre_has_a_million_square_metres() -> None:
    square = gpd.GeoDataFrame(geometry=[box(500_000, 2_500_000, 501_000, 2_501_000)], crs=4547)
    assert to_metric(to_lonlat(square), "EPSG:4547").area[0] == pytest.approx(1_000_000, abs=0.01)


@pytest.mark.parametrize(
    "door", [lambda t: to_metric(t, "EPSG:4547", name="sites"), lambda t: to_lonlat(t, name="sites")]
)
def test_a_table_without_a_system_passes_no_door(door: object) -> None:
    with pytest.raises(MissingCrs, match="sites: no CRS"):
        door(gpd.GeoDataFrame(geometry=[Point(1, 1)]))  # type: ignore[operator]


def test_degrees_are_no_metres(table: gpd.GeoDataFrame) -> None:
    with pytest.raises(CoordinateError, match="does not measure in metres"):
        to_metric(table, "EPSG:4490")
