"""`tuoyu targets`: what is due by when, what is known of it, and how it stands (目标进度)."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from planning.exchange.target_export import targets_to_csv, targets_to_xlsx
from planning.model.codes import Level
from planning.numerals import number
from planning.policy.clauses import DocumentStatus
from planning.targets.progress import Progress
from planning.targets.state import TargetState
from service.commands.asking import CityOption, OnOption, ProfileOption, ask
from service.commands.gaps import write
from service.commands.terminal import messages, results
from service.dependencies import Asked
from service.routers.targets import progress_of
from service.target_answer import target_answer

_WIDE = (Level.CITY.value, Level.DISTRICT.value)


class OutputFormat(StrEnum):
    """How the targets are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def targets(
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
    district: Annotated[str | None, typer.Option("--district", help="只看一个区（代码） / id of a district")] = None,
    rule: Annotated[str | None, typer.Option("--rule", help="只看一条规则 / id of a rule")] = None,
    form: Annotated[
        OutputFormat,
        typer.Option("--format", help="table 给人看，其余写到标准输出或文件 / all but table are for machines"),
    ] = OutputFormat.TABLE,
    output: Annotated[Path | None, typer.Option("--output", help="写到文件 / write a file instead of stdout")] = None,
) -> None:
    """
    列出有期限的目标和进度 / list the targets with a date and how they stand.

    例 / examples:  tuoyu targets --city guangzhou  ·  tuoyu targets --on 2025-12-31 --format xlsx --output t.xlsx
    """
    if form is OutputFormat.XLSX and output is None and sys.stdout.isatty():
        raise typer.BadParameter("xlsx 是二进制文件，请加 --output 或重定向 / give --output, or redirect stdout")
    if form is OutputFormat.TABLE and output is not None:
        raise typer.BadParameter("--output 要与 --format 同用 / --output needs a --format other than table")
    asked = ask(city, profile, on=on)
    if rule is not None:
        asked.studies.profile(asked.question.profile_id).rule(rule)
    progress = progress_of(asked, district=district, rule=rule)
    if form is OutputFormat.TABLE:
        _draw(results(), progress, fine=rule is not None)
        return
    write(_body(asked, progress, form), output)


def _body(asked: Asked, progress: Progress, form: OutputFormat) -> bytes:
    """The targets in one of the forms for machines."""
    if form is OutputFormat.JSON:
        answer = target_answer(asked, progress, shown=progress.targets, links=[])
        return orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)
    return targets_to_csv(progress) if form is OutputFormat.CSV else targets_to_xlsx(progress)


def _draw(console: Console, progress: Progress, *, fine: bool) -> None:
    """The targets of the city and its districts, those of finer units summed up by rule, and what they rest on."""
    manifest = progress.city.manifest
    title = f"{manifest.name} 目标进度　{progress.on}　{progress.profile.profile_id}　{progress.city.revision}"
    shown = progress.targets if fine else progress.targets[progress.targets["level"].isin(_WIDE)]
    console.print(_table(title, shown))
    rest = progress.targets.drop(index=shown.index)
    if len(rest):
        console.print(_summed(rest))
    counts = "；".join(f"{state.zh} {units:,}" for state, units in progress.counts().items())
    console.print(f"共 {len(progress.targets):,} 项 / targets: {counts}", markup=False, soft_wrap=True)
    for note in _notes(progress):
        messages().print(note, style="yellow", markup=False, soft_wrap=True)


def _table(title: str, targets: pd.DataFrame) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for heading in ("规则", "单元", "期限"):
        table.add_column(heading, no_wrap=True)
    for heading in ("应有", "现有"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("数据日期", "状态"):
        table.add_column(heading, no_wrap=True)
    columns = [
        targets["rule_id"],
        targets["name"],
        targets["deadline"].astype("str"),
        targets["required"].map(number),
        targets["actual"].map(number),
        targets["as_of"].map(lambda day: "—" if pd.isna(day) else str(day)),
        targets["state"].map(lambda state: TargetState.read(state).zh),
    ]
    for cells in zip(*columns, strict=True):
        table.add_row(*cells)
    return table


def _summed(targets: pd.DataFrame) -> Table:
    """How many of the finer units of each rule and date have which state."""
    table = Table(title="街道、社区等单元 / finer units", title_justify="left", header_style="bold", box=None)
    for heading in ("规则", "期限", "状态（单元数）"):
        table.add_column(heading, overflow="fold")
    for (rule_id, deadline), states in targets.groupby(["rule_id", "deadline"], sort=False)["state"]:
        found = states.value_counts()
        words = "；".join(f"{state.zh} {found[str(state)]:,}" for state in TargetState if str(state) in found)
        table.add_row(str(rule_id), str(deadline), words)
    return table


def _notes(progress: Progress) -> list[str]:
    notice = progress.city.manifest.notice
    drafts = [
        f"《{document.title}》：{DocumentStatus.DRAFT.zh}，不具约束力 / a draft, not binding"
        for document in progress.profile.documents
        if document.status is DocumentStatus.DRAFT
    ]
    return [*([notice] if notice else []), *drafts]
