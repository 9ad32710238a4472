"""How the places needed in a year to come (预测托位需求) came about: births, factors, new homes and three measures."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from planning.demand.cohorts import CohortFactors, CohortStep, cohort_step
from planning.demand.demand import Demand, Measure, policy_target
from planning.demand.demand_notes import demand_notes
from planning.demand.exact_children import AGES, ExactChildren
from planning.errors import UnknownArea
from planning.model.codes import Assumption, Level, Variant
from planning.numerals import decimals, percent, whole
from planning.trace import Input, Step, Trace
from planning.tracing.supply import supply_step
from planning.tracing.target import target_steps


def demand_trace(demand: Demand, *, area_id: str, year: int, variant: Variant) -> Trace:
    """
    Tell how one row of the table of a demand came about.

    Raises UnknownArea where the demand has no such area in that year and variant.
    """
    table = demand.table
    of_year = table[(table["year"] == year) & (table["variant"] == str(variant))].set_index("area_id")
    if area_id not in of_year.index:
        raise UnknownArea(area_id, of_year.index)
    row = pd.Series(dict(of_year.loc[area_id].items()), dtype="object", name=area_id)
    study = demand.study
    level = Level(row["level"])
    supply = pd.Series(dict(study.supply[level].loc[area_id].items()), dtype="object")
    return Trace(
        area_id=area_id,
        name=str(row["name"]),
        level=str(level),
        on=study.on,
        profile=study.profile.profile_id,
        revision=study.city.revision,
        notice=study.city.manifest.notice,
        steps=(
            *_children(demand, row, year=year, variant=variant),
            *_policy(demand, row, year=year),
            _willingness(demand, row),
            _enrolment(demand, row),
            supply_step(study.ground, level, area_id=area_id, name=str(row["name"]), row=supply),
            _compared(demand, row, year=year, variant=variant),
        ),
    )


def _children(demand: Demand, row: "pd.Series[Any]", *, year: int, variant: Variant) -> tuple[Step, ...]:
    """Births to children: every month of a counting unit, or the sum of the units of a wider area."""
    area_id, name = str(row.name), str(row["name"])
    if pd.isna(row["children_under_3"]):
        says = f"{name}{year}年末3岁以下婴幼儿数不明：{row['reason']}。"
        return (Step("projected", says, "3岁以下婴幼儿", "", "", "人", "missing"),)
    units = demand.projection.future.units.within(area_id)
    exact = demand.projection.exact(variant, year)
    if exact is None:
        raise UnknownArea(area_id, demand.projection.future.units.units)
    if units == (area_id,):
        return _of_unit(demand, row, exact=exact, year=year, variant=variant)
    parts = [demand.projection.totals[variant, year, unit] for unit in units]
    filled = " + ".join(map(whole, parts)) + f" = {whole(row['children_under_3'])}"
    total = whole(row["children_under_3"])
    says = f"{name}{year}年末（{variant.zh}）3岁以下婴幼儿{total}人，为{len(units)}个推算单元之和。"
    inside = [place for place, unit in enumerate(exact.units) if unit in units]
    exactly = Fraction(int(exact.children[inside].sum()), exact.denominator)
    formula = f"3岁以下婴幼儿 = 各推算单元之和（取整前合计{decimals(exactly)}）"
    return (Step("projected", says, formula, filled, str(row["children_under_3"]), "人", "projected"),)


def _of_unit(
    demand: Demand, row: "pd.Series[Any]", *, exact: ExactChildren, year: int, variant: Variant
) -> tuple[Step, ...]:
    unit, name, future = str(row.name), str(row["name"]), demand.projection.future
    steps = [cohort_step(age, year, on=future.on) for age in range(AGES)]
    factors = CohortFactors(future.assumptions, variant)
    stayed = exact.of(unit, exact.stayed)
    by_year = _by_birth_year(steps, stayed)
    filled = " + ".join(f"{born}年{months}个月 {decimals(count)}" for born, months, count in by_year)
    total = sum(stayed, Fraction(0))
    cohorts = Step(
        key="cohorts",
        says=f"{name}{year}年末（{variant.zh}）按出生队列有{decimals(total)}人：{filled}。",
        formula="各月龄人数 = 基准月出生人数 × 各年出生系数 × 存活率 × 净迁移系数（不满一年的按月折算）",
        filled=f"{filled} = {decimals(total)}",
        result=decimals(total),
        unit="人",
        basis="projected",
        inputs=(*_birth_inputs(demand, unit, steps, factors=factors), *_assumed(demand, unit, steps, variant=variant)),
    )
    came, left = (sum(exact.of(unit, numbers), Fraction(0)) for numbers in (exact.came, exact.left))
    children = row["children_under_3"]
    sums = (
        f"{decimals(total)} + {decimals(came)} − {decimals(left)} = {decimals(total + came - left)} → {whole(children)}"
    )
    projected = Step(
        key="projected",
        says=f"{name}{year}年末（{variant.zh}）3岁以下婴幼儿{whole(children)}人：{sums}（全市合计四舍五入，按最大余额法取整）。",
        formula="3岁以下婴幼儿 = 出生队列 + 迁入本单元新建住房 − 迁往本市新建住房",
        filled=sums,
        result=str(children),
        unit="人",
        basis="projected",
    )
    return (cohorts, *_new_homes(demand, unit, came, year=year, variant=variant), projected)


def _by_birth_year(steps: Sequence[CohortStep], stayed: Sequence[Fraction]) -> list[tuple[str, int, Fraction]]:
    years = sorted({step.born[:4] for step in steps})
    of_year = {
        born: [count for step, count in zip(steps, stayed, strict=True) if step.born[:4] == born] for born in years
    }
    return [(born, len(counts), sum(counts, Fraction(0))) for born, counts in of_year.items()]


def _birth_inputs(
    demand: Demand, unit: str, steps: Sequence[CohortStep], *, factors: CohortFactors
) -> tuple[Input, ...]:
    """Each month of age: the births it is counted from, and what each of them is worth."""
    births = demand.projection.future.units.births
    sources = births[births["area_id"] == unit].set_index("month")["source"]
    born = demand.projection.future.units.by_age.loc[unit]
    return tuple(
        Input(
            f"{step.age}个月（{step.born}出生）",
            f"{born[step.present_age]} × {decimals(factors.of(unit, step), 6)}",
            "人",
            "births",
            f"area_id={unit};month={step.counted}",
            sources[step.counted],
        )
        for step in steps
    )


def _assumed(demand: Demand, unit: str, steps: Sequence[CohortStep], *, variant: Variant) -> tuple[Input, ...]:
    """The rows of the table of assumptions that the factors come from, each once."""
    years = sorted({year for step in steps for year in (*step.growth, *(each for each, _ in step.exposed))})
    assumptions = demand.projection.future.assumptions
    rows = [
        assumptions.row(each, variant, area_id=unit, year=year)
        for each in (Assumption.BIRTHS_FACTOR, Assumption.SURVIVAL, Assumption.MIGRATION_FACTOR)
        for year in years
    ]
    return tuple(row.as_input() for row in dict.fromkeys(rows) if row is not None)


def _new_homes(demand: Demand, unit: str, came: Fraction, *, year: int, variant: Variant) -> tuple[Step, ...]:
    phases = demand.projection.homes.until(year)
    own = phases[phases["unit"] == unit]
    if own.empty:
        return ()
    future = demand.projection.future
    people, residents = int(own["residents"].sum()), int(future.residents[unit])
    present = int(future.units.by_age.loc[[unit]].to_numpy().sum())
    filled = f"{whole(people)} × {whole(present)} ÷ {whole(residents)} = {decimals(came)}"
    inputs = [
        Input(f"{phase}（{day}交付）", whole(count), "人", "phases", phase, source, day)
        for phase, day, count, source in zip(
            own["phase"], own["delivered_on"], own["residents"], own["source"], strict=True
        )
    ]
    rows = {
        future.assumptions.row(Assumption.HOUSING_FROM_OUTSIDE, variant, area_id=unit, year=day.year)
        for day in own["delivered_on"]
    }
    return (
        Step(
            key="new_homes",
            says=f"到{year}年末交付的{len(own)}期新建住房住{whole(people)}人，按本单元现有每人的儿童数有{decimals(came)}人。",
            formula="新建住房儿童 = 入住人口 × 本单元研究日各月龄儿童 ÷ 本单元常住人口",
            filled=filled,
            result=decimals(came),
            unit="人",
            basis="projected",
            inputs=(*inputs, *(row.as_input() for row in rows if row is not None)),
        ),
    )


def _policy(demand: Demand, row: "pd.Series[Any]", *, year: int) -> tuple[Step, ...]:
    study = demand.study
    target = policy_target(study.all_targets, year)
    if target is None or pd.isna(row["policy"]):
        says = f"政策口径：{row['name']}{year}年没有数，{row['policy_reason']}。"
        return (Step("policy", says, "应有托位", "", "", "个", "missing"),)
    return target_steps(
        study.ground, study.facts, findings=study.findings(target.level), target=target, area_id=str(row.name)
    )


def _willingness(demand: Demand, row: "pd.Series[Any]") -> Step:
    if demand.uptake is None or pd.isna(row["willingness"]):
        says = f"意愿口径：{row['name']}没有数，{row['willingness_reason']}。"
        return Step("willingness", says, "意愿托位", "", "", "个", "missing")
    share = demand.uptake.share
    exact = Fraction(int(row["eligible"])) * Fraction(share)
    filled = f"{whole(row['eligible'])} × {percent(share)} = {decimals(exact)} → {whole(row['willingness'])}"
    return Step(
        key="willingness",
        says=f"意愿口径：{row['name']}适龄儿童{whole(row['eligible'])}人，{filled}个托位（{demand.uptake.source.cite()}）。",
        formula="意愿托位 = 班型适龄儿童 × 入托意愿（全市四舍五入，按最大余额法分到各单元）",
        filled=filled,
        result=str(row["willingness"]),
        unit="个",
        basis="projected",
        clauses=(demand.uptake.source,),
    )


def _enrolment(demand: Demand, row: "pd.Series[Any]") -> Step:
    name, area_id = str(row["name"]), str(row.name)
    if pd.isna(row["enrolment"]):
        return Step(
            "enrolment", f"在托口径：{name}没有数，{row['enrolment_reason']}。", "在托需求", "", "", "个", "missing"
        )
    units = demand.projection.future.units
    total = whole(row["enrolment"])
    if units.within(area_id) != (area_id,):
        says = f"在托口径：{name}为各推算单元之和，{total}个托位。"
        return Step("enrolment", says, "在托需求 = 各推算单元之和", total, str(row["enrolment"]), "个", "projected")
    enrolled = demand.study.supply[Level(row["level"])].at[area_id, "enrolled"]
    today = units.by_age.loc[area_id].sum()
    filled = f"{whole(enrolled)} ÷ {whole(today)} × {whole(row['children_under_3'])} → {total}"
    return Step(
        key="enrolment",
        says=f"在托口径：{name}研究日在托{whole(enrolled)}人，{filled}个托位。",
        formula="在托需求 = 研究日在托人数 ÷ 研究日3岁以下婴幼儿 × 预测3岁以下婴幼儿",
        filled=filled,
        result=str(row["enrolment"]),
        unit="个",
        basis="projected",
    )


def _compared(demand: Demand, row: "pd.Series[Any]", *, year: int, variant: Variant) -> Step:
    needed = "，".join(f"{measure.zh}{whole(row[str(measure)])}" for measure in Measure)
    return Step(
        key="demand",
        says=f"{row['name']}{year}年（{variant.zh}）：{row['finding']}。",
        formula="各口径需要的托位 − 现有托位（假定不变）",
        filled=f"{needed}；现有{whole(row['places'])}",
        result=str(row["finding"]),
        unit="",
        basis="projected",
        inputs=tuple(Input("口径说明", note) for note in demand_notes(demand)),
    )
