"""Points written as two columns of a plain table (经纬度列): longitude and latitude in decimal degrees, or metres."""

from typing import Final

import numpy as np
import pandas as pd
import shapely

from planning.exchange.notes import Notes, Spot
from planning.exchange.numbers import HALF_WIDTH
from planning.exchange.raw import RawTable, normal_heading
from planning.model.contracts import Column, Kind

LONGITUDE: Final = ("longitude", "lon", "lng", "经度", "x", "东坐标")
LATITUDE: Final = ("latitude", "lat", "纬度", "y", "北坐标")
_NUMBER: Final = r"[+-]?[0-9]+(?:\.[0-9]+)?"


def points_of(raw: RawTable, column: Column) -> tuple[pd.Series | None, Notes]:
    """
    The points that two columns of `raw` write, None in rows where either is blank.

    None where the table has no such columns or the contract wants no points. Degrees, minutes and seconds are refused
    as `coordinate-format`.
    """
    names = {normal_heading(str(name)): name for name in raw.cells.columns}
    x_name = next((names[name] for name in LONGITUDE if name in names), None)
    y_name = next((names[name] for name in LATITUDE if name in names), None)
    if column.kind is not Kind.POINT or x_name is None or y_name is None:
        return None, Notes()
    x, notes = _numbers(raw, str(x_name))
    y, more = _numbers(raw, str(y_name))
    there = x.notna() & y.notna()
    points = pd.Series([None] * len(raw.rows), index=raw.rows.index, dtype=object)
    points[there] = shapely.points(np.column_stack([x[there], y[there]]))
    return points, notes + more


def _numbers(raw: RawTable, heading: str) -> tuple[pd.Series, Notes]:
    cells = raw.cells[heading].astype("str")
    if cells.str.fullmatch(_NUMBER, na=False).all():
        return pd.to_numeric(cells), Notes()
    text = cells.str.translate(HALF_WIDTH).str.strip()
    text = text.mask(text == "")
    written = text.str.fullmatch(_NUMBER, na=False)
    hint = "写十进制度数，如 114.123456 / write decimal degrees, like 114.123456"
    spot = Spot(raw.file, heading, raw.rows, raw.cells[heading])
    notes = spot.refuse(text.notna() & ~written, code="coordinate-format", hint=hint)
    return pd.to_numeric(text.where(written)), notes
