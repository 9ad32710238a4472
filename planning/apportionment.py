"""How a whole number is shared out into whole numbers that add up to it exactly (最大余额法 largest remainder)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from numbers import Integral
from typing import Any

import pandas as pd

from planning.errors import ApportionmentError


def apportion(total: object, weights: pd.Series, *, floor: pd.Series | None = None) -> pd.Series:
    """
    Share `total` out over units in proportion to their weights, by the largest remainder (Hamilton).

    Each unit gets its exact quota rounded down; the units of the largest remainders get one more until the shares add
    up. Equal remainders go by key, the lowest first, so the order of the rows changes nothing. All arithmetic is in
    whole numbers.

    Parameters
    ----------
    total
        A whole number, 0 or more, or NA.
    weights
        int, Decimal or Fraction by unit, 0 or more; unique keys that can be sorted. Only their proportions matter.
    floor
        The least each unit gets, a whole number by unit. A unit whose quota is below its floor gets just its floor,
        and the others share the rest; units it does not name have none.

    Returns
    -------
    Series
        Int64 shares with the index of `weights`. All NA where the total or any weight is missing, and where all
        weights are 0 (nothing says whose the total is) unless the total is 0 as well.

    Raises
    ------
    ApportionmentError
        A negative or fractional total, a weight that is negative or a float, keys that repeat, floors above the total.
    """
    _require_unique(weights.index)
    least = None if floor is None else _floors(floor, weights.index)
    shares = _shares(total, weights.tolist(), keys=weights.index.tolist(), least=least)
    return pd.Series(shares, index=weights.index, dtype="Int64")


def apportion_within(totals: pd.Series, weights: pd.Series, *, parent_of: pd.Series) -> pd.Series:
    """
    Share each parent's total out over its own units, as `apportion` does.

    Parameters
    ----------
    totals
        Whole numbers by parent; unique keys.
    weights
        int, Decimal or Fraction by unit; unique keys.
    parent_of
        The parent of each unit, by unit.

    Returns
    -------
    Series
        Int64 shares with the index of `weights`; the shares of a parent add up to its total. A unit without a parent,
        or whose parent has no total, is NA, and so is every unit of a parent with a weight missing: never silently 0.
    """
    _require_unique(weights.index)
    _require_unique(totals.index)
    keys, values = weights.index.tolist(), weights.tolist()
    whole_of = dict(zip(totals.index.tolist(), totals.tolist(), strict=True))
    units: dict[object, list[int]] = {}
    _require_unique(parent_of.index)
    parents = dict(zip(parent_of.index.tolist(), parent_of.tolist(), strict=True))
    for position, key in enumerate(keys):
        parent = parents.get(key)
        units.setdefault(None if _missing(parent) else parent, []).append(position)
    shares: list[object] = [pd.NA] * len(keys)
    for parent, members in units.items():
        total = whole_of.get(parent, pd.NA)
        found = _shares(total, [values[i] for i in members], keys=[keys[i] for i in members])
        for position, share in zip(members, found, strict=True):
            shares[position] = share
    return pd.Series(shares, index=weights.index, dtype="Int64")


def _floors(floor: pd.Series, units: pd.Index) -> list[int]:
    _require_unique(floor.index)
    least = {unit: 0 if _missing(value) else _whole(value) for unit, value in zip(floor.index, floor, strict=True)}
    strange = [unit for unit in least if unit not in units]
    if strange:
        raise ApportionmentError(f"a floor for {strange[0]!r}, which has no weight")
    return [least.get(unit, 0) for unit in units]


def _shares(
    total: object, weights: Sequence[Any], *, keys: Sequence[Any], least: Sequence[int] | None = None
) -> Sequence[object]:
    if _missing(total) or any(_missing(weight) for weight in weights):
        return [pd.NA] * len(weights)
    whole, parts = _whole(total), _scaled(weights)
    if sum(least or ()) > whole:
        raise ApportionmentError(f"floors of {sum(least or ())} in all are above the total of {whole}")
    if not any(parts):
        return [pd.NA if whole else 0] * len(weights)
    order = _ranks(keys)
    return (
        _hamilton(whole, parts, order=order) if least is None else _above_floors(whole, parts, order=order, least=least)
    )


def _hamilton(total: int, weights: Sequence[int], *, order: Sequence[int]) -> list[int]:
    """Largest remainder over whole weights that are not all 0; `order` is the rank of each unit's key."""
    base = sum(weights)
    quotas = [divmod(total * weight, base) for weight in weights]
    shares = [quota for quota, _ in quotas]
    first = sorted(range(len(weights)), key=lambda unit: (-quotas[unit][1], order[unit]))
    for unit in first[: total - sum(shares)]:
        shares[unit] += 1
    return shares


def _above_floors(total: int, weights: Sequence[int], *, order: Sequence[int], least: Sequence[int]) -> list[int]:
    """Hold the units whose quota is below their floor at it, and share the rest, until no more fall below theirs."""
    free = list(range(len(weights)))
    # The floors together are no more than the total, so some unit with a weight stays free and the rest is never lost.
    while True:
        rest = total - sum(least) + sum(least[unit] for unit in free)
        base = sum(weights[unit] for unit in free)
        kept = [unit for unit in free if rest * weights[unit] >= least[unit] * base]
        if len(kept) == len(free):
            break
        free = kept
    shares = list(least)
    found = _hamilton(rest, [weights[unit] for unit in free], order=[order[unit] for unit in free])
    for unit, share in zip(free, found, strict=True):
        shares[unit] = share
    return shares


def _ranks(keys: Sequence[Any]) -> list[int]:
    try:
        in_order = sorted(range(len(keys)), key=keys.__getitem__)
    except TypeError as error:
        raise ApportionmentError("units whose keys have no order among them; equal remainders go by key") from error
    ranks = [0] * len(keys)
    for rank, unit in enumerate(in_order):
        ranks[unit] = rank
    return ranks


def _scaled(weights: Iterable[object]) -> list[int]:
    """Bring exact weights to whole numbers in the same proportions."""
    exact = [_exact(weight) for weight in weights]
    common = lcm(*(weight.denominator for weight in exact))
    return [weight.numerator * (common // weight.denominator) for weight in exact]


def _exact(weight: object) -> int | Fraction:
    if isinstance(weight, Integral) and not isinstance(weight, bool):
        exact: int | Fraction = int(weight)
    elif isinstance(weight, Fraction) or (isinstance(weight, Decimal) and weight.is_finite()):
        exact = Fraction(weight)
    else:
        raise ApportionmentError(
            f"a weight of {weight!r}; weights are whole numbers, Decimal or Fraction, never floats"
        )
    if exact < 0:
        raise ApportionmentError(f"a weight of {weight!r}; weights are 0 or more")
    return exact


def _whole(value: object) -> int:
    if not isinstance(value, Integral) or isinstance(value, bool) or value < 0:
        raise ApportionmentError(f"{value!r} is no whole number of 0 or more, and only whole numbers are shared out")
    return int(value)


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value != value


def _require_unique(index: pd.Index) -> None:
    if not index.is_unique:
        twice = index[index.duplicated()][0]
        raise ApportionmentError(
            f"the key {twice!r} stands more than once; each unit has one weight and each parent one total"
        )
