"""How the places needed in a year to come (预测托位需求) came about: births, factors, new homes and three measures."""

from fractions import Fraction
from typing import Any

import pandas as pd

from planning.demand.demand import Demand, Measure, policy_target
from planning.demand.demand_notes import demand_notes
from planning.demand.exact_children import ExactChildren
from planning.errors import UnknownArea
from planning.model.codes import Level, Variant
from planning.numerals import decimals, percent, whole
from planning.trace import Input, Step, Trace
from planning.tracing.cohorts import UnitYear, cohorts_step
from planning.tracing.new_homes import new_homes_steps
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
    unit, name = str(row.name), str(row["name"])
    total, came, left = (
        sum(exact.of(unit, numbers), Fraction(0)) for numbers in (exact.stayed, exact.came, exact.left)
    )
    children = row["children_under_3"]
    sums = (
        f"出生队列{decimals(total)} + 迁入本单元新建住房{decimals(came)} − 迁往本市新建住房{decimals(left)}"
        f" = {decimals(total + came - left)} → {whole(children)}"
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
    asked = UnitYear(demand, exact, unit, name, year, variant)
    return (cohorts_step(asked), *new_homes_steps(asked), projected)


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
    at_least = bool(row["enrolment_at_least"])
    total = f"≥{whole(row['enrolment'])}" if at_least else whole(row["enrolment"])
    bound = f"（{row['enrolment_reason']}）" if at_least else ""
    result = f"≥{row['enrolment']}" if at_least else str(row["enrolment"])
    if units.within(area_id) != (area_id,):
        says = f"在托口径：{name}为各推算单元之和，{total}个托位{bound}。"
        return Step("enrolment", says, "在托需求 = 各推算单元之和", total, result, "个", "projected")
    enrolled = demand.study.supply[Level(row["level"])].at[area_id, "enrolled"]
    today = units.by_age.loc[area_id].sum()
    filled = f"{whole(enrolled)} ÷ {whole(today)} × {whole(row['children_under_3'])} → {total}"
    return Step(
        key="enrolment",
        says=f"在托口径：{name}研究日在托{whole(enrolled)}人，{filled}个托位{bound}。",
        formula="在托需求 = 研究日在托人数 ÷ 研究日3岁以下婴幼儿 × 预测3岁以下婴幼儿",
        filled=filled,
        result=result,
        unit="个",
        basis="projected",
    )


def _compared(demand: Demand, row: "pd.Series[Any]", *, year: int, variant: Variant) -> Step:
    least = {Measure.ENROLMENT: "至少"} if row["enrolment_at_least"] else {}
    needed = "，".join(f"{measure.zh}{least.get(measure, '')}{whole(row[str(measure)])}" for measure in Measure)
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
