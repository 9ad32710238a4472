"""How required places fall to classes (班型): shared out by the children of each class's age, exactly."""

import pandas as pd

from planning.apportionment import apportion_within
from planning.population.age_bands import CHILDREN_OF_CLASS, SINGLE_AGE

REQUIRED_OF_CLASS: tuple[str, ...] = tuple(f"required_{place_class}" for place_class in SINGLE_AGE)


def required_by_class(required: pd.Series, children: pd.DataFrame) -> pd.DataFrame:
    """
    Share each unit's required places out over the classes, in proportion to the children of their ages.

    Parameters
    ----------
    required
        Int64 by unit.
    children
        Int64, columns `CHILDREN_OF_CLASS`, by unit; NA where births by month are unknown.

    Returns
    -------
    DataFrame
        Int64, columns `REQUIRED_OF_CLASS`, by unit; each row adds up to `required`. NA where the children are unknown.
        No clause sets this mix: it is an extension, and carries the ages of the class kinds that the profile cites.
    """
    weights = pd.Series(children[list(CHILDREN_OF_CLASS)].stack(future_stack=True))
    keys = pd.DataFrame(list(weights.index), columns=["unit", "class"])
    keys.index = pd.Index(keys["unit"] + "|" + keys["class"])
    shared = apportion_within(required, weights.set_axis(keys.index), parent_of=keys["unit"])
    wide = shared.to_frame("places").join(keys).pivot(index="unit", columns="class", values="places")
    wide = wide.reindex(index=required.index, columns=list(CHILDREN_OF_CLASS)).astype("Int64")
    return wide.set_axis(list(REQUIRED_OF_CLASS), axis="columns")


def shortage_by_class(required: pd.DataFrame, supplied: pd.DataFrame) -> pd.DataFrame:
    """
    What each class lacks before mixed places are used: `shortage_<class>`, Int64, 0 or more.

    `required` has `required_<class>`, `supplied` has `supplied_<class>`, both by unit.
    """
    return pd.DataFrame(
        {
            f"shortage_{name}": (required[f"required_{name}"] - supplied[f"supplied_{name}"]).clip(lower=0)
            for name in SINGLE_AGE
        },
        index=required.index,
    )
