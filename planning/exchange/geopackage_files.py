"""A GeoPackage's one layer (GeoPackage 文件): checked to be one before any driver opens it, then read by pyogrio."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pandas as pd
import pyogrio
import shapely

from planning.exchange.limits import VERTICES
from planning.exchange.notes import Notes, refusal, warning
from planning.exchange.raw import RawTable, too_large

_MAGIC: Final = b"SQLite format 3\0"
# Bytes 68 to 72 of the header: the application id, which GeoPackage 1.2 and later (GPKG) and before (GP10, GP11) set.
_APPLICATIONS: Final = (b"GPKG", b"GP10", b"GP11")


def read_geopackage_file(path: Path, *, file: str, layer: str = "") -> tuple[RawTable | None, Notes]:
    """
    Read the layer of a GeoPackage; rows are numbered from 1 in the order stored.

    A file with several layers is refused as `layer-ambiguous` unless `layer` names one. Views and virtual tables are
    refused: reading one runs what its maker wrote.
    """
    with path.open("rb") as opened:
        header = opened.read(72)
    if not header.startswith(_MAGIC):
        return None, refusal(file, "gpkg-invalid", hint="不是 SQLite 文件 / not an SQLite file")
    if header[68:72] not in _APPLICATIONS:
        return None, refusal(
            file, "gpkg-invalid", hint="SQLite 文件不是 GeoPackage / an SQLite file, but no GeoPackage"
        )
    try:
        layers = _layers(path)
    except sqlite3.DatabaseError:
        return None, refusal(
            file, "gpkg-invalid", hint="GeoPackage 已损坏或缺少必要的表 / damaged, or lacks the tables of a GeoPackage"
        )
    chosen, notes = _chosen(layers, layer, file)
    if notes.issues:
        return None, notes
    try:
        frame = pyogrio.read_dataframe(path, layer=chosen, datetime_as_string=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError):
        return None, refusal(file, "gpkg-invalid", hint="GeoPackage 无法读取 / the GeoPackage cannot be read")
    return _table(frame, file)


def _layers(path: Path) -> dict[str, str]:
    """Feature layers and what each is in SQLite ("table", "view", "virtual")."""
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    query = (
        "SELECT c.table_name, CASE WHEN m.sql LIKE 'CREATE VIRTUAL%' THEN 'virtual' ELSE m.type END"
        " FROM gpkg_contents c LEFT JOIN sqlite_master m ON m.name = c.table_name AND m.type IN ('table', 'view')"
        " WHERE c.data_type = 'features' ORDER BY c.table_name"
    )
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        return {str(name): str(kind) for name, kind in connection.execute(query)}


def _chosen(layers: dict[str, str], layer: str, file: str) -> tuple[str, Notes]:
    names = ", ".join(layers)[:200]
    if not layers:
        return "", refusal(file, "no-rows", hint="没有要素图层 / no layer of features")
    if layer and layer not in layers:
        return "", refusal(
            file, "layer-unknown", hint=f"没有该图层，现有：{names} / no such layer, here are: {names}", value=layer
        )
    if not layer and len(layers) > 1:
        hint = f"有多个图层，请在 city.toml 用 layer 指明 / several layers; name one by `layer` in city.toml: {names}"
        return "", refusal(file, "layer-ambiguous", hint=hint)
    chosen = layer or next(iter(layers))
    if layers[chosen] != "table":
        return "", refusal(
            file, "gpkg-invalid", hint="图层必须是普通数据表 / the layer must be a plain table", value=chosen
        )
    return chosen, Notes()


def _table(frame: pd.DataFrame, file: str) -> tuple[RawTable | None, Notes]:
    cells = pd.DataFrame(frame.drop(columns="geometry", errors="ignore")).astype(object)
    if (size := too_large(file, rows=len(frame), columns=cells.shape[1])).issues:
        return None, size
    rows = pd.Series(range(1, len(frame) + 1), dtype="int64")
    cells.index = rows.index
    if "geometry" not in frame:
        return RawTable(file=file, cells=cells, rows=rows, encoding="utf-8"), Notes()
    arrays = frame["geometry"].to_numpy()
    if int(shapely.get_num_coordinates(arrays).sum()) > VERTICES:
        return None, refusal(file, "too-many-vertices", hint=f"顶点总数超过{VERTICES} / more than {VERTICES} vertices")
    notes = Notes()
    heights = int(shapely.has_z(arrays).sum())
    if heights:
        hint = f"已舍弃{heights}个要素的高程 / heights of {heights} feature(s) dropped"
        notes = warning(file, "z-dropped", hint=hint, field="geometry")
    crs = getattr(frame, "crs", None)
    shapes = pd.Series(list(shapely.force_2d(arrays)), index=rows.index, dtype=object)
    named = crs.to_string() if crs is not None else ""
    return RawTable(file=file, cells=cells, rows=rows, encoding="utf-8", shapes=shapes, file_crs=named), notes
