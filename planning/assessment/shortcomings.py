"""The closing section (口径与不足): how the figures are read, what is unknown, and why."""

import pandas as pd

from planning.assessment.section import Parts, Section
from planning.exchange.printable import Cell
from planning.exchange.printed_table import PrintedTable
from planning.frames import OutputColumn, Show
from planning.targets.progress import Progress
from planning.targets.state import UNKNOWN, TargetState

_OPEN = (
    OutputColumn("open_state", "状态", Show.TEXT),
    OutputColumn("rules", "规则", Show.TEXT),
    OutputColumn("targets", "项数", Show.COUNT),
    OutputColumn("reason", "原因", Show.TEXT),
)
_STATES = (*sorted(UNKNOWN), TargetState.NEEDS_DECISION, TargetState.MANUAL)
_UNSAID = "没有可用的数据"


def shortcomings(parts: Parts) -> Section:
    """What every reader has to know, and the targets that nobody can judge by reason."""
    after = parts.after
    sentences = [
        "期限当日仍为“期限未到”。期限未到的目标按报告日的数据判定，期限已过的目标按期限当日的数据判定，其后的数不改变结论。",
        "当日没有数据的，列出最近一次较早的数及其日期，状态为“情况不明”；旧数不用来判定后来的期限。"
        "两个数的日期相同时不计算变化。",
        "“不适用”“情况不明”“需裁定”“人工核查”均不计为达标。只有约束力为“应当”的目标是硬性要求。",
        *_register(after),
        *_unlike(parts),
    ]
    if after.left_out:
        sentences.append(f"不按市、区、街道、社区、生活圈或居住区判定的目标未列入：{'、'.join(after.left_out)}。")
    if after.city.manifest.notice:
        sentences.append(f"数据说明：{after.city.manifest.notice}")
    if after.city.manifest.synthetic:
        sentences.append("本报告所用为合成数据，不对应任何真实城市。")
    rows = _open_rows(parts.targets)
    if rows:
        sentences.append("不能判定的目标及原因见下表。")
    return Section("口径与不足", tuple(sentences), (PrintedTable.of_rows("不能判定的目标", rows, columns=_OPEN),))


def _register(after: Progress) -> list[str]:
    """For which days anybody counted places."""
    said = []
    states, register_on = after.city.table("site_states")["since"], after.city.manifest.register_on
    if register_on is not None and len(states):
        said.append(f"点位登记册的数据从{states.min()}到{register_on}。")
    days = sorted(set(after.city.table("reported_places")["on"]))
    if days:
        said.append(f"统计部门报告托位总数的日期：{'、'.join(str(day) for day in days)}。")
    return said or ["没有点位登记册，也没有统计的托位总数。"]


def _unlike(parts: Parts) -> list[str]:
    """That two revisions were compared, where they differ."""
    then, now = parts.before.city.revision, parts.after.city.revision
    return [] if then == now else [f"起点和报告日用的数据版本不同（{then}、{now}），变化可能含数据修订。"]


def _open_rows(targets: pd.DataFrame) -> list[tuple[Cell, ...]]:
    """The targets that cannot be judged, by state and reason, the most frequent reason first."""
    rows: list[tuple[Cell, ...]] = []
    for state in _STATES:
        of_state = targets[targets["state"] == str(state)]
        reasons = of_state["reason"].replace("", _UNSAID)
        if state in UNKNOWN:
            # Behind the cause stand bounds that differ from unit to unit.
            reasons = reasons.str.split("；").str[0]
        for reason, units in reasons.value_counts().items():
            rules = dict.fromkeys(of_state["rule_id"][reasons == reason])
            rows.append((state.zh, "、".join(rules), int(units), str(reason)))
    return rows
