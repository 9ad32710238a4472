"""How the walks of one home or one site (步行距离) were measured: the parts of the nearest, minutes, and the doubt."""

from typing import Any

import pandas as pd

from planning.accessibility.access_points import JoinedAt
from planning.accessibility.walking_network import WalkMode
from planning.numerals import decimals, number, whole
from planning.policy.walking import Walking
from planning.reach.walk_parts import PARTS, adding_up
from planning.reach.walks_of_one import WalksOfOne
from planning.trace import Step

_ALONG = "步行距离 = 居住点到路（或出入口）的直线 + 沿路网 + 路到点位的直线，三段都算在内"
_STRAIGHT = "步行距离 = 直线距离 × 绕行系数"


def walk_step(one: WalksOfOne, *, walking: Walking | None) -> Step:
    """How the walks were measured, and the nearest of them worked out."""
    walks = one.walks
    nearest = one.pairs.iloc[0] if len(one.pairs) else None
    walked = WalkMode.WALK.zh if walks.network is None else walks.network.mode.zh
    said = [f"{one.name}：{walked}{whole(one.limit_m)}米以内；{walks.note}", *_joining(one)]
    if nearest is not None:
        said.append(f"最近的{nearest['name']}：{_in_words(one, nearest)}")
    if walking is not None:
        said.append(f"分钟按每分钟{number(walking.m_per_min)}米折算（{walking.source.cite()}）")
    minutes = f"；分钟 = 米 ÷ {number(walking.m_per_min)}" if walking else ""
    return Step(
        key="walks",
        says="；".join(said) + "。",
        formula=(_STRAIGHT if walks.network is None else _ALONG) + minutes,
        filled="" if nearest is None else _filled(one, nearest, walking),
        result="" if nearest is None else decimals(nearest["cost_m"], 1),
        unit="米",
        basis=str(walks.measured_by),
        clauses=(walking.source,) if walking else (),
    )


def _joining(one: WalksOfOne) -> list[str]:
    """How the one joins the network, and what is in doubt about it."""
    joined = one.joined
    if joined is None:
        return []
    how = JoinedAt(joined["joined_at"])
    away = "" if pd.isna(joined["away_m"]) else f"（距{whole(round(joined['away_m']))}米，算在步行距离之内）"
    mode = WalkMode.WALK.zh if one.walks.network is None else one.walks.network.mode.zh
    why = {
        JoinedAt.GATE: "，已知出入口不受接入距离的限制",
        JoinedAt.GATE_CLOSED: f"（已知的出入口都不在{mode}可通行的路段上）",
    }.get(how, "")
    said = [f"接入方式：{how.zh}{away}{why}"]
    if pd.notna(joined["gate_unknown_m"]):
        said.append(f"出入口不明，误差可达±{whole(joined['gate_unknown_m'])}米")
    if one.island_nodes is not None:
        said.append(f"所接路段与主要路网不相通（这一部分有{whole(one.island_nodes)}个节点），走不到这一部分以外的点")
    return said


def _in_words(one: WalksOfOne, walk: "pd.Series[Any]") -> str:
    if one.walks.network is None:
        return f"直线{whole(round(walk['straight_m']))}米"
    parts = adding_up(pd.DataFrame([walk[list(PARTS)].astype(float)]), digits=0).iloc[0]
    total = whole(parts.sum())
    out, along, back = (whole(parts[name]) for name in PARTS)
    return f"居住点到路（或出入口）{out}米，沿路网{along}米，路到点位{back}米，共{total}米"


def _filled(one: WalksOfOne, walk: "pd.Series[Any]", walking: Walking | None) -> str:
    """The nearest walk with its numbers, to 0.1 m, and its minutes."""
    total = decimals(walk["cost_m"], 1)
    if one.walks.network is None:
        said = f"{decimals(walk['straight_m'], 1)} × {number(one.walks.factor)} = {total}米"
    else:
        said = " + ".join(decimals(walk[name], 1) for name in PARTS) + f" = {total}米"
    if walking is None:
        return said
    minutes = decimals(walk["cost_m"] / float(walking.m_per_min), 1)
    return f"{said}；{total} ÷ {number(walking.m_per_min)} = {minutes}分钟"
