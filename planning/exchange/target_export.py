"""Targets out of the house (目标导出): CSV with every target, XLSX with the paths and tasks beside them."""

from planning.exchange.about import About
from planning.exchange.csv_export import columns_to_csv
from planning.exchange.printed_table import PrintedTable
from planning.exchange.table_workbook import tables_to_xlsx
from planning.frames import OutputColumn, Show
from planning.targets.printed import PATH_HEADINGS, TARGET_HEADINGS, printed_paths, printed_targets
from planning.targets.progress import Progress
from planning.targets.tasks import Task

TASK_HEADINGS: tuple[OutputColumn, ...] = (
    OutputColumn("task_id", "任务", Show.TEXT),
    OutputColumn("names", "内容", Show.TEXT),
    OutputColumn("deadline", "期限", Show.TEXT, about="长期任务没有期限"),
    OutputColumn("responsible", "责任单位", Show.TEXT),
    OutputColumn("task_state", "状态", Show.TEXT, about="各单元中最差的状态"),
    OutputColumn("counts", "各状态单元数", Show.TEXT),
)


def targets_to_csv(progress: Progress) -> bytes:
    """Every target as CSV, in the form of every CSV of the product (`planning.exchange.csv_export`)."""
    return columns_to_csv(target_sheet(progress).columns)


def targets_to_xlsx(progress: Progress) -> bytes:
    """Targets, paths and tasks as a workbook."""
    about = About.of(progress.city, progress.profile, on=progress.on)
    counts = "；".join(f"{state.zh} {units}" for state, units in progress.counts().items())
    notes = [("目标数", str(len(progress.targets))), ("各状态目标数", counts or None)]
    tables = (target_sheet(progress), path_sheet(progress), task_sheet(progress.tasks))
    return tables_to_xlsx(tables, about=about, title=f"{about.city} 托育目标进度", notes=notes)


def target_sheet(progress: Progress) -> PrintedTable:
    """The target table as it is printed."""
    return PrintedTable.of("目标", printed_targets(progress), columns=TARGET_HEADINGS, frozen=2)


def path_sheet(progress: Progress) -> PrintedTable:
    """The paths as they are printed."""
    return PrintedTable.of("路径", printed_paths(progress), columns=PATH_HEADINGS, frozen=3)


def task_sheet(tasks: tuple[Task, ...]) -> PrintedTable:
    """The tasks as they are printed."""
    rows = [
        (
            task.task_id,
            "；".join(task.names),
            task.deadline.isoformat() if task.deadline else "长期",
            task.responsible or None,
            task.state.zh if task.state else "没有可判定的单元",
            "；".join(f"{state.zh} {units}" for state, units in task.counts.items()) or None,
        )
        for task in tasks
    ]
    return PrintedTable.of_rows("任务", rows, columns=TASK_HEADINGS)
