"""
How fast the analysis is (性能), told as ratios to a plainer way of doing the same, measured in the same run.

Seconds depend on the machine; the ratio hardly does. Each pair first has to give the same answer. The next table
follows the sample city from its files to the gaps of every level, and the last judges every rule of a profile over
it, and over as many copies of it as make a province, with the memory the process took at most.
"""

import math
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from planning.coordinates.offsets import gcj02_from_wgs84
from planning.exchange.city_folder import read_city_folder
from planning.gaps.facts import facts_of
from planning.ground import lay_ground
from planning.location import holding_polygon
from planning.model.city import City
from planning.model.codes import AreaLevel, Level
from planning.policy.alternatives import findings_of
from planning.policy.facts import Facts
from planning.policy.reading import load_profile
from planning.policy.subjects import Subject
from planning.study import Study

SAMPLE = Path(__file__).parents[1] / "sample_data" / "demo_city"
POINTS = 50_000
ROUNDS = 3
RULES = "guangzhou-2023-2025"  # the profile with the most rules
COPIES = 50  # of a city of 40 streets and 600 communities


@dataclass(frozen=True, slots=True)
class Pair:
    """The same question answered twice: `ours`, and the `plain` way; `same` compares the answers."""

    name: str
    size: str
    ours: Callable[[], Any]
    plain: Callable[[], Any]
    same: Callable[[Any, Any], bool]


def best_of(work: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of some runs in seconds, and the answer."""
    return best_after(lambda: None, lambda _: work())


def best_after(prepare: Callable[[], Any], work: Callable[[Any], Any]) -> tuple[float, Any]:
    """The same for work on something that is prepared anew for each run, outside the measured time."""
    seconds, answer = [], None
    for _ in range(ROUNDS):
        prepared = prepare()
        start = time.perf_counter()
        answer = work(prepared)
        seconds.append(time.perf_counter() - start)
    return min(seconds), answer


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


def peak_mb() -> float:
    """The most memory this process has held, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


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


def end_to_end(city: City, read_s: float, *, console: Console) -> None:
    """Follow the sample city to the gaps of every level; reading its files is the measure of the rest."""
    profile = load_profile(city.manifest.profile)
    table = Table("step", "rows", title="the sample city, end to end")
    for heading in ("time", "of reading"):
        table.add_column(heading, justify="right")
    rows = sum(len(frame) for frame in city.tables.values())
    table.add_row("read and check the folder", f"{rows:,}", f"{read_s * 1e3:,.0f} ms", "1.00×")
    study_s, study = best_of(lambda: Study.of(city, profile))
    units = sum(len(study.gaps(level)) for level in Level)
    table.add_row("study: gaps of every level", f"{units:,}", f"{study_s * 1e3:,.0f} ms", f"{study_s / read_s:,.2f}×")
    console.print(table)
    console.print(f"most memory held: {peak_mb():,.0f} MB")


def province(facts: Facts, *, copies: int) -> Facts:
    """Facts repeated under new ids, so many times, below the one city at the top, which then has all their people."""
    city = facts.units_at(Level.CITY)
    top = city.index[0]

    def renamed(ids: pd.Series | pd.Index, copy: int) -> list[Any]:
        return [item if pd.isna(item) or item == top else f"{item}-{copy}" for item in ids]

    def repeated(frame: pd.DataFrame, *columns: str, by_index: bool = True) -> pd.DataFrame:
        parts = []
        for copy in range(copies):
            part = frame.assign(**{name: renamed(frame[name], copy) for name in columns if name in frame})
            parts.append(
                part.set_axis(pd.Index(renamed(frame.index, copy), name=frame.index.name)) if by_index else part
            )
        return pd.concat(parts, ignore_index=not by_index)

    owned = ("institution_id", "parent_id", "district_id")
    units: dict[Level | Subject, pd.DataFrame] = {
        level: frame if level == Level.CITY else repeated(frame, *owned) for level, frame in facts.units.items()
    }
    units[Level.CITY] = city.assign(**{name: city[name] * copies for name in ("residents", "children_under_3")})
    register = (
        None if facts.register is None else repeated(pd.DataFrame(facts.register.drop(columns="geometry")), *owned)
    )
    return Facts(
        on=facts.on,
        units=units,
        sites=None if register is None else register[register["counts"]],
        register=register,
        located={
            level: repeated(pairs, "site_id", "area_id", by_index=False) for level, pairs in facts.located.items()
        },
        statements=repeated(facts.statements, "subject_id", by_index=False),
        checks=repeated(facts.checks, "area_id", by_index=False),
        sources=facts.sources,
    )


def every_rule(city: City, console: Console) -> None:
    """Judge all rules of a profile over the sample city, and over a province of copies of it."""
    profile = load_profile(RULES)
    ground = lay_ground(city, profile, on=city.manifest.on)
    table = Table("facts", "rules", "findings", title=f"every rule of {RULES} on ready facts")
    for heading in ("time", "a rule"):
        table.add_column(heading, justify="right")

    def judged(facts: Facts) -> int:
        return sum(len(findings_of(profile, rule, facts=facts)) for rule in profile.rules)

    # What facts have worked out once they keep, so each round has facts of its own.
    seconds, found = best_after(lambda: facts_of(ground), judged)
    many = province(facts_of(ground), copies=COPIES)
    start = time.perf_counter()
    all_found = judged(many)
    lasted = time.perf_counter() - start
    streets, communities = (len(many.units_at(level)) for level in (Level.STREET, Level.COMMUNITY))
    for name, took, number in (
        ("the sample city", seconds, found),
        (f"a province of {streets:,} streets, {communities:,} communities", lasted, all_found),
    ):
        each = took / len(profile.rules)
        table.add_row(name, f"{len(profile.rules)}", f"{number:,}", f"{took:,.2f} s", f"{each * 1e3:,.1f} ms")
    console.print(table)
    console.print(f"most memory held: {peak_mb():,.0f} MB")


def main() -> None:
    console = Console()
    read_s, city = best_of(lambda: read_city_folder(SAMPLE))
    pairs = [offsets(), placing(city, AreaLevel.STREET), placing(city, AreaLevel.COMMUNITY)]
    compare(pairs, console)
    end_to_end(city, read_s, console=console)
    every_rule(city, console)


if __name__ == "__main__":
    main()
