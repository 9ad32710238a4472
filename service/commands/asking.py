"""A study asked for from the terminal (终端请求): the same store, snapshots and studies that HTTP uses."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.dependencies import Asked, Doors, day, radius_cited
from service.settings import Settings
from service.storage.embedded import EmbeddedStore

CityOption = Annotated[str | None, typer.Option("--city", help="城市编号；省略时为默认城市 / id of a city")]
ProfileOption = Annotated[str | None, typer.Option("--profile", help="政策方案；省略时为城市自己的 / id of a profile")]
OnOption = Annotated[
    str | None,
    typer.Option("--on", metavar="YYYY-MM-DD", help="研究日期；晚于它的数据都不看 / the day of the study"),
]


class OutputFormat(StrEnum):
    """How a table is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


ExplainOption = Annotated[
    str | None,
    typer.Option("--explain", metavar="AREA", help="逐句说明一个单元（编号或名称） / say how one area came about"),
]
FormOption = Annotated[OutputFormat, typer.Option("--format", help="table 给人看 / table is for people")]
OutputOption = Annotated[Path | None, typer.Option("--output", help="写到文件 / write a file instead of stdout")]
UptakeOption = Annotated[
    str | None,
    typer.Option("--uptake", help="入托意愿，如0.35，须给出来源 / share that seeks a place"),
]
UptakeSourceOption = Annotated[
    str | None, typer.Option("--uptake-source", help="入托意愿的来源 / where that share is from")
]
UPTAKE_OPTIONS = ("--uptake", "--uptake-source")


def opened() -> tuple[Settings, EmbeddedStore]:
    """The settings of the environment, and the store they name."""
    settings = Settings.from_environment()
    return settings, EmbeddedStore(settings.store)


def ask(
    city: str | None,
    profile: str | None,
    *,
    on: str | None = None,
    radius_m: int | None = None,
    radius_source: str | None = None,
) -> Asked:
    """The study that the options describe; raises what HTTP would answer with."""
    source = radius_cited(radius_m, radius_source, names=("--radius-m", "--radius-source"))
    settings, store = opened()
    doors = Doors.of(settings, store)
    snapshot = doors.snapshots.latest(city, otherwise=settings.city)
    question = doors.studies.question(
        snapshot,
        profile_id=profile,
        on=day(on, called="--on"),
        radius_m=radius_m,
        radius_source=source,
    )
    return Asked(snapshot, question, doors.studies)
