"""The smallest valid things: a table of a contract, a city made of rows, a square of so many kilometres."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from planning.model.city import City, Manifest
from planning.model.contracts import Kind, TableContract
from planning.model.tables import CITY_TABLES

Row = Mapping[str, Any]

METRIC = "EPSG:4547"
# A corner in the zone of 114 degrees east; squares and points of the tests are counted from it, in kilometres.
CORNER_M = (500_000.0, 2_550_000.0)
_DTYPES = {Kind.WHOLE: "Int64", Kind.FLAG: "boolean", Kind.DECIMAL: object, Kind.SHARE: object, Kind.DAY: object}

MANIFEST = Manifest(
    "town", "小城", "Town", True, "测试数据", "", date(2025, 12, 31), METRIC, register_on=date(2025, 12, 31)
)


def square(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    """A rectangle with these sides in kilometres from the corner, in degrees."""
    return _degrees(shapely.box(*(_metres(west, south) + _metres(east, north))))


def spot(east: float, north: float) -> shapely.Point:
    """A point so many kilometres from the corner, in degrees."""
    return _degrees(shapely.Point(_metres(east, north)))


def a_table(contract: TableContract, rows: Iterable[Row]) -> pd.DataFrame:
    """A frame with the contract's columns, typed as a city's tables are; what a row leaves out is missing."""
    rows = [{"source": "测试", **row} for row in rows]
    columns = {
        column.name: pd.Series([row.get(column.name) for row in rows], dtype=_DTYPES.get(column.kind, "str"))
        for column in contract.columns
        if column is not contract.geometry
    }
    if contract.geometry is None:
        return pd.DataFrame(columns)
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries([row.get("geometry") for row in rows], crs=4490))


def a_city(tables: Mapping[str, Iterable[Row]], **manifest: Any) -> City:
    """A city of these rows by table; `manifest` overrides what the small town's says."""
    frames = {table.name: a_table(table, tables.get(table.name, ())) for table in CITY_TABLES}
    return City(replace(MANIFEST, **manifest), frames, "test-1")


def _metres(east_km: float, north_km: float) -> tuple[float, float]:
    return CORNER_M[0] + 1000 * east_km, CORNER_M[1] + 1000 * north_km


def _degrees(shape: Any) -> Any:
    return gpd.GeoSeries([shape], crs=METRIC).to_crs(4490).iloc[0]
