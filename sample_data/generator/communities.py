"""The smallest areas of the demo city (社区与村): cells around 600 seeds that tile the city without gap or overlap."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from sample_data.generator.calibration import DEGREE_GRID
from sample_data.generator.grouping import compact_groups
from sample_data.generator.seeds import stream_of
from sample_data.generator.settlements import PeopleGrid
from sample_data.generator.terrain import Points, banks, on_globe, oriented, spots

COMMUNITIES = 600
_SAMPLE = 24_000


@dataclass(frozen=True, slots=True)
class Cells:
    """
    The cells: seeds in the plane (kilometres), which bank, people before scaling, area, and polygons on the globe.

    Polygons are in CGCS2000 with vertices on the grid of the files; neighbours share every vertex of their border.
    """

    seeds: Points
    north: NDArray[np.bool_]
    people: NDArray[np.float64]
    area_km2: NDArray[np.float64]
    polygons: NDArray[np.object_]


def community_cells(grid: PeopleGrid) -> Cells:
    """Make the cells: small where many live, large in the country, none across the river."""
    rng = stream_of("communities")
    share_north = np.sqrt(grid.people[grid.north]).sum() / np.sqrt(grid.people).sum()
    count_north = round(COMMUNITIES * share_north)
    seeds = np.vstack(
        [
            _seeds(grid, bank=True, count=count_north, rng=rng),
            _seeds(grid, bank=False, count=COMMUNITIES - count_north, rng=rng),
        ]
    )
    north = np.arange(COMMUNITIES) < count_north
    flat = np.concatenate(
        [
            _clipped_cells(seeds[north], banks()[0]),
            _clipped_cells(seeds[~north], banks()[1]),
        ]
    )
    return Cells(
        seeds=seeds,
        north=north,
        people=_people_of(grid, seeds, north),
        area_km2=shapely.area(flat),
        polygons=_tiles(flat),
    )


def _seeds(grid: PeopleGrid, *, bank: bool, count: int, rng: np.random.Generator) -> Points:
    here = grid.north == bank
    # The root of the density: a village covers more ground than a city community and holds fewer people.
    chance = grid.people[here] ** 0.8
    places = grid.points[here][rng.choice(here.sum(), size=_SAMPLE, p=chance / chance.sum())]
    places = places + rng.uniform(-0.05, 0.05, size=places.shape)
    starts = places[rng.choice(len(places), size=count, replace=False)]
    labels = compact_groups(places, np.ones(len(places)), starts=starts, evenness=0, rounds=8)
    held = np.bincount(labels, minlength=count)
    if (held == 0).any():
        raise RuntimeError("a community seed lost all its people; choose another city seed")
    return np.column_stack([np.bincount(labels, places[:, axis], minlength=count) / held for axis in (0, 1)])


def _clipped_cells(seeds: Points, ground: BaseGeometry) -> NDArray[np.object_]:
    cells = shapely.voronoi_polygons(shapely.multipoints(seeds), extend_to=ground.buffer(5), ordered=True)
    clipped: NDArray[np.object_] = shapely.intersection(shapely.get_parts(cells), ground)
    return clipped


def _people_of(grid: PeopleGrid, seeds: Points, north: NDArray[np.bool_]) -> NDArray[np.float64]:
    people = np.zeros(len(seeds))
    for bank in (True, False):
        mine = np.flatnonzero(north == bank)
        tree = shapely.STRtree(spots(seeds[mine]))
        here = grid.north == bank
        point, nearest = tree.query_nearest(spots(grid.points[here]), all_matches=False)
        people += np.bincount(mine[nearest], grid.people[here][point], minlength=len(seeds))
    return people


def _tiles(flat: NDArray[np.object_]) -> NDArray[np.object_]:
    """Put the cells on the globe as one net of lines, so that rounding moves a shared vertex once for all."""
    net = shapely.union_all(shapely.boundary(flat), grid_size=1e-6)
    edges = on_globe(shapely.get_parts(shapely.line_merge(net)))
    noded = shapely.get_parts(shapely.union_all(edges, grid_size=DEGREE_GRID))
    faces = shapely.get_parts(shapely.polygonize(noded))
    marks = on_globe(shapely.point_on_surface(flat))
    face, cell = shapely.STRtree(marks).query(faces, predicate="contains")
    if len(faces) != len(flat) or not (np.sort(cell) == np.arange(len(flat))).all():
        raise RuntimeError(f"{len(faces)} faces for {len(flat)} communities; choose another city seed")
    tiles = np.empty(len(flat), dtype=object)
    tiles[cell] = oriented(faces[face])
    return tiles
