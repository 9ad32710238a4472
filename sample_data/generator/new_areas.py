"""New residential areas (新建居住区): where they lie, how many people they are planned for, and how far they have come."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from sample_data.generator.blocks import Blocks
from sample_data.generator.central_urban_area import central_ground
from sample_data.generator.seeds import stream_of

NEW = 300
# A rule for new areas of 8,000 people and more is worth an area on each side of the line, and one on it.
_ON_THE_LINE = (7_999, 8_000, 8_001)
_PLOTS = (5_200, 4_900, 3_800)  # one development in plots that each stay below the line
_STATUSES = ("planned", "approved", "building", "accepted", "delivered")
_STATUS_SHARES = (0.24, 0.2, 0.3, 0.08, 0.18)
_DERIVED, _UNKNOWN = 40, 6
_FACTORS = ("2.62", "2.80", "3.00", "3.20")


@dataclass(frozen=True, slots=True)
class NewAreas:
    """
    The new areas in the order of their ids, and their shapes in the plane.

    `planned_for` is how many people each is laid out for, known to the generator even where the table is silent.
    """

    table: pd.DataFrame
    shapes: NDArray[np.object_]
    planned_for: NDArray[np.int64]
    community: NDArray[np.int64]
    central: NDArray[np.bool_]


def new_areas(blocks: Blocks, taken: NDArray[np.int64]) -> NewAreas:
    """
    Lay out the new areas on blocks that are not `taken`.

    A new area is two blocks by two where the ground is open, else one block.
    """
    rng = stream_of("new_areas")
    corner, shapes = _plots(blocks, taken)
    # Cities grow at the edge: not in the old core, not in open country.
    chance = np.interp(blocks.density[corner], [420, 1_200, 3_500, 9_000, 16_000], [0.25, 1.0, 1.4, 0.5, 0.1])
    order = rng.choice(len(corner), size=NEW, replace=False, p=chance / chance.sum())
    centre = central_ground()
    central = shapely.contains_properly(centre.buffer(-0.15), shapes)
    across = np.flatnonzero(shapely.intersects(centre.exterior, shapes))
    order = np.r_[np.setdiff1d(across, order)[:5], order][:NEW]
    # Inside areas first, so that the special ones are central.
    order = order[np.argsort(~central[order], kind="stable")]
    people = _people(rng, shapely.area(shapes[order]) * 100)
    people[:3], people[3:6] = _ON_THE_LINE, _PLOTS
    order = _with_neighbours(order, blocks, corner=corner, central=central)
    shuffled = rng.permutation(NEW)
    table = _table(rng, people)
    table = table.iloc[shuffled].reset_index(drop=True)
    table.insert(0, "residential_area_id", [f"RN{number:03d}" for number in range(1, NEW + 1)])
    return NewAreas(
        table=table,
        shapes=shapes[order][shuffled],
        planned_for=people[shuffled],
        community=blocks.community[corner[order]][shuffled],
        central=central[order][shuffled],
    )


def _plots(blocks: Blocks, taken: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Squares of two blocks by two, all four free and in one community: the first block of each, and the outline."""
    free = np.ones(len(blocks.row), dtype=bool)
    free[taken] = False
    index = pd.Series(np.arange(len(free))[free], index=pd.MultiIndex.from_arrays([blocks.row[free], blocks.column[free]]))
    even = index[(index.index.get_level_values(0) % 2 == 0) & (index.index.get_level_values(1) % 2 == 0)]
    row, column = even.index.get_level_values(0), even.index.get_level_values(1)
    four = np.column_stack(
        [index.reindex(pd.MultiIndex.from_arrays([row + up, column + right])) for up, right in ((0, 0), (0, 1), (1, 0), (1, 1))]
    )
    whole = four[~np.isnan(four).any(axis=1)].astype(np.int64)
    whole = whole[(blocks.community[whole] == blocks.community[whole[:, :1]]).all(axis=1)]
    hulls = shapely.convex_hull(shapely.multipolygons(blocks.shapes[whole]))
    return whole[:, 0], hulls


def _people(rng: np.random.Generator, area_ha: NDArray[np.float64]) -> NDArray[np.int64]:
    """Most new areas are estates of a few thousand people; about one in eight is a large one."""
    per_ha = rng.lognormal(np.log(290), 0.42, size=NEW)
    large = rng.random(NEW) < 0.13
    people = np.where(large, rng.uniform(8_100, 14_500, NEW), area_ha * per_ha)
    return np.clip(np.round(people, -1), 600, 16_000).astype(np.int64)


def _with_neighbours(
    order: NDArray[np.int64],
    blocks: Blocks,
    *,
    corner: NDArray[np.int64],
    central: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Put three central plots that lie side by side at numbers 3 to 5, where the divided development is."""
    place = {(int(blocks.row[at]), int(blocks.column[at])): number for number, at in enumerate(corner)}
    rest = set(order.tolist())
    for (row, column), number in place.items():
        trio = [number, place.get((row, column + 2)), place.get((row, column + 4))]
        if None not in trio and central[np.array(trio, dtype=int)].all() and not rest & set(trio):
            order = order.copy()
            order[3:6] = trio
            return order
    raise RuntimeError("no three free plots side by side in the central urban area; choose another city seed")


def _table(rng: np.random.Generator, people: NDArray[np.int64]) -> pd.DataFrame:
    status = rng.choice(_STATUSES, size=NEW, p=_STATUS_SHARES)
    status[:6] = ("approved", "building", "approved", "planned", "planned", "approved")
    development = np.array([f"DV{number:03d}" for number in range(1, NEW + 1)], dtype=object)
    development[3:6] = "DV004"
    pairs = rng.permutation(np.arange(6, NEW))[:48].reshape(24, 2)
    development[pairs[:, 1]] = development[pairs[:, 0]]
    factor = rng.choice(np.array(_FACTORS, dtype=object), size=NEW)
    dwellings = np.ceil(people / factor.astype(float)).astype(np.int64)
    late = rng.permutation(np.arange(6, NEW))
    derived, unknown = late[:_DERIVED], late[_DERIVED : _DERIVED + _UNKNOWN]
    table = pd.DataFrame(
        {
            "name_tail": rng.choice(["A区", "B区", "一期地块", "二期地块", "东区", "西区", ""], size=NEW),
            "era": "new",
            "status": status,
            "development_id": development,
            "residents": pd.array(people, dtype="Int64"),
            "dwellings": pd.array(dwellings, dtype="Int64"),
            "persons_per_dwelling": factor,
            "source": "建设项目台账（合成）",
        }
    )
    table.loc[[*derived, *unknown], "residents"] = pd.NA
    table.loc[unknown, "dwellings"] = pd.NA
    table.loc[unknown, "persons_per_dwelling"] = None
    return table
