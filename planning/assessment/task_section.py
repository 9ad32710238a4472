"""The section of numbered tasks (重点任务), by their dates."""

from planning.assessment.section import Parts, Section
from planning.exchange.printed_table import PrintedTable
from planning.frames import OutputColumn, Show
from planning.targets.tasks import Task, by_year

_TASKS = (
    OutputColumn("task_id", "任务", Show.TEXT),
    OutputColumn("names", "内容", Show.TEXT),
    OutputColumn("task_deadline", "期限", Show.TEXT, about="长期任务没有期限"),
    OutputColumn("states_then", "起点状态（单元数）", Show.TEXT),
    OutputColumn("states_now", "报告日状态（单元数）", Show.TEXT),
)


def task_section(parts: Parts) -> Section:
    """The tasks of both snapshots side by side; empty where the profile has none."""
    tasks = parts.after.tasks
    if not tasks:
        return Section("重点任务")
    earlier = {task.task_id: task for task in parts.before.tasks}
    years = [f"{year}年{len(listed)}项" if year else f"长期{len(listed)}项" for year, listed in by_year(tasks).items()]
    rows = [
        (
            task.task_id,
            "；".join(task.names),
            task.deadline.isoformat() if task.deadline else "长期",
            _words(earlier.get(task.task_id)),
            _words(task),
        )
        for task in tasks
    ]
    sentence = f"附件所列任务已纳入方案的共{len(tasks)}项：{'、'.join(years)}。"
    return Section("重点任务", (sentence,), (PrintedTable.of_rows("重点任务", rows, columns=_TASKS),))


def _words(task: Task | None) -> str | None:
    if task is None:
        return None
    return "；".join(f"{state.zh} {units:,}" for state, units in task.counts.items()) or "没有可判定的单元"
