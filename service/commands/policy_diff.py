"""`tuoyu policy diff`: what two profiles say differently (对比政策方案), key by key and side by side."""

from typing import Annotated

import typer
from rich.table import Table

from planning.policy.differences import differences
from service.commands.policy_named import profile_named
from service.commands.terminal import results


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="方案编号或文件 / id or file of a profile")],
    second: Annotated[str, typer.Argument(metavar="B", help="另一个方案编号或文件 / id or file of another")],
) -> None:
    """
    对比两个政策方案，逐项并列 / compare two profiles, key by key and side by side.

    例 / example:  tuoyu policy diff shanxi-2020 my-town.toml
    """
    found = differences(profile_named(first), profile_named(second))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("部分", "编号", "差异", "项目", f"A {first}", f"B {second}"):
        table.add_column(heading, overflow="fold")
    for item in found:
        cells = (item.part.zh, item.id, item.change.zh, item.key, item.first, item.second)
        table.add_row(*(cell.replace("[", "\\[") for cell in cells))
    if found:
        results().print(table)
    results().print(f"{len(found)}处不同 / {len(found)} differences", soft_wrap=True)
