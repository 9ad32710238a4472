"""How many children of each month of age there will be, exactly (精确儿童数): cohorts, and who moves into new homes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.demand.assumptions import Assumptions
from planning.demand.cohorts import CohortFactors, CohortStep, cohort_step
from planning.demand.counting_units import CountingUnits
from planning.model.codes import Assumption, Variant
from planning.population.children import UNDER_3

AGES = UNDER_3[1] - UNDER_3[0]


@dataclass(frozen=True, slots=True)
class ExactChildren:
    """
    The children of the units at the end of a year, as whole numbers of any size over one denominator.

    `children`, a row a unit and a column an age, is what it all comes to: `stayed` (births, survival, moves) and
    `came` (into new homes), without `left` (into new homes elsewhere in the city). All four are over `denominator`.
    """

    units: tuple[str, ...]
    stayed: NDArray[np.object_]
    came: NDArray[np.object_]
    left: NDArray[np.object_]
    denominator: int

    @property
    def children(self) -> NDArray[np.object_]:
        """What it all comes to."""
        children: NDArray[np.object_] = self.stayed + self.came - self.left
        return children

    def of(self, unit: str, numbers: NDArray[np.object_]) -> tuple[Fraction, ...]:
        """One unit's row of one of the four tables, by age."""
        return tuple(Fraction(int(each), self.denominator) for each in numbers[self.units.index(unit)])


@dataclass(frozen=True, slots=True)
class Future:
    """What the children of any year and variant follow from."""

    on: date
    units: CountingUnits
    residents: pd.Series
    assumptions: Assumptions


def exact_children(future: Future, phases: pd.DataFrame, *, year: int, variant: Variant) -> ExactChildren | None:
    """
    The children at the end of a year under a variant.

    `phases` are those delivered by then, as `planning.demand.new_homes` gives them. None where more children would
    move within the city than it has of an age.
    """
    steps = [cohort_step(age, year, on=future.on) for age in range(AGES)]
    born = future.units.by_age.to_numpy(dtype=object)
    units = tuple(str(unit) for unit in future.units.by_age.index)
    stayed, denominator = _stayed(born, units, steps=steps, factors=CohortFactors(future.assumptions, variant))
    coming, inside = _rates(future, phases, units=units, variant=variant)
    base = lcm(1, *(rate.denominator for rate in (*coming, *inside)))
    came = born * _scaled(coming, base)[:, None]
    moved = (born * _scaled(inside, base)[:, None]).sum(axis=0)
    there = stayed.sum(axis=0)
    if (moved * denominator > there * base).any():
        return None
    leaving = [
        Fraction(move * denominator, here * base) if move else Fraction(0)
        for move, here in zip(moved.tolist(), there.tolist(), strict=True)
    ]
    common = lcm(base, denominator * lcm(1, *(share.denominator for share in leaving)))
    scale = common // denominator
    left = stayed * np.array([share.numerator * (scale // share.denominator) for share in leaving], dtype=object)
    return ExactChildren(units, stayed * scale, came * (common // base), left, common)


def _stayed(
    born: NDArray[np.object_], units: tuple[str, ...], *, steps: list[CohortStep], factors: CohortFactors
) -> tuple[NDArray[np.object_], int]:
    """What births, survival and moves alone make of the children, over one denominator."""
    years = sorted({year for step in steps for year in (*step.growth, *(each for each, _ in step.exposed))})
    signatures = [factors.signature(unit, years) for unit in units]
    rows: dict[tuple[Fraction, ...], list[Fraction]] = {}
    for unit, signature in zip(units, signatures, strict=True):
        if signature not in rows:
            rows[signature] = [factors.of(unit, step) for step in steps]
    common = lcm(1, *(factor.denominator for row in rows.values() for factor in row))
    scaled = {signature: _scaled(row, common) for signature, row in rows.items()}
    children = born[:, [step.present_age for step in steps]]
    for place, signature in enumerate(signatures):
        children[place] *= scaled[signature]
    return children, common


def _rates(
    future: Future, phases: pd.DataFrame, *, units: tuple[str, ...], variant: Variant
) -> tuple[list[Fraction], list[Fraction]]:
    """People of new homes for each present resident of a unit: all of them, and those who come from within the city."""
    place = {unit: row for row, unit in enumerate(units)}
    coming, inside = [Fraction(0)] * len(place), [Fraction(0)] * len(place)
    for unit, day, people in zip(phases["unit"], phases["delivered_on"], phases["residents"], strict=True):
        outside = future.assumptions.value(Assumption.HOUSING_FROM_OUTSIDE, variant, area_id=unit, year=day.year)
        per_resident = Fraction(int(people), int(future.residents[unit]))
        coming[place[unit]] += per_resident
        inside[place[unit]] += per_resident * (1 - outside)
    return coming, inside


def _scaled(rates: Sequence[Fraction], base: int) -> NDArray[Any]:
    return np.array([rate.numerator * (base // rate.denominator) for rate in rates], dtype=object)
