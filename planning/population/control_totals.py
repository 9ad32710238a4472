"""How exact numbers of people become whole ones that add up (控制数): the total is rounded, its parts share it."""

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from planning.apportionment import apportion


def control_totals(exact: Mapping[str, Fraction | None], *, lineage: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """
    Round the exact sum of the widest area that is wholly known half-up, and let its units share it.

    Parameters
    ----------
    exact
        Exact numbers, 0 or more, by unit; None where unknown.
    lineage
        Each unit with the areas above it: the unit first, the city last.

    Returns
    -------
    dict
        Whole numbers by area id, of the units and of every area above them that is wholly known; parts add up to
        their wholes. A unit that is unknown, and every area that holds it, is left out: never 0. Units share by the
        largest remainder, so each is the exact number rounded up or down.
    """
    members: dict[str, list[str]] = {}
    for unit in exact:
        for area in lineage[unit]:
            members.setdefault(area, []).append(unit)
    known = {area for area, units in members.items() if all(exact[unit] is not None for unit in units)}
    whole: dict[str, int] = {}
    for control in {next(area for area in reversed(lineage[unit]) if area in known) for unit in exact if unit in known}:
        weights = {unit: value for unit in members[control] if (value := exact[unit]) is not None}
        shares = apportion(half_up(sum(weights.values(), Fraction(0))), pd.Series(weights, dtype=object))
        whole |= {str(unit): int(share) for unit, share in shares.items()}
    return {area: sum(whole[unit] for unit in members[area]) for area in members if area in known}


def half_up(exact: Fraction) -> int:
    """A number of 0 or more to the nearest whole one; a half goes up."""
    return int(exact + Fraction(1, 2))
