"""
The offsets of Chinese web maps (GCJ-02 火星坐标, BD-09 百度坐标), both ways, and how far each can be trusted.

Neither is a reference system that PROJ knows. The formula of GCJ-02 was never published; the one used everywhere, and
here, agrees with the maps to metres. The way back is the forward formula inverted by iteration, to 1e-9 degrees
(0.1 mm), so it adds no error of its own. CGCS2000 and WGS-84 share origin, scale and (to 0.1 mm) ellipsoid; what
differs is the epoch, some centimetres a year of plate motion: within a metre, so nothing is done between them.
"""

from collections.abc import Callable
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS

from planning.coordinates.systems import CGCS2000
from planning.errors import CoordinateError
from planning.model.codes import Code

Degrees: TypeAlias = NDArray[np.float64]
LonLat: TypeAlias = tuple[Degrees, Degrees]


class Datum(Code):
    """What the coordinates of a file are measured against (坐标基准)."""

    CGCS2000 = "CGCS2000", "2000国家大地坐标系"
    WGS84 = "WGS-84", "WGS-84坐标系"
    GCJ02 = "GCJ-02", "国测局坐标（火星坐标）"
    BD09 = "BD-09", "百度坐标"


INVERSE_DEG = 1e-9
"""How exactly a way back undoes its way there, in degrees: 0.1 mm on the ground."""

_ACCURACY_M: dict[Datum, float] = {Datum.CGCS2000: 0.0, Datum.WGS84: 1.0, Datum.GCJ02: 10.0, Datum.BD09: 20.0}

# The box in which the web maps shift: west, south, east, north in degrees.
_SHIFTED = (72.004, 0.8293, 137.8347, 55.8271)

# The ellipsoid of Krasovsky 1940, on which the formula turns metres into degrees.
_SEMI_MAJOR_M = 6378245.0
_ECCENTRICITY2 = 0.00669342162296594323

_BD_WAVE = np.pi * 3000 / 180
_BD_LON, _BD_LAT = 0.0065, 0.006


def accuracy_m(datum: Datum) -> float:
    """
    To how many metres a position converted from `datum` to CGCS2000 can be trusted.

    0 for CGCS2000 itself; 1 for WGS-84 (plate motion since the epoch 2000.0); 10 for GCJ-02 and 20 for BD-09. The last
    three are unverified: upper bounds from practice, since no standard states them and neither formula is official.
    """
    return _ACCURACY_M[datum]


def to_cgcs2000(geometry: gpd.GeoSeries, *, datum: Datum) -> gpd.GeoSeries:
    """
    Bring geometry of a stated datum to CGCS2000 (EPSG:4490).

    Parameters
    ----------
    geometry
        Any geometry, with None and empty ones; heights are dropped. GCJ-02 and BD-09 have no code of their own: they
        come in degrees, longitude first, with no CRS or that of WGS 84 or CGCS2000. Tables in those two datums
        proper must have a CRS; projected ones are brought to degrees.
    datum
        What the coordinates are measured against.

    Returns
    -------
    GeoSeries
        The same index and name, longitude first, EPSG:4490; exact to `accuracy_m(datum)`.

    Raises
    ------
    CoordinateError
        The CRS does not go with the datum, or a coordinate is not a longitude and latitude.
    """
    return _converted(_in_degrees(geometry, datum), _BACK.get(datum))


def from_cgcs2000(geometry: gpd.GeoSeries, *, datum: Datum) -> gpd.GeoSeries:
    """
    Bring CGCS2000 geometry (EPSG:4490 or a zone of it) to `datum`, in degrees, longitude first.

    The answer carries EPSG:4490 for CGCS2000 and EPSG:4326 for WGS-84, and no CRS for GCJ-02 and BD-09, which have
    none. Raises CoordinateError as `to_cgcs2000` does.
    """
    moved = _converted(_in_degrees(geometry, Datum.CGCS2000), _THERE.get(datum))
    crs = {Datum.CGCS2000: CGCS2000, Datum.WGS84: CRS.from_epsg(4326)}.get(datum)
    return gpd.GeoSeries(moved.array, index=moved.index, name=moved.name).set_crs(crs, allow_override=True)


def gcj02_from_wgs84(lon: ArrayLike, lat: ArrayLike) -> LonLat:
    """
    Shift WGS-84 (or CGCS2000) degrees to GCJ-02, element by element.

    Points outside the box 72.004-137.8347 E, 0.8293-55.8271 N are given back as they are: the web maps shift inside
    it alone. The box is larger than China; neighbours inside it are shifted by the formula too. Good to metres.
    """
    lon, lat = _checked(lon, lat)
    shifted_lon, shifted_lat = _gcj02_shifted(lon, lat)
    inside = _is_shifted(lon, lat)
    return np.where(inside, shifted_lon, lon), np.where(inside, shifted_lat, lat)


def wgs84_from_gcj02(lon: ArrayLike, lat: ArrayLike) -> LonLat:
    """
    Undo `gcj02_from_wgs84` to 1e-9 degrees.

    Whether a point lies in the box is asked of the GCJ-02 point, so within a kilometre of the box's edge (at sea or
    abroad) the way back may differ from the way there by the shift.
    """
    lon, lat = _checked(lon, lat)
    inside = _is_shifted(lon, lat)
    back_lon, back_lat = lon.copy(), lat.copy()
    back_lon[inside], back_lat[inside] = _inverted(_gcj02_shifted, lon=lon[inside], lat=lat[inside])
    return back_lon, back_lat


