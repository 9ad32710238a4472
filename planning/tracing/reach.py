"""How the reach of an area, a site or a home (可达性) came about: people near enough, walks, places for each child."""

import pandas as pd

from planning.accessibility.access_points import JoinedAt
from planning.numerals import decimals, percent, whole
from planning.policy.walking import Walking
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.trace import Input, Step


def reach_steps(reached: Reached, *, area_id: str) -> tuple[Step, ...]:
    """The steps behind one area's row: near enough, how near, places for each child."""
    row = reached.areas.loc[area_id]
    asked, walks = reached.asked, reached.walks
    which = "最近的点位" if asked.rank == 1 else f"第{asked.rank}近的点位"
    within = f"步行{whole(asked.within_m)}米内"
    known = pd.notna(row["children"])
    share = percent(row["children_share"]) if known else ""
    near = Step(
        key="near",
        says=f"{row['name']}3岁以下婴幼儿{whole(row['children'])}人，{whole(row['children_within'])}人{within}有{which}"
        + (f"，占{share}" if known else "")
        + f"（{walks.note}）。",
        formula=f"可达儿童占比 = {within}有{which}的居住点的儿童 ÷ 全部儿童",
        filled=f"{whole(row['children_within'])} ÷ {whole(row['children'])} = {share}" if known else "",
        result=whole(row["children_within"]),
        unit="人",
        basis=str(walks.measured_by),
        inputs=(Input("量不出距离的儿童", whole(row["unmeasured"]), "人", "walk_edges", f"area_id={area_id}"),),
    )
    half = row["nearest_m"]
    beyond = f"一半以上的儿童在{whole(walks.costs.limit)}米内没有{which}"
    inside: str = "" if pd.isna(half) else f"一半的儿童步行{whole(round(half))}米内有{which}"
    middle = Step(
        key="nearest",
        says=f"{row['name']}{inside or beyond}。",
        formula="按到点位的步行距离排列居住点，儿童累计过半处的距离",
        filled="" if pd.isna(half) else f"{whole(round(half))}米",
        result="" if pd.isna(half) else str(round(half)),
        unit="米",
    )
    per_child = row["places_per_child"]
    held = Step(
        key="catchment",
        says=f"{row['name']}每名儿童可及托位{decimals(per_child, 3)}个（两步移动搜寻法，{asked.decay.zh}，单位米）。",
        formula="R(点位) = 托位 ÷ Σ(儿童 × 权重)；每名儿童可及托位 = Σ(R × 权重)，再按儿童平均",
        filled="",
        result=decimals(per_child, 3),
        unit="个/儿童",
    )
    return (near, middle, held)


def walk_step(walks: Walks, *, name: str, joined: "pd.Series | None", walking: Walking | None, limit_m: float) -> Step:
    """How the walks of one site or home were measured, and how sure they are."""
    said = f"{name}：步行{whole(limit_m)}米以内；{walks.note}"
    if joined is not None:
        said += f"；接入方式：{JoinedAt(joined['joined_at']).zh}"
        if pd.notna(joined["away_m"]):
            said += f"（距{whole(round(joined['away_m']))}米）"
        if pd.notna(joined["gate_unknown_m"]):
            said += f"；出入口不明，误差可达±{whole(joined['gate_unknown_m'])}米"
    speed = f"每分钟{decimals(walking.m_per_min, 0)}米" if walking else ""
    return Step(
        key="walks",
        says=said + (f"；分钟按{speed}折算" if speed else "") + "。",
        formula="步行距离 = 直线接入距离 + 沿路网距离 + 直线接入距离；分钟 = 米 ÷ 步行速度",
        filled="",
        result="",
        basis=str(walks.measured_by),
        clauses=(walking.source,) if walking else (),
    )
