"""How the children of a street in a year to come follow from births (出生队列推算), month of age by month of age."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from planning.demand.cohorts import CohortStep, cohort_step
from planning.demand.demand import Demand
from planning.demand.exact_children import AGES, ExactChildren
from planning.model.codes import Assumption, Variant
from planning.numerals import decimals
from planning.trace import Input, Step

_YEARLY = (Assumption.SURVIVAL, Assumption.MIGRATION_FACTOR)


@dataclass(frozen=True, slots=True)
class UnitYear:
    """Which counting unit of a demand is asked about, at the end of which year and under which variant."""

    demand: Demand
    exact: ExactChildren
    unit: str
    name: str
    year: int
    variant: Variant

    @property
    def cohorts(self) -> tuple[CohortStep, ...]:
        """The cohort of every month of age."""
        on = self.demand.projection.future.on
        return tuple(cohort_step(age, self.year, on=on) for age in range(AGES))


def cohorts_step(asked: UnitYear) -> Step:
    """The children by births, survival and moves alone: each month of age with the births and factors behind it."""
    stayed = asked.exact.of(asked.unit, asked.exact.stayed)
    filled, total = by_birth_year(asked, stayed), decimals(sum(stayed, Fraction(0)))
    return Step(
        key="cohorts",
        says=f"{asked.name}{asked.year}年末（{asked.variant.zh}）按出生队列有{total}人：{filled}。",
        formula="各月龄人数 = 基准月出生人数 × 各年出生系数 × 存活率 × 净迁移系数（不满一年的按月折算）",
        filled=f"{filled} = {total}",
        result=total,
        unit="人",
        basis="projected",
        inputs=(*_births(asked, stayed), *_assumed(asked)),
    )


def by_birth_year(asked: UnitYear, numbers: Sequence[Fraction]) -> str:
    """Numbers by month of age, summed by the year of birth, as a sum in words."""
    years = sorted({step.born[:4] for step in asked.cohorts})
    of_year = {
        born: [count for step, count in zip(asked.cohorts, numbers, strict=True) if step.born[:4] == born]
        for born in years
    }
    told = (f"{born}年{len(counts)}个月 {decimals(sum(counts, Fraction(0)))}" for born, counts in of_year.items())
    return " + ".join(told)


def _births(asked: UnitYear, stayed: Sequence[Fraction]) -> tuple[Input, ...]:
    """Each month of age: the births it is counted from, times every factor that is not 1."""
    units = asked.demand.projection.future.units
    sources = units.births[units.births["area_id"] == asked.unit].set_index("month")["source"]
    born = units.by_age.loc[asked.unit]
    return tuple(
        Input(
            f"{step.age}个月（{step.born}出生）",
            _multiplied([str(born[step.present_age]), *_factors(asked, step)], count),
            "人",
            "births",
            f"area_id={asked.unit};month={step.counted}",
            sources[step.counted],
        )
        for step, count in zip(asked.cohorts, stayed, strict=True)
    )


def _multiplied(factors: Sequence[str], product: Fraction) -> str:
    return f"{' × '.join(factors)} = {decimals(product)}" if len(factors) > 1 else factors[0]


def _factors(asked: UnitYear, step: CohortStep) -> list[str]:
    """The factors of a cohort in the order of the formula; those of a part of a year by its months."""
    assumptions = asked.demand.projection.future.assumptions
    acting = [(Assumption.BIRTHS_FACTOR, year, 12) for year in step.growth]
    acting += [(each, year, months) for each in _YEARLY for year, months in step.exposed]
    rows = [
        (assumptions.row(each, asked.variant, area_id=asked.unit, year=year), months) for each, year, months in acting
    ]
    return [
        row.written if months == 12 else f"(1 + ({row.written} − 1) × {months} ÷ 12)"
        for row, months in rows
        if row is not None and row.value != 1
    ]


def _assumed(asked: UnitYear) -> tuple[Input, ...]:
    """The rows of the table of assumptions that the factors come from, each once."""
    years = sorted({year for step in asked.cohorts for year in (*step.growth, *(each for each, _ in step.exposed))})
    assumptions = asked.demand.projection.future.assumptions
    rows = [
        assumptions.row(each, asked.variant, area_id=asked.unit, year=year)
        for each in (Assumption.BIRTHS_FACTOR, *_YEARLY)
        for year in years
    ]
    return tuple(row.as_input() for row in dict.fromkeys(rows) if row is not None)
