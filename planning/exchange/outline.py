"""Where the city lies (城市轮廓): what stands far outside is of elsewhere, and so is a plane made for another place."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from planning.coordinates.systems import metric_crs_for
from planning.errors import CoordinateError
from planning.exchange.manifest import MANIFEST_FILE
from planning.exchange.notes import Notes, Spot, refusal, warning
from planning.exchange.table_files import ReadTable
from planning.model.codes import AreaLevel


def check_distance(read: ReadTable, areas: ReadTable, *, metric_crs: str) -> tuple[pd.Series, Notes]:
    """
    Refuse what lies further outside the city's outline than the outline's own diagonal, as `outside-study-area`.

    The outline is the polygon of the city, or of all areas together; the diagonal is that of its bounding box. Gives
    True for the rows of `read` that are refused, none where no area has a polygon. Distances are in `metric_crs`.
    """
    far = pd.Series(False, index=read.table.index)
    outline = _outline(areas.table, metric_crs)
    shapes = read.table.geometry
    if outline is None or shapes.isna().all():
        return far, Notes()
    west, south, east, north = shapely.bounds(outline)
    diagonal_m = float(np.hypot(east - west, north - south))
    metres = shapes.to_crs(metric_crs).distance(outline)
    far = (metres > diagonal_m).astype(bool)
    km = (metres / 1000).map("{:.0f}".format)
    across = f"{diagonal_m / 1000:.0f}"
    hint = (
        "在市域以外 " + km + f" 公里，超过市域的对角线（{across} 公里）；请核对坐标"
        " / " + km + f" km outside the city, more than the city is across ({across} km); check the position"
    )
    key = read.contract.key[0]
    spot = Spot(read.file, "geometry", read.rows, read.table[key])
    return far, spot.refuse(far, code="outside-study-area", hint=hint)


def _outline(areas: gpd.GeoDataFrame, metric_crs: str) -> shapely.Geometry | None:
    drawn = areas[areas.geometry.notna()]
    if drawn.empty:
        return None
    city = drawn[drawn["level"] == AreaLevel.CITY]
    chosen = drawn if city.empty else city
    return shapely.union_all(chosen.geometry.to_crs(metric_crs).to_numpy())


def check_metric_system(tables: Mapping[str, ReadTable], *, metric_crs: str) -> Notes:
    """
    Hold the city's areas against the area of use of its projected system, both in degrees.

    `crs-contradiction` where the middle of the city lies outside it: a warning as long as the city touches it or is no
    further from it than it is wide (lengths are a little off), else a refusal. The hint names the system that fits.
    """
    if "areas" not in tables or tables["areas"].table.geometry.isna().all():
        return Notes()
    west, south, east, north = (float(value) for value in tables["areas"].table.total_bounds)
    use = CRS.from_user_input(metric_crs).area_of_use
    if use is None:
        return Notes()
    middle = (west + east) / 2, (south + north) / 2
    if use.west <= middle[0] <= use.east and use.south <= middle[1] <= use.north:
        return Notes()
    try:
        better = metric_crs_for((west, south, east, north)).to_string()
    except CoordinateError:
        better = "EPSG:4534–4554"
    hint = (
        f"适用范围为东经 {use.west:g}—{use.east:g} 度，市域在 {west:.2f}—{east:.2f} 度，宜用 {better}"
        f" / made for {use.west:g} to {use.east:g} degrees east, the city is at {west:.2f} to {east:.2f}; use {better}"
    )
    gap = max(west - use.east, use.west - east)
    apart = gap > use.east - use.west or south > use.north or north < use.south
    say = refusal if apart else warning
    return say(MANIFEST_FILE, "crs-contradiction", hint=hint, field="city.metric_crs", value=metric_crs)
