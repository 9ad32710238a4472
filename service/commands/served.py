"""`tuoyu served`: who has a place within reach, who has none, and why (服务五分)."""

from enum import StrEnum
from typing import Annotated

import orjson
import pandas as pd
import typer
from rich.table import Table

from planning.exchange.served_export import SERVED_COLUMNS, served_table, served_to_csv
from planning.frames import Show
from planning.model.codes import Level
from planning.numerals import whole
from planning.served.by_age import split_by_age
from planning.served.served import UNCERTAIN, Served
from planning.served.served_notes import served_notes
from planning.served.split import Fate
from planning.tracing.served import served_steps
from service.commands.asking import (
    UPTAKE_OPTIONS,
    CityOption,
    ExplainOption,
    FormOption,
    OnOption,
    OutputFormat,
    OutputOption,
    ProfileOption,
    UptakeOption,
    UptakeSourceOption,
    ask,
)
from service.commands.gaps import write
from service.commands.steps import say_steps
from service.commands.terminal import messages, results, working
from service.dependencies import Asked
from service.levels import StreetLevel
from service.served_answer import served_answer, served_of


class Places(StrEnum):
    """Which places fit."""

    INCLUSIVE = "inclusive"
    ANY = "any"


LevelOption = Annotated[StreetLevel, typer.Option("--level", help="层级 / the unit of talk")]
PlacesOption = Annotated[Places, typer.Option("--places", help="哪些托位合适 / which places fit")]
RadiusOption = Annotated[
    int | None, typer.Option("--radius-m", min=1, help="步行距离上限（米），须给出来源 / the longest walk")
]
RadiusSourceOption = Annotated[str | None, typer.Option("--radius-source", help="距离的来源 / where it is from")]


def served(
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
    level: LevelOption = StreetLevel.STREET,
    uptake: UptakeOption = None,
    uptake_source: UptakeSourceOption = None,
    places: PlacesOption = Places.INCLUSIVE,
    radius_m: RadiusOption = None,
    radius_source: RadiusSourceOption = None,
    explain: ExplainOption = None,
    form: FormOption = OutputFormat.TABLE,
    output: OutputOption = None,
) -> None:
    """
    按街道拆分儿童：有位、已满、非普惠、无适龄班、不可达 / split the children of each area by what they can get.

    例 / examples:  tuoyu served  ·  tuoyu served --explain 990101  ·  tuoyu served --places any --format csv
    """
    if form is OutputFormat.TABLE and output is not None:
        raise typer.BadParameter("--output 要与 --format 同用 / --output needs a --format other than table")
    asked = ask(city, profile, on=on, radius_m=radius_m, radius_source=radius_source)
    with working("计算步行距离，分配托位"):
        found = served_of(asked, uptake=uptake, source=uptake_source, places=places.value, names=UPTAKE_OPTIONS)
    if explain is not None:
        _explain(asked, found, Level(level.value), explain)
        return
    table = served_table(found, Level(level.value))
    if form is OutputFormat.JSON:
        body = served_answer(asked, found, level=Level(level.value), table=table)
        write(orjson.dumps(body, option=orjson.OPT_APPEND_NEWLINE), output)
        return
    if form is OutputFormat.CSV:
        write(served_to_csv(table, found, reach=asked.study.reach), output)
        return
    results().print(_drawn(asked, table, level))
    for line in served_notes(found, asked.study.reach):
        messages().print(f"· {line}", markup=False, soft_wrap=True)
    notice = asked.snapshot.revision.manifest.notice
    if notice:
        messages().print(notice, style="yellow", markup=False, soft_wrap=True)


def _drawn(asked: Asked, table: pd.DataFrame, level: StreetLevel) -> Table:
    manifest = asked.snapshot.revision.manifest
    title = f"{manifest.name} 3岁以下儿童服务五分　{asked.question.on}　{asked.question.profile_id}"
    drawn = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    # Room is scarce on a terminal: what speaks of exceptions alone is left out where there are none.
    idle = {
        UNCERTAIN: table[UNCERTAIN].fillna(0).eq(0).all(),
        "reason": table["reason"].eq("").all(),
        # A district lies in no other.
        "district": level is not StreetLevel.STREET,
    }
    shown = [column for column in SERVED_COLUMNS if not idle.get(column.name, False)]
    for column in shown:
        counted = column.show is Show.COUNT
        drawn.add_column(column.zh.removesuffix("儿童") or column.zh, justify="right" if counted else "left")
    columns = [
        table[column.name].map(whole) if column.show is Show.COUNT else table[column.name].fillna("—").astype("str")
        for column in shown
    ]
    for cells in zip(*columns, strict=True):
        drawn.add_row(*cells)
    return drawn


def _explain(asked: Asked, found: Served, level: Level, typed: str) -> None:
    """Every step behind one area, by its id or its name, and what the whole rests on."""
    area_id = asked.unit_of(level, typed, called="--explain")
    name = asked.name_of(level, area_id)
    say_steps(served_steps(found, level, area_id=area_id, name=name, reach=asked.study.reach))
    ages = split_by_age(found, level, area_id=area_id)
    if len(ages):
        results().print(_drawn_ages(ages))
    for line in served_notes(found, asked.study.reach):
        results().print(f"· {line}", markup=False, soft_wrap=True)


def _drawn_ages(ages: pd.DataFrame) -> Table:
    """The split by bands of months, and their sum."""
    drawn = Table(title="按月龄（人）", title_justify="left", header_style="bold", box=None, pad_edge=False)
    for heading in ("月龄", "儿童", "寻求托位", *(fate.zh for fate in Fate)):
        drawn.add_column(heading, justify="left" if heading == "月龄" else "right")
    for band, row in zip([*ages.index.str.replace("-", "—"), "合计"], [*ages.to_numpy(), ages.sum()], strict=True):
        drawn.add_row(band, *map(whole, row))
    return drawn
