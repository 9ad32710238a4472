"""Where the people (人口) of an area come from: residents and children under 3, with the sum filled in."""

from typing import Any, cast

import pandas as pd

from planning.ground import Ground
from planning.numerals import whole
from planning.population.basis import Basis
from planning.population.births import birth_months, last_complete_month
from planning.population.children import UNDER_3, children_inputs
from planning.population.residents import latest_figures, residents_input
from planning.trace import Input, Step


def residents_step(ground: Ground, area_id: str, *, name: str) -> Step:
    """The residents of an administrative area."""
    row = ground.people.loc[area_id]
    if pd.isna(row["residents"]):
        return Step(
            "residents", f"{name}常住人口不明：{row['residents_reason']}。", "常住人口", "", "", "人", "missing"
        )
    rounded = row["residents_rounding"]
    about = f"，取整到{rounded}人" if pd.notna(rounded) and rounded > 1 else ""
    says = (
        f"{name}常住人口{whole(row['residents'])}人（{row['residents_on']}{about}，来源：{row['residents_source']}）。"
    )
    return Step(
        key="residents",
        says=says,
        formula="常住人口",
        filled=whole(row["residents"]),
        result=str(row["residents"]),
        unit="人",
        basis=row["residents_basis"],
        inputs=(residents_input(area_id, row),),
    )


def children_step(ground: Ground, area_id: str, *, name: str) -> Step:
    """The children under 3 of an administrative area, by what they were counted from."""
    row = ground.people.loc[area_id]
    if pd.isna(row["children_under_3"]):
        return Step(
            "children",
            f"{name}3岁以下婴幼儿数不明：{row['children_reason']}。",
            "3岁以下婴幼儿",
            "",
            "",
            "人",
            "missing",
        )
    formula, filled, how = _how(ground, area_id, row)
    inputs = (
        _shared_inputs(ground, area_id)
        if row["children_basis"] == Basis.SHARED_OUT
        else children_inputs(ground.city, ground.on, area_id=area_id, row=row, residents=row)
    )
    return Step(
        key="children",
        says=f"{name}3岁以下婴幼儿{whole(row['children_under_3'])}人：{how}（来源：{row['children_source']}）。",
        formula=formula,
        filled=filled,
        result=str(row["children_under_3"]),
        unit="人",
        basis=row["children_basis"],
        inputs=inputs,
    )


def _how(ground: Ground, area_id: str, row: "pd.Series[Any]") -> tuple[str, str, str]:
    """Formula, the same with numbers, and a clause of Chinese for the sentence."""
    total = whole(row["children_under_3"])
    basis = row["children_basis"]
    if basis == Basis.BIRTHS:
        return "3岁以下婴幼儿 = 最近36个完整月出生人数之和", *_births(ground, area_id, total)
    if basis == Basis.AGE_SHARES:
        share_0, share_1_4, split = _age_shares(ground, area_id)
        filled = f"{whole(row['residents'])} ×（{share_0} + {split} × {share_1_4}）≈ {total}"
        return "3岁以下婴幼儿 = 常住人口 ×（0岁占比 + 拆分系数 × 1—4岁占比）", filled, f"{filled}，四舍五入到人"
    if basis == Basis.SHARED_OUT:
        left, weight = _shared_by(ground, area_id)
        filled = f"{whole(left)} × {whole(row['residents'])} ÷ {whole(weight)} → {total}"
        return (
            "上级待分摊的3岁以下婴幼儿 × 本级常住人口 ÷ 参与分摊的常住人口（最大余额法取整）",
            filled,
            f"按人口分摊，{filled}",
        )
    if basis == Basis.SUM_OF_PARTS:
        return "3岁以下婴幼儿 = 下级行政区之和", total, "下级行政区之和"
    return "3岁以下婴幼儿", total, "统计数"


def _births(ground: Ground, area_id: str, total: str) -> tuple[str, str]:
    """The births by calendar year, added up, and how it is said."""
    months = birth_months(ground.on, from_month=UNDER_3[0], to_month=UNDER_3[1])
    births = ground.city.table("births")
    own = births[(births["area_id"] == area_id) & births["month"].isin(months)]
    by_year = own.groupby(own["month"].str[:4])["births"].agg(["sum", "count"])
    parts = [f"{year}年{count}个月 {whole(born)}" for year, born, count in by_year.reset_index().to_numpy()]
    filled = " + ".join(parts) + f" = {total}"
    how = f"截至{last_complete_month(ground.on)}的36个完整月出生人数之和（不计死亡和迁移），{filled}"
    return filled, how


def _age_shares(ground: Ground, area_id: str) -> tuple[object, object, object]:
    figure = latest_figures(ground.city, ground.on).loc[area_id]
    split = ground.city.manifest.age_split
    return figure["age_0_share"], figure["age_1_4_share"], split.under_3_share_of_1_4 if split else "—"


def _shared_by(ground: Ground, area_id: str) -> tuple[Any, Any]:
    """The children that are shared out among an area and its siblings, and the residents by which they are."""
    parent = ground.areas.at[area_id, "parent_id"]
    siblings = ground.people[ground.areas["parent_id"] == parent]
    sharing = siblings["children_basis"] == Basis.SHARED_OUT
    left = ground.people.at[parent, "children_under_3"] - siblings.loc[~sharing, "children_under_3"].sum()
    return left, siblings.loc[sharing, "residents"].sum()


def _shared_inputs(ground: Ground, area_id: str) -> tuple[Input, ...]:
    """The parent's children, the area's residents, and those of all who share."""
    parent = ground.areas.at[area_id, "parent_id"]
    of_parent = cast("pd.Series[Any]", ground.people.loc[parent])
    own = cast("pd.Series[Any]", ground.people.loc[area_id])
    left, weight = _shared_by(ground, area_id)
    key = f"parent_id={parent}"
    return (
        *children_inputs(ground.city, ground.on, area_id=parent, row=of_parent, residents=of_parent),
        Input("待分摊的3岁以下婴幼儿", whole(left), "人", key=key),
        residents_input(area_id, own),
        Input("参与分摊的常住人口", whole(weight), "人", "population", key, on=own["residents_on"]),
    )
