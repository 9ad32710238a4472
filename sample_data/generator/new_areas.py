"""New residential areas (新建居住区): where they lie, for how many people, and how far they have come."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from sample_data.generator.blocks import Blocks
from sample_data.generator.central_urban_area import central_ground
from sample_data.generator.plots import Plots, free_plots, three_in_a_row
from sample_data.generator.seeds import stream_of

NEW = 300
# A rule for new areas of 8,000 people and more is worth an area on each side of the line, and one on it.
_ON_THE_LINE = (7_999, 8_000, 8_001)
_PLOTS = (5_200, 4_900, 3_800)  # one development in plots that each stay below the line
_ACROSS = (8_600, 9_400, 12_000, 2_200, 4_100, 1_500)  # areas across the central border
_LARGE = 24  # large estates in the central urban area
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
    """Lay out the new areas on blocks that are not `taken`: large ones on four blocks, others on two or one."""
    rng = stream_of("new_areas")
    plots = free_plots(blocks, taken)
    centre = central_ground()
    chosen = _chosen(plots, blocks, rng=rng)
    people = _people(rng)
    # The special ones come first, on plots well inside the central urban area; then some across its border.
    special_people = (*_ON_THE_LINE, *_PLOTS, *_ACROSS)
    people[: len(special_people)] = special_people
    inside = shapely.contains_properly(centre.buffer(-0.15), plots.whole)
    trio = three_in_a_row(plots, blocks, allowed=inside)
    chosen = np.setdiff1d(chosen, trio, assume_unique=True)
    chosen = chosen[np.argsort(~inside[chosen], kind="stable")]
    special = np.r_[chosen[:3], trio]
    across = np.setdiff1d(np.flatnonzero(shapely.intersects(centre.exterior, plots.whole)), special)[::3][
        : len(_ACROSS)
    ]
    others = chosen[3:][~np.isin(chosen[3:], across)]
    large_and_central, rest = others[:_LARGE], rng.permutation(others[_LARGE:])
    chosen = np.r_[special, across, large_and_central, rest][:NEW]
    shapes = _cut_to_size(plots, chosen, people)
    shuffled = rng.permutation(NEW)
    table = _table(rng, people).iloc[shuffled].reset_index(drop=True)
    table.insert(0, "residential_area_id", [f"RN{number:03d}" for number in range(1, NEW + 1)])
    return NewAreas(
        table=table,
        shapes=shapes[shuffled],
        planned_for=people[shuffled],
        community=blocks.community[plots.blocks[:, 0][chosen]][shuffled],
        central=inside[chosen][shuffled],
    )


def _chosen(plots: Plots, blocks: Blocks, *, rng: np.random.Generator) -> NDArray[np.int64]:
    """Plots at the edge of the built-up ground: cities grow neither in the old core nor in open country."""
    density = blocks.density[plots.blocks[:, 0]]
    chance = np.interp(density, [420, 1_200, 3_500, 9_000, 16_000], [0.25, 1.0, 1.4, 0.5, 0.1])
    return rng.choice(len(density), size=NEW + 20, replace=False, p=chance / chance.sum())


def _people(rng: np.random.Generator) -> NDArray[np.int64]:
    """Most new areas are estates of one to three thousand people; a few are large ones, most of them central."""
    people = np.clip(np.exp(rng.normal(np.log(1_850), 0.45, size=NEW)), 600, 7_500)
    large = rng.random(NEW) < 0.03
    first = 6 + len(_ACROSS)
    large[first : first + _LARGE] = True
    people = np.where(large, rng.uniform(8_100, 13_000, NEW), people)
    return np.round(people, -1).astype(np.int64)


def _cut_to_size(plots: Plots, chosen: NDArray[np.int64], people: NDArray[np.int64]) -> NDArray[np.object_]:
    """As many blocks as the people need; what lies across the central border stays whole, so that it does."""
    shapes: NDArray[np.object_] = np.select(
        [people < 1_700, people < 3_600], [plots.single[chosen], plots.double[chosen]], plots.whole[chosen]
    )
    across = shapely.intersects(central_ground().exterior, plots.whole[chosen])
    return np.where(across, plots.whole[chosen], shapes)


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
