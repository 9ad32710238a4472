"""`tuoyu policy new`: a profile of one's own begins (新建方案) as a commented file with examples that it passes."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from planning.policy.starting import start_profile
from service.commands.terminal import results


def start(
    profile_id: Annotated[str, typer.Argument(help="方案编号：小写字母、数字、连字符 / id of the new profile")],
    name: Annotated[str, typer.Option("--name", help="名称 / name in Chinese")] = "",
    to: Annotated[Path, typer.Option("--to", help="放到哪个文件夹 / folder to write to")] = Path(),
) -> None:
    """
    写一个带说明的起始方案和算例，不覆盖已有文件 / write a commented starter profile with examples; overwrites nothing.

    例 / example:  tuoyu policy new my-town --name 某镇
    """
    profile, examples = start_profile(profile_id, to, name=name)
    say = results()
    say.print(f"已写入 / written: {profile}、{examples}", markup=False, soft_wrap=True)
    say.print("下一步 / next:", markup=False)
    say.print(f"  tuoyu policy check {shlex.quote(str(profile))}", markup=False, soft_wrap=True)
    say.print(f"  tuoyu policy test {shlex.quote(str(examples))}", markup=False, soft_wrap=True)
