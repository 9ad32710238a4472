"""How a whole is shared out into whole numbers that add up to it (最大余数法), along the last axis."""

import numpy as np
from numpy.typing import NDArray


def shared_out(total: NDArray[np.int64] | int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """
    Share `total` out by `weights` along the last axis: largest remainders first, ties to the earlier one.

    Parameters
    ----------
    total
        One whole number, or one for each row of `weights`.
    weights
        0 or more; a row of zeros is shared evenly.
    """
    weights = np.where(weights.sum(axis=-1, keepdims=True) > 0, weights, 1.0)
    totals = np.asarray(total, dtype=np.int64)[..., None]
    exact = totals * (weights / weights.sum(axis=-1, keepdims=True))
    floors = np.floor(exact).astype(np.int64)
    # A remainder is compared to nine digits, so that the last bit of a processor never moves a person.
    order = np.argsort(-np.round(exact - floors, 9), axis=-1, kind="stable")
    rank = np.argsort(order, axis=-1, kind="stable")
    missing = totals - floors.sum(axis=-1, keepdims=True)
    shares: NDArray[np.int64] = floors + (rank < missing)
    return shares
