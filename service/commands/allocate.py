"""`tuoyu allocate`: how a total of places is shared out (托位分配), by children or by factors that the user weighs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import orjson
import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from planning.allocation.comparison import Comparison
from planning.allocation.split import Split
from planning.model.codes import Level
from planning.numerals import decimals, percent, whole
from service.allocation_answer import Allocated, Wish, allocated, allocation_answer, clauses_of
from service.commands.asking import CityOption, OnOption, ProfileOption, ask
from service.commands.gaps import write
from service.commands.terminal import messages, results


class Base(StrEnum):
    """By what a total is shared out."""

    FACTORS = "factors"
    CHILDREN = "children"


class Units(StrEnum):
    """Which units share."""

    DISTRICT = "district"
    STREET = "street"


class OutputFormat(StrEnum):
    """How the split is written."""

    TABLE = "table"
    JSON = "json"


def allocate(
    city: CityOption = None,
    profile: ProfileOption = None,
    on: OnOption = None,
    level: Annotated[Units, typer.Option("--level", help="分到区或街道（镇） / units that share")] = Units.DISTRICT,
    by: Annotated[Base, typer.Option("--by", help="按因素或按婴幼儿人口 / by factors or children")] = Base.FACTORS,
    total: Annotated[int | None, typer.Option("--total", min=0, help="要分配的托位总数 / places to share")] = None,
    weight: Annotated[
        list[str] | None, typer.Option("--weight", help="因素=权重，可重复，没有默认值 / factor=weight, no defaults")
    ] = None,
    floor: Annotated[
        list[str] | None, typer.Option("--floor", help="单元代码=下限，可重复 / id=least, repeatable")
    ] = None,
    district: Annotated[
        str | None, typer.Option("--district", help="只分给一个区的街道（镇） / streets of one district")
    ] = None,
    factors: Annotated[
        Path | None, typer.Option("--factors", help="自己的因素表（CSV） / your own table of factors", dir_okay=False)
    ] = None,
    form: Annotated[OutputFormat, typer.Option("--format", help="table 给人看 / for people")] = OutputFormat.TABLE,
) -> None:
    """
    把托位总数分到各区或街（镇） / share a total of places out.

    例 / examples:  tuoyu allocate --by children --total 1000  ·  tuoyu allocate --total 1000 --weight women_15_49=1
    """
    asked = ask(city, profile, on=on)
    wish = Wish(Level(level.value), by.value, total, tuple(weight or ()), tuple(floor or ()), district)
    found = allocated(asked, wish, file=factors)
    if form is OutputFormat.JSON:
        write(orjson.dumps(allocation_answer(asked, wish, found), option=orjson.OPT_APPEND_NEWLINE), None)
        return
    _draw(results(), found)
    for line in clauses_of(asked, wish):
        messages().print(f"依据：{line}", markup=False, soft_wrap=True)


def _draw(console: Console, found: Allocated) -> None:
    if found.split is not None:
        _draw_split(console, found.split)
    else:
        known = "；".join(f"{factor.key} {factor.zh}" for factor in found.factors)
        console.print(f"可用的因素 / factors: {known}", markup=False, soft_wrap=True)
    if found.comparison is not None:
        _draw_comparison(console, found.comparison)


def _draw_split(console: Console, made: Split) -> None:
    table = _table(f"分配{whole(made.total)}个托位")
    columns: list[Any] = [list(made.table.index), made.table["name"]]
    table.add_column("代码", no_wrap=True)
    table.add_column("单元", no_wrap=True)
    for factor in made.factors:
        table.add_column(f"{factor.zh}占比", justify="right")
        columns.append([_percent(share) for share in made.table[f"{factor.key}_share"]])
    for heading, cells in (
        ("得分", [decimals(score, 4) for score in made.table["score"]]),
        ("应得", [decimals(quota) for quota in made.table["quota"]]),
        ("下限", [whole(floor) for floor in made.table["floor"]]),
        ("托位", [whole(places) for places in made.table["places"]]),
    ):
        table.add_column(heading, justify="right", no_wrap=True)
        columns.append(cells)
    for row in zip(*columns, strict=True):
        table.add_row(*row)
    console.print(table)
    for line in made.sentences() if not made.determined else made.sentences()[:1]:
        console.print(line, markup=False, soft_wrap=True)


def _percent(share: Any) -> str:
    """A share with one decimal; a dash where it is missing."""
    return percent(pd.NA if pd.isna(share) else float(share))


def _draw_comparison(console: Console, found: Comparison) -> None:
    for line in found.sentences():
        console.print(line, markup=False, soft_wrap=True)
    for variant in found.variants:
        if not variant.split.determined:
            continue
        console.print(variant.label, style="bold", markup=False, soft_wrap=True)
        table = _table("")
        for heading in ("单元", "分得", "印制", "相差"):
            table.add_column(heading, justify="left" if heading == "单元" else "right", no_wrap=True)
        rows = variant.table
        for name, *numbers in zip(rows["name"], rows["places"], rows["printed"], rows["difference"], strict=True):
            table.add_row(str(name), *(whole(number) for number in numbers))
        console.print(table)
    if found.checks:
        console.print(f"分年度步骤见规则 {'、'.join(found.checks)} / rules that check the yearly steps", markup=False)


def _table(title: str) -> Table:
    return Table(title=title or None, title_justify="left", header_style="bold", box=None, pad_edge=False)
