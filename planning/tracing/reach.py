"""How the reach of an area, a site or a home (可达性) came about: people near enough, walks, places for each child."""

from typing import Any

import pandas as pd

from planning.accessibility.access_points import JoinedAt
from planning.numerals import decimals, percent, whole
from planning.policy.walking import Walking
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.trace import Input, Step


def reach_steps(reached: Reached, *, area_id: str) -> tuple[Step, ...]:
    """The steps behind one area's row: near enough, how near, places for each child; one where children are unknown."""
    row = reached.areas.loc[area_id]
    if pd.isna(row["children"]):
        says = f"{row['name']}3岁以下婴幼儿人数不明，可达儿童、半数儿童的步行距离和可及托位都无法判定。"
        return (Step("near", says, _SHARE_OF, "", "", "人", "missing"),)
    return (_near_step(reached, row), _middle_step(reached, row), _held_step(reached, row))


_SHARE_OF = "可达儿童占比 = 步行距离以内有点位的居住点的儿童 ÷ 全部儿童"


def _near_step(reached: Reached, row: "pd.Series[Any]") -> Step:
    """How many children have the site near enough; a lower bound where of some nobody knows."""
    asked, walks = reached.asked, reached.walks
    inside, unmeasured = whole(row["children_within"]), row["unmeasured"]
    share = percent(row["children_share"]) if pd.notna(row["children_share"]) else ""
    doubt = f"，另有{whole(unmeasured)}人的步行距离量不出" if unmeasured else ""
    at_least = "至少" if unmeasured else ""
    return Step(
        key="near",
        says=f"{row['name']}3岁以下婴幼儿{whole(row['children'])}人，{at_least}{inside}人步行{whole(asked.within_m)}米内有"
        f"{_which(reached)}{f'，占{share}' if share else ''}{doubt}（{walks.note}）。",
        formula=_SHARE_OF,
        filled=f"{inside} ÷ {whole(row['children'])} = {share}" if share else "",
        result=str(row["children_within"]),
        unit="人",
        basis=str(walks.measured_by),
        inputs=(Input("步行距离量不出的儿童", whole(unmeasured), "人", "walk_edges", f"area_id={row.name}"),),
    )


def _middle_step(reached: Reached, row: "pd.Series[Any]") -> Step:
    """The walk within which half of the children have the site, if it is known."""
    half, limit, which = row["nearest_m"], whole(reached.walks.costs.limit), _which(reached)
    known = pd.notna(half) and half < float("inf")
    if known:
        said = f"一半的儿童步行{whole(round(half))}米内有{which}"
    elif pd.notna(half):
        said = f"一半以上的儿童在{limit}米内没有{which}"
    elif row["children"] == 0:
        said = "没有3岁以下婴幼儿"
    else:
        said = f"有儿童的步行距离量不出，无法判定一半的儿童在{limit}米内有没有{which}"
    return Step(
        key="nearest",
        says=f"{row['name']}{said}。",
        formula="按到点位的步行距离排列居住点（量不出的排在最后），儿童累计过半处的距离",
        filled=f"{whole(round(half))}米" if known else "",
        result=str(round(half)) if known else "",
        unit="米",
    )


def _held_step(reached: Reached, row: "pd.Series[Any]") -> Step:
    """The places for each child, as far as they are known."""
    per_child = row["places_per_child"]
    if pd.isna(per_child):
        said = "可及托位无法判定" if row["children"] else "没有3岁以下婴幼儿，不计算可及托位"
    else:
        said = f"每名儿童{'至少' if row['at_least'] else ''}可及托位{decimals(per_child, 3)}个"
    why = f"；{row['reason']}" if row["reason"] else ""
    return Step(
        key="catchment",
        says=f"{row['name']}{said}（两步移动搜寻法，{reached.asked.decay.zh}，单位米；只计对外开放的托位{why}）。",
        formula="R(点位) = 对外开放的托位 ÷ Σ(儿童 × 权重)；每名儿童可及托位 = Σ(R × 权重)，再按儿童平均；"
        "步行距离量不出的居住点不计",
        filled="",
        result="" if pd.isna(per_child) else decimals(per_child, 3),
        unit="个/儿童",
    )


def _which(reached: Reached) -> str:
    return "最近的点位" if reached.asked.rank == 1 else f"第{reached.asked.rank}近的点位"


def walk_step(walks: Walks, *, name: str, joined: "pd.Series | None", walking: Walking | None, limit_m: float) -> Step:
    """How the walks of one site or home were measured, and how sure they are."""
    said = f"{name}：步行{whole(limit_m)}米以内；{walks.note}"
    if joined is not None:
        said += f"；接入方式：{JoinedAt(joined['joined_at']).zh}"
        if pd.notna(joined["away_m"]):
            said += f"（距{whole(round(joined['away_m']))}米）"
        if joined["joined_at"] == str(JoinedAt.GATE_CLOSED):
            said += f"（已知的出入口都不在{walks.network.mode.zh}可通行的路段上）" if walks.network else ""
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
