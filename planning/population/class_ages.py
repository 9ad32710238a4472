"""Which class takes a child of which age (月龄与班型): the ages cut where some class begins or ends."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from planning.model.codes import PlaceClass
from planning.policy.class_sizes import ClassSize


@dataclass(frozen=True, slots=True)
class Ages:
    """
    Ages in completed months, each band within or outside every class as a whole.

    `bands` are (from, up to but not with), youngest first, from the youngest class's first month to the oldest's last;
    `classes` the kinds of class in the order of their ages, `fits` (bands x classes) whether a class takes the band.
    """

    bands: tuple[tuple[int, int], ...]
    classes: tuple[PlaceClass, ...]
    fits: NDArray[np.bool_]

    @classmethod
    def of(cls, sizes: Iterable[ClassSize]) -> Self:
        """The ages of a profile's classes; no bands where it has none."""
        by_class = {size.place_class: size for size in sizes}
        ordered = [by_class[one] for one in PlaceClass if one in by_class]
        cuts = sorted({month for size in ordered for month in (size.from_months, size.to_months)})
        bands = tuple(itertools.pairwise(cuts))
        fits = [[size.from_months <= low and high <= size.to_months for size in ordered] for low, high in bands]
        return cls(
            bands,
            tuple(size.place_class for size in ordered),
            np.array(fits, dtype=bool).reshape(len(bands), len(ordered)),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The bands as column names, such as `6-12`."""
        return tuple(f"{low}-{high}" for low, high in self.bands)

    @property
    def youngest(self) -> int:
        """The first month at which some class takes a child; no class takes a younger one."""
        return self.bands[0][0] if self.bands else 0

    def all_bands(self, to_months: int) -> dict[str, tuple[int, int]]:
        """Every band from birth to `to_months`: the classes' own, and those that no class takes, before and behind."""
        edges = sorted({0, to_months, *(month for band in self.bands for month in band if month < to_months)})
        return {f"{low}-{high}": (low, high) for low, high in itertools.pairwise(edges)}
