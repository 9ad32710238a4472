"""The reference systems of Chinese plans: which zone, which code, and what may be measured in."""

import geopandas as gpd
import pytest
from pyproj import CRS
from shapely import Point

from planning.coordinates.systems import (
    SIX_DEGREE,
    THREE_DEGREE,
    metric_crs_for,
    parse_crs,
    parse_metric_crs,
    zone_in_easting,
    zone_of,
)
from planning.errors import CoordinateError


@pytest.mark.parametrize(
    ("lon", "zone", "meridian", "plain", "prefixed"),
    [
        (113.2644, 38, 114, 4547, 4526),  # Guangzhou
        (114.89, 38, 114, 4547, 4526),  # Ezhou
        (111.0, 37, 111, 4546, 4525),  # Yuncheng
        (103.83, 35, 105, 4544, 4523),  # Lanzhou
        (73.5, 25, 75, 4534, 4513),  # the western end
        (136.49, 45, 135, 4554, 4533),  # the eastern end
    ],
)
def test_a_longitude_has_its_three_degree_zone(lon: float, zone: int, meridian: int, plain: int, prefixed: int) -> None:
    assert zone_of(lon) == zone
    assert THREE_DEGREE.central_meridian(zone) == meridian
    assert THREE_DEGREE.epsg(zone) == plain
    assert THREE_DEGREE.epsg(zone, zone_prefix=True) == prefixed


def test_a_longitude_on_the_border_of_two_zones_belongs_to_the_eastern_one() -> None:
    assert [zone_of(lon) for lon in (112.499999, 112.5, 115.499999, 115.5)] == [37, 38, 38, 39]


@pytest.mark.parametrize("lon", [73.49, 136.5, -114.0, float("nan"), 424_655.0])
def test_a_longitude_outside_the_zones_is_refused(lon: float) -> None:
    with pytest.raises(CoordinateError, match=r"in no 3-degree zone; they run from 73\.5 to 136\.5"):
        zone_of(lon)


@pytest.mark.parametrize("family", [THREE_DEGREE, SIX_DEGREE], ids=["three", "six"])
def test_every_zone_is_the_one_epsg_registers(family: object) -> None:
    for zone in range(family.first, family.last + 1):  # type: ignore[attr-defined]
        plain = CRS.from_epsg(family.epsg(zone))  # type: ignore[attr-defined]
        prefixed = CRS.from_epsg(family.epsg(zone, zone_prefix=True))  # type: ignore[attr-defined]
        assert plain.name.startswith("CGCS2000 /")
        assert plain.name.endswith(f"CM {family.central_meridian(zone)}E")  # type: ignore[attr-defined]
        assert prefixed.name.endswith(f"zone {zone}")
        assert ("3-degree" in plain.name) == (family is THREE_DEGREE)


@pytest.mark.parametrize("zone", [24, 46])
def test_a_zone_that_does_not_exist_is_refused(zone: int) -> None:
    with pytest.raises(CoordinateError, match="zones run from 25 to 45"):
        THREE_DEGREE.epsg(zone)


def test_a_point_of_guangzhou_falls_where_the_projection_puts_it() -> None:
    point = gpd.GeoSeries([Point(113.2644, 23.1291)], crs=4490)
    plain, prefixed = point.to_crs(4547)[0], point.to_crs(4526)[0]
    assert plain.x == pytest.approx(424_654.9, abs=0.05)
    assert plain.y == pytest.approx(2_559_024.7, abs=0.05)
    assert prefixed.x - plain.x == pytest.approx(38_000_000, abs=0.001)
    assert prefixed.y == pytest.approx(plain.y, abs=0.001)


def test_a_city_is_measured_in_the_zone_of_its_middle() -> None:
    assert metric_crs_for((112.9, 22.5, 114.1, 24.0)).to_epsg() == 4547
    assert metric_crs_for((112.9, 22.5, 114.1, 24.0), zone_prefix=True).to_epsg() == 4526


def test_a_region_too_wide_for_one_zone_is_refused() -> None:
    with pytest.raises(CoordinateError, match="split the study"):
        metric_crs_for((92.2, 32.0, 108.8, 42.8))  # Gansu


@pytest.mark.parametrize(
    "bounds",
    [(424_000.0, 2_550_000.0, 430_000.0, 2_560_000.0), (114.1, 22.5, 112.9, 24.0), (float("nan"),) * 4],
    ids=["metres", "east of west", "of nothing"],
)
def test_bounds_that_are_not_degrees_are_refused(bounds: tuple[float, float, float, float]) -> None:
    with pytest.raises(CoordinateError, match="are not degrees"):
        metric_crs_for(bounds)


def test_a_system_is_read_by_its_epsg_number() -> None:
    assert parse_crs("EPSG:4547").to_epsg() == 4547
    assert parse_crs(" epsg:4490 ").to_epsg() == 4490


@pytest.mark.parametrize("text", ["", "4547", "EPSG:", "EPSG:99999", "EPSG:４５４７", "+proj=longlat", "GCJ-02"])
def test_a_system_that_is_not_named_clearly_is_refused(text: str) -> None:
    with pytest.raises(CoordinateError, match="reference system"):
        parse_crs(text)


@pytest.mark.parametrize("text", ["EPSG:4490", "EPSG:4326", "EPSG:2263", "EPSG:3857"])
def test_degrees_feet_and_web_mercator_are_no_metric_system(text: str) -> None:
    with pytest.raises(CoordinateError, match="choose a 3-degree zone"):
        parse_metric_crs(text)


def test_the_zones_are_metric_systems() -> None:
    assert [parse_metric_crs(f"EPSG:{code}").to_epsg() for code in (4547, 4526, 4509)] == [4547, 4526, 4509]


def test_an_easting_of_eight_digits_carries_its_zone() -> None:
    assert zone_in_easting(38_424_654.9) == 38
    assert zone_in_easting(20_500_000.0) == 20
    assert zone_in_easting(424_654.9) is None
    assert zone_in_easting(113.26) is None
    assert zone_in_easting(12_500_000.0) is None  # west of zone 13
    assert zone_in_easting(46_500_000.0) is None  # east of zone 45
    assert zone_in_easting(2_559_024.7) is None
    assert zone_in_easting(float("nan")) is None
