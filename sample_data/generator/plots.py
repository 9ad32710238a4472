"""Plots of ground (地块): street blocks put together two by two, of one community, for estates larger than a block."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from sample_data.generator.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Plots:
    """Four free blocks of one community each: their numbers (n x 4), and the plot cut to one, two and four blocks."""

    blocks: NDArray[np.int64]
    single: NDArray[np.object_]
    double: NDArray[np.object_]
    whole: NDArray[np.object_]


def free_plots(blocks: Blocks, taken: NDArray[np.int64]) -> Plots:
    """Every plot that holds no block of `taken`; plots do not overlap each other."""
    free = np.ones(len(blocks.row), dtype=bool)
    free[taken] = False
    at = pd.Series(np.flatnonzero(free), index=pd.MultiIndex.from_arrays([blocks.row[free], blocks.column[free]]))
    row, column = at.index.get_level_values(0), at.index.get_level_values(1)
    even = (row % 2 == 0) & (column % 2 == 0)
    beside = [
        at.reindex(pd.MultiIndex.from_arrays([row[even] + up, column[even] + right])).to_numpy()
        for up, right in ((0, 0), (0, 1), (1, 0), (1, 1))
    ]
    four = np.column_stack(beside)
    four = four[~np.isnan(four).any(axis=1)].astype(np.int64)
    four = four[(blocks.community[four] == blocks.community[four[:, :1]]).all(axis=1)]
    return Plots(
        blocks=four,
        single=blocks.shapes[four[:, 0]],
        double=shapely.convex_hull(shapely.multipolygons(blocks.shapes[four[:, :2]])),
        whole=shapely.convex_hull(shapely.multipolygons(blocks.shapes[four])),
    )


def three_in_a_row(plots: Plots, blocks: Blocks, *, allowed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Three plots side by side, all allowed: the first such in order of rows."""
    at = pd.Series(np.arange(len(allowed)), index=[blocks.row[plots.blocks[:, 0]], blocks.column[plots.blocks[:, 0]]])[
        allowed
    ]
    row, column = at.index.get_level_values(0), at.index.get_level_values(1)
    beside = [at.reindex(pd.MultiIndex.from_arrays([row, column + 2 * step])).to_numpy() for step in range(3)]
    trios = np.column_stack(beside)
    trios = trios[~np.isnan(trios).any(axis=1)].astype(np.int64)
    if not len(trios):
        raise RuntimeError("no three free plots side by side in the central urban area; choose another city seed")
    first: NDArray[np.int64] = trios[0]
    return first
