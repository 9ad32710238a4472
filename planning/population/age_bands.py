"""Which class takes a child of which age (月龄与班型): the ages cut where some class begins or ends."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from planning.model.codes import PlaceClass
from planning.policy.class_sizes import ClassSize
from planning.population.children import UNDER_3

# Mixed places serve several ages, so no band of children is theirs alone.
SINGLE_AGE = (PlaceClass.INFANT, PlaceClass.TODDLER_SMALL, PlaceClass.TODDLER_LARGE)
CHILDREN_OF_CLASS: tuple[str, ...] = tuple(f"children_{place_class}" for place_class in SINGLE_AGE)


@dataclass(frozen=True, slots=True)
class Ages:
    """
    Ages under 3 in completed months, each band within or outside every class as a whole.

    `bands` are (from, up to but not with), youngest first, those alone that some class takes: children of other ages
    are not asked for a place. `classes` are the kinds of class in the order of their ages, `fits` (bands x classes)
    whether a class takes the band, `single` the ages of each class of one age by `CHILDREN_OF_CLASS`.
    """

    bands: tuple[tuple[int, int], ...]
    classes: tuple[PlaceClass, ...]
    fits: NDArray[np.bool_]
    single: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, sizes: Iterable[ClassSize]) -> Self:
        """The ages of a profile's classes; no bands where it has none."""
        by_class = {size.place_class: size for size in sizes}
        ordered = [by_class[one] for one in PlaceClass if one in by_class]
        months = {month for size in ordered for month in (size.from_months, size.to_months)}
        cuts = sorted({min(month, UNDER_3[1]) for month in months})
        every = list(itertools.pairwise(cuts))
        takes = [[size.from_months <= low and high <= size.to_months for size in ordered] for low, high in every]
        fits = np.array(takes, dtype=bool).reshape(len(every), len(ordered))
        taken = np.array(fits.any(axis=1), dtype=bool)
        single = {one: by_class[one] for one in SINGLE_AGE if one in by_class}
        return cls(
            tuple(itertools.compress(every, taken.tolist())),
            tuple(size.place_class for size in ordered),
            fits[taken],
            {f"children_{one}": (size.from_months, size.to_months) for one, size in single.items()},
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The bands as column names, such as `6-12`."""
        return tuple(f"{low}-{high}" for low, high in self.bands)

    @property
    def youngest(self) -> int:
        """The first month at which some class takes a child; no class takes a younger one."""
        return self.bands[0][0] if self.bands else 0

    @property
    def all_bands(self) -> dict[str, tuple[int, int]]:
        """Every band of the children under 3: the classes' own, and those that no class takes, wherever they lie."""
        edges = sorted({*UNDER_3, *itertools.chain.from_iterable(self.bands)})
        return {f"{low}-{high}": (low, high) for low, high in itertools.pairwise(edges)}
