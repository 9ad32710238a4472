"""`tuoyu trace`: how the numbers of one unit came about (计算依据), in sentences."""

from typing import Annotated

import typer

from planning.model.codes import Level
from service.commands.asking import CityOption, OnOption, ProfileOption, ask


def trace(
    area_id: Annotated[str, typer.Argument(help="单元编号，见 tuoyu gaps / id of a unit")],
    level: Annotated[Level, typer.Option("--level", help="层级 / the unit's level")] = Level.STREET,
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
) -> None:
    """
    逐句说明一个单元的数字怎样算出 / say in sentences how a unit's numbers came about.

    例 / example:  tuoyu trace --level street 990101
    """
    found = ask(city, profile, on=on).study.trace(level, area_id)
    typer.echo(f"{found.name}（{found.area_id}）　{found.on}　{found.profile}　{found.revision}")
    for sentence in found.sentences():
        typer.echo(sentence)
    if found.notice:
        typer.echo(found.notice)
