"""The table of administrative areas (行政区划): the city, its districts, streets, towns and communities."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sample_data.generator import names
from sample_data.generator.calibration import LON_LAT_CRS
from sample_data.generator.communities import Cells
from sample_data.generator.hierarchy import CITY_ID, Hierarchy, merged
from sample_data.generator.seeds import stream_of

_SUFFIX = {"subdistrict": "街道", "town": "镇", "township": "乡", "urban_community": "社区", "village": "村"}


def areas_table(cells: Cells, hierarchy: Hierarchy) -> gpd.GeoDataFrame:
    """Every area with its polygon; children tile their parent, vertex for vertex."""
    rng = stream_of("areas")
    streets = merged(cells.polygons, hierarchy.street_of)
    districts = merged(streets, hierarchy.district_of)
    city = merged(districts, np.zeros(len(districts), dtype=np.int64))
    street_names = names.street_names(len(streets), rng)
    community_names = names.community_names(len(cells.polygons), rng)
    table = pd.concat(
        [
            _level("city", [CITY_ID], called=[names.CITY], kinds="city", parents=None),
            _level("district", hierarchy.district_ids, called=names.DISTRICTS, kinds="district", parents=CITY_ID),
            _level(
                "street",
                hierarchy.street_ids,
                called=street_names + _suffixes(hierarchy.street_kinds),
                kinds=hierarchy.street_kinds,
                parents=hierarchy.district_ids[hierarchy.district_of],
            ),
            _level(
                "community",
                hierarchy.community_ids,
                called=community_names + _suffixes(hierarchy.community_kinds),
                kinds=hierarchy.community_kinds,
                parents=hierarchy.street_ids[hierarchy.street_of],
            ),
        ],
        ignore_index=True,
    )
    table["communities"] = _communities(table)
    shapes = np.concatenate([city, districts, streets, cells.polygons])
    areas = gpd.GeoDataFrame(table, geometry=shapes, crs=LON_LAT_CRS)
    return areas.sort_values("area_id", key=_reading_order, ignore_index=True)


def _level(
    level: str,
    ids: Sequence[str] | NDArray[np.str_],
    *,
    called: Sequence[str] | NDArray[np.object_],
    kinds: str | NDArray[np.str_],
    parents: str | NDArray[np.str_] | None,
) -> pd.DataFrame:
    rows = pd.DataFrame({"area_id": ids, "name": called, "level": level, "kind": kinds, "parent_id": parents})
    return rows.astype({"parent_id": "object"})


def _suffixes(kinds: NDArray[np.str_]) -> NDArray[np.object_]:
    return pd.Series(kinds).map(_SUFFIX).to_numpy(dtype=object)


def _communities(table: pd.DataFrame) -> pd.Series:
    """How many communities and villages stand below each area; none is counted below a community itself."""
    ids = table.loc[table["level"] == "community", "area_id"]
    counts = pd.concat([ids.str[:length].value_counts() for length in (2, 4, 6)])
    return table["area_id"].map(counts).astype("Int64")


def _reading_order(ids: pd.Series) -> pd.Series:
    """Large areas first, each level in the order of its codes."""
    return ids.str.len().astype(str).str.zfill(2) + ids
