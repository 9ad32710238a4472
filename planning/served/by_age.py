"""What becomes of the children of each age (分月龄的服务五分): the split of an area, band by band, adding up to it."""

import numpy as np
import pandas as pd

from planning.model.codes import Level
from planning.served.served import FATE_COLUMNS, Served
from planning.served.split import SEEKING, Fate


def split_by_age(served: Served, level: Level, *, area_id: str) -> pd.DataFrame:
    """
    Split the children of one area by their age.

    Returns
    -------
    DataFrame
        By band of months (`6-12`), youngest first, every band under 3 years: Int64 `children`, `seekers` and a column
        for each `Fate` by its code. Bands add up to the row of the area in `Served.of_level`; the five parts of a band
        to its seekers, and with those who do not seek to its children. Empty where the area is undetermined.

    Raises
    ------
    UnknownLevel
        The level lies below the street.
    """
    row = served.of_level(level).loc[area_id]
    if served.unanswered or pd.isna(row[FATE_COLUMNS[0]]):
        return pd.DataFrame(columns=["children", "seekers", *map(str, Fate)], dtype="Int64")
    inside = points_of(served, level, area_id=area_id)
    children = served.children[inside].sum()
    units = served.found.units
    own = units[inside.to_numpy()[units["point_row"].to_numpy(dtype=np.int64)]]
    names = pd.Series(served.ages.names, dtype=object).reindex(own["band_row"])
    sums = own.groupby(names.to_numpy())[["seekers", *map(str, SEEKING)]].sum().reindex(children.index, fill_value=0)
    table = sums.assign(children=children)
    table[str(Fate.NOT_SEEKING)] = table["children"] - table["seekers"]
    return table[["children", "seekers", *map(str, Fate)]].astype("Int64")


def points_of(served: Served, level: Level, *, area_id: str) -> pd.Series:
    """Which dwelling points lie in an area (bool by point)."""
    if served.walks is None:
        return pd.Series(dtype=bool)
    inside: pd.Series = (served.walks.points[str(level)] == area_id).fillna(value=False).astype(bool)
    return inside
