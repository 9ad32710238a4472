"""How many children under 3 there will be (儿童数预测): by month of age, street and year to come, in three variants."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from planning.apportionment import apportion_within
from planning.demand.assumptions import assumptions_of
from planning.demand.counting_units import CountingUnits, counting_units
from planning.demand.exact_children import AGES, ExactChildren, Future, exact_children
from planning.demand.new_homes import NewHomes, new_homes
from planning.errors import ProjectionError
from planning.ground import Ground
from planning.model.codes import Variant
from planning.population.control_totals import control_totals

FARTHEST = 50
"""The most years ahead: further than any plan, and near enough to be answered at once."""
MOST_CHILDREN = 10**9
"""More children under 3 than there are on earth: assumptions that lead there are mistaken."""
_TOO_MANY_MOVE = "新建住房从本市迁入的儿童多于全市儿童"


@dataclass(frozen=True, slots=True)
class Projection:
    """
    The children to come.

    `months` is long: `variant`, `year`, `area_id` (a counting unit), `age` (0 to 35 completed months on 31 December)
    and `children` (Int64). Months add up to their unit's `totals`, these to those of the areas above, by (variant,
    year, area id); an area of which a month is unknown is in neither, and `reasons` says why.
    """

    years: tuple[int, ...]
    variants: tuple[Variant, ...]
    future: Future
    homes: NewHomes
    months: pd.DataFrame
    totals: Mapping[tuple[Variant, int, str], int]
    reasons: Mapping[str, str]

    def exact(self, variant: Variant, year: int) -> ExactChildren | None:
        """The same before rounding, for one variant and year."""
        return exact_children(self.future, self.homes.until(year), year=year, variant=variant)


def project(ground: Ground, *, until: int, variants: Iterable[Variant] = Variant) -> Projection:
    """
    Project the children under 3 of every street from the day of a study to the end of a year.

    Children of an age at the end of a year are the births of their month x what the variant assumes of births,
    survival and moves (`planning.demand.cohorts`), and those who move into new homes: people x the street's present
    children per resident of that age. Of these a share comes from outside; the others move within the city, from every
    street in proportion to its children of that age, so that they leave the city's total as it is.

    Parameters
    ----------
    ground
        The city on the day; births, phases and people are those known then.
    until
        The last year, at least the year of the day.
    variants
        Those wanted.

    Raises
    ------
    ProjectionError
        `until` lies before the day or farther ahead than anybody can tell, an assumption is no share or no factor of a
        year, or together they lead to more than `MOST_CHILDREN`.
    """
    years = _years(ground.on.year, until)
    units = counting_units(ground.city, ground.on)
    assumptions = assumptions_of(ground.city.table("projection_assumptions"), lineage=units.lineage)
    future = Future(ground.on, units, ground.people["residents"], assumptions)
    homes = new_homes(ground, units)
    reasons = dict(units.reasons)
    months: list[pd.DataFrame] = []
    totals: dict[tuple[Variant, int, str], int] = {}
    wanted = tuple(variants)
    for variant, year in ((variant, year) for variant in wanted for year in years):
        exact = exact_children(future, homes.until(year), year=year, variant=variant)
        if exact is None:
            reasons |= {area: reasons.get(area, _TOO_MANY_MOVE) for area in units.lineage}
            continue
        _require_possible(exact, year=year, variant=variant)
        whole, by_age = _whole(exact, units)
        totals |= {(variant, year, area): children for area, children in whole.items()}
        months.append(by_age.assign(variant=str(variant), year=year))
    return Projection(years, wanted, future, homes, _long(months), totals, reasons)


def _years(first: int, until: int) -> tuple[int, ...]:
    if not first <= until <= first + FARTHEST:
        raise ProjectionError(
            f"预测的最后一年要在{first}到{first + FARTHEST}之间，现为{until}"
            f" / the last year of a projection lies between {first} and {first + FARTHEST}"
        )
    return tuple(range(first, until + 1))


def _require_possible(exact: ExactChildren, *, year: int, variant: Variant) -> None:
    if exact.children.sum() > MOST_CHILDREN * exact.denominator:
        raise ProjectionError(
            f"按{variant.zh}的假设，{year}年末3岁以下婴幼儿超过{MOST_CHILDREN}人，请核对各年系数"
            f" / the assumptions ({variant}) lead to more than {MOST_CHILDREN} children in {year}; check the factors"
        )


def _whole(exact: ExactChildren, units: CountingUnits) -> tuple[dict[str, int], pd.DataFrame]:
    """Whole children by area, and by unit and age: each unit shares its own out over its months."""
    children = exact.children
    sums: dict[str, Fraction | None] = dict.fromkeys(units.units)
    sums |= {
        unit: Fraction(sum(row), exact.denominator) for unit, row in zip(exact.units, children.tolist(), strict=True)
    }
    whole = control_totals(sums, lineage=units.lineage)
    table = pd.MultiIndex.from_product([exact.units, range(AGES)], names=["area_id", "age"]).to_frame(index=False)
    weights = pd.Series(children.ravel().tolist(), dtype=object)
    table["children"] = apportion_within(pd.Series(whole, dtype="Int64"), weights, parent_of=table["area_id"])
    return whole, table


def _long(months: list[pd.DataFrame]) -> pd.DataFrame:
    columns = ["variant", "year", "area_id", "age", "children"]
    return pd.concat(months, ignore_index=True)[columns] if months else pd.DataFrame(columns=columns)
