"""Shapes of a file to shapes of the city (几何): checked, brought to CGCS2000, repaired within one per cent."""

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planning.coordinates.offsets import to_cgcs2000
from planning.exchange.notes import Notes, Spot, refusal
from planning.exchange.reference_systems import Reference, false_easting_m, prefixed_system
from planning.exchange.typed import CGCS2000
from planning.model.contracts import Column, Kind

# A box around China: west, south, east, north in degrees. Positions outside it are certainly wrong.
STUDY_AREA: Final = (73.0, 3.0, 136.0, 54.0)
LARGEST_REPAIR: Final = 0.01
_UNUSABLE: Final = 1e12
# Further than this from its central meridian a transverse Mercator system has no meaning.
_FAR_M: Final = 3_000_000
_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of one file: the geometry column, the file and rows they stand in, and their system."""

    column: Column
    file: str
    rows: pd.Series
    reference: Reference

    def spot(self, values: pd.Series) -> Spot:
        """Where the shapes stand, shown by `values`."""
        return Spot(self.file, self.column.name, self.rows, values)


def city_shapes(raw: pd.Series, shapes: Shapes, *, metric_crs: str) -> tuple[gpd.GeoSeries, Notes]:
    """
    Bring shapes to CGCS2000 degrees (EPSG:4490).

    Parameters
    ----------
    raw
        shapely geometries in the file's system, x first, None where missing.
    shapes
        Where they stand, and their declared system.
    metric_crs
        The city's projected system; areas of repairs are measured in it.

    Returns
    -------
    tuple[GeoSeries, Notes]
        Valid shapes of the column's type, None where refused; faults and repairs by row.
    """
    kinds, notes = _of_type(raw, shapes)
    placed, more = _placed(kinds, shapes)
    notes += more
    lonlat = gpd.GeoSeries(list(placed), index=raw.index, crs=shapes.reference.crs)
    moved = to_cgcs2000(lonlat, datum=shapes.reference.datum)
    moved, more = _in_study_area(moved, shapes)
    notes += more
    if shapes.column.kind is Kind.POLYGON:
        moved, more = _repaired(moved, shapes, metric_crs=metric_crs)
        notes += more
    return moved, notes


def _of_type(raw: pd.Series, shapes: Shapes) -> tuple[pd.Series, Notes]:
    arrays = raw.to_numpy()
    kinds = pd.Series(shapely.get_type_id(arrays), index=raw.index)
    allowed = [shapely.GeometryType.POINT] if shapes.column.kind is Kind.POINT else list(_POLYGONS)
    missing = raw.isna()
    empty = ~missing & pd.Series(shapely.is_empty(arrays), index=raw.index)
    wrong = ~missing & ~empty & ~kinds.isin(allowed)
    names = kinds.map({kind.value: kind.name for kind in shapely.GeometryType if kind >= 0}).fillna("")
    spot = shapes.spot(names)
    notes = spot.refuse(
        empty | (missing & shapes.column.filled), code="geometry-empty", hint="没有几何图形 / there is no geometry"
    )
    want = "点 / a point" if shapes.column.kind is Kind.POINT else "面 / a polygon"
    notes += spot.refuse(wrong, code="geometry-type", hint=f"这里要{want}")
    return raw.mask(empty | wrong, None), notes


def _placed(raw: pd.Series, shapes: Shapes) -> tuple[pd.Series, Notes]:
    """Leave out what cannot be a position in the declared system; a fault of the whole file is said once."""
    bounds = pd.DataFrame(shapely.bounds(raw.to_numpy()), columns=["x0", "y0", "x1", "y1"], index=raw.index)
    there = raw.notna()
    endless = there & ~(bounds.abs().lt(_UNUSABLE).all(axis="columns"))
    shown = bounds["x0"].map("{:.6g}".format) + ", " + bounds["y0"].map("{:.6g}".format)
    notes = shapes.spot(shown).refuse(
        endless, code="number-not-finite", hint="坐标不是可用的数 / a coordinate that is no usable number"
    )
    there &= ~endless
    faults = _degree_faults(bounds) if shapes.reference.crs.is_geographic else _metre_faults(bounds, shapes.reference)
    placed = raw.mask(endless, None)
    for code, faulty, hint in faults:
        mask = faulty & there
        there &= ~mask
        placed = placed.mask(mask, None)
        notes += _once(mask, shown, shapes, code=code, hint=hint)
    return placed, notes


Faults = list[tuple[str, pd.Series, str]]


def _degree_faults(bounds: pd.DataFrame) -> Faults:
    x, y = _reach(bounds, "x"), _reach(bounds, "y")
    swapped = (y > 90) & (y <= 180) & (x <= 90)
    metres = prefixed_system(float(bounds["x1"].max())) or "EPSG:4534–4554"
    return [
        ("axis-swapped", swapped, "经纬度颠倒了，应为经度在前；请互换（swap） / swap: the longitude comes first"),
        (
            "crs-out-of-range",
            (x > 180) | (y > 90),
            f"坐标不是经纬度，看来是米，如 {metres} / not degrees; these look like metres, such as {metres}",
        ),
    ]


def _metre_faults(bounds: pd.DataFrame, reference: Reference) -> Faults:
    x, y = _reach(bounds, "x"), _reach(bounds, "y")
    middle_m = false_easting_m(reference.crs)
    prefixed = middle_m > 1_000_000
    right = prefixed_system(float(bounds["x1"].max()))
    plain = x.lt(10_000_000) if prefixed else x.lt(0)
    far = (bounds[["x0", "x1"]] - middle_m).abs().max(axis="columns").gt(_FAR_M) | y.gt(10_000_000)
    swapped = x.between(1_200_000, 6_200_000) & (y.between(100_000, 950_000) | y.ge(13_000_000))
    return [
        (
            "crs-out-of-range",
            (x <= 180) & (y <= 90),
            "坐标看来是经纬度，应为 EPSG:4490 / these look like degrees, EPSG:4490",
        ),
        ("axis-swapped", swapped, "纵横坐标颠倒了，应为东坐标在前；请互换（swap） / swap: the easting comes first"),
        (
            "zone-prefix",
            (x.ge(13_000_000) & (not prefixed)) | plain,
            f"东坐标的带号与声明的坐标系不符，应为 {right or 'EPSG:4534–4554'}"
            f" / the zone number in the easting does not go with the crs; it is {right or 'EPSG:4534–4554'}",
        ),
        ("crs-out-of-range", far, "坐标超出声明的坐标系的范围 / coordinates out of the range of the declared crs"),
    ]


def _reach(bounds: pd.DataFrame, axis: str) -> pd.Series:
    return bounds[[f"{axis}0", f"{axis}1"]].abs().max(axis="columns")


def _once(mask: pd.Series, shown: pd.Series, shapes: Shapes, *, code: str, hint: str) -> Notes:
    if not mask.any():
        return Notes()
    first = int(mask.to_numpy().argmax())
    count = int(mask.sum())
    more = f"（共{count}行 / {count} rows）" if count > 1 else ""
    return refusal(
        shapes.file,
        code,
        hint=hint + more,
        row=int(shapes.rows.iloc[first]),
        field=shapes.column.name,
        value=shown.iloc[first],
    )


def _in_study_area(moved: gpd.GeoSeries, shapes: Shapes) -> tuple[gpd.GeoSeries, Notes]:
    west, south, east, north = STUDY_AREA
    bounds = moved.bounds
    there = moved.notna()
    inside = bounds["minx"].ge(west) & bounds["maxx"].le(east) & bounds["miny"].ge(south) & bounds["maxy"].le(north)
    swapped = bounds["minx"].between(south, north) & bounds["miny"].between(west, east)
    hint = pd.Series("位置不在中国范围内 / the position lies outside China", index=moved.index)
    hint = hint.mask(
        swapped, "位置不在中国范围内；经纬度可能颠倒，请互换 / outside China; the axes may be swapped (swap)"
    )
    shown = bounds["minx"].map("{:.6f}".format) + ", " + bounds["miny"].map("{:.6f}".format)
    outside = there & ~inside
    notes = shapes.spot(shown).refuse(outside, code="outside-study-area", hint=hint)
    kept = np.where(outside, None, moved.to_numpy())
    return gpd.GeoSeries(kept, index=moved.index, crs=CGCS2000), notes


def _repaired(moved: gpd.GeoSeries, shapes: Shapes, *, metric_crs: str) -> tuple[gpd.GeoSeries, Notes]:
    arrays = moved.to_numpy()
    broken = pd.Series(moved.notna() & ~shapely.is_valid(arrays), index=moved.index)
    flat = moved.notna() & ~broken & pd.Series(shapely.area(arrays) == 0, index=moved.index)
    notes = shapes.spot(flat).refuse(flat, code="geometry-empty", hint="面积为零 / the polygon has no area")
    mended = moved.to_numpy().copy()
    mended[flat.to_numpy()] = None
    if not broken.any():
        return gpd.GeoSeries(mended, index=moved.index, crs=CGCS2000), notes
    # Validity is a matter of the plane in which it is asked: the mended shape must hold in degrees, where it is kept.
    mended[broken.to_numpy()] = [polygonal(shape) for shape in shapely.make_valid(arrays[broken.to_numpy()])]
    after = gpd.GeoSeries(mended, index=moved.index, crs=CGCS2000)
    before_m2 = moved[broken].to_crs(metric_crs).area
    after_m2 = after[broken].to_crs(metric_crs).area
    change = ((after_m2 - before_m2).abs() / before_m2.where(before_m2 > 0)).fillna(np.inf)
    change = change.reindex(moved.index, fill_value=0.0)
    figures = before_m2.map("{:.1f}".format) + " → " + after_m2.map("{:.1f}".format) + " m²"
    figures = figures.reindex(moved.index).fillna("")
    reasons = pd.Series(shapely.is_valid_reason(arrays), index=moved.index)
    refused = broken & ((change > LARGEST_REPAIR) | after.isna())
    hint = "图形自相交，修复会改变面积 " + figures + " / self-crossing; mending changes the area " + figures
    notes += shapes.spot(reasons).refuse(refused, code="geometry-repaired", hint=hint)
    hint = "图形已修复，面积 " + figures + " / mended, area " + figures
    notes += shapes.spot(reasons).warn(broken & ~refused, code="geometry-repaired", hint=hint)
    kept = np.where(refused, None, after.to_numpy())
    return gpd.GeoSeries(kept, index=moved.index, crs=CGCS2000), notes


def polygonal(shape: shapely.Geometry) -> shapely.Geometry | None:
    """The polygons of a mended shape, without the lines and points that mending leaves; None where no area is left."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    areas = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    merged = shapely.union_all(areas)
    return None if shapely.is_empty(merged) else merged
