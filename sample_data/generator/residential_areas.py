"""The table of residential areas (居住区): about 1,700 that stand and 300 that are planned, being built or just done."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from sample_data.generator import names
from sample_data.generator.blocks import Blocks, placed
from sample_data.generator.calibration import LON_LAT_CRS, PERSONS_PER_HOUSEHOLD
from sample_data.generator.central_urban_area import central_ground
from sample_data.generator.communities import Cells
from sample_data.generator.new_areas import NewAreas
from sample_data.generator.residents import LATEST
from sample_data.generator.rounding import shared_out
from sample_data.generator.seeds import stream_of
from sample_data.generator.terrain import rounded

EXISTING = 1_700


@dataclass(frozen=True, slots=True)
class ExistingAreas:
    """Which blocks (numbers in `Blocks`) carry an existing area, and how many people live in each."""

    blocks: NDArray[np.int64]
    residents: NDArray[np.int64]


def existing_areas(blocks: Blocks, cells: Cells, residents: pd.DataFrame) -> ExistingAreas:
    """Choose blocks where people live, and house most of each community's people in its blocks."""
    rng = stream_of("existing_areas")
    people = residents[LATEST].to_numpy(dtype=float)
    density = people / cells.area_km2
    housed = people * np.interp(density, [300, 2_000, 8_000], [0.12, 0.6, 0.95]) * rng.uniform(0.95, 1.02, len(people))
    held = np.bincount(blocks.community, minlength=len(people))
    wanted = np.minimum(shared_out(EXISTING + 60, np.where(held > 0, housed, 0)), held)
    order = np.lexsort((rng.random(len(blocks.community)), blocks.community))
    first = np.r_[0, np.cumsum(held)[:-1]]
    rank = np.arange(len(order)) - first[blocks.community[order]]
    chosen = np.sort(order[rank < wanted[blocks.community[order]]])
    weight = blocks.area_ha[chosen] * rng.lognormal(0, 0.35, size=len(chosen))
    total = np.bincount(blocks.community[chosen], weight, minlength=len(people))
    share = weight / total[blocks.community[chosen]]
    # Nobody lives in a block at more than 1,400 people a hectare; whoever is left over lives in scattered houses.
    lived = np.minimum(housed[blocks.community[chosen]] * share, blocks.area_ha[chosen] * 1_400)
    return ExistingAreas(blocks=chosen, residents=np.floor(np.maximum(lived, 60)).astype(np.int64))


def residential_areas_table(blocks: Blocks, existing: ExistingAreas, new: NewAreas) -> gpd.GeoDataFrame:
    """Both eras in one table, ids in order of era."""
    rng = stream_of("residential_areas")
    old_shapes, new_shapes = blocks.shapes[existing.blocks], new.shapes
    called = names.estate_names(len(old_shapes) + len(new_shapes), rng)
    people_each = rng.normal(float(PERSONS_PER_HOUSEHOLD), 0.2, size=len(old_shapes))
    old = pd.DataFrame(
        {
            "residential_area_id": [f"RE{number:04d}" for number in range(1, len(old_shapes) + 1)],
            "name": called[: len(old_shapes)],
            "era": "existing",
            "status": "delivered",
            "development_id": None,
            "residents": pd.array(existing.residents, dtype="Int64"),
            "dwellings": pd.array(np.ceil(existing.residents / people_each).astype(np.int64), dtype="Int64"),
            "persons_per_dwelling": None,
            "source": "居住区台账（合成）",
        }
    )
    fresh = new.table.assign(name=called[len(old_shapes) :] + new.table["name_tail"]).drop(columns="name_tail")
    table = pd.concat([old, fresh[old.columns]], ignore_index=True)
    shapes = rounded(placed(np.concatenate([old_shapes, new_shapes])))
    return gpd.GeoDataFrame(table, geometry=shapes, crs=LON_LAT_CRS)


def inside_central(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Whether a shape of the plane lies wholly in the central urban area."""
    within: NDArray[np.bool_] = shapely.contains_properly(central_ground().buffer(-0.15), shapes)
    return within
