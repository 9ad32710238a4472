"""`tuoyu reach`: how well people reach places on foot, by area, from a home, to a site (可达性)."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import orjson
import pandas as pd
import typer
from rich.table import Table

from planning.accessibility.walking_network import WalkMode
from planning.exchange.reach_export import REACH_COLUMNS, reach_table, reach_to_csv, walked_zh
from planning.frames import OutputColumn, Show
from planning.model.codes import Level, PlaceClass
from planning.numerals import decimals, percent, whole
from planning.reach.reach_notes import reach_notes
from planning.reach.reached import FEWEST_COMPARED, Reached
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
from service.commands.terminal import messages, results, working
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
        with working("计算步行距离"):
            near = walked_of(asked, mode=walked, within=within)
        _one(asked, near, site=site, home=home, as_json=form is OutputFormat.JSON, output=output)
        return
    with working("计算步行距离"):
        found = reached_of(asked, Level(level.value), mode=walked, within=within, counted=counted)
    if explain is not None:
        unit = asked.unit_of(Level(level.value), explain, called="--explain")
        results().print(_title(asked, found, walked), markup=False)
        say_steps(reach_steps(found, area_id=unit))
        _notes(asked, found)
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
        write(reach_to_csv(table, walked=walked_zh(found, mode)), output)
        return
    results().print(_drawn(_title(asked, found, mode), table, level))
    few = "区域不足两个，不计算" if len(found.compared) < FEWEST_COMPARED else "可及托位，按儿童"
    spread = f"基尼系数 {decimals(found.gini, 3)}，帕尔马比值 {decimals(found.palma, 3)}（{few}）"
    results().print(spread, markup=False)
    if table["children"].isna().all() and table["residents"].isna().all():
        messages().print(f"· 没有{asked.question.on}可用的人口和儿童数，各列为空", markup=False)
    else:
        _missing(table)
    _notes(asked, found)


def _missing(table: pd.DataFrame) -> None:
    """Why the shares and places of areas are not told; what is a lower bound stands as such in the table."""
    empty = table[["children_share", "places_per_child"]].isna().any(axis="columns") & (table["reason"] != "")
    for name, reason in zip(table["name"][empty], table["reason"][empty], strict=True):
        messages().print(f"· {name}：{reason}", markup=False, soft_wrap=True)


def _title(asked: Asked, found: Reached, mode: WalkMode) -> str:
    return f"{asked.snapshot.revision.manifest.name} 可达性　{walked_zh(found, mode)}　{asked.question.on}"


def _notes(asked: Asked, found: Reached) -> None:
    for line in reach_notes(found, asked.study.profile):
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
    within = f"{body['mode_zh']}{whole(body['within_m'])}米以内的{title}（{body['measured_by_zh']}）"
    results().print(f"{body['name']}（{_families(body)}）：{within}", markup=False, soft_wrap=True)
    table = Table(header_style="bold", box=None, pad_edge=False)
    number = "儿童" if site is not None else "托位"
    parts = () if walked.walks.network is None else tuple(_PART_HEADINGS)
    for heading in ("编号", title, "米", *(_PART_HEADINGS[part] for part in parts), "分钟", number):
        table.add_column(heading, justify="left" if heading in ("编号", title) else "right", overflow="fold")
    for row in rows:
        minutes = "—" if row["cost_min"] is None else f"{row['cost_min']:.1f}"
        told = [whole(round(row["cost_m"])), *(decimals(row[part], 1) for part in parts), minutes]
        counted = row["children"] if site is not None else row["places"]
        table.add_row(row.get("point_id", row.get("site_id")), row["name"], *told, whole(counted))
    results().print(table)
    for step in body["steps"]:
        for line in (f"· {step['says']}", *(f"    {told}" for told in (step["formula"], step["filled"]) if told)):
            messages().print(line, markup=False, soft_wrap=True)


_PART_HEADINGS = {"to_way_m": "到路", "along_m": "沿路", "from_way_m": "离路"}


def _families(body: dict[str, Any]) -> str:
    """Who lives at a home, or what a site offers, in a few words."""
    if body["type"] == "HomeReach":
        return f"3岁以下儿童{whole(body['children'])}人"
    places = f"托位{whole(body['places'])}个"
    classes = "、".join(f"{PlaceClass(one).zh}{whole(count)}" for one, count in body["classes"].items())
    told = {None: "未说明是否普惠", True: "普惠", False: "非普惠"}[body["inclusive"]]
    return f"{places}{f'：{classes}' if classes else ''}；{told}"


def _drawn(title: str, table: pd.DataFrame, level: Level) -> Table:
    drawn = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    # A district lies in no other; reasons are too long for a table of figures and stand below it.
    idle = {"reason", *(["district"] if level in (Level.CITY, Level.DISTRICT) else [])}
    shown = [column for column in REACH_COLUMNS if column.name not in idle]
    for column in shown:
        drawn.add_column(column.zh, justify="left" if column.show is Show.TEXT else "right", overflow="fold")
    for cells in zip(*(_written(table, column) for column in shown), strict=True):
        drawn.add_row(*cells)
    return drawn


# Which numbers are a lower bound, and by what that is told.
_BOUNDS = {
    "residents_within": "residents_unmeasured",
    "residents_share": "residents_unmeasured",
    "children_within": "unmeasured",
    "children_share": "unmeasured",
    "places_per_child": "at_least",
}


# Of whom a number or a share is told.
_COUNTED_OF = {f"{people}_{part}": people for people in ("residents", "children") for part in ("within", "share")}


def _written(table: pd.DataFrame, column: OutputColumn) -> list[str]:
    values = table[column.name]
    if column.show is Show.TEXT:
        return ["—" if pd.isna(value) else str(value) for value in values]
    told = [_number(value, column.show) for value in values]
    if column.name in _COUNTED_OF:
        lost = values.isna() & (table[_COUNTED_OF[column.name]] > 0).fillna(value=False)
        told = ["量不出" if nowhere else number for nowhere, number in zip(lost, told, strict=True)]
    bounds = table[_BOUNDS[column.name]].fillna(0) if column.name in _BOUNDS else pd.Series(0, table.index)
    at_least = (bounds > 0) & values.notna()
    return [f"至少{number}" if least else number for number, least in zip(told, at_least, strict=True)]


def _number(value: Any, show: Show) -> str:
    if pd.isna(value):
        return "—"
    if show is Show.SHARE:
        return percent(float(value))
    return decimals(value, 3) if show is Show.RATE else whole(round(value))
