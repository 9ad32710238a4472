"""The table of residential areas (居住区): those that stand, and those that are planned, being built or just done."""

import geopandas as gpd
import numpy as np
import pandas as pd

from sample_data.generator import names
from sample_data.generator.calibration import LON_LAT_CRS, PERSONS_PER_HOUSEHOLD
from sample_data.generator.existing_areas import ExistingAreas
from sample_data.generator.land_sales import land_sales
from sample_data.generator.new_areas import NewAreas
from sample_data.generator.seeds import stream_of
from sample_data.generator.terrain import on_globe, rounded


def residential_areas_table(existing: ExistingAreas, new: NewAreas, *, phases: pd.DataFrame) -> gpd.GeoDataFrame:
    """Both eras in one table, ids in order of era."""
    rng = stream_of("residential_areas")
    old_shapes, new_shapes = existing.shapes, new.shapes
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
    table["land_sold_on"] = land_sales(table, phases)
    shapes = rounded(on_globe(np.concatenate([old_shapes, new_shapes])))
    return gpd.GeoDataFrame(table, geometry=shapes, crs=LON_LAT_CRS)
