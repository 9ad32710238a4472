"""How exactly a distance is known (距离精度): legs that add up alike from both ends, told to the millimetre."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Metres = TypeVar("Metres", float, NDArray[np.float64])

# A distance is told and compared to this many decimals of a metre: what a law or a survey says is never finer.
METRE_DECIMALS = 3
MILLIMETRE_M = 10.0**-METRE_DECIMALS
# A power of two, so that sums of legs are exact in floats: in any order the same, from both ends of a walk the same.
_STEPS_PER_M = 2.0**20
_SEARCHED_FARTHER_M = 2 * MILLIMETRE_M


def summable(legs_m: NDArray[np.float64]) -> NDArray[np.float64]:
    """Legs of a walk, each to the nearest of steps finer than a thousandth of a millimetre, whose sums are exact."""
    stepped: NDArray[np.float64] = np.rint(legs_m * _STEPS_PER_M) / _STEPS_PER_M
    return stepped


def to_the_millimetre(metres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whole distances as they are told, and as they are compared with a limit, itself included."""
    told: NDArray[np.float64] = np.round(metres, METRE_DECIMALS)
    return told


def searched_to(limit_m: Metres) -> Metres:
    """How far to search, so that nothing is dropped that comes to the limit once it is told to the millimetre."""
    return limit_m + _SEARCHED_FARTHER_M
