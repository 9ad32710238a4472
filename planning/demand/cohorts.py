"""How a cohort (出生队列) changes until a year's end: births grow by yearly factors, children stay, leave and come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from planning.demand.assumptions import Assumptions
from planning.model.codes import Assumption, Variant
from planning.population.births import last_complete_month

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class CohortStep:
    """
    One cohort at a year's end: children born in `born`, counted from the births of `counted`.

    `present_age` is the age of those born in `counted` at the end of the last complete month of the study. `growth`
    are the years whose births factor lies between the two; `exposed` has, by calendar year, the months (1 to 12) in
    which its children may die or move: those after its birth and after the last complete month of the study.
    """

    age: int
    born: str
    counted: str
    present_age: int
    growth: tuple[int, ...]
    exposed: tuple[tuple[int, int], ...]


def cohort_step(age: int, year: int, *, on: date) -> CohortStep:
    """The cohort that is `age` completed months old on 31 December of a year."""
    last = _index(last_complete_month(on).year, last_complete_month(on).month)
    end = _index(year, _MONTHS)
    born = end - age
    # A month that nobody knows yet has the births of the same calendar month of the last twelve complete ones.
    counted = born - _MONTHS * max(0, -((last - born) // _MONTHS))
    start = max(born, last)
    exposed = tuple((each, min(_MONTHS, _index(each, _MONTHS) - start)) for each in range(_year(start), year + 1))
    return CohortStep(
        age,
        _written(born),
        _written(counted),
        last - counted,
        growth=tuple(range(_year(counted) + 1, _year(born) + 1)),
        exposed=tuple((each, months) for each, months in exposed if months),
    )


class CohortFactors:
    """
    What a birth of a counted month is worth at the end of a year, for one variant.

    A factor of a year acts evenly over its months: of k months it leaves 1 + (factor - 1) x k / 12, and of a whole year
    the factor itself. Exact (Fraction).
    """

    def __init__(self, assumptions: Assumptions, variant: Variant) -> None:
        self._assumptions = assumptions
        self._variant = variant
        self._known: dict[tuple[Assumption, str, int], Fraction] = {}

    def of(self, area_id: str, step: CohortStep) -> Fraction:
        """What a cohort of an area is worth."""
        return self.growth(area_id, step.growth) * self.staying(area_id, step.exposed)

    def growth(self, area_id: str, years: Iterable[int]) -> Fraction:
        """How births grow over years."""
        product = Fraction(1)
        for year in years:
            product *= self._value(Assumption.BIRTHS_FACTOR, area_id, year)
        return product

    def staying(self, area_id: str, exposed: Iterable[tuple[int, int]]) -> Fraction:
        """What part of the children is there after so many months of each year, for deaths and moves together."""
        product = Fraction(1)
        for year, months in exposed:
            for assumption in (Assumption.SURVIVAL, Assumption.MIGRATION_FACTOR):
                change = self._value(assumption, area_id, year) - 1
                product *= 1 + change * months / _MONTHS
        return product

    def signature(self, area_id: str, years: Iterable[int]) -> tuple[Fraction, ...]:
        """Every number that an area's factors rest on; areas with the same ones share their factors."""
        yearly = (Assumption.BIRTHS_FACTOR, Assumption.SURVIVAL, Assumption.MIGRATION_FACTOR)
        return tuple(self._value(each, area_id, year) for year in years for each in yearly)

    def _value(self, assumption: Assumption, area_id: str, year: int) -> Fraction:
        key = (assumption, area_id, year)
        if key not in self._known:
            self._known[key] = self._assumptions.value(assumption, self._variant, area_id=area_id, year=year)
        return self._known[key]


def _index(year: int, month: int) -> int:
    return year * _MONTHS + month - 1


def _year(index: int) -> int:
    return index // _MONTHS


def _written(index: int) -> str:
    return f"{_year(index):04d}-{index % _MONTHS + 1:02d}"
