"""How unevenly reach is spread over people (公平性), as a Gini coefficient (基尼系数) or a Palma ratio (帕尔马比值)."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.accessibility.amounts import amounts_by_row

_BOTTOM = 0.4  # what the Palma ratio is: the top tenth over the bottom four tenths
_TOP = 0.1


def gini(values: pd.Series, weights: pd.Series) -> float:
    """
    The Gini coefficient of values that people have: 0 where all have the same, near 1 where one has all.

    G = Σ_i Σ_j w_i w_j |x_i - x_j| / (2 W² x̄), which is 1 less twice the area below the Lorenz curve: with units in
    order of value, p_k the share of people and l_k the share of the whole up to unit k,
    G = 1 - Σ_k (p_k - p_(k-1)) (l_k + l_(k-1)).

    Parameters
    ----------
    values
        What each person of a unit has, such as `places_per_child`, 0 or more, by unit.
    weights
        How many people a unit has, 0 or more, by unit.

    Returns
    -------
    float
        0 to 1; NaN where there is nothing to share or nobody to share it among.

    Raises
    ------
    MeasureError
        A value or weight is missing, unknown, endless or below 0.
    """
    people, held = _lorenz(values, weights)
    if not len(people):
        return float("nan")
    uneven = 1 - np.sum(np.diff(people) * (held[1:] + held[:-1]))
    return float(max(uneven, 0.0))  # rounding may put equal values a hair below 0


def palma(values: pd.Series, weights: pd.Series) -> float:
    """
    What the best-served tenth of the people have together, over what the worst-served four tenths have.

    (1 - L(0.9)) / L(0.4), with L the Lorenz curve of `gini`: a unit that lies across a mark is split there, all its
    people having the same. 0.25 where all have the same.

    Parameters and errors are those of `gini`.

    Returns
    -------
    float
        0.25 or more; NaN where there is nothing to share, nobody to share it among, or the bottom has nothing at all.
    """
    people, held = _lorenz(values, weights)
    if not len(people):
        return float("nan")
    bottom, below_top = np.interp([_BOTTOM, 1 - _TOP], people, held)
    return float((1 - below_top) / bottom) if bottom > 0 else float("nan")


def _lorenz(values: pd.Series, weights: pd.Series) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shares of the people and of the whole from the least served on, both from 0 to 1; empty where a whole is 0."""
    people = amounts_by_row(weights, weights.index, what="weights")
    value = amounts_by_row(values, weights.index, what="values")
    order = np.argsort(value, kind="stable")
    people = people[order]
    held = people * value[order]
    if not held.sum() > 0:
        return np.zeros(0), np.zeros(0)
    return _running_share(people), _running_share(held)


def _running_share(amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    running = np.concatenate(([0.0], np.cumsum(amounts)))
    return np.asarray(running / running[-1])
