"""How much faster whole columns are than the plainer way (逐条计算) of doing the same."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from planning.coordinates.offsets import gcj02_from_wgs84
from planning.location import holding_polygon
from planning.model.city import City
from planning.model.codes import AreaLevel
from scripts.benchmarks.timing import best_of

POINTS = 50_000


@dataclass(frozen=True, slots=True)
class Pair:
    """The same question answered twice: `ours`, and the `plain` way; `same` compares the answers."""

    name: str
    size: str
    ours: Callable[[], Any]
    plain: Callable[[], Any]
    same: Callable[[Any, Any], bool]


def plain_pairs(city: City) -> list[Pair]:
    """Every question that is answered both ways."""
    return [offsets(), placing(city, AreaLevel.STREET), placing(city, AreaLevel.COMMUNITY)]


def compare(pairs: list[Pair], console: Console) -> None:
    """Measure pairs and print their ratios; ends with an error where two answers differ."""
    table = Table("what", "how many", title="ours against the plain way")
    for heading in ("ours", "plain", "ratio"):
        table.add_column(heading, justify="right")
    for pair in pairs:
        ours, answer = best_of(pair.ours)
        plain, expected = best_of(pair.plain)
        if not pair.same(answer, expected):
            raise SystemExit(f"{pair.name}: the two ways give different answers")
        table.add_row(pair.name, pair.size, f"{ours * 1e3:,.1f} ms", f"{plain * 1e3:,.1f} ms", f"{plain / ours:,.1f}×")
    console.print(table)


def gcj02_of_one_point(lon: float, lat: float) -> tuple[float, float]:
    """The same formula for one point, in plain Python."""
    sin, pi = math.sin, math.pi
    x, y = lon - 105.0, lat - 35.0
    root = math.sqrt(abs(x))
    ripple = 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)
    waves_x = 20 * sin(pi * x) + 40 * sin(pi * x / 3) + 150 * sin(pi * x / 12) + 300 * sin(pi * x / 30)
    waves_y = 20 * sin(pi * y) + 40 * sin(pi * y / 3) + 160 * sin(pi * y / 12) + 320 * sin(pi * y / 30)
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + (ripple + waves_x) * 2 / 3
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + (ripple + waves_y) * 2 / 3
    phi = math.radians(lat)
    flat = 1 - 0.00669342162296594323 * sin(phi) ** 2
    across_m = 6378245.0 / math.sqrt(flat)
    along_m = across_m * (1 - 0.00669342162296594323) / flat
    return lon + math.degrees(east_m / (across_m * math.cos(phi))), lat + math.degrees(north_m / along_m)


def offsets() -> Pair:
    """Many points shifted to GCJ-02: whole arrays against one point after another."""
    random = np.random.default_rng(2026)
    lon, lat = random.uniform(110, 118, POINTS), random.uniform(20, 26, POINTS)
    each = list(zip(lon.tolist(), lat.tolist(), strict=True))
    return Pair(
        "GCJ-02 offset",
        f"{POINTS:,} points",
        ours=lambda: np.column_stack(gcj02_from_wgs84(lon, lat)),
        plain=lambda: np.array([gcj02_of_one_point(x, y) for x, y in each]),
        same=lambda left, right: bool(np.allclose(left, right, atol=1e-12, rtol=0)),
    )


def placing(city: City, level: AreaLevel) -> Pair:
    """Residential areas put into the areas of a level: one indexed join against one polygon after another."""
    areas = city.geotable("areas").set_index("area_id").sort_index()
    polygons = areas[areas["level"] == level]
    homes = city.geotable("residential_areas").set_index("residential_area_id")
    points = gpd.GeoDataFrame(geometry=homes.geometry.representative_point(), index=homes.index)

    def one_after_another() -> pd.Series:
        found = pd.Series(pd.NA, index=points.index, dtype="string")
        for area_id, polygon in polygons.geometry.items():
            found[found.isna() & points.intersects(polygon)] = area_id
        return found

    return Pair(
        f"point in {level}",
        f"{len(points):,} points, {len(polygons):,} polygons",
        ours=lambda: holding_polygon(points, polygons),
        plain=one_after_another,
        same=lambda left, right: left.fillna("").tolist() == right.fillna("").tolist(),
    )
