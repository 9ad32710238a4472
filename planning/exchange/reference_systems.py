"""In which CRS and datum a file declares itself (坐标系声明): both are said, known, and without contradiction."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from planning.coordinates.offsets import Datum
from planning.coordinates.systems import SIX_DEGREE, THREE_DEGREE, zone_in_easting
from planning.errors import CoordinateError
from planning.exchange.manifest import TableSource
from planning.exchange.notes import Notes, refusal

_GEODETIC = (4490, 4326)
_OFFSETS = (Datum.GCJ02, Datum.BD09)


@dataclass(frozen=True, slots=True)
class Reference:
    """The system of a file's coordinates (longitude or easting first) and what they are measured against."""

    crs: CRS
    datum: Datum


def declared_reference(source: TableSource, shapes: pd.Series, *, file_crs: str) -> tuple[Reference | None, Notes]:
    """
    What the manifest declares of a table's geometry.

    Faults: `crs-missing` (the hint lists the systems that the coordinates may be in), `crs-unknown`,
    `crs-contradiction` with the CRS that the file itself names or with an offset datum, `datum-undeclared`.
    """
    crs, notes = _declared_crs(source, shapes)
    datum, more = _declared_datum(source)
    notes += more
    if crs is None or datum is None:
        return None, notes
    if file_crs and not _same(file_crs, crs):
        hint = f"文件自称的坐标系与声明的 {source.crs} 不符 / the file names another system than {source.crs}"
        return None, notes + refusal(source.file, "crs-contradiction", hint=hint, field="crs", value=file_crs)
    if datum in _OFFSETS and not crs.is_geographic:
        hint = f"{datum} 只能是经纬度，不能是 {source.crs} / {datum} comes in degrees, not in {source.crs}"
        return None, notes + refusal(source.file, "crs-contradiction", hint=hint, field="crs", value=source.crs)
    return Reference(crs, datum), notes


def _declared_crs(source: TableSource, shapes: pd.Series) -> tuple[CRS | None, Notes]:
    if not source.crs:
        likely = likely_systems(shapes)
        hint = f"请在 city.toml 写明 crs；坐标看来像 {likely} / name the crs in city.toml; these look like {likely}"
        return None, refusal(source.file, "crs-missing", hint=hint, field="crs")
    hint = "写成 EPSG:4490 这样的代码，只接受 CGCS2000 或 WGS-84 / like EPSG:4490, of CGCS2000 or WGS 84"
    unknown = refusal(source.file, "crs-unknown", hint=hint, field="crs", value=source.crs)
    if not re.fullmatch(r"EPSG:[0-9]{4,6}|OGC:CRS84", source.crs):
        return None, unknown
    try:
        crs = CRS.from_user_input(source.crs)
    except CRSError:
        return None, unknown
    return (crs, Notes()) if _known(crs) else (None, unknown)


def _known(crs: CRS) -> bool:
    base = crs.geodetic_crs
    horizontal = len(crs.axis_info) == 2 and (crs.is_geographic or crs.is_projected)
    return horizontal and base is not None and (base.to_epsg() in _GEODETIC or base.name == "WGS 84 (CRS84)")


def _declared_datum(source: TableSource) -> tuple[Datum | None, Notes]:
    listed = ", ".join(member.value for member in Datum)
    if not source.datum:
        hint = f"请在 city.toml 写明 datum：{listed} / name the datum in city.toml: {listed}"
        return None, refusal(source.file, "datum-undeclared", hint=hint, field="datum")
    datum = next((member for member in Datum if member.value == source.datum), None)
    if datum is None:
        hint = f"没有这个基准，可选：{listed} / no such datum, one of: {listed}"
        return None, refusal(source.file, "datum-unknown", hint=hint, field="datum", value=source.datum)
    return datum, Notes()


def _same(named: str, crs: CRS) -> bool:
    """Whether the name a file gives its system means `crs`; degrees of WGS 84 and CGCS2000 differ by datum alone."""
    try:
        other = CRS.from_user_input(named)
    except CRSError:
        return False
    if other.is_geographic and crs.is_geographic:
        return _known(other)
    return other.to_epsg() == crs.to_epsg() or other == crs


def likely_systems(shapes: pd.Series) -> str:
    """By the range of their coordinates, the systems that shapes without a CRS may be in; a hint, never a decision."""
    bounds = shapely.total_bounds(shapes.to_numpy())
    if not np.isfinite(bounds).all():
        return "EPSG:4490"
    west, south, east, north = (float(value) for value in bounds)
    if max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90:
        return "EPSG:4490, EPSG:4326"
    return prefixed_system(west) or "EPSG:4534–4554（按中央经线 / by central meridian）"


def prefixed_system(easting_m: float) -> str:
    """The CGCS2000 system whose zone number stands before an easting ("EPSG:4527"), or nothing where none does."""
    zone = zone_in_easting(easting_m)
    if zone is None:
        return ""
    try:
        family = SIX_DEGREE if zone <= SIX_DEGREE.last else THREE_DEGREE
        return f"EPSG:{family.epsg(zone, zone_prefix=True)}"
    except CoordinateError:
        return ""


def false_easting_m(crs: CRS) -> float:
    """The easting of the central meridian in metres: above a million where the zone number stands before it."""
    operation = crs.coordinate_operation
    if operation is None:
        return 0.0
    return float(next((part.value for part in operation.params if part.name == "False easting"), 0.0))
