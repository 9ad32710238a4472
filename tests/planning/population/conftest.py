"""The smallest city with people: one district, two streets, three communities in the first."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from planning.model.city import AgeSplit, City, Manifest
from planning.model.contracts import Kind, TableContract
from planning.model.tables import CITY_TABLES

AREAS: list[dict[str, Any]] = [
    {"area_id": "1", "name": "全市", "level": "city", "kind": "city"},
    {"area_id": "11", "name": "东江区", "level": "district", "kind": "district", "parent_id": "1"},
    {
        "area_id": "111",
        "name": "甲街道",
        "level": "street",
        "kind": "subdistrict",
        "parent_id": "11",
        "geometry": shapely.box(114.0, 23.0, 114.1, 23.1),
    },
    {
        "area_id": "112",
        "name": "乙镇",
        "level": "street",
        "kind": "town",
        "parent_id": "11",
        "geometry": shapely.box(114.1, 23.0, 114.2, 23.1),
    },
    {"area_id": "1111", "name": "一社区", "level": "community", "kind": "urban_community", "parent_id": "111"},
    {"area_id": "1112", "name": "二社区", "level": "community", "kind": "urban_community", "parent_id": "111"},
    {"area_id": "1113", "name": "三村", "level": "community", "kind": "village", "parent_id": "111"},
]

Row = dict[str, Any]
DTYPES = {Kind.WHOLE: "Int64", Kind.FLAG: "boolean", Kind.DECIMAL: object, Kind.SHARE: object, Kind.DAY: object}


def a_table(contract: TableContract, rows: list[Row]) -> pd.DataFrame:
    """A frame with the contract's columns, typed as a city's tables are."""
    columns = {
        column.name: pd.Series([row.get(column.name) for row in rows], dtype=DTYPES.get(column.kind, "str"))
        for column in contract.columns
        if column is not contract.geometry
    }
    if contract.geometry is None:
        return pd.DataFrame(columns)
    shapes = gpd.GeoSeries([row.get("geometry") for row in rows], crs=4490)
    return gpd.GeoDataFrame(columns, geometry=shapes)


@pytest.fixture
def a_city() -> Callable[..., City]:
    """Make a city of the areas above with the rows given for the other tables; `split` is its age split."""

    def make(*, split: str | None = None, **tables: list[Row]) -> City:
        age_split = None if split is None else AgeSplit(Decimal(split), "1至4岁各年龄人数相等")
        manifest = Manifest(
            "a-city", "试验市", "A City", True, "", "", date(2026, 9, 30), "EPSG:4547", age_split=age_split
        )
        rows = {"areas": AREAS, **tables}
        return City(manifest, {table.name: a_table(table, rows.get(table.name, [])) for table in CITY_TABLES}, "test-1")

    return make


@pytest.fixture
def people() -> Callable[..., Row]:
    """Make a row of the population table: permanent residents at the end of 2025 unless said otherwise."""

    def row(area_id: str, residents: int | None, **more: Any) -> Row:
        stated = {"area_id": area_id, "on": date(2025, 12, 31), "kind": "permanent", "source": "统计年鉴"}
        return {**stated, "residents": residents, **more}

    return row


@pytest.fixture
def born() -> Callable[..., list[Row]]:
    """Make births rows of an area: `each` a month for `months` months up to and with `last`."""

    def rows(area_id: str, *, last: str, months: int, each: int = 1) -> list[Row]:
        end = pd.Period(last, freq="M")
        return [
            {"area_id": area_id, "month": str(end - back), "births": each, "source": "卫生健康统计"}
            for back in reversed(range(months))
        ]

    return rows
