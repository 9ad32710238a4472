"""How the verdict on a life circle (社区生活圈) came about: its people, its part of the target, and the three tests."""

from typing import Any

import pandas as pd

from planning.gaps.required_places import Target
from planning.ground import Ground
from planning.model.codes import CircleMinutes
from planning.numerals import percent, whole
from planning.policy.outcome import Outcome
from planning.policy.reach import Reach
from planning.reach.walks import Walks
from planning.trace import Input, Step

_BINDS = {"site": "没有设施", "places": "托位不足", "reach": "距离过远", "none": "无", "unknown": "无法判定"}


def circle_people_step(ground: Ground, row: "pd.Series[Any]") -> Step:
    """The children of a circle: those of the homes whose inner point lies in it."""
    homes = ground.homes_by_circle
    inside = homes[homes["area_id"] == row["area_id"]]
    formula = "生活圈内3岁以下婴幼儿 = 圈内各居住区分摊到的3岁以下婴幼儿之和"
    if pd.isna(row["children_under_3"]):
        return Step("children", f"{row['name']}内有居住区儿童数不明，或没有居住区。", formula, "", "", "人", "missing")
    total = whole(row["children_under_3"])
    return Step(
        key="children",
        says=f"{row['name']}内有{len(inside)}个有人居住的居住区，人口{whole(row['residents'])}人，3岁以下婴幼儿{total}人（由所在街道的儿童数按居住区人口分摊）。",
        formula=formula,
        filled=" + ".join(whole(count) for count in inside["children_under_3"]) + f" = {total}",
        result=str(row["children_under_3"]),
        unit="人",
        basis="shared_out",
        inputs=tuple(
            Input(
                f"居住区{home}的3岁以下婴幼儿", whole(count), "人", "residential_areas", f"residential_area_id={home}"
            )
            for home, count in inside[["home", "children_under_3"]].to_numpy()
        ),
    )


def circle_target_step(ground: Ground, row: "pd.Series[Any]", *, target: Target | None) -> Step:
    """The circle's part of each district's target, summed as exact fractions and rounded up."""
    apportion = ground.profile.apportion
    clauses = (apportion.source,) if apportion else ()
    formula = "应有托位 = ⌈Σ 区应有托位 × 圈内该区3岁以下婴幼儿 ÷ 该区3岁以下婴幼儿⌉"
    if target is None or pd.isna(row["required"]):
        return Step(
            "target",
            f"{row['name']}没有可分摊的目标，或儿童数不明。",
            formula,
            "",
            "",
            "个",
            "missing",
            clauses=clauses,
        )
    homes = ground.homes_by_circle
    inside = homes[homes["area_id"] == row["area_id"]].groupby("district")["children_under_3"].sum()
    parts, inputs = [], []
    for district, children in inside.items():
        owed, total = target.required[district], ground.people.at[district, "children_under_3"]
        name = ground.areas.at[district, "name"]
        parts.append(f"{whole(owed)} × {whole(children)} ÷ {whole(total)}")
        inputs.append(Input(f"{name}应有托位", whole(owed), "个", key=f"area_id={district}", on=target.target_on))
        inputs.append(Input(f"{name}3岁以下婴幼儿", whole(total), "人", key=f"area_id={district}"))
    filled = f"⌈{' + '.join(parts)}⌉ = {whole(row['required'])}"
    return Step(
        key="target",
        says=f"{row['name']}按3岁以下婴幼儿分摊{target.target_on}的目标，应有{whole(row['required'])}个托位：{filled}。这是分摊值，没有条款直接规定生活圈的托位数。",
        formula=formula,
        filled=filled,
        result=str(row["required"]),
        unit="个",
        basis="apportioned",
        inputs=tuple(inputs),
        clauses=clauses,
    )


def reach_step(row: "pd.Series[Any]", reach: Reach | None, *, walks: Walks | None) -> Step:
    """The reach test: children near a site, the radius, and who says so."""
    formula = "可达 = 服务半径内有点位的居住区的3岁以下婴幼儿 ÷ 圈内3岁以下婴幼儿 ≥ 要求占比"
    if reach is None or walks is None or pd.isna(row["children_in_reach"]):
        says = f"{row['name']}的可达性无法判定：没有给出带出处的服务半径，或当日没有登记册。"
        return Step("within_reach", says, formula, "", "", "人", "missing")
    radius = reach.radius_m[CircleMinutes(row["minutes"])]
    doubt = "其余儿童中有人的步行距离量不出，" if row["within_reach"] == str(Outcome.UNDETERMINED) else ""
    filled = f"{whole(row['children_in_reach'])} ÷ {whole(row['children_under_3'])}，要求≥{percent(reach.min_share)}"
    return Step(
        key="within_reach",
        says=f"{row['name']}有{whole(row['children_in_reach'])}名3岁以下婴幼儿在{radius}米内有点位：{filled}；{doubt}{Outcome(row['within_reach']).zh}（{walks.note}；半径出处：{reach.source.cite()}）。",
        formula=formula,
        filled=filled,
        result=str(row["children_in_reach"]),
        unit="人",
        basis=str(walks.measured_by),
        inputs=(Input("服务半径", str(radius), "米", source=reach.source.cite()),),
        clauses=(reach.source,),
    )


def verdict_step(row: "pd.Series[Any]") -> Step:
    """The three outcomes, and which of them binds."""
    tests = "、".join(
        f"{words}：{Outcome(row[test]).zh}"
        for test, words in (("has_site", "设施"), ("enough_places", "托位"), ("within_reach", "可达"))
    )
    says = f"{row['name']}三项检验——{tests}；结论：{Outcome(row['outcome']).zh}，制约因素：{_BINDS[row['binds']]}。"
    return Step("verdict", says, "三项均达标方为达标；依次看设施、托位、可达", tests, str(row["outcome"]))
