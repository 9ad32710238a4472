"""How tables become files (写出): CSV and GeoJSON with one row a line, the same bytes on every machine."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import orjson
import pandas as pd
import shapely

from planning.model.contracts import TableContract

DEGREES = ("longitude", "latitude")


def table_bytes(table: pd.DataFrame, contract: TableContract) -> tuple[str, bytes]:
    """
    The file name and content of a table, with the contract's columns in their order.

    A table of points that writes them as the columns `longitude` and `latitude` becomes CSV too, with those two last.
    """
    if contract.geometry is None or set(DEGREES) <= set(table.columns):
        names = [column.name for column in contract.columns if column.name in table]
        names += [name for name in DEGREES if name in table]
        text = table[names].to_csv(index=False, lineterminator="\n")
        return f"{contract.name}.csv", text.encode()
    if not isinstance(table, gpd.GeoDataFrame):
        raise TypeError(f"{contract.name} has no geometry")
    return f"{contract.name}.geojson", _geojson(table, contract)


def _geojson(table: gpd.GeoDataFrame, contract: TableContract) -> bytes:
    names = [column.name for column in contract.columns if column.name in table and column.name != "geometry"]
    plain = table[names].astype(object)
    records = plain.where(plain.notna(), None).to_dict("records")
    shapes = [shapely.geometry.mapping(shape) for shape in table.geometry]
    lines = [
        orjson.dumps({"type": "Feature", "properties": record, "geometry": shape}, default=_plain)
        for record, shape in zip(records, shapes, strict=True)
    ]
    return b'{"type":"FeatureCollection","features":[\n' + b",\n".join(lines) + b"\n]}\n"


def _plain(value: object) -> object:
    """Numbers of numpy as numbers of JSON."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value).__name__} in a table")


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of a city folder; files that are not among them are left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
