"""The Chinese reference systems (CGCS2000 坐标系): degrees for files, and the Gauss-Krüger zones to measure in."""

import re
from dataclasses import dataclass
from math import floor

from pyproj import CRS
from pyproj.exceptions import CRSError

from planning.errors import CoordinateError

CGCS2000 = CRS.from_epsg(4490)
"""CGCS2000 in degrees. EPSG gives the latitude first; every table here has the longitude first (x, y)."""


@dataclass(frozen=True, slots=True)
class ZoneSystem:
    """
    A family of Gauss-Krüger zones (高斯-克吕格分带) of one width, and how EPSG numbers them.

    EPSG has each zone twice: with the zone number before the easting (38,424,655 m), and without it (424,655 m). Both
    codes are a base plus the zone number. The axes are northing, easting in EPSG; tables have the easting first.
    Source: EPSG registry, 4491-4554.
    """

    width_deg: int
    first: int
    last: int
    first_meridian_deg: int
    prefixed_base: int
    plain_base: int

    def central_meridian(self, zone: int) -> int:
        """The central meridian (中央子午线) of `zone`, degrees east; CoordinateError where there is no such zone."""
        self._require(zone)
        return self.first_meridian_deg + (zone - self.first) * self.width_deg

    def epsg(self, zone: int, *, zone_prefix: bool = False) -> int:
        """The EPSG code of `zone`, with the zone number in the easting where `zone_prefix`."""
        self._require(zone)
        return (self.prefixed_base if zone_prefix else self.plain_base) + zone

    def zone_of(self, lon: float) -> int:
        """
        Which zone a longitude (degrees east) lies in; a longitude on the border of two belongs to the eastern one.

        Raises CoordinateError for a longitude that no zone of the family reaches.
        """
        west = self.first_meridian_deg - self.width_deg / 2
        zone = self.first + floor((lon - west) / self.width_deg) if lon == lon else self.first - 1
        if not self.first <= zone <= self.last:
            east = west + (self.last - self.first + 1) * self.width_deg
            raise CoordinateError(
                f"longitude {lon} is in no {self.width_deg}-degree zone; they run from {west} to {east}"
            )
        return zone

    def _require(self, zone: int) -> None:
        if not self.first <= zone <= self.last:
            raise CoordinateError(f"no {self.width_deg}-degree zone {zone}; zones run from {self.first} to {self.last}")


THREE_DEGREE = ZoneSystem(width_deg=3, first=25, last=45, first_meridian_deg=75, prefixed_base=4488, plain_base=4509)
"""3-degree zones 25-45 (75E-135E): EPSG 4513-4533 with the zone number, 4534-4554 without."""

SIX_DEGREE = ZoneSystem(width_deg=6, first=13, last=23, first_meridian_deg=75, prefixed_base=4478, plain_base=4489)
"""6-degree zones 13-23 (75E-135E): EPSG 4491-4501 with the zone number, 4502-4512 without."""


def zone_of(lon: float) -> int:
    """Which 3-degree zone (三度带) a longitude lies in; see `ZoneSystem.zone_of`."""
    return THREE_DEGREE.zone_of(lon)


def metric_crs_for(bounds: tuple[float, float, float, float], *, zone_prefix: bool = False) -> CRS:
    """
    Choose the 3-degree system to measure in, by the middle of `bounds`.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees (CGCS2000, longitude first), as `total_bounds` gives them.
    zone_prefix
        Whether the easting carries the zone number.

    Raises
    ------
    CoordinateError
        The bounds are not degrees, lie outside the zones, or reach further than 3 degrees from the central meridian,
        where a length is wrong by more than one part in a thousand: such a study is not one city.
    """
    west, south, east, north = (float(value) for value in bounds)
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise CoordinateError(f"bounds {west}, {south}, {east}, {north} are not degrees west, south, east, north")
    zone = zone_of((west + east) / 2)
    meridian = THREE_DEGREE.central_meridian(zone)
    if max(meridian - west, east - meridian) > THREE_DEGREE.width_deg:
        raise CoordinateError(
            f"bounds from {west} to {east} degrees are too wide for one 3-degree zone; split the study"
        )
    return CRS.from_epsg(THREE_DEGREE.epsg(zone, zone_prefix=zone_prefix))


def parse_crs(text: str) -> CRS:
    """Read a system written as "EPSG:4547"; CoordinateError where it is written otherwise or unknown."""
    match = re.fullmatch(r"EPSG:(\d{4,6})", text.strip(), flags=re.ASCII | re.IGNORECASE)
    if match is None:
        raise CoordinateError(f"{text!r} names no reference system; write it as EPSG and a number, such as EPSG:4490")
    try:
        return CRS.from_epsg(int(match[1]))
    except CRSError as error:
        raise CoordinateError(f"no reference system {text!r}; Chinese ones are EPSG:4490 and 4491-4554") from error


def require_metric(crs: CRS) -> CRS:
    """Give `crs` back when it measures in metres on a plane; CoordinateError for degrees, feet or web Mercator."""
    conversion = crs.coordinate_operation
    if not crs.is_projected or any(axis.unit_name != "metre" for axis in crs.axis_info[:2]):
        raise CoordinateError(f"{crs.to_string()} does not measure in metres; choose a 3-degree zone, EPSG:4534-4554")
    if conversion is not None and "Pseudo Mercator" in conversion.method_name:
        raise CoordinateError(f"{crs.to_string()} stretches lengths; choose a 3-degree zone, EPSG:4534-4554")
    return crs


def parse_metric_crs(text: str) -> CRS:
    """Read the system a study measures in; CoordinateError unless it is a known one in metres."""
    return require_metric(parse_crs(text))


def zone_in_easting(easting_m: float) -> int | None:
    """
    Read the zone number that an easting carries: 38 for 38,424,655 m, None for 424,655 m.

    An easting of 8 digits has a zone number before it, one of 6 has none; anything else gives None too.
    """
    zone = floor(easting_m / 1_000_000) if easting_m == easting_m else 0
    return zone if 0 < zone <= THREE_DEGREE.last and zone >= SIX_DEGREE.first else None
