"""How shapes lie to each other (空间关系): overlaps, twins, what stands in no street or far outside the city."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from planning.exchange.notes import Notes, Spot, warning
from planning.exchange.outline import check_distance
from planning.exchange.table_files import ReadTable
from planning.model.codes import AreaLevel
from planning.model.contracts import Kind

# Neighbours drawn by different hands miss each other by about a metre; such strips are summed up, not listed.
SLIVER_M: Final = 1.0
_LEAST_M2: Final = 1.0
_ONLY_CITY: Final = ("，其托位只计入全市", ", its places count for the city alone")


def check_coverage(tables: Mapping[str, ReadTable], *, metric_crs: str) -> Notes:
    """
    Warn of areas of one level that overlap, of equal polygons, and of what stands in no street.

    What stands further off than the city is across is refused (`planning.exchange.outline`).

    `tables` are tables that were read, with geometry in CGCS2000; areas and distances are measured in `metric_crs`.
    """
    notes = Notes.together(_twins(read) for read in tables.values())
    if "areas" not in tables:
        return notes
    areas = tables["areas"]
    metric = areas.table.geometry.to_crs(metric_crs)
    notes += Notes.together(_overlaps(areas, metric, level) for level in AreaLevel)
    streets = metric[(areas.table["level"] == AreaLevel.STREET) & metric.notna()]
    for name, code in (("sites", "no-street"), ("residential_areas", "plan-outside")):
        if name in tables:
            far, more = check_distance(tables[name], areas, metric_crs=metric_crs)
            notes += more + _outside(tables[name], streets, areas.table["name"], far=far, code=code)
    if "walk_nodes" in tables:
        notes += _far_network(tables["walk_nodes"], areas, metric_crs=metric_crs)
    return notes


def _far_network(read: ReadTable, areas: ReadTable, *, metric_crs: str) -> Notes:
    """A network of elsewhere is one fault, not one a node; one in the city's bounding box needs no measuring."""
    west, south, east, north = read.table.total_bounds
    box = areas.table.total_bounds
    if west >= box[0] and south >= box[1] and east <= box[2] and north <= box[3]:
        return Notes()
    far, notes = check_distance(read, areas, metric_crs=metric_crs)
    if not notes.issues:
        return notes
    count, first = int(far.sum()), notes.issues[0]
    return Notes((replace(first, hint=f"{first.hint}（共{count}个节点 / {count} nodes）"),))


def _twins(read: ReadTable) -> Notes:
    column = read.contract.geometry
    if column is None or column.kind is not Kind.POLYGON or not isinstance(read.table, gpd.GeoDataFrame):
        return Notes()
    shapes = read.table.geometry
    polygons = shapes.notna() & shapes.geom_type.isin(["Polygon", "MultiPolygon"])
    key = read.contract.key[0]
    level = read.table["level"] if "level" in read.table else pd.Series("", index=shapes.index)
    wkb = pd.Series(shapely.to_wkb(shapely.normalize(shapes.to_numpy())), index=shapes.index)
    drawn = pd.DataFrame({"level": level, "shape": wkb, "key": read.table[key]})[polygons]
    repeats = drawn.duplicated(["level", "shape"]).reindex(shapes.index, fill_value=False)
    if not repeats.any():
        return Notes()
    first = drawn.groupby(["level", "shape"], sort=False, dropna=False)["key"].transform("first").reindex(shapes.index)
    hint = "与 " + first.astype("str") + " 的图形相同 / the same polygon as " + first.astype("str")
    return Spot(read.file, "geometry", read.rows, read.table[key]).warn(repeats, code="duplicate-geometry", hint=hint)


def _overlaps(areas: ReadTable, metric: gpd.GeoSeries, level: AreaLevel) -> Notes:
    shapes = metric[(areas.table["level"] == level) & metric.notna()]
    if len(shapes) < 2:
        return Notes()
    left, right = shapes.sindex.query(shapes.array, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    arrays = shapes.to_numpy()
    shared = shapely.intersection(arrays[left], arrays[right])
    area_m2 = shapely.area(shared)
    counts = area_m2 > _LEAST_M2
    strip = counts & shapely.is_empty(shapely.buffer(shared, -SLIVER_M / 2))
    wide = counts & ~strip
    ids = areas.table["area_id"]
    rows = areas.rows
    notes = Notes.together(
        warning(
            areas.file,
            "coverage-overlap",
            hint=f"与 {ids[one]} 重叠 {area:.1f} 平方米 / overlaps {ids[one]} by {area:.1f} m²",
            row=int(rows[other]),
            field="geometry",
            value=ids[other],
        )
        for one, other, area in zip(shapes.index[left[wide]], shapes.index[right[wide]], area_m2[wide], strict=True)
    )
    if strip.any():
        total, pairs = float(area_m2[strip].sum()), int(strip.sum())
        hint = (
            f"{level.zh}之间有{pairs}处窄条重叠（宽不足 {SLIVER_M:g} 米），共 {total:.1f} 平方米"
            f" / {pairs} strips narrower than {SLIVER_M:g} m where areas overlap, {total:.1f} m² together"
        )
        notes += warning(areas.file, "coverage-overlap", hint=hint, field="geometry", value=level.value)
    return notes


def _outside(read: ReadTable, streets: gpd.GeoSeries, names: pd.Series, *, far: pd.Series, code: str) -> Notes:
    shapes = read.table.geometry.to_crs(streets.crs)
    there = shapes[shapes.notna() & ~far]
    if there.empty or streets.empty:
        return Notes()
    within = np.unique(streets.sindex.query(there.array, predicate="intersects")[0])
    alone = there.drop(there.index[within])
    if alone.empty:
        return Notes()
    (asked, nearest), metres = streets.sindex.nearest(alone.array, return_all=False, return_distance=True)
    found = pd.Series(names[streets.index[nearest]].to_numpy(), index=alone.index[asked])
    distance = pd.Series(metres, index=alone.index[asked]).map("{:.0f}".format)
    only = _ONLY_CITY if code == "no-street" else ("", "")
    zh = "不在任何街道内" + only[0] + "，最近：" + found + "，" + distance + " 米"
    en = "in no street" + only[1] + "; nearest: " + found + ", " + distance + " m"
    hint = zh + " / " + en
    mask = pd.Series(read.table.index.isin(alone.index), index=read.table.index)
    spot = Spot(read.file, "geometry", read.rows, read.table[read.contract.key[0]])
    return spot.warn(mask, code=code, hint=hint.reindex(read.table.index))
