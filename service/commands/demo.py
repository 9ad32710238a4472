"""`tuoyu demo`: the sample cities analysed in one go (演示): loaded, shown, and written out."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from maps.planner_map import render_offline_map
from planning.errors import CityRefused, PlanningError
from planning.exchange.city_folder import content_revision
from planning.exchange.exports import About, to_csv, to_geojson, to_xlsx
from planning.exchange.manifest import read_manifest
from planning.model.codes import Level
from planning.study import Study
from service.commands import gap_table as drawing
from service.commands.asking import ask, opened
from service.commands.load import read_with_progress, say_saved
from service.commands.terminal import as_called, messages, results
from service.dependencies import Asked
from service.storage.store import Store
from service.workbooks import sheets

SAMPLE_DATA = Path(__file__).resolve().parents[2] / "sample_data"


class SampleDataMissing(PlanningError):
    """There is no folder with sample cities."""


def demo(
    out: Annotated[Path, typer.Option("--out", help="结果写到这个文件夹 / folder for the results")] = Path("out"),
    sample_data: Annotated[
        Path, typer.Option("--sample-data", help="示例城市所在文件夹 / folder with the sample cities")
    ] = SAMPLE_DATA,
) -> None:
    """
    分析示例城市 / analyse the sample cities.

    导入示例城市（已导入的不重复），在终端显示缺口表，并写出 XLSX、CSV、GeoJSON 和离线地图。
    """
    console = messages()
    folders = sorted(manifest.parent for manifest in sample_data.glob("*/city.toml"))
    if not folders:
        raise SampleDataMissing(f"{sample_data} 里没有城市文件夹 / no city folder in {sample_data}")
    _, store = opened()
    cities = [_loaded(folder, store, console) for folder in folders]
    for city_id in cities:
        asked = ask(city_id, None)
        level = asked.snapshot.revision.manifest.opens_at
        drawing.draw(results(), asked, level=level, rows=asked.rows(level))
        with console.status(f"{city_id} …"):
            written = _write(asked, out)
        console.print(f"已写入 / wrote: {'  '.join(str(path) for path in written)}", soft_wrap=True, markup=False)
    console.print(f"打开页面 / open the pages:  {as_called()} serve", soft_wrap=True, markup=False)


def _loaded(folder: Path, store: Store, console: Console) -> str:
    """Have the city of a folder in the store, as it is in the folder now; its id."""
    plan, notes = read_manifest(folder)
    if plan is None:
        raise CityRefused(notes.issues)
    city_id = plan.manifest.city_id
    held = next((revision for revision in store.cities() if revision.city_id == city_id), None)
    if held is not None and held.origin == content_revision(folder, plan):
        console.print(f"{held.manifest.name}：{held.name} 已在库中 / already stored", markup=False)
        return city_id
    report = read_with_progress(folder, console)
    if report.city is None:
        raise CityRefused(report.issues)
    console.print(report.summary(), markup=False)
    say_saved(store.save(report.city, report), console)
    return city_id


def _write(asked: Asked, out: Path) -> list[Path]:
    """Write the study as files; returns their paths."""
    study, level = asked.study, asked.snapshot.revision.manifest.opens_at
    stem = asked.question.city_id
    about = About.of(study.city, study.profile, on=study.on)
    table, columns = study.printed(level).table, study.printed(level).columns
    files = {
        f"{stem}.xlsx": to_xlsx(sheets(study, _tables(study)), about=about),
        f"{stem}-{level.value}.csv": to_csv(table, level, columns=columns),
        f"{stem}-{level.value}.geojson": to_geojson(table, level, about=about.members(), columns=columns),
        f"{stem}.html": render_offline_map(study).encode(),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
    return [out / name for name in files]


def _tables(study: Study) -> list[tuple[Level, list[str]]]:
    """Every level that has units, with all of them."""
    tables = {level: study.gaps(level) for level in Level}
    return [(level, [str(area_id) for area_id in table.index]) for level, table in tables.items() if len(table)]
