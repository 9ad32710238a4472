"""How much less a site counts the farther it is (距离衰减): a weight from 0 to 1 for each travel cost."""

import itertools
import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from planning.errors import MeasureError


class Decay(Protocol):
    """A weight for each cost: 1 for full, 0 beyond `limit`, in the unit in which the costs are."""

    @property
    def limit(self) -> float:
        """The cost beyond which nothing counts."""
        ...

    @property
    def zh(self) -> str:
        """What a page calls it."""
        ...

    def weights(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """The weight of each cost, float64 from 0 to 1, in an array of the same shape."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """All within the limit, itself included, count in full, as in 2SFCA (2003)."""

    limit: float

    def __post_init__(self) -> None:
        _require_above_zero("limit", self.limit)

    @property
    def zh(self) -> str:
        """What a page calls it."""
        return f"{self.limit:g}以内不衰减"

    def weights(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """1 up to the limit, 0 beyond."""
        return np.where(cost <= self.limit, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Zones:
    """Rings of (limit, weight) from the inside out, each with its outer limit included, as in E2SFCA (2009)."""

    zones: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if not self.zones:
            raise MeasureError(
                "没有分段，请至少给出一个距离及其权重 / no zone; give at least one limit with its weight"
            )
        limits, weights = zip(*self.zones, strict=True)
        _require_above_zero("the first zone's limit", limits[0])
        if not all(inner < outer for inner, outer in itertools.pairwise(limits)):
            raise MeasureError(f"分段距离{limits}须逐段增大 / zone limits {limits}; each must be above the one before")
        if not all(0 <= weight <= 1 for weight in weights):
            raise MeasureError(f"分段权重{weights}须在0到1之间 / zone weights {weights}; each must be from 0 to 1")
        if not all(inner >= outer for inner, outer in itertools.pairwise(weights)):
            raise MeasureError(
                f"分段权重{weights}不能由近到远增大 / zone weights {weights}; a farther zone cannot weigh more"
            )

    @property
    def limit(self) -> float:
        """The outer limit of the last zone."""
        return self.zones[-1][0]

    @property
    def zh(self) -> str:
        """What a page calls it."""
        return "分段衰减（" + "，".join(f"{limit:g}以内{weight:g}" for limit, weight in self.zones) + "）"

    def weights(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """The weight of the first zone whose limit is not below the cost, 0 beyond the last."""
        limits, weights = np.array(self.zones, dtype=np.float64).T
        return np.append(weights, 0.0)[np.searchsorted(limits, cost, side="left")]


@dataclass(frozen=True, slots=True)
class Gaussian:
    """
    A bell that falls to 0 at the limit d0: (exp(-(d/d0)²/2) - exp(-1/2)) / (1 - exp(-1/2)).

    The form of Gaussian 2SFCA (2009).
    """

    limit: float

    def __post_init__(self) -> None:
        _require_above_zero("limit", self.limit)

    @property
    def zh(self) -> str:
        """What a page calls it."""
        return f"高斯衰减（{self.limit:g}处为0）"

    def weights(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """1 at no cost, 0 at the limit and beyond."""
        at_limit = np.exp(-0.5)
        # A cost beyond the limit is taken as the limit, where the bell is 0.
        share = np.minimum(cost / self.limit, 1.0)
        weights: NDArray[np.float64] = np.clip((np.exp(-0.5 * share**2) - at_limit) / (1 - at_limit), 0.0, 1.0)
        return weights


@dataclass(frozen=True, slots=True)
class Exponential:
    """exp(-d/scale) up to the limit, itself included, 0 beyond; the weight is cut off there rather than drawn to 0."""

    limit: float
    scale: float

    def __post_init__(self) -> None:
        _require_above_zero("limit", self.limit)
        _require_above_zero("scale", self.scale)

    @property
    def zh(self) -> str:
        """What a page calls it."""
        return f"指数衰减（尺度{self.scale:g}，{self.limit:g}以内）"

    def weights(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """1 at no cost, 1/e at the scale, 0 beyond the limit."""
        return np.where(cost <= self.limit, np.exp(-cost / self.scale), 0.0)


@dataclass(frozen=True, slots=True)
class Linear:
    """A straight fall to 0 at the limit d0: 1 - d/d0."""

    limit: float

    def __post_init__(self) -> None:
        _require_above_zero("limit", self.limit)

    @property
    def zh(self) -> str:
        """What a page calls it."""
        return f"线性衰减（{self.limit:g}处为0）"

    def weights(self, cost: NDArray[np.float64]) -> NDArray[np.float64]:
        """1 at no cost, 0 at the limit and beyond."""
        fallen: NDArray[np.float64] = 1.0 - np.minimum(cost / self.limit, 1.0)
        return fallen


def _require_above_zero(name: str, number: float) -> None:
    if math.isnan(number) or number <= 0:
        raise MeasureError(f"衰减参数{number}无效，请给出大于0的数 / {name} is {number}; give a number above 0")