def bd09_from_gcj02(lon: ArrayLike, lat: ArrayLike) -> LonLat:
    """Shift GCJ-02 degrees to BD-09, element by element; the formula is used everywhere, in the box and outside."""
    return _bd09_shifted(*_checked(lon, lat))


def gcj02_from_bd09(lon: ArrayLike, lat: ArrayLike) -> LonLat:
    """Undo `bd09_from_gcj02` to 1e-9 degrees."""
    east, north = _checked(lon, lat)
    return _inverted(_bd09_shifted, lon=east, lat=north)


def _wgs84_from_bd09(lon: ArrayLike, lat: ArrayLike) -> LonLat:
    return wgs84_from_gcj02(*gcj02_from_bd09(lon, lat))


def _bd09_from_wgs84(lon: ArrayLike, lat: ArrayLike) -> LonLat:
    return bd09_from_gcj02(*gcj02_from_wgs84(lon, lat))


_BACK: dict[Datum, Callable[[ArrayLike, ArrayLike], LonLat]] = {
    Datum.GCJ02: wgs84_from_gcj02,
    Datum.BD09: _wgs84_from_bd09,
}
_THERE: dict[Datum, Callable[[ArrayLike, ArrayLike], LonLat]] = {
    Datum.GCJ02: gcj02_from_wgs84,
    Datum.BD09: _bd09_from_wgs84,
}


def _converted(degrees: gpd.GeoSeries, shift: Callable[[ArrayLike, ArrayLike], LonLat] | None) -> gpd.GeoSeries:
    shapes = degrees.to_numpy()
    moved = shapely.transform(shapes, lambda xy: np.column_stack((shift or _checked)(xy[:, 0], xy[:, 1])))
    return gpd.GeoSeries(moved, index=degrees.index, name=degrees.name, crs=CGCS2000)


def _in_degrees(geometry: gpd.GeoSeries, datum: Datum) -> gpd.GeoSeries:
    crs = geometry.crs
    offset = datum in _BACK
    if crs is None:
        if offset:
            return geometry
        raise CoordinateError(f"geometry in {datum} without a CRS; name it, it is never guessed")
    base = crs.geodetic_crs
    if base is None or (base.to_epsg() not in (4490, 4326) and base.name != "WGS 84 (CRS84)"):
        raise CoordinateError(
            f"{crs.to_string()} is neither CGCS2000 nor WGS 84; its parameters to CGCS2000 are not public"
        )
    if offset and not crs.is_geographic:
        raise CoordinateError(f"{datum} in {crs.to_string()}: an offset datum is converted from degrees alone")
    return geometry if crs.is_geographic else geometry.to_crs(base)


def _checked(lon: ArrayLike, lat: ArrayLike) -> LonLat:
    east, north = np.broadcast_arrays(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64))
    wrong = ~((np.abs(east) <= 180) & (np.abs(north) <= 90))
    if wrong.any():
        first = f"{east[wrong].flat[0]}, {north[wrong].flat[0]}"
        raise CoordinateError(
            f"{first} is no longitude and latitude in degrees; are the axes swapped, or metres given?"
        )
    return east, north


def _is_shifted(lon: Degrees, lat: Degrees) -> NDArray[np.bool_]:
    west, south, east, north = _SHIFTED
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _gcj02_shifted(lon: Degrees, lat: Degrees) -> LonLat:
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    ripple = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    waves_x = 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)
    waves_y = 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)
    swell_x = 150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)
    swell_y = 160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + (ripple + waves_x + swell_x) * 2 / 3
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + (ripple + waves_y + swell_y) * 2 / 3
    phi = np.radians(lat)
    flat = 1 - _ECCENTRICITY2 * np.sin(phi) ** 2
    prime_vertical_m = _SEMI_MAJOR_M / np.sqrt(flat)
    meridian_m = prime_vertical_m * (1 - _ECCENTRICITY2) / flat
    return lon + np.degrees(east_m / (prime_vertical_m * np.cos(phi))), lat + np.degrees(north_m / meridian_m)


def _bd09_shifted(lon: Degrees, lat: Degrees) -> LonLat:
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * _BD_WAVE)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * _BD_WAVE)
    return radius * np.cos(angle) + _BD_LON, radius * np.sin(angle) + _BD_LAT


def _inverted(shift: Callable[[Degrees, Degrees], LonLat], *, lon: Degrees, lat: Degrees) -> LonLat:
    """Solve shift(x, y) = (lon, lat) by x <- x - (shift(x) - lon); the shift bends little, so the miss shrinks fast."""
    x, y = lon.copy(), lat.copy()
    for _ in range(20):
        there_lon, there_lat = shift(x, y)
        miss_lon, miss_lat = there_lon - lon, there_lat - lat
        x, y = x - miss_lon, y - miss_lat
        if max(np.abs(miss_lon).max(initial=0), np.abs(miss_lat).max(initial=0)) < INVERSE_DEG / 1000:
            return x, y
    raise CoordinateError("the way back does not settle; the points are too near a pole")
