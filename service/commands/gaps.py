"""`tuoyu gaps`: the gap table of a level (缺口表), for people or for machines."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from planning.exchange.exports import About, to_csv, to_geojson, to_xlsx
from planning.model.codes import Level
from service.commands import gap_table as drawing
from service.commands.asking import CityOption, OnOption, ProfileOption, ask
from service.commands.terminal import messages, results, working
from service.dependencies import Asked
from service.gap_answer import columns_to_sort_by, gap_table
from service.gap_rows import GapRows
from service.workbooks import sheets


class OutputFormat(StrEnum):
    """How the table is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"


def gaps(
    level: Annotated[Level, typer.Option("--level", help="层级 / the unit of talk")] = Level.STREET,
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
    district: Annotated[str | None, typer.Option("--district", help="只看一个区（代码） / id of a district")] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort", help="排序列，逗号分隔，前加 - 为降序 / columns, - before a falling one: -shortage,name"
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="最多列出的行数 / rows at most")] = None,
    offset: Annotated[int, typer.Option("--offset", min=0, help="跳过的行数 / rows to skip")] = 0,
    radius_m: Annotated[int | None, typer.Option("--radius-m", min=1, help="服务半径（米） / service radius")] = None,
    radius_source: Annotated[
        str | None, typer.Option("--radius-source", help="半径的来源，与 --radius-m 同用 / where the radius is from")
    ] = None,
    form: Annotated[
        OutputFormat,
        typer.Option("--format", help="table 给人看，其余写到标准输出或文件 / all but table are for machines"),
    ] = OutputFormat.TABLE,
    output: Annotated[Path | None, typer.Option("--output", help="写到文件 / write a file instead of stdout")] = None,
) -> None:
    """
    列出缺口 / list the gaps of a level.

    例 / examples:  tuoyu gaps --sort -shortage --limit 10  ·  tuoyu gaps --on 2025-12-31 --format xlsx --output a.xlsx
    """
    keys = columns_to_sort_by(sort, level, called="--sort")
    if form is OutputFormat.XLSX and output is None and sys.stdout.isatty():
        raise typer.BadParameter("xlsx 是二进制文件，请加 --output 或重定向 / give --output, or redirect stdout")
    asked = ask(city, profile, on=on, radius_m=radius_m, radius_source=radius_source)
    with working("计算缺口"):
        matched = asked.found(level, district=district).sorted_by(keys)
    rows = matched.page(offset=offset, limit=limit or len(matched.rows))
    if form is OutputFormat.TABLE and output is None:
        drawing.draw(results(), asked, level=level, rows=rows)
        if len(rows.rows) < len(matched.rows):
            said = f"共{len(matched.rows)}行，列出{len(rows.rows)}行 / {len(rows.rows)} of {len(matched.rows)} rows"
            messages().print(said, soft_wrap=True)
        return
    if form is OutputFormat.TABLE:
        raise typer.BadParameter("--output 要与 --format 同用 / --output needs a --format other than table")
    write(body(asked, rows, form=form, matched=len(matched.rows)), output)


def body(asked: Asked, rows: GapRows, *, form: OutputFormat, matched: int) -> bytes:
    """A gap table in one of the forms for machines."""
    level = rows.level
    if form is OutputFormat.JSON:
        return orjson.dumps(gap_table(asked, rows, matched=matched, links=[]), option=orjson.OPT_APPEND_NEWLINE)
    study = asked.study
    printed = study.printed(level)
    shown = printed.table.loc[rows.ids()]
    if form is OutputFormat.CSV:
        return to_csv(shown, level, columns=printed.columns)
    about = About.of(study.city, study.profile, on=study.on)
    if form is OutputFormat.GEOJSON:
        return to_geojson(shown, level, about=about.members(), columns=printed.columns)
    return to_xlsx(sheets(study, [(level, rows.ids())]), about=about)


def write(content: bytes, output: Path | None) -> None:
    """Write to a file, whose name is said, or to stdout."""
    if output is None:
        typer.get_binary_stream("stdout").write(content)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content)
    messages().print(f"已写入 / wrote {output}", soft_wrap=True)
