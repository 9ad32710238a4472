"""`tuoyu reach`: how well people reach places on foot, by area, from a home, to a site (可达性)."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import orjson
import pandas as pd
import typer
from rich.table import Table

from planning.accessibility.walking_network import WalkMode
from planning.exchange.reach_export import REACH_COLUMNS, reach_table, reach_to_csv
from planning.frames import OutputColumn, Show
from planning.model.codes import Level
from planning.numerals import decimals, percent, whole
from planning.reach.assumptions import assumptions
from planning.reach.reached import Reached
from planning.tracing.reach import reach_steps
from service.commands.asking import (
    CityOption,
    ExplainOption,
    FormOption,
    OnOption,
    OutputFormat,
    OutputOption,
    ProfileOption,
    ask,
)
from service.commands.gaps import write
from service.commands.steps import say_steps
from service.commands.terminal import messages, results
from service.dependencies import Asked
from service.levels import CommunityLevel
from service.reach_answer import Walked, home_answer, reach_answer, reached_of, site_answer, walked_of
from service.refusals import QueryInvalid
from service.walking_questions import LONGEST_WALK_M, LONGEST_WALK_MIN, Counted, Decays, Within


class Modes(StrEnum):
    """With what a family walks."""

    WALK = "walk"
    STROLLER = "stroller"


LevelOption = Annotated[CommunityLevel, typer.Option("--level", help="层级 / the unit of talk")]
MetresOption = Annotated[
    int | None, typer.Option("--within-m", min=1, max=LONGEST_WALK_M, help="步行多少米以内 / metres on foot")
]
MinutesOption = Annotated[
    int | None,
    typer.Option("--within-min", min=1, max=LONGEST_WALK_MIN, help="步行多少分钟以内 / minutes instead of metres"),
]
RankOption = Annotated[int, typer.Option("--rank", min=1, max=10, help="第几近的点位 / the n-th nearest site")]
DecayOption = Annotated[Decays, typer.Option("--decay", help="距离衰减 / how a farther site counts less")]
ZonesOption = Annotated[str | None, typer.Option("--zones", help="如300:1,600:0.68 / metres:weight")]
ModeOption = Annotated[Modes, typer.Option("--mode", help="stroller 避开台阶 / a stroller takes no steps")]
SiteOption = Annotated[str | None, typer.Option("--site", help="谁能走到这个点位 / who reaches a site")]
HomeOption = Annotated[str | None, typer.Option("--home", help="这个居住区能走到哪里 / what a home reaches")]


def reach(
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
    level: LevelOption = CommunityLevel.STREET,
    within_m: MetresOption = None,
    within_min: MinutesOption = None,
    rank: RankOption = 1,
    decay: DecayOption = Decays.STEP,
    zones: ZonesOption = None,
    mode: ModeOption = Modes.WALK,
    site: SiteOption = None,
    home: HomeOption = None,
    explain: ExplainOption = None,
    form: FormOption = OutputFormat.TABLE,
    output: OutputOption = None,
) -> None:
    """
    按步行距离看可达性 / tell how well people reach places on foot.

    例 / examples:  tuoyu reach --within-min 15  ·  tuoyu reach --home RE0001  ·  tuoyu reach --site ST0001
    """
    if form is OutputFormat.TABLE and output is not None:
        raise typer.BadParameter("--output 要与 --format 同用 / --output needs a --format other than table")
    if sum(one is not None for one in (site, home, explain)) > 1:
        raise QueryInvalid("--site, --home, --explain", zh="三者只给一个", en="give one of them")
    asked = ask(city, profile, on=on)
    walked = WalkMode(mode.value)
    within = Within(within_m, within_min, names=("--within-m", "--within-min"))
    counted = Counted(rank, decay, zones, name="--zones")
    if site is not None or home is not None:
        near = walked_of(asked, mode=walked, within=within)
        _one(asked, near, site=site, home=home, as_json=form is OutputFormat.JSON, output=output)
        return
    found = reached_of(asked, Level(level.value), mode=walked, within=within, counted=counted)
    if explain is not None:
        asked.name_of(Level(level.value), explain)  # raises UnknownArea
        say_steps(reach_steps(found, area_id=explain))
    else:
        _all(asked, found, level=Level(level.value), mode=walked, form=form, output=output)


def _all(
    asked: Asked, found: Reached, *, level: Level, mode: WalkMode, form: OutputFormat, output: Path | None
) -> None:
    """Every area of the level."""
    table = reach_table(found)
    if form is OutputFormat.JSON:
        body = reach_answer(asked, found, level=level, mode=mode, table=table)
        write(orjson.dumps(body, option=orjson.OPT_APPEND_NEWLINE), output)
        return
    if form is OutputFormat.CSV:
        write(reach_to_csv(table), output)
        return
    title = f"{asked.snapshot.revision.manifest.name} 可达性　{whole(found.asked.within_m)}米　{asked.question.on}"
    results().print(_drawn(title, table))
    spread = f"基尼系数 {decimals(found.gini, 3)}，帕尔马比值 {decimals(found.palma, 3)}（可及托位，按儿童）"
    results().print(spread, markup=False)
    if table["children"].isna().all() and table["residents"].isna().all():
        messages().print(f"· 没有{asked.question.on}可用的人口和儿童数，各列为空", markup=False)
    _notes(asked, found)


def _notes(asked: Asked, found: Reached) -> None:
    for line in assumptions(found):
        messages().print(f"· {line}", markup=False, soft_wrap=True)
    network = found.walks.network
    if network is not None and len(parts := network.parts()) > 1:
        away = int(parts["nodes"].iloc[1:].sum())
        told = f"路网分成{len(parts)}个互不相通的部分，最大的之外有{whole(away)}个节点"
        messages().print(f"· {told}；未计的路段（封闭、小区内、推车时有台阶）{whole(network.left_out)}条", markup=False)
    if notice := asked.snapshot.revision.manifest.notice:
        messages().print(notice, style="yellow", markup=False, soft_wrap=True)


def _one(
    asked: Asked, walked: Walked, *, site: str | None, home: str | None, as_json: bool, output: Path | None
) -> None:
    """What one home reaches, or who reaches one site."""
    if site is not None:
        body = site_answer(asked, walked, site_id=site, ways=as_json)
        rows, title = body["homes"], "居住点"
    else:
        body = home_answer(asked, walked, point_id=home or "", ways=as_json)
        rows, title = body["sites"], "点位"
    if as_json:
        write(orjson.dumps(body, option=orjson.OPT_APPEND_NEWLINE), output)
        return
    table = Table(title=f"{body['name']}：步行{whole(body['within_m'])}米内的{title}", title_justify="left", box=None)
    for heading, right in (("编号", False), (title, False), ("米", True), ("分钟", True), ("儿童/托位", True)):
        table.add_column(heading, justify="right" if right else "left")
    for row in rows:
        number = row.get("children", row.get("places"))
        minutes = "—" if row["cost_min"] is None else f"{row['cost_min']:.1f}"
        table.add_row(
            row.get("point_id", row.get("site_id")), row["name"], whole(round(row["cost_m"])), minutes, whole(number)
        )
    results().print(table)
    for step in body["steps"]:
        messages().print(f"· {step['says']}", markup=False, soft_wrap=True)


def _drawn(title: str, table: pd.DataFrame) -> Table:
    drawn = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    shown = [column for column in REACH_COLUMNS if column.name != "reason" or bool((table["reason"] != "").any())]
    for column in shown:
        drawn.add_column(column.zh, justify="left" if column.show is Show.TEXT else "right")
    for cells in zip(*(_written(table[column.name], column) for column in shown), strict=True):
        drawn.add_row(*cells)
    return drawn


def _written(values: "pd.Series[Any]", column: OutputColumn) -> list[str]:
    if column.show is Show.TEXT:
        return ["—" if pd.isna(value) else str(value) for value in values]
    if column.show is Show.SHARE:
        return ["—" if pd.isna(value) else percent(float(value)) for value in values]
    if column.show is Show.RATE:
        return [decimals(value, 3) for value in values]
    return ["—" if pd.isna(value) else whole(round(value)) for value in values]
