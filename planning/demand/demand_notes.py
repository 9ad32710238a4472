"""What a projection takes for granted (预测口径与假设): every assumption with its source, and what is left out."""

from dataclasses import dataclass

import pandas as pd

from planning.demand.assumptions import NOT_GIVEN, UNCHANGED, Assumed
from planning.demand.demand import Demand
from planning.model.codes import Assumption
from planning.numerals import percent, whole
from planning.population.basis import Basis

_FROM_BIRTHS = (str(Basis.BIRTHS), str(Basis.SUM_OF_PARTS))
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ListedAssumption:
    """One assumption as an answer lists it; without a row of the table it says so, and which number was taken."""

    assumption: Assumption
    variant: str
    area_id: str
    area: str
    from_year: int | None
    value: str
    note: str
    source: str


def listed_assumptions(demand: Demand) -> tuple[ListedAssumption, ...]:
    """Every assumption that the variants of a demand rest on, those that nobody gave among them."""
    names = demand.study.ground.areas["name"]
    assumptions = demand.projection.future.assumptions
    variants = demand.projection.variants
    given = [_listed(row, str(names[row.area_id])) for row in assumptions.rows if row.variant in variants]
    lacking = [
        ListedAssumption(each, str(variant), "", "", None, str(UNCHANGED[each]), NOT_GIVEN, "")
        for variant in variants
        for each in assumptions.not_given(variant)
    ]
    return (*given, *lacking)


def demand_notes(demand: Demand) -> tuple[str, ...]:
    """What a reader has to know beside the numbers, in Chinese sentences."""
    on = demand.study.on
    return (
        f"现有托位按{on}计并假定不变；三个口径分别比较，不相加。",
        "政策口径为当年底前最近到期的目标，按研究日的人口和儿童数计；此后没有新目标的年份沿用。",
        *_uptake(demand),
        *_unchanged(demand),
        *_homes(demand),
        *_other_bases(demand),
    )


def _listed(row: Assumed, name: str) -> ListedAssumption:
    return ListedAssumption(
        row.assumption, str(row.variant), row.area_id, name, row.from_year, row.written, row.note, row.source
    )


def _uptake(demand: Demand) -> tuple[str, ...]:
    uptake = demand.uptake
    if uptake is None:
        return ("没有入托意愿比例，意愿口径无法计算。",)
    note = f"；{uptake.note}" if uptake.note else ""
    return (f"意愿口径：适龄儿童的{percent(uptake.share)}（{uptake.source.cite()}）{note}",)


def _unchanged(demand: Demand) -> tuple[str, ...]:
    assumptions = demand.projection.future.assumptions
    lacking: dict[str, list[str]] = {}
    for variant in demand.projection.variants:
        named = "、".join(each.zh for each in assumptions.not_given(variant))
        lacking.setdefault(named, []).append(variant.zh)
    return tuple(f"{'、'.join(variants)}：{named}{NOT_GIVEN}。" for named, variants in lacking.items() if named)


def _homes(demand: Demand) -> tuple[str, ...]:
    homes = demand.projection.homes
    counted = f"研究日后交付的新建住房计入{whole(len(homes.phases))}期、{whole(homes.phases['residents'].sum())}人。"
    left_out = homes.left_out
    more = f"等{len(left_out)}期" if len(left_out) > _SHOWN else ""
    skipped = f"未计入的新建住房：{'；'.join(left_out[:_SHOWN])}{more}。" if left_out else ""
    return tuple(note for note in (counted if len(homes.phases) else "", skipped) if note)


def _other_bases(demand: Demand) -> tuple[str, ...]:
    """Where the study knows the children better than by births, the years to come do not hang on to that number."""
    present = demand.present
    born = demand.projection.future.units.by_age.sum(axis="columns")
    own = present.loc[present.index.intersection(born.index)]
    other = own[own["children_under_3"].notna() & ~own["children_basis"].isin(_FROM_BIRTHS)]
    differ = other[other["children_under_3"] != born.reindex(other.index)]
    names = demand.study.ground.areas["name"]
    told = [
        f"{names[area]}研究日为{whole(known)}人（{Basis(basis).zh}），出生人口累计为{whole(born[area])}人"
        for area, known, basis in zip(differ.index, differ["children_under_3"], differ["children_basis"], strict=True)
    ]
    more = f"等{len(told)}处" if len(told) > _SHOWN else ""
    return (f"预测由出生人口推算，未按研究日的其他统计调整：{'；'.join(told[:_SHOWN])}{more}。",) if told else ()


def assumption_table(demand: Demand) -> pd.DataFrame:
    """The listed assumptions as a table, a column a field."""
    rows = listed_assumptions(demand)
    fields = ("assumption", "variant", "area_id", "area", "from_year", "value", "note", "source")
    return pd.DataFrame({field: [getattr(row, field) for row in rows] for field in fields})
