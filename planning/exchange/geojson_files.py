"""A GeoJSON file's features (GeoJSON 文件), parsed by our own checks: GDAL would follow what a hostile file names."""

from pathlib import Path
from typing import Any

import pandas as pd

from planning.exchange.json_text import parsed_json
from planning.exchange.limits import VERTICES
from planning.exchange.notes import Notes, refusal, warning
from planning.exchange.positions import Shape, read_shape
from planning.exchange.raw import RawTable, too_large

_SHOWN_CRS = 60


def read_geojson_file(path: Path, *, file: str) -> tuple[RawTable | None, Notes]:
    """
    Read a FeatureCollection; properties become cells, features are numbered from 1.

    Positions are taken as they stand, in the system the manifest declares. Property names that no object may carry
    (`__proto__`) are read like any other heading, and so are not read at all.
    """
    data = path.read_bytes()
    if not data.strip():
        return None, refusal(file, "truncated", hint="文件是空的 / the file is empty")
    value, notes = parsed_json(data, file)
    if notes.issues:
        return None, notes
    features, fault = _features(value, file)
    if fault.issues:
        return None, fault
    properties = [feature.get("properties") or {} for feature in features]
    columns = list(dict.fromkeys(name for row in properties for name in row))
    if (size := too_large(file, rows=len(features), columns=len(columns))).issues:
        return None, size
    rows = pd.Series(range(1, len(features) + 1), dtype="int64")
    shapes, notes = _shapes(features, file)
    if notes.issues:
        # Broken coordinates make the rest of the file doubtful; its cells are read once the geometry stands.
        return None, notes
    file_crs, more = _named_crs(value, file)
    cells = pd.DataFrame(
        {name: pd.Series([row.get(name) for row in properties], dtype=object) for name in columns}, index=rows.index
    )
    return RawTable(file=file, cells=cells, rows=rows, encoding="utf-8", shapes=shapes, file_crs=file_crs), notes + more


def _features(value: object, file: str) -> tuple[list[dict[str, Any]], Notes]:
    if (
        not isinstance(value, dict)
        or value.get("type") != "FeatureCollection"
        or not isinstance(value.get("features"), list)
    ):
        hint = "应为 FeatureCollection / a FeatureCollection is needed"
        return [], refusal(
            file, "geojson-invalid", hint=hint, value=value.get("type") if isinstance(value, dict) else ""
        )
    features = value["features"]
    notes = Notes.together(
        refusal(
            file, "geojson-invalid", hint="不是 Feature / not a Feature", row=number, value=f"/features/{number - 1}"
        )
        for number, feature in enumerate(features, start=1)
        if not _is_feature(feature)
    )
    return features, notes


def _is_feature(feature: object) -> bool:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return False
    return feature.get("properties") is None or isinstance(feature["properties"], dict)


def _shapes(features: list[dict[str, Any]], file: str) -> tuple[pd.Series, Notes]:
    read = [
        read_shape(feature.get("geometry"), f"/features/{index}/geometry") for index, feature in enumerate(features)
    ]
    faults = Notes.together(_fault(shape, file, row) for row, shape in enumerate(read, start=1) if shape.fault)
    if sum(shape.vertices for shape in read) > VERTICES:
        hint = f"顶点总数超过{VERTICES} / more than {VERTICES} vertices"
        faults += refusal(file, "too-many-vertices", hint=hint)
    closed = [(row, shape.closed) for row, shape in enumerate(read, start=1) if shape.closed]
    notes = Notes.together(
        warning(file, "ring-closed", hint=f"已闭合{count}个环 / {count} open ring(s) closed", row=row, field="geometry")
        for row, count in closed
    )
    heights = sum(shape.heights for shape in read)
    if heights:
        hint = f"已舍弃{heights}个要素的高程 / heights of {heights} feature(s) dropped"
        notes += warning(file, "z-dropped", hint=hint, field="geometry")
    return pd.Series([shape.geometry for shape in read], dtype=object), faults + notes


def _fault(shape: Shape, file: str, row: int) -> Notes:
    code, pointer, hint = shape.fault or ("", "", "")
    return refusal(file, code, hint=hint, row=row, field="geometry", value=pointer)


def _named_crs(value: object, file: str) -> tuple[str, Notes]:
    """The system of the old `crs` member, which RFC 7946 no longer has; its name as written."""
    member = value.get("crs") if isinstance(value, dict) else None
    if member is None:
        return "", Notes()
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        return "", refusal(
            file, "geojson-invalid", hint="crs 成员没有名称 / the crs member names no system", field="crs"
        )
    hint = (
        f"文件自带坐标系 {name[:_SHOWN_CRS]}，须与 city.toml 一致 / the file names a CRS; city.toml must say the same"
    )
    return name, warning(file, "crs-member-used", hint=hint, field="crs", value=name)
