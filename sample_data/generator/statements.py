"""The table of statements (对象属性): what is said of institutions, sites, land, hosts and the city, day by day."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

COLUMNS = ["subject_id", "attribute", "on", "value", "source"]


def stated(
    ids: ArrayLike, attribute: str, *, on: str, values: ArrayLike, source: str, told: NDArray[np.bool_]
) -> pd.DataFrame:
    """One row for each subject of which the attribute is `told` and has a value."""
    rows = pd.DataFrame(
        {"subject_id": np.asarray(ids), "attribute": attribute, "on": on, "value": np.asarray(values), "source": source}
    )
    return rows[told & rows["value"].notna()]


def statements_table(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All statements, in order of subject, attribute and day."""
    table = pd.concat(list(parts), ignore_index=True)[COLUMNS]
    return table.sort_values(["subject_id", "attribute", "on"], kind="stable", ignore_index=True)
