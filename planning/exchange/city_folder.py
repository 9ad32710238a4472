"""A city folder to a city (城市文件夹): every table read and related, every fault named at once, or nothing taken."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from planning.coordinates.systems import parse_metric_crs
from planning.errors import CityRefused, CoordinateError
from planning.exchange.boundaries import package_version, with_boundaries
from planning.exchange.coverage import check_coverage
from planning.exchange.doubts import check_doubts
from planning.exchange.import_report import ImportReport
from planning.exchange.manifest import MANIFEST_FILE, FolderPlan, read_manifest
from planning.exchange.notes import Notes, refusal
from planning.exchange.osm_walking import read_osm_walking
from planning.exchange.outline import check_metric_system
from planning.exchange.parts import check_parts
from planning.exchange.relations import check_relations
from planning.exchange.spoken_of import check_spoken_of
from planning.exchange.table_files import ReadTable, read_table_file
from planning.exchange.typed import empty_table, in_key_order
from planning.exchange.walking_checks import check_walking
from planning.model.city import City
from planning.model.tables import CITY_TABLES

Progress = Callable[[str, int, int], None]
_CHECKS = 3


def read_city_folder(path: Path, *, progress: Progress | None = None) -> City:
    """
    Read the city that a folder holds.

    Raises `CityRefused` with every fault found where there is any; warnings are in `check_city_folder`.
    """
    report = check_city_folder(path, progress=progress)
    if report.city is None:
        raise CityRefused(report.issues)
    return report.city


def check_city_folder(path: Path, *, progress: Progress | None = None) -> ImportReport:
    """
    Read a folder and report what was read, mended and refused.

    Parameters
    ----------
    path
        The folder with `city.toml` and a file for each table.
    progress
        Called with the step's name, the steps done and their number, before each step and at the end.

    Returns
    -------
    ImportReport
        `city` has the tables of the contract, typed and in key order (`planning.exchange.typed`), with the revision
        "sha256:" and 12 digits of the content; None where anything was refused.
    """
    plan, notes = _plan(path)
    if plan is None:
        return ImportReport(None, notes.issues, notes.warnings)
    steps = _Steps(progress, len(plan.sources) + bool(plan.walking_file) + _CHECKS)
    tables, more = _read(path, plan, steps)
    notes += more
    steps.next("relations")
    missing = frozenset(source.name for source in plan.sources) - frozenset(tables)
    notes += _required(tables, missing) + check_relations(tables, unread=missing)
    notes += check_spoken_of(tables, unread=missing)
    notes += check_walking(tables, unread=missing, metric_crs=plan.manifest.metric_crs)
    notes += check_parts(tables) + check_doubts(tables, unread=missing, on=plan.manifest.on)
    steps.next("boundaries")
    tables, more = _bounded(tables, plan)
    notes += more
    steps.next("coverage")
    notes += check_metric_system(tables, metric_crs=plan.manifest.metric_crs)
    notes += check_coverage(tables, metric_crs=plan.manifest.metric_crs)
    steps.end()
    reads = tuple(tables[contract.name].read for contract in CITY_TABLES if contract.name in tables)
    city = None if notes.issues else _city(path, plan, tables)
    return ImportReport(city, notes.issues, notes.warnings, reads)


class _Steps:
    """Tells `progress` of each step."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def next(self, name: str) -> None:
        if self._progress:
            self._progress(name, self._done, self._total)
        self._done += 1

    def end(self) -> None:
        if self._progress:
            self._progress("done", self._total, self._total)


def _plan(path: Path) -> tuple[FolderPlan | None, Notes]:
    if not path.is_dir():
        return None, refusal(path.name, "file-missing", hint="没有这个文件夹 / there is no such folder")
    plan, notes = read_manifest(path)
    if plan is None:
        return None, notes
    try:
        parse_metric_crs(plan.manifest.metric_crs)
    except CoordinateError as fault:
        value = plan.manifest.metric_crs
        hint = f"metric_crs 要用以米为单位的投影，如 EPSG:4547 / {fault}"
        return None, notes + refusal(MANIFEST_FILE, "value-invalid", hint=hint, field="city.metric_crs", value=value)
    return plan, notes


def _read(path: Path, plan: FolderPlan, steps: _Steps) -> tuple[dict[str, ReadTable], Notes]:
    contracts = {contract.name: contract for contract in CITY_TABLES}
    tables: dict[str, ReadTable] = {}
    notes = Notes()
    for source in plan.sources:
        steps.next(source.name)
        read, more = read_table_file(path, source, contract=contracts[source.name], metric_crs=plan.manifest.metric_crs)
        notes += more
        if read is not None:
            tables[source.name] = read
    if plan.walking_file:
        steps.next("walking_network")
        file, metric_crs = plan.walking_file, plan.manifest.metric_crs
        network, more = read_osm_walking(path / file, file=file, metric_crs=metric_crs)
        notes += more
        tables |= {read.contract.name: read for read in network or ()}
    return tables, notes


def _required(tables: dict[str, ReadTable], missing: frozenset[str]) -> Notes:
    wanted = [contract for contract in CITY_TABLES if contract.required]
    return Notes.together(
        refusal(
            MANIFEST_FILE,
            "table-missing",
            hint=f"必须有“{contract.zh}”表 / the table {contract.name} is required",
            field=contract.name,
        )
        for contract in wanted
        if contract.name not in tables and contract.name not in missing
    )


def _bounded(tables: dict[str, ReadTable], plan: FolderPlan) -> tuple[dict[str, ReadTable], Notes]:
    if "areas" not in tables:
        return tables, Notes()
    areas, notes = tables["areas"].table, Notes()
    for source in plan.boundaries:
        areas, more = with_boundaries(areas, source)
        notes += more
    return tables | {"areas": replace(tables["areas"], table=areas)}, notes


def _city(path: Path, plan: FolderPlan, tables: dict[str, ReadTable]) -> City:
    typed = {
        contract.name: in_key_order(contract, tables[contract.name].table)
        if contract.name in tables
        else empty_table(contract)
        for contract in CITY_TABLES
    }
    return City(plan.manifest, typed, revision=content_revision(path, plan))


def content_revision(path: Path, plan: FolderPlan) -> str:
    """Name a folder's content: "sha256:" and the first 12 hexadecimal digits over the manifest, files and packages."""
    digest = hashlib.sha256()
    for name in sorted({MANIFEST_FILE, *(source.file for source in plan.sources), *filter(None, [plan.walking_file])}):
        content = hashlib.sha256((path / name).read_bytes()).hexdigest()
        digest.update(f"{name}\n{content}\n".encode())
    for source in plan.boundaries:
        digest.update(f"{source.package} {package_version(source)}\n".encode())
    return f"sha256:{digest.hexdigest()[:12]}"
