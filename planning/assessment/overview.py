"""The first section (总体情况): how many targets there are, and how many have which state."""

from collections.abc import Mapping

from planning.assessment.section import Parts, Section
from planning.exchange.printed_table import PrintedTable
from planning.frames import OutputColumn, Show
from planning.numerals import number
from planning.targets.state import TargetState, counts_of

_STATES = (
    OutputColumn("state", "状态", Show.TEXT),
    OutputColumn("then", "起点项数", Show.COUNT),
    OutputColumn("now", "报告日项数", Show.COUNT),
)
_PASSED = (
    (TargetState.DEADLINE_PASSED_MET, "达标"),
    (TargetState.DEADLINE_PASSED_NOT_MET, "未达标"),
    (TargetState.DEADLINE_PASSED_UNKNOWN, "情况不明"),
)
_AHEAD = (
    (TargetState.AHEAD_MET, "达标"),
    (TargetState.AHEAD_NOT_MET, "未达标"),
    (TargetState.AHEAD_UNKNOWN, "情况不明"),
)
_OTHER = (
    (TargetState.NOT_APPLICABLE, "不适用"),
    (TargetState.NEEDS_DECISION, "需裁定"),
    (TargetState.MANUAL, "须人工核查"),
)


def overview(parts: Parts) -> Section:
    """What is compared, and the states of all targets on both days; a target is one unit's, of one rule and date."""
    before, after = parts.before, parts.after
    then, now = before.counts(), after.counts()
    compared = (
        f"本报告按“{after.profile.name}”（{after.profile.status.zh}）评估{parts.scope}，"
        f"起点为{before.on}（数据版本{before.city.revision}），报告日为{after.on}（数据版本{after.city.revision}）。"
    )
    total = f"有期限的目标共{number(len(parts.targets))}项（一条规则在一个单元、一个期限为一项）。"
    at_the_end = f"到{after.on}：{_sentence(now)}。"
    at_the_start = f"{before.on}时：{_sentence(then)}。"
    rows = [(state.zh, then.get(state, 0), now.get(state, 0)) for state in TargetState if state in {*then, *now}]
    told = (total + at_the_end + at_the_start, *_due_today(parts)) if len(parts.targets) else ("没有有期限的目标。",)
    return Section("总体情况", (compared, *told), (PrintedTable.of_rows("各状态目标数", rows, columns=_STATES),))


def _due_today(parts: Parts) -> tuple[str, ...]:
    """What becomes final on the report day: on its own day a target is still ahead, and nothing can change it then."""
    on = parts.after.on
    states = parts.targets["state"][parts.targets["deadline"].map(lambda day: day == on).astype(bool)]
    found = counts_of(states)
    judged = "、".join(f"{words}{number(found[state])}项" for state, words in (*_AHEAD, *_OTHER) if state in found)
    return (f"{on}当日到期的{number(len(states))}项：{judged}；次日起为期限已过。",) if judged else ()


def _sentence(counts: Mapping[TargetState, int]) -> str:
    """The states in words: those that are over, those that are ahead, and the rest."""
    said = []
    for opening, states in (("期限已过的", _PASSED), ("期限未到的", _AHEAD)):
        total = sum(counts.get(state, 0) for state, _ in states)
        if total:
            found = "、".join(f"{words}{number(counts[state])}项" for state, words in states if state in counts)
            said.append(f"{opening}{number(total)}项，其中{found}")
    said += [f"{words}{number(counts[state])}项" for state, words in _OTHER if state in counts]
    return "；".join(said) or "没有目标"
