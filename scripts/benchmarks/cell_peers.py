"""How fast millions of population cells (人口格网) find their nearest site, their coverage and their street."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from planning.accessibility.cell_areas import NO_AREA, cells_to_areas
from planning.accessibility.cells import Cells, cells_to_nearest
from scripts.benchmarks.peers import Peer

CELLS, SITES, STREETS = 5_000_000, 130_000, 40_000
SEVERAL_RADII = 1_000_000  # cells: the peer's pairs at 1,000 m on the whole field would not fit into 4 GB
CELL_M, BOUND_M = 100.0, 1_000.0
RADII_M = (300.0, 500.0, 1_000.0)
METRIC = "EPSG:4547"
# Ours are told to the millimetre and then compared, so a peer has to look half of one farther.
HALF_A_MM = 0.0005


@dataclass(frozen=True, slots=True)
class Field:
    """Square cells row by row, in a field of five to four, with sites spread at random as densely in every size."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    people: NDArray[np.float64]
    sites: NDArray[np.float64]
    sides: tuple[float, float]

    @classmethod
    def of(cls, cells: int) -> "Field":
        """A field of about so many cells."""
        random = np.random.default_rng(2026)
        across = round((cells * 5 / 4) ** 0.5)
        up = round(cells / across)
        x, y = (middles.ravel() for middles in np.meshgrid(middles_of(across), middles_of(up)))
        sides = across * CELL_M, up * CELL_M
        sites = random.uniform(0, sides, (len(x) * SITES // CELLS, 2))
        return cls(x, y, random.integers(0, 50, len(x)).astype(np.float64), sites, sides)

    @property
    def size(self) -> str:
        """How large it is, in words."""
        return f"{len(self.x):,} cells × {len(self.sites):,} sites"

    def cell_frame(self) -> gpd.GeoDataFrame:
        """The cells as a peer takes them."""
        return gpd.GeoDataFrame(geometry=gpd.points_from_xy(self.x, self.y), crs=METRIC)

    def site_frame(self) -> gpd.GeoDataFrame:
        """The sites as a peer takes them."""
        return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*self.sites.T), crs=METRIC)

    def within(self, frames: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame], radius_m: float) -> NDArray[np.bool_]:
        """Whether a site stands within the radius of each cell, by a spatial join."""
        cells, sites = frames
        near = np.zeros(len(cells), dtype=bool)
        near[cells.sjoin(sites, predicate="dwithin", distance=radius_m + HALF_A_MM).index.to_numpy()] = True
        return near


def middles_of(cells: int) -> NDArray[np.float64]:
    return (np.arange(cells) + 0.5) * CELL_M


def cell_peers(scale: float) -> Iterator[Peer]:
    """Every question on cells, the largest field only as long as it is asked about."""
    field = Field.of(int(CELLS * scale))
    cells, sites = field.cell_frame(), field.site_frame()
    frames: tuple[Any, ...] = (cells, sites)
    yield nearest_site(field, frames)
    yield one_radius(field, frames)
    yield one_more_site(field)
    yield streets(field, cells, int(STREETS * scale))
    del field, cells, sites, frames
    yield several_radii(Field.of(int(SEVERAL_RADII * scale)))


def nearest_site(field: Field, frames: tuple[Any, ...]) -> Peer:
    def theirs(fresh: list[gpd.GeoDataFrame]) -> NDArray[np.float64]:
        cells, sites = fresh
        joined = cells.sjoin_nearest(sites, max_distance=BOUND_M + HALF_A_MM, distance_col="metres")
        metres = joined.loc[~joined.index.duplicated(), "metres"]
        return metres.reindex(cells.index, fill_value=np.inf).to_numpy()

    return Peer(
        "nearest site within 1,000 m",
        field.size,
        "geopandas sjoin_nearest",
        asked=4.5,
        ours=lambda: cells_to_nearest(field.x, field.y, sites_xy=field.sites, bound_m=BOUND_M),
        prepare=lambda: [frame.copy() for frame in frames],
        theirs=theirs,
        same=lambda left, right: bool(np.allclose(left, right, rtol=1e-9, atol=HALF_A_MM)),
    )


def one_radius(field: Field, frames: tuple[Any, ...]) -> Peer:
    return Peer(
        "covered at 500 m (cells sorted in the measured time)",
        field.size,
        "geopandas sjoin dwithin",
        asked=4.5,
        ours=lambda: Cells.of(field.x, field.y, population=field.people).within(field.sites, radius_m=500.0),
        prepare=lambda: tuple(frame.copy() for frame in frames),
        theirs=lambda fresh: field.within(fresh, 500.0),
        same=lambda left, right: bool((left == right).all()),
    )


def several_radii(field: Field) -> Peer:
    def ours() -> list[float]:
        nearest = cells_to_nearest(field.x, field.y, sites_xy=field.sites, bound_m=max(RADII_M))
        return [float(field.people[nearest <= radius_m].sum()) for radius_m in RADII_M]

    frames = field.cell_frame(), field.site_frame()
    return Peer(
        "people covered at 300, 500 and 1,000 m",
        field.size,
        "geopandas sjoin dwithin, one each",
        asked=4.5,
        ours=ours,
        prepare=lambda: tuple(frame.copy() for frame in frames),
        theirs=lambda fresh: [field.people[field.within(fresh, radius_m)].sum() for radius_m in RADII_M],
        same=lambda left, right: bool(np.allclose(left, right, rtol=1e-12)),
    )


def one_more_site(field: Field) -> Peer:
    spot = np.array(field.sides) * 0.37
    covered = Cells.of(field.x, field.y, population=field.people).covered_by(field.sites, bound_m=BOUND_M)
    all_sites = np.vstack([field.sites, spot])
    return Peer(
        "one more site, cells within 1,000 m",
        field.size,
        "ours, all cells anew",
        asked=1_000,
        ours=lambda: covered.with_site(spot),
        prepare=lambda: None,
        theirs=lambda _: cells_to_nearest(field.x, field.y, sites_xy=all_sites, bound_m=BOUND_M),
        same=lambda left, right: bool((left.nearest_m() == right).all()),
    )


def streets(field: Field, cells: gpd.GeoDataFrame, number: int) -> Peer:
    polygons = tessellation(field.sides, number)
    frame = polygons.to_frame("geometry")

    def theirs(fresh: list[gpd.GeoDataFrame]) -> pd.Series:
        joined = fresh[0].sjoin(fresh[1], predicate="within")["index_right"]
        return joined[~joined.index.duplicated()].reindex(fresh[0].index, fill_value=NO_AREA)

    return Peer(
        "cells to streets",
        f"{len(field.x):,} cells × {len(polygons):,} polygons of {corners(polygons):.0f} corners",
        "geopandas sjoin within",
        asked=1.5,
        ours=lambda: cells_to_areas(field.x, field.y, polygons=polygons),
        prepare=lambda: [cells.copy(), frame.copy()],
        theirs=theirs,
        same=lambda left, right: bool((left == right.to_numpy()).all()),
    )


def tessellation(sides: tuple[float, float], number: int) -> gpd.GeoSeries:
    """Streets that fill the field without a gap, with a corner every 200 m of border."""
    whole = shapely.box(0, 0, *sides)
    seeds = shapely.MultiPoint(np.random.default_rng(2027).uniform(0, sides, (number, 2)))
    pieces = shapely.intersection(shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=whole)), whole)
    return gpd.GeoSeries(shapely.segmentize(pieces, 200.0), crs=METRIC)


def corners(polygons: gpd.GeoSeries) -> float:
    return float(shapely.get_num_coordinates(polygons.to_numpy()).mean())
