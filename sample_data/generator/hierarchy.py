"""How communities make up streets, and streets districts (行政层级): cells assigned upward, each in one piece."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from sample_data.generator.communities import Cells
from sample_data.generator.grouping import Labels, compact_groups, in_one_piece, neighbours_of, spread_starts
from sample_data.generator.seeds import stream_of
from sample_data.generator.terrain import oriented

STREETS = 40
CITY_ID = "99"
# Where each district has its centre in the plane (kilometres), on which bank, and how far it gives way to others.
_DISTRICTS = ((-0.6, 2.4, 1, 16.0), (1.5, -6.5, -1, 0.0), (11.0, 6.0, 1, 0.0), (-11.5, 5.5, 1, 0.0))
_BANK_KM = 40.0  # the river parts streets as so many kilometres would
_TOWN_PER_KM2 = 3_400
_TOWNSHIP_PER_KM2 = 330
_URBAN_PER_KM2 = 2_000


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """
    Who belongs to whom: for each cell its street, for each street its district, and the codes that say so.

    `kinds` of streets and of cells are codes of `planning.model.codes.AreaKind`.
    """

    street_of: Labels
    district_of: Labels
    district_ids: NDArray[np.str_]
    street_ids: NDArray[np.str_]
    community_ids: NDArray[np.str_]
    street_kinds: NDArray[np.str_]
    community_kinds: NDArray[np.str_]


def hierarchy_of(cells: Cells) -> Hierarchy:
    """Group the cells into streets, and the streets into districts, and number them from the centre outward."""
    rng = stream_of("streets")
    places = np.column_stack([cells.seeds, np.where(cells.north, _BANK_KM, -_BANK_KM) / 2])
    weights = cells.people**0.62
    starts = spread_starts(places, weights, count=STREETS, rng=rng)
    labels = compact_groups(places, weights, starts=starts, evenness=0.03)
    streets = in_one_piece(labels, neighbours_of(cells.polygons), weights=cells.people)
    districts = _districts(cells, streets)
    return _numbered(cells, streets, districts)


def merged(polygons: NDArray[np.object_], labels: Labels) -> NDArray[np.object_]:
    """One polygon for each label, 0 upward, made of tiles that share their edges."""
    groups = [polygons[labels == label] for label in range(labels.max() + 1)]
    return oriented(np.array([shapely.coverage_union_all(group) for group in groups], dtype=object))


def _districts(cells: Cells, streets: Labels) -> Labels:
    centres = np.array(_DISTRICTS)
    weight = np.bincount(streets, cells.people).astype(np.float64)
    middle = np.column_stack([np.bincount(streets, cells.people * cells.seeds[:, axis]) / weight for axis in (0, 1)])
    bank = np.where(np.bincount(streets, cells.people * cells.north) > weight / 2, 1, -1)
    squares = ((middle[:, None, :] - centres[None, :, :2]) ** 2).sum(axis=2) + centres[:, 3]
    squares += 1e6 * (bank[:, None] != centres[None, :, 2])
    labels = squares.argmin(axis=1)
    return in_one_piece(labels, neighbours_of(merged(cells.polygons, streets)), weights=weight)


def _numbered(cells: Cells, streets: Labels, districts: Labels) -> Hierarchy:
    people, area = np.bincount(streets, cells.people), np.bincount(streets, cells.area_km2)
    middle = np.column_stack([np.bincount(streets, cells.people * cells.seeds[:, axis]) / people for axis in (0, 1)])
    outward = np.hypot(*(middle - np.array(_DISTRICTS)[districts, :2]).T)
    order = np.lexsort((np.round(outward, 6), districts))  # new street number -> old
    rank = np.argsort(order)
    streets, districts = rank[streets], districts[order]
    density = (people / area * _scale(cells))[order]
    street_kinds = np.select(
        [density < _TOWNSHIP_PER_KM2, density < _TOWN_PER_KM2], ["township", "town"], "subdistrict"
    )
    district_ids = np.array([f"{CITY_ID}{number:02d}" for number in range(1, len(_DISTRICTS) + 1)])
    street_ids = np.char.add(district_ids[districts], _numbers_within(districts, digits=2))
    cell_order = np.lexsort((-np.round(cells.seeds[:, 1], 6), streets))
    numbers = np.empty(len(streets), dtype="U3")
    numbers[cell_order] = _numbers_within(streets[cell_order], digits=3)
    urban = (street_kinds[streets] == "subdistrict") | (cells.people / cells.area_km2 * _scale(cells) > _URBAN_PER_KM2)
    return Hierarchy(
        street_of=streets,
        district_of=districts,
        district_ids=district_ids,
        street_ids=street_ids,
        community_ids=np.char.add(street_ids[streets], numbers),
        street_kinds=street_kinds,
        community_kinds=np.where(urban, "urban_community", "village"),
    )


def _scale(cells: Cells) -> float:
    """The laid-out people are about nine in ten of the city's; kinds are told by people as they will be."""
    return float(4.0e6 / cells.people.sum())


def _numbers_within(groups: Labels, *, digits: int) -> NDArray[np.str_]:
    """1, 2, 3 … in each run of equal labels, as text."""
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    lengths = np.diff(np.r_[starts, len(groups)])
    numbers = np.arange(len(groups)) - np.repeat(starts, lengths) + 1
    return np.char.zfill(numbers.astype(str), digits)
