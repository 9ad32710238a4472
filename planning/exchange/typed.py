"""A table in the form its contract promises (类型化数据表): columns in order, one dtype a kind, sorted by key."""

from collections.abc import Mapping
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from planning.model.contracts import GEOMETRIC, Column, Kind, TableContract

CGCS2000: Final = "EPSG:4490"

# "str" is the string type that pandas infers by itself; a missing text is NaN. Whole numbers and flags miss as pd.NA;
# decimals, days and geometries as None; a missing list of codes is the empty tuple.
DTYPES: Final[Mapping[Kind, Any]] = {
    Kind.ID: "str",
    Kind.TEXT: "str",
    Kind.CODE: "str",
    Kind.MONTH: "str",
    Kind.CODES: "object",
    Kind.WHOLE: "Int64",
    Kind.DECIMAL: "object",
    Kind.SHARE: "object",
    Kind.DAY: "object",
    Kind.FLAG: "boolean",
}


def typed_table(contract: TableContract, columns: Mapping[str, pd.Series], *, index: pd.Index) -> pd.DataFrame:
    """
    A frame with exactly the contract's columns and dtypes on `index`, in the order given (not sorted).

    Columns that `columns` lacks are missing in every row. A table with a geometry column is a GeoDataFrame in CGCS2000
    (EPSG:4490).
    """
    plain = [column for column in contract.columns if column.kind not in GEOMETRIC]
    frame = pd.DataFrame({column.name: _column(column, columns, index) for column in plain}, index=index)
    if contract.geometry is None:
        return frame
    shapes = columns.get(contract.geometry.name)
    values = [None] * len(index) if shapes is None else list(shapes)
    frame[contract.geometry.name] = gpd.GeoSeries(values, index=index, crs=CGCS2000)
    ordered = frame[[column.name for column in contract.columns]]
    table: pd.DataFrame = gpd.GeoDataFrame(ordered, geometry=contract.geometry.name, crs=CGCS2000)
    return table


def _column(column: Column, columns: Mapping[str, pd.Series], index: pd.Index) -> pd.Series:
    given = columns.get(column.name)
    if given is not None:
        typed: pd.Series = given.reindex(index).astype(DTYPES[column.kind])
        return typed
    missing = () if column.kind is Kind.CODES else None
    return pd.Series([missing] * len(index), index=index, dtype=DTYPES[column.kind])


def in_key_order(contract: TableContract, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of `table` sorted by the contract's key, under a plain RangeIndex."""
    return table.sort_values(list(contract.key), kind="stable", ignore_index=True)


def empty_table(contract: TableContract) -> pd.DataFrame:
    """The table with no rows, typed: what a city has where its folder lacks the file."""
    return typed_table(contract, {}, index=pd.RangeIndex(0))
