"""`tuoyu policy resolve`: which rules bind a unit (适用规则), which lost, and why, in sentences."""

from typing import Annotated

import typer

from planning.policy.subjects import Subject
from service.commands.asking import CityOption, OnOption, ProfileOption, ask
from service.resolution import standings_of


def resolve_rules(
    unit: Annotated[str, typer.Argument(help="单元编号，见 tuoyu gaps / id of a unit")],
    level: Annotated[Subject, typer.Option("--level", help="对象 / the unit's level")] = Subject.RESIDENTIAL_AREA,
    topic: Annotated[str, typer.Option("--topic", help="只看一个事项 / one topic alone")] = "",
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
) -> None:
    """
    一个单元适用哪些规则，哪些不适用，为什么 / which rules bind a unit, which lost, and why.

    例 / example:  tuoyu policy resolve RN001 --topic new_area_places
    """
    asked = ask(city, profile, on=on)
    study = asked.study
    found = standings_of(study, asked.studies.profile, level=level, unit=unit, topic=topic)
    for item in found:
        typer.echo(item.says())
    if not found:
        typer.echo("没有规则涉及这个单元 / no rule speaks of this unit")
    if study.city.manifest.notice:
        typer.echo(study.city.manifest.notice)
