"""`tuoyu demand`: children and places needed in years to come, by three measures (托位需求预测)."""

from typing import Annotated

import orjson
import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from planning.demand.demand import Demand, Measure
from planning.demand.demand_notes import demand_notes
from planning.exchange.demand_export import demand_to_csv
from planning.model.codes import Level, Variant
from planning.numerals import whole
from planning.tracing.demand import demand_trace
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
from service.demand_answer import demand_curves, demand_of, demand_table, known_year, level_of, unit_of
from service.dependencies import Asked
from service.levels import StreetLevel
from service.walking_questions import uptake_given

_LEGEND = "括号内为现有托位减所需托位：−为缺，+为富余；没有括号的余缺无法判定；≥为下限，其缺口也是下限；—为不明"


def demand(
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
    level: Annotated[StreetLevel, typer.Option("--level", help="层级 / level")] = StreetLevel.STREET,
    area: Annotated[str | None, typer.Option("--area", help="一个单元的逐年曲线 / one area, year by year")] = None,
    year: Annotated[int | None, typer.Option("--year", help="哪一年；省略时为最后一年 / the last if omitted")] = None,
    variant: Annotated[Variant, typer.Option("--variant", help="方案 / variant")] = Variant.MID,
    until: Annotated[int | None, typer.Option("--to", help="预测到哪一年，省略时为2035 / the last year")] = None,
    uptake: UptakeOption = None,
    uptake_source: UptakeSourceOption = None,
    explain: ExplainOption = None,
    form: FormOption = OutputFormat.TABLE,
    output: OutputOption = None,
) -> None:
    """
    预测儿童和托位需求 / children and places needed in years to come, against what is open today.

    例 / examples:  tuoyu demand --year 2030  ·  tuoyu demand --area 99  ·  tuoyu demand --explain 990101 --variant low
    """
    if form is OutputFormat.TABLE and output is not None:
        raise typer.BadParameter("--output 要与 --format 同用 / --output needs a --format other than table")
    asked = ask(city, profile, on=on)
    given = uptake_given(uptake, uptake_source, names=UPTAKE_OPTIONS)
    with working("推算各年的儿童和托位需求"):
        found = demand_of(asked, until=until, uptake=given)
    told = found.projection.years[-1] if year is None else known_year(found, year, called="--year")
    if explain is not None:
        unit = unit_of(found, explain, level=Level(level.value), called="--explain")
        _explain(found, unit, year=told, variant=variant)
        return
    rows = (
        found.rows(level=Level(level.value)) if area is None else found.rows(level=level_of(found, area), area_id=area)
    )
    if form is OutputFormat.CSV:
        write(demand_to_csv(rows if area or year is None else rows[rows["year"] == told]), output)
        return
    of_variant = rows[rows["variant"] == str(variant)]
    shown = of_variant if area and year is None else of_variant[of_variant["year"] == told]
    if form is OutputFormat.JSON:
        write(_json(asked, found, shown, area=area, year=told, variant=variant), output)
        return
    _draw(results(), asked, found, shown, variant=variant)


def _explain(found: Demand, area_id: str, *, year: int, variant: Variant) -> None:
    trace = demand_trace(found, area_id=area_id, year=year, variant=variant)
    console = results()
    console.print(
        f"{trace.name}（{trace.area_id}）　{trace.on}　{trace.profile}　{trace.revision}", markup=False, soft_wrap=True
    )
    for step in trace.steps:
        say_steps([step])
        for one in step.inputs if step.key in ("cohorts", "new_homes", "moved_out") else ():
            told = "　".join(filter(None, (f"{one.name}：{one.value}", one.key, one.source)))
            console.print(f"      {told}", markup=False, soft_wrap=True)
    for note in (*demand_notes(found), *([trace.notice] if trace.notice else [])):
        messages().print(note, style="yellow", markup=False, soft_wrap=True)


def _json(asked: Asked, found: Demand, shown: pd.DataFrame, *, area: str | None, year: int, variant: Variant) -> bytes:
    """The same answers as `GET /demand` and `GET /demand/{level}/{area_id}`."""
    answer = (
        demand_table(asked, found, matched=len(shown), shown=shown, links=[])
        if area is None
        else demand_curves(asked, found, area_id=area, year=year, variant=variant)
    )
    return orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)


def _draw(console: Console, asked: Asked, found: Demand, shown: pd.DataFrame, *, variant: Variant) -> None:
    """A table of areas or of years; needed places (≥ for a lower bound), and what is short (−) or to spare (+)."""
    study = found.study
    title = (
        f"{study.city.manifest.name} 需求预测（{variant.zh}）　{study.on}　{study.profile.profile_id}"
        f"　{study.city.revision}"
    )
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for heading in ("编号", "单元", "年份"):
        table.add_column(heading, no_wrap=True)
    places = [f"{heading}（个）" for heading in ("现有托位", *(measure.zh for measure in Measure))]
    for heading in ("3岁以下（人）", "适龄（人）", *places):
        table.add_column(heading, justify="right", no_wrap=True)
    columns = [shown["area_id"], shown["name"], shown["year"].astype("str")]
    columns += [shown[name].map(whole) for name in ("children_under_3", "eligible", "places")]
    columns += [pd.Series(_needed(shown, measure), index=shown.index) for measure in Measure]
    for cells in zip(*columns, strict=True):
        table.add_row(*cells)
    console.print(table)
    console.print(_LEGEND, markup=False, soft_wrap=True)
    told = pd.concat([shown["reason"], *([shown["enrolment_reason"]] if len(set(shown["area_id"])) == 1 else [])])
    reasons = dict.fromkeys(reason for reason in told if reason)
    notes = [*demand_notes(found), *reasons, study.city.manifest.notice]
    for note in filter(None, notes):
        messages().print(note, style="yellow", markup=False, soft_wrap=True)


def _needed(shown: pd.DataFrame, measure: Measure) -> list[str]:
    """Places needed with the balance in brackets: 658（+535）, 75（−26）, ≥31; a dash where unknown."""
    bounds = shown["enrolment_at_least"].astype(bool) & (measure is Measure.ENROLMENT)
    columns = (shown[str(measure)], shown[f"{measure}_shortage"], shown[f"{measure}_surplus"], bounds)
    return [
        f"{'≥' if bound else ''}{whole(needed)}{'' if pd.isna(short) else f'（{_balance(short, spare)}）'}"
        for needed, short, spare, bound in zip(*columns, strict=True)
    ]


def _balance(short: int, spare: int) -> str:
    return f"−{whole(short)}" if short else f"+{whole(spare)}"
