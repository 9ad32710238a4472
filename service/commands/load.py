"""`tuoyu load`: a city folder into the store (导入), or every reason why not."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from planning.errors import Issue
from planning.exchange.city_folder import check_city_folder
from planning.exchange.import_report import ImportReport
from planning.policy.reading import list_profiles, read_profile
from planning.policy.shelf import Shelf
from service.commands.asking import opened
from service.commands.terminal import REFUSED, messages
from service.storage.store import Revision

MOST_SHOWN = 100


def load(
    folder: Annotated[Path, typer.Argument(help="城市文件夹，内有 city.toml / a folder with city.toml")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只检查，不保存 / check and report, store nothing")
    ] = False,
) -> None:
    """
    导入一个城市文件夹 / load a city folder.

    全部通过才保存，成为新的数据版本；有一处错误就整体拒绝，并逐条列出文件、行、列和改法。
    city.toml 指定的政策方案可以是内置的，也可以是同一文件夹里的 <方案编号>.toml。

    例 / example:  tuoyu load my_city --dry-run
    """
    console = messages()
    report = read_with_progress(folder, console)
    show_report(report, console)
    if report.city is None:
        raise typer.Exit(REFUSED)
    settings, store = opened()
    own = _own_profile(folder, report.city.manifest.profile, Shelf(settings.profiles))
    if dry_run:
        console.print("只检查，未保存 / checked, nothing stored")
        return
    if own is not None:
        Shelf(settings.profiles).take(own)
        console.print(f"政策方案 {own.stem} 已放入 {settings.profiles} / profile {own.stem} taken", markup=False)
    say_saved(store.save(report.city, report), console)


def _own_profile(folder: Path, profile_id: str, shelf: Shelf) -> Path | None:
    """The profile that lies in the city's folder, read and found sound; raises UnknownProfile where there is none."""
    path = folder / f"{profile_id}.toml"
    if path.exists() and profile_id not in list_profiles():
        read_profile(path)
        return path
    shelf.file(profile_id)
    return None


def read_with_progress(folder: Path, console: Console) -> ImportReport:
    """Read a folder under a progress bar."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(folder.name)

        def progress(step: str, done: int, total: int) -> None:
            bar.update(task, description=f"{folder.name} {step}", completed=done, total=total)

        return check_city_folder(folder, progress=progress)


def say_saved(revision: Revision, console: Console) -> None:
    """Say which revision holds the content."""
    name = revision.manifest.name
    if revision.already_held:
        console.print(f"{name}：内容与 {revision.name} 相同，未重复保存 / unchanged, already stored as {revision.name}")
    else:
        console.print(f"{name}：已保存为 {revision.name} / stored as {revision.name}")


def show_report(report: ImportReport, console: Console) -> None:
    """What was read, mended and refused, with file, row and field."""
    for title, issues, style in (
        ("错误 / refused", report.issues, "red"),
        ("提示 / warnings", report.warnings, "yellow"),
    ):
        if issues:
            console.print(_table(title, issues, style))
        if len(issues) > MOST_SHOWN:
            console.print(f"…共 {len(issues)} 条 / {len(issues)} in all", style=style)
    console.print(report.summary(), style="red" if report.issues else "green", markup=False)


def _table(title: str, issues: tuple[Issue, ...], style: str) -> Table:
    table = Table(title=title, title_style=style, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading in ("文件", "行", "列", "内容", "代码", "改法"):
        table.add_column(heading, overflow="fold")
    for issue in issues[:MOST_SHOWN]:
        row = "" if issue.row is None else str(issue.row)
        cells = (issue.file, row, issue.field, issue.value[:80], issue.code, issue.hint)
        table.add_row(*(cell.replace("[", r"\[") for cell in cells))
    return table
