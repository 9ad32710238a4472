"""`tuoyu policy check`: everything that is wrong with profile files (检查政策方案), each fault with its line."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from planning.errors import ProfileRefused
from planning.policy.faults import Fault, profile_faults
from service.commands.terminal import REFUSED, messages, results


def check_profiles(
    paths: Annotated[list[Path], typer.Argument(help="方案文件或文件夹 / files or folders of profiles")],
) -> None:
    """
    检查政策方案，逐条列出问题；有错误时退出码为1 / check profiles, fault by fault; exit 1 on an error.

    例 / example:  tuoyu policy check my-town.toml
    """
    files = _files(paths)
    faults = [fault for path in files for fault in profile_faults(path)]
    for fault in faults:
        style = "yellow" if fault.warning else "red"
        messages().print(_line(fault), style=style, markup=False, soft_wrap=True)
    errors = sum(not fault.warning for fault in faults)
    warnings = len(faults) - errors
    results().print(
        f"{len(files)}个方案：{errors}个错误，{warnings}个提醒 / "
        f"{len(files)} profiles: {errors} errors, {warnings} warnings",
        soft_wrap=True,
    )
    if errors:
        raise typer.Exit(REFUSED)


def _line(fault: Fault) -> str:
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    weight = "提醒 warning" if fault.warning else "错误 error"
    return f"{place}: {weight}: {fault.key}: {fault.zh} / {fault.en}"


def _files(paths: Iterable[Path]) -> tuple[Path, ...]:
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise ProfileRefused(file=path.name, key="(file)", remedy="there is no such file or folder; check the path")
        found += sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return tuple(dict.fromkeys(found))
