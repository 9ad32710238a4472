"""Which children move into new homes of a street, and which leave it for others (新建住房迁入迁出), by arithmetic."""

from fractions import Fraction

from planning.model.codes import Assumption
from planning.numerals import decimals, whole
from planning.trace import Input, Step
from planning.tracing.cohorts import UnitYear, by_birth_year


def new_homes_steps(asked: UnitYear) -> tuple[Step, ...]:
    """Who moves in and who moves out; a step each, left out where nobody does."""
    return (*_moved_in(asked), *_moved_out(asked))


def _moved_in(asked: UnitYear) -> tuple[Step, ...]:
    phases = asked.demand.projection.homes.until(asked.year)
    own = phases[phases["unit"] == asked.unit]
    if own.empty:
        return ()
    future = asked.demand.projection.future
    people, residents = int(own["residents"].sum()), int(future.residents[asked.unit])
    present = int(future.units.by_age.loc[[asked.unit]].to_numpy().sum())
    came = decimals(sum(asked.exact.of(asked.unit, asked.exact.came), Fraction(0)))
    inputs = [
        Input(f"{phase}（{day}交付）", whole(count), "人", "phases", phase, source, day)
        for phase, day, count, source in zip(
            own["phase"], own["delivered_on"], own["residents"], own["source"], strict=True
        )
    ]
    said = f"到{asked.year}年末交付的{len(own)}期新建住房住{whole(people)}人"
    return (
        Step(
            key="new_homes",
            says=f"{said}，按本单元现有每人的儿童数有{came}人迁入本单元新建住房。",
            formula="迁入本单元新建住房 = 入住人口 × 本单元研究日3岁以下儿童（按出生）÷ 本单元常住人口",
            filled=f"{whole(people)} × {whole(present)} ÷ {whole(residents)} = {came}",
            result=came,
            unit="人",
            basis="projected",
            inputs=tuple(inputs),
        ),
    )


def _moved_out(asked: UnitYear) -> tuple[Step, ...]:
    """Who leaves for new homes in the city: of each age the same part of every unit's cohort."""
    exact = asked.exact
    left, stayed = exact.of(asked.unit, exact.left), exact.of(asked.unit, exact.stayed)
    if not any(left):
        return ()
    moved, there = (
        [Fraction(int(each), exact.denominator) for each in numbers.sum(axis=0)]
        for numbers in (exact.left, exact.stayed)
    )
    total, filled = decimals(sum(left, Fraction(0))), by_birth_year(asked, left)
    ages = tuple(
        Input(
            f"{step.age}个月（{step.born}出生）",
            f"{decimals(own)} × {decimals(move)} ÷ {decimals(all_there)} = {decimals(gone)}",
            "人",
        )
        for step, own, move, all_there, gone in zip(asked.cohorts, stayed, moved, there, left, strict=True)
    )
    said = f"全市有{decimals(sum(moved, Fraction(0)))}人由本市迁入新建住房，各单元同月龄的儿童按同一比例迁出"
    return (
        Step(
            key="moved_out",
            says=f"{said}，{asked.name}迁往本市新建住房{total}人：{filled}。",
            formula="迁往本市新建住房 = Σ各月龄（本单元出生队列 × 全市由本市迁入 ÷ 全市出生队列）；全市由本市迁入"
            " = Σ各单元（入住人口 × (1 − 新建住房市外迁入占比) ÷ 常住人口 × 研究日该月龄的出生人数）",
            filled=f"{filled} = {total}",
            result=total,
            unit="人",
            basis="projected",
            inputs=(*ages, *_from_within(asked)),
        ),
    )


def _from_within(asked: UnitYear) -> tuple[Input, ...]:
    """People of new homes for each resident, unit by unit, less those who come from outside the city."""
    demand = asked.demand
    assumptions, residents = demand.projection.future.assumptions, demand.projection.future.residents
    phases = demand.projection.homes.until(asked.year)
    rows = [
        assumptions.row(Assumption.HOUSING_FROM_OUTSIDE, asked.variant, area_id=unit, year=day.year)
        for unit, day in zip(phases["unit"], phases["delivered_on"], strict=True)
    ]
    told = phases.assign(outside=["0" if row is None else row.written for row in rows])
    people = told.groupby(["unit", "outside"])["residents"].agg(["sum", "size"])
    names = demand.study.ground.areas["name"]
    units = (
        Input(
            f"{names[unit]}新建住房{size}期",
            f"{whole(count)} × (1 − {outside}) ÷ {whole(residents[unit])}",
            "",
            "phases",
            f"area_id={unit}",
        )
        for (unit, outside), count, size in zip(people.index, people["sum"], people["size"], strict=True)
    )
    return (*units, *(row.as_input() for row in dict.fromkeys(rows) if row is not None))
