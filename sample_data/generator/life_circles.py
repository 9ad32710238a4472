"""The table of community life circles (社区生活圈) of 5, 10 and 15 minutes over the built-up ground."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from sample_data.generator.calibration import CIRCLE_RESIDENTS, LON_LAT_CRS, SOURCE
from sample_data.generator.central_urban_area import central_ground
from sample_data.generator.communities import Cells
from sample_data.generator.grouping import Neighbours, grown_groups, neighbours_of
from sample_data.generator.hierarchy import merged
from sample_data.generator.residents import LATEST
from sample_data.generator.seeds import stream_of
from sample_data.generator.terrain import rounded

_SIMPLIFY_DEGREES = 0.0006  # about 60 m: circles follow roads, not every bend of a border


def life_circles_table(cells: Cells, residents: pd.DataFrame) -> gpd.GeoDataFrame:
    """
    Circles of three sizes, each grouped on its own, so that small ones do not nest in large ones.

    A group whose residents are outside the range of its size is left out.
    """
    rng = stream_of("life_circles")
    urban = shapely.contains_xy(central_ground().buffer(0.3), cells.seeds[:, 0], cells.seeds[:, 1])
    people = residents[LATEST].to_numpy(dtype=float)
    tables = [_circles(cells, people, urban=urban, minutes=minutes, rng=rng) for minutes in ("15", "10", "5")]
    return pd.concat(tables, ignore_index=True).sort_values("circle_id", ignore_index=True)


def _circles(
    cells: Cells,
    people: NDArray[np.float64],
    *,
    urban: NDArray[np.bool_],
    minutes: str,
    rng: np.random.Generator,
) -> gpd.GeoDataFrame:
    fewest, most = CIRCLE_RESIDENTS[minutes]
    dry = _without_river(neighbours_of(cells.polygons[urban]), cells.north[urban])
    labels = grown_groups(people[urban], dry, fewest=fewest, most=most, rng=rng)
    held = np.bincount(labels, people[urban])
    shapes = shapely.coverage_simplify(
        merged(cells.polygons[urban], labels), _SIMPLIFY_DEGREES, simplify_boundary=False
    )
    kept = (held >= fewest) & (held <= most)
    numbers = [f"LC{minutes.zfill(2)}-{number:03d}" for number in range(1, kept.sum() + 1)]
    return gpd.GeoDataFrame(
        {
            "circle_id": numbers,
            "name": [f"{minutes}分钟生活圈{number[-3:]}" for number in numbers],
            "minutes": minutes,
            "source": SOURCE,
        },
        geometry=rounded(shapes[kept]),
        crs=LON_LAT_CRS,
    )


def _without_river(neighbours: Neighbours, north: NDArray[np.bool_]) -> Neighbours:
    """The pairs on one bank: nobody walks across the river."""
    same = north[neighbours.first] == north[neighbours.second]
    return Neighbours(neighbours.first[same], neighbours.second[same], neighbours.length[same])
