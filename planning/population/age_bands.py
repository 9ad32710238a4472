"""The age bands (月龄段) of the class kinds, as the profile cites them."""

from collections.abc import Iterable

from planning.model.codes import PlaceClass
from planning.policy.class_sizes import ClassSize

# Mixed places serve several ages, so no band of children is theirs alone.
SINGLE_AGE = (PlaceClass.INFANT, PlaceClass.TODDLER_SMALL, PlaceClass.TODDLER_LARGE)
CHILDREN_OF_CLASS: tuple[str, ...] = tuple(f"children_{place_class}" for place_class in SINGLE_AGE)


def age_bands(sizes: Iterable[ClassSize]) -> dict[str, tuple[int, int]]:
    """The ages in months of each class of one age: `children_<class>` to (from, up to but not with)."""
    return {
        f"children_{size.place_class}": (size.from_months, size.to_months)
        for size in sizes
        if size.place_class in SINGLE_AGE
    }
