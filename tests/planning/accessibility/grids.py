"""
A town of 5 x 5 crossings, 100 m apart, whose walks can be counted on the paper.

      N20 -- N21 -- N22 -- N23 -- N24      y = 400 m
       |      |      |      |      |
      N15    ...           ...    N19
       |                            |
      N10 ...        N12   ...    N14      y = 200 m
       |                            |
      N05 ...                     N09
       |      |      |      |      |
      N00 -- N01 -- N02 -- N03 -- N04      y = 0
"""

from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import Point

CRS = "EPSG:4547"
STEP_M = 100.0
SIDE = 5


def node(column: int, row: int) -> str:
    """The crossing in a column and row."""
    return f"N{row * SIDE + column:02d}"


def grid_nodes(gates: Mapping[str, str] | None = None) -> gpd.GeoDataFrame:
    """All 25 crossings; `gates` names the estates that open at some of them."""
    at = [(column, row) for row in range(SIDE) for column in range(SIDE)]
    ids = [node(*one) for one in at]
    return gpd.GeoDataFrame(
        {"node_id": ids, "gate_of": [(gates or {}).get(name) for name in ids]},
        geometry=[Point(column * STEP_M, row * STEP_M) for column, row in at],
        crs=CRS,
    )


def grid_edges(changes: Mapping[tuple[str, str], Mapping[str, Any]] | None = None) -> pd.DataFrame:
    """The 40 ways between neighbours; `changes` overrides what is said of some."""
    across = [(node(c, r), node(c + 1, r)) for r in range(SIDE) for c in range(SIDE - 1)]
    along = [(node(c, r), node(c, r + 1)) for c in range(SIDE) for r in range(SIDE - 1)]
    usual = {"kind": "street", "length_m": None, "steps": None, "closed": None}
    rows = [
        {"edge_id": f"{a}-{b}", "from_node": a, "to_node": b} | usual | dict((changes or {}).get((a, b), {}))
        for a, b in across + along
    ]
    return pd.DataFrame(rows)


def spots(places: Mapping[str, tuple[float, float]]) -> gpd.GeoDataFrame:
    """Points by name, in metres from the south-western crossing."""
    return gpd.GeoDataFrame(index=list(places), geometry=[Point(*place) for place in places.values()], crs=CRS)


def costs_by_name(table: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Pairs of demand and site to metres."""
    return dict(zip(zip(table["demand_id"], table["site_id"], strict=True), table["cost_m"], strict=True))


def shuffled(table: pd.DataFrame, order: Iterable[int]) -> pd.DataFrame:
    """The rows in another order."""
    return table.iloc[list(order)]
