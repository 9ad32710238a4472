"""How the reach of an area (可达性) came about: people near enough, half of them, places for each child."""

from typing import Any

import pandas as pd

from planning.numerals import decimals, percent, whole
from planning.reach.decay_told import decay_told
from planning.reach.reached import Reached
from planning.trace import Input, Step

_SHARE_OF = "可达儿童占比 = 步行距离以内有点位的居住点的儿童 ÷ 全部儿童"


def reach_steps(reached: Reached, *, area_id: str) -> tuple[Step, ...]:
    """The steps behind one area's row: near enough, how near, places for each child; fewer where nobody knows."""
    row = reached.areas.loc[area_id]
    if pd.isna(row["children"]):
        says = f"{row['name']}3岁以下婴幼儿人数不明，可达儿童、半数儿童的步行距离和可及托位都无法判定。"
        return (Step("near", says, _SHARE_OF, "", "", "人", "missing"),)
    if pd.isna(row["children_within"]):
        says = f"{row['name']}3岁以下婴幼儿{whole(row['children'])}人：{row['reason']}（{reached.walks.note}）。"
        return (Step("near", says, _SHARE_OF, "", "", "人", "missing"),)
    return (_near_step(reached, row), _middle_step(reached, row), _held_step(reached, row))


def _near_step(reached: Reached, row: "pd.Series[Any]") -> Step:
    """How many children have the site near enough; a lower bound where of some nobody knows."""
    asked, walks = reached.asked, reached.walks
    inside, unmeasured = whole(row["children_within"]), row["unmeasured"]
    at_least = "至少" if unmeasured else ""
    share = percent(row["children_share"]) if pd.notna(row["children_share"]) else ""
    told = f"，占{at_least}{share}" if share else ""
    doubt = f"，另有{whole(unmeasured)}名量不出" if unmeasured else ""
    return Step(
        key="near",
        says=f"{row['name']}3岁以下婴幼儿{whole(row['children'])}人，{at_least}{inside}人到{_which(reached)}步行不超过"
        f"{whole(asked.within_m)}米{told}{doubt}（{walks.note}）。",
        formula=_SHARE_OF + ("；量不出的儿童不计入分子，占比为下限" if unmeasured else ""),
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
        said = f"一半的儿童到{which}步行不超过{whole(round(half))}米"
    elif pd.notna(half):
        said = f"一半以上的儿童到{which}步行超过{limit}米"
    elif row["children"] == 0:
        said = "没有3岁以下婴幼儿"
    else:
        said = f"有儿童的步行距离量不出，无法判定一半的儿童到{which}步行是否不超过{limit}米"
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
        says=f"{row['name']}{said}（两步移动搜寻法，{decay_told(reached.asked.decay)}；只计对外开放的托位{why}）。",
        formula="R(点位) = 对外开放的托位 ÷ Σ(儿童 × 权重)；每名儿童可及托位 = Σ(R × 权重)，再按儿童平均；"
        "步行距离量不出的居住点不计",
        filled="",
        result="" if pd.isna(per_child) else decimals(per_child, 3),
        unit="个/儿童",
    )


def _which(reached: Reached) -> str:
    return "最近的点位" if reached.asked.rank == 1 else f"第{reached.asked.rank}近的点位"
