"""GeoJSON coordinates to shapes (坐标数组): every position checked by our own hand, faults named by JSON pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from planning.exchange.limits import RING_VERTICES

Position = NDArray[np.float64]
_TYPES: Final = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One geometry as read: the shape or None, what was mended, or the fault (code, JSON pointer, hint)."""

    geometry: object = None
    closed: int = 0
    heights: bool = False
    vertices: int = 0
    fault: tuple[str, str, str] | None = None


class _Invalid(Exception):
    """Coordinates that are no geometry; carries code, pointer and hint."""


def read_shape(geometry: object, pointer: str) -> Shape:
    """
    A GeoJSON geometry as a shapely shape in two dimensions.

    Open rings are closed and counted, heights dropped and said. Null is no fault here (`geometry` None). Shapes other
    than points and polygons are refused as `geometry-type`, broken coordinates as `geojson-invalid`.
    """
    if geometry is None:
        return Shape()
    try:
        return _read(geometry, pointer)
    except _Invalid as fault:
        return Shape(fault=fault.args[0])


def _read(geometry: object, pointer: str) -> Shape:
    if not isinstance(geometry, dict) or "type" not in geometry:
        raise _Invalid(("geojson-invalid", pointer, "不是 GeoJSON 几何对象 / not a GeoJSON geometry"))
    kind = geometry["type"]
    if not isinstance(kind, str) or kind not in _TYPES:
        raise _Invalid(
            ("geometry-type", f"{pointer}/type", f"未知的几何类型 / unknown geometry type: {str(kind)[:40]}")
        )
    if kind not in ("Point", "Polygon", "MultiPolygon"):
        hint = f"只接受点或面，不接受 {kind} / points or polygons only, not {kind}"
        raise _Invalid(("geometry-type", f"{pointer}/type", hint))
    coordinates, place = geometry.get("coordinates"), f"{pointer}/coordinates"
    if not isinstance(coordinates, list):
        raise _Invalid(("geojson-invalid", place, "没有坐标数组 / no array of coordinates"))
    if not coordinates:
        return Shape(geometry=shapely.Polygon() if kind != "Point" else shapely.Point())
    if kind == "Point":
        position = _positions([coordinates], place)
        return Shape(shapely.Point(position[0, :2]), heights=position.shape[1] > 2, vertices=1)
    polygons = [coordinates] if kind == "Polygon" else coordinates
    return _polygons(polygons, place, several=kind == "MultiPolygon")


def _polygons(polygons: Sequence[object], place: str, *, several: bool) -> Shape:
    shapes, closed, heights, vertices = [], 0, False, 0
    for number, rings in enumerate(polygons):
        here = f"{place}/{number}" if several else place
        if not isinstance(rings, list) or not rings:
            raise _Invalid(("geojson-invalid", here, "面没有环 / a polygon without a ring"))
        read = [_ring(ring, f"{here}/{index}") for index, ring in enumerate(rings)]
        closed += sum(ring.closed for ring in read)
        heights = heights or any(ring.heights for ring in read)
        vertices += sum(len(ring.positions) for ring in read)
        shapes.append(shapely.Polygon(read[0].positions, [ring.positions for ring in read[1:]]))
    return Shape(shapely.MultiPolygon(shapes) if several else shapes[0], closed, heights, vertices)


@dataclass(frozen=True, slots=True)
class _Ring:
    positions: Position
    closed: bool
    heights: bool


def _ring(ring: object, pointer: str) -> _Ring:
    if not isinstance(ring, list) or not ring:
        raise _Invalid(("geojson-invalid", pointer, "环没有坐标 / a ring without positions"))
    if len(ring) > RING_VERTICES:
        hint = f"一个环超过{RING_VERTICES}个点 / a ring of more than {RING_VERTICES} vertices"
        raise _Invalid(("too-many-vertices", pointer, hint))
    positions = _positions(ring, pointer)
    heights = positions.shape[1] > 2
    positions = positions[:, :2]
    is_open = not np.array_equal(positions[0], positions[-1])
    if is_open:
        positions = np.vstack([positions, positions[:1]])
    if len(positions) < 4:
        raise _Invalid(("geojson-invalid", pointer, "环至少要 4 个位置 / a ring has at least 4 positions"))
    return _Ring(positions, is_open, heights)


def _positions(positions: list[object], pointer: str) -> Position:
    try:
        read = np.asarray(positions)
    except ValueError:
        read = np.asarray(None)
    if read.dtype.kind not in "iuf" or read.ndim != 2 or not 2 <= read.shape[1] <= 4:
        hint = "每个位置是两到三个数字 / every position is two or three numbers"
        raise _Invalid(("geojson-invalid", _first_bad(positions, pointer), hint))
    return read.astype(np.float64)


def _first_bad(positions: list[object], pointer: str) -> str:
    for index, position in enumerate(positions):
        numbers = isinstance(position, list) and all(isinstance(part, int | float) for part in position)
        if not numbers or not isinstance(position, list) or not 2 <= len(position) <= 4:
            return f"{pointer}/{index}"
    return pointer
