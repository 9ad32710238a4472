"""How much of a unit lies in the central urban area (中心城区占比), and whether it counts as inside."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from planning.model.codes import Code
from planning.numerals import percent
from planning.policy.attributes import flags, wholes


class CentralBy(Code):
    """How a unit that the boundary cuts is read (跨界的读法)."""

    MAJORITY = "majority", "按多数人口，没有人口分布时按多数用地"
    WHOLE = "whole", "整体计入"
    INSIDE = "inside", "只计区内部分"


def lies_inside(units: pd.DataFrame, *, by: CentralBy, sliver: Decimal) -> pd.Series:
    """
    Whether each unit counts as inside (boolean, NA where unknown).

    Parameters
    ----------
    units
        `central_share` (share of the land inside), `central_residents` (people inside) and `central`, as far as they
        are there. Where the people inside are known, they decide a majority; else the land does; else what `central`
        says.
    by
        How a unit that the boundary cuts is read.
    sliver
        A share of the land, inside or outside, that is below this is none.
    """
    known = _share(units, sliver=sliver)
    threshold = Fraction(1, 2) if by is CentralBy.MAJORITY else Fraction(0)
    told = _once(known, lambda share: share > threshold).astype("boolean")
    return told.fillna(flags(_column(units, "central")))


def people_inside(units: pd.DataFrame, *, sliver: Decimal) -> pd.Series:
    """
    How many people of each unit live inside (Int64): as stated, else by the share of the land.

    What is derived by land is rounded to a whole person, a half upwards.
    """
    residents = _column(units, "residents").astype("Int64")
    known = _share(units, sliver=sliver)
    stated = flags(_column(units, "central")).astype("object")
    known = known.where(known.notna(), _once(stated, Fraction))
    # Nobody and everybody need no arithmetic; few areas are cut.
    inside = residents.where((known == 1).fillna(False).astype(bool)).mask((known == 0).fillna(False).astype(bool), 0)
    cut = inside.isna() & residents.notna() & known.notna()
    parts = [int(int(count) * share + Fraction(1, 2)) for count, share in zip(residents[cut], known[cut], strict=True)]
    derived = pd.Series(parts, index=units.index[cut], dtype="Int64").reindex(units.index)
    return inside.fillna(derived).mask(residents.isna())


def astride_words(units: pd.DataFrame, *, sliver: Decimal) -> pd.Series:
    """How much of a unit that the boundary cuts lies inside, of its land and people, in Chinese; empty elsewhere."""
    land = _land(units, sliver=sliver)
    people = _people(units, land)
    cut = _partly(land) | _partly(people)
    said = pd.Series("", index=units.index, dtype="str")
    for area in units.index[cut]:
        shares = (("用地", land[area]), ("人口", people[area]))
        parts = [f"{name}{percent(float(share))}" for name, share in shares if pd.notna(share)]
        said[area] = f"跨中心城区边界：{'、'.join(parts)}在内"
    return said


def _share(units: pd.DataFrame, *, sliver: Decimal) -> pd.Series:
    """The share that decides (object: Fraction): of the people inside where they are known, else of the land."""
    land = _land(units, sliver=sliver)
    people = _people(units, land)
    return people.where(people.notna(), land)


def _land(units: pd.DataFrame, *, sliver: Decimal) -> pd.Series:
    """The share of the land inside (object: Fraction), without slivers; NA where nobody measured it."""
    least = Fraction(sliver)

    def bare(value: Any) -> Any:
        # The text has the digits that were measured; a binary float would carry its own error into the product.
        share = Fraction(str(value))
        return Fraction(0) if share < least else Fraction(1) if 1 - share < least else share

    return _once(_column(units, "central_share").astype("object"), bare)


def _people(units: pd.DataFrame, land: pd.Series) -> pd.Series:
    """The share of the people inside (object: Fraction); where the land inside is a sliver, or all but one, its own."""
    told = pd.Series(pd.NA, index=units.index, dtype="object")
    if "central_residents" not in units:
        return told
    residents, inside = units["residents"].astype("Int64"), wholes(units["central_residents"])
    known = inside.notna() & (residents > 0).fillna(False).astype(bool)
    told[known] = [Fraction(int(part), int(every)) for part, every in zip(inside[known], residents[known], strict=True)]
    return told.mask(known & land.notna() & ~_partly(land), land)


def _partly(shares: pd.Series) -> pd.Series:
    """Whether each share is known and neither nothing nor everything (bool)."""
    return _once(shares, lambda share: 0 < share < 1).fillna(False).astype(bool)


def _once(values: pd.Series, reads: Callable[[Any], Any]) -> pd.Series:
    """Each value read (object), NA where it is missing; values that repeat, as most do, are read once."""
    known = {value: reads(value) for value in values.dropna().unique()}
    found = values.map(known).astype("object")
    return found.where(found.notna(), pd.NA)


def _column(units: pd.DataFrame, name: str) -> pd.Series:
    return units[name] if name in units else pd.Series(pd.NA, index=units.index, dtype="object")
