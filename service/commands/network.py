"""`tuoyu network`: which institution leads which, and what streets lack (服务网络)."""

from enum import StrEnum
from typing import Annotated

import orjson
import pandas as pd
import typer
from rich.table import Table

from planning.exchange.network_export import COVERAGE_HEADINGS, coverage_to_csv, links_to_csv
from planning.network import Network
from planning.numerals import whole
from service.commands.asking import CityOption, FormOption, OnOption, OutputFormat, OutputOption, ProfileOption, ask
from service.commands.gaps import write
from service.commands.terminal import messages, results
from service.network_answer import network_answer


class Which(StrEnum):
    """Which table the CSV holds."""

    COVERAGE = "coverage"
    LINKS = "links"


def network(
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
    which: Annotated[
        Which, typer.Option("--table", help="CSV 写哪一张表 / which table the CSV holds")
    ] = Which.COVERAGE,
    form: FormOption = OutputFormat.TABLE,
    output: OutputOption = None,
) -> None:
    """
    列出各街（镇）的服务网络和缺口 / list what each street has of the network, and what it lacks.

    例 / examples:  tuoyu network  ·  tuoyu network --format csv --table links --output links.csv
    """
    if form is OutputFormat.TABLE and output is not None:
        raise typer.BadParameter("--output 要与 --format 同用 / --output needs a --format other than table")
    asked = ask(city, profile, on=on)
    found = Network.of(asked.study)
    if form is OutputFormat.JSON:
        write(orjson.dumps(network_answer(asked, found), option=orjson.OPT_APPEND_NEWLINE), output)
        return
    if form is OutputFormat.CSV:
        write(links_to_csv(found) if which is Which.LINKS else coverage_to_csv(found), output)
        return
    results().print(_table(found))
    linked = int(found.links["to_id"].notna().sum())
    results().print(f"点位{len(found.links):,}个，有牵头机构的{linked:,}个 / sites, those led", markup=False)
    for line in (*found.notes, *(f"依据：{cite}" for cite in found.cites)):
        messages().print(line, markup=False, soft_wrap=True)


def _table(found: Network) -> Table:
    table = Table(title="街（镇）服务网络", title_justify="left", header_style="bold", box=None, pad_edge=False)
    shown = [heading for heading in COVERAGE_HEADINGS if heading.name not in ("has_hub", "area_id")]
    for heading in shown:
        table.add_column(heading.zh, justify="right" if heading.unit else "left")
    words = {True: "有", False: "无"}
    rows = found.coverage.assign(
        has_district_centre=[
            "—" if pd.isna(has) else words[bool(has)] for has in found.coverage["has_district_centre"]
        ],
        **{name: found.coverage[name].map(whole) for name in ("hubs", "points", "points_without_hub")},
    )
    for cells in zip(*(rows[heading.name].fillna("—").astype("str") for heading in shown), strict=True):
        table.add_row(*cells)
    return table
