"""How much of a unit lies in the central urban area (中心城区占比), and whether it counts as inside."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from planning.model.codes import Code
from planning.numerals import percent
from planning.policy.attributes import flags, numbers, wholes


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
    land, people = _land(units, sliver=sliver), _people(units, sliver=sliver)
    threshold = Fraction(1, 2) if by is CentralBy.MAJORITY else Fraction(0)
    known = people.where(people.notna(), land)
    told = [pd.NA if pd.isna(share) else share > threshold for share in known]
    stated = flags(_column(units, "central"))
    return pd.Series(told, index=units.index, dtype="boolean").fillna(stated)


def people_inside(units: pd.DataFrame, *, sliver: Decimal) -> pd.Series:
    """
    How many people of each unit live inside (Int64): as stated, else by the share of the land.

    What is derived by land is rounded to a whole person, a half upwards.
    """
    residents = _column(units, "residents").astype("Int64")
    land, people = _land(units, sliver=sliver), _people(units, sliver=sliver)
    known = people.where(people.notna(), land)
    stated = flags(_column(units, "central"))
    known = known.where(known.notna(), stated.map({True: Fraction(1), False: Fraction(0)}).astype("object"))
    inside = [
        pd.NA if pd.isna(count) or pd.isna(share) else int(int(count) * share + Fraction(1, 2))
        for count, share in zip(residents, known, strict=True)
    ]
    return pd.Series(inside, index=units.index, dtype="Int64")


def astride_words(units: pd.DataFrame, *, sliver: Decimal) -> pd.Series:
    """How much of a unit that the boundary cuts lies inside, of its land and people, in Chinese; empty elsewhere."""
    land, people = _land(units, sliver=sliver), _people(units, sliver=sliver)
    said = []
    for of_land, of_people in zip(land, people, strict=True):
        cut = any(pd.notna(share) and 0 < share < 1 for share in (of_land, of_people))
        parts = [
            f"{name}{percent(float(share))}"
            for name, share in (("用地", of_land), ("人口", of_people))
            if pd.notna(share)
        ]
        said.append(f"跨中心城区边界：{'、'.join(parts)}在内" if cut else "")
    return pd.Series(said, index=units.index, dtype="str")


def _land(units: pd.DataFrame, *, sliver: Decimal) -> pd.Series:
    """The share of the land inside (object: Fraction), without slivers; NA where nobody measured it."""
    # Text has the digits that were measured; a binary float would carry its own error into the product.
    texts = pd.Series([pd.NA if pd.isna(item) else str(item) for item in _column(units, "central_share")], units.index)
    least = Fraction(sliver)
    shares: list[Any] = [pd.NA if pd.isna(share) else Fraction(share) for share in numbers(texts)]
    bare = [
        share if pd.isna(share) else Fraction(0) if share < least else Fraction(1) if 1 - share < least else share
        for share in shares
    ]
    return pd.Series(bare, index=units.index, dtype="object")


def _people(units: pd.DataFrame, *, sliver: Decimal) -> pd.Series:
    """The share of the people inside (object: Fraction); where the land inside is a sliver, or all but one, its own."""
    residents = _column(units, "residents").astype("Int64")
    inside = wholes(_column(units, "central_residents"))
    land = _land(units, sliver=sliver)
    shares = [
        pd.NA if pd.isna(part) or pd.isna(every) or every == 0 else Fraction(int(part), int(every))
        for part, every in zip(inside, residents, strict=True)
    ]
    told = pd.Series(shares, index=units.index, dtype="object")
    uncut = pd.Series([pd.notna(share) and share in (0, 1) for share in land], index=units.index, dtype=bool)
    return told.mask(uncut & told.notna(), land)


def _column(units: pd.DataFrame, name: str) -> pd.Series:
    return units[name] if name in units else pd.Series(pd.NA, index=units.index, dtype="object")
