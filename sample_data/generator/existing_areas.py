"""Existing residential areas (已建成居住区): on which blocks people live, and how many of them in each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator.blocks import Blocks
from sample_data.generator.communities import Cells
from sample_data.generator.plots import free_plots
from sample_data.generator.residents import LATEST
from sample_data.generator.rounding import shared_out
from sample_data.generator.seeds import stream_of

EXISTING = 1_700
_LARGE = 70  # estates on four blocks, one in a community at most
_MOST_PER_HA = 1_400
_FEWEST = 60


@dataclass(frozen=True, slots=True)
class ExistingAreas:
    """The areas: outline in the plane, residents, and the numbers of all blocks they stand on."""

    shapes: NDArray[np.object_]
    residents: NDArray[np.int64]
    blocks: NDArray[np.int64]


def existing_areas(blocks: Blocks, cells: Cells, *, residents: pd.DataFrame) -> ExistingAreas:
    """
    Choose blocks where people live, and house most of each community's people in its blocks.

    Nobody lives at more than 1,400 people a hectare; whoever is left over lives in scattered houses.
    """
    rng = stream_of("existing_areas")
    people = residents[LATEST].to_numpy(dtype=float)
    density = people / cells.area_km2
    housed = people * np.interp(density, [300, 2_000, 8_000], [0.12, 0.6, 0.95]) * rng.uniform(0.95, 1.02, len(people))
    large, large_shapes = _large_estates(blocks, housed, rng=rng)
    small = _blocks_of_estates(blocks, housed, taken=large, rng=rng)
    community = np.r_[blocks.community[large[:, 0]], blocks.community[small]]
    area_ha = np.r_[blocks.area_ha[large].sum(axis=1), blocks.area_ha[small]]
    weight = area_ha * rng.lognormal(0, 0.35, size=len(area_ha))
    weight[: len(large)] *= 1.8  # the large ones are the newer and taller ones
    share = weight / np.bincount(community, weight, minlength=len(people))[community]
    lived = np.clip(housed[community] * share, _FEWEST, area_ha * _MOST_PER_HA)
    return ExistingAreas(
        shapes=np.concatenate([large_shapes, blocks.shapes[small]]),
        residents=np.floor(lived).astype(np.int64),
        blocks=np.r_[large.ravel(), small],
    )


def _large_estates(
    blocks: Blocks, housed: NDArray[np.float64], *, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Plots of four blocks in communities with the people to fill them: their blocks (n x 4) and outlines."""
    plots = free_plots(blocks, np.array([], dtype=np.int64))
    community = blocks.community[plots.blocks[:, 0]]
    order = rng.permutation(np.flatnonzero(housed[community] > 6_500))
    first = order[np.unique(community[order], return_index=True)[1]]
    chosen = rng.choice(first, size=min(_LARGE, len(first)), replace=False)
    return plots.blocks[chosen], plots.whole[chosen]


def _blocks_of_estates(
    blocks: Blocks, housed: NDArray[np.float64], *, taken: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """The free blocks on which smaller areas stand: as many in each community as its people need."""
    free = np.setdiff1d(np.arange(len(blocks.community)), taken)
    community = blocks.community[free]
    held = np.bincount(community, minlength=len(housed))
    wanted = np.minimum(shared_out(EXISTING, np.where(held > 0, housed, 0)), held)
    order = np.lexsort((rng.random(len(free)), community))
    rank = np.arange(len(order)) - np.r_[0, np.cumsum(held)[:-1]][community[order]]
    return np.sort(free[order[rank < wanted[community[order]]]])
