"""What `city.toml` says (城市清单): the city, where each table's file lies, its CRS and datum; nothing is guessed."""

import difflib
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from planning.citation import citation
from planning.exchange.limits import FILE_BYTES
from planning.exchange.notes import Notes, refusal
from planning.exchange.unused_files import WORKBOOKS, check_unused, workbook
from planning.model.city import AgeSplit, Manifest, WalkingSource
from planning.model.codes import AreaLevel
from planning.model.tables import CITY_TABLES
from planning.model.walking_tables import WALK_EDGES, WALK_NODES

MANIFEST_FILE: Final = "city.toml"
SUFFIXES: Final = (".csv", ".geojson", ".gpkg")
OSM_SUFFIX: Final = ".osm.pbf"
WALKING_TABLES: Final = frozenset({WALK_NODES.name, WALK_EDGES.name})
_TABLE_NAMES: Final = tuple(contract.name for contract in CITY_TABLES)


def _exact(value: object) -> Decimal:
    """A figure from text; a float has already lost its last digits when it arrives."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
        raise ValueError('write the share as text between quotes, like "0.5"')
    return Decimal(value)


def _cited(text: str) -> str:
    told = citation(text)
    if told is None:
        raise ValueError("来源不能空白，也不能有不可见的字符，请写明出处 / a source is words that can be read")
    return told


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _CityPart(_Strict):
    city_id: str = Field(pattern=r"^[a-z0-9-]{1,64}$")
    name: str = Field(min_length=1, max_length=200)
    name_en: str = Field(min_length=1, max_length=200)
    synthetic: bool
    notice: str = ""
    profile: str = Field(min_length=1)
    on: date
    metric_crs: str = Field(pattern=r"^EPSG:[0-9]{4,6}$")
    register_on: date | None = None

    @model_validator(mode="after")
    def _a_synthetic_city_says_so(self) -> "_CityPart":
        if self.synthetic and not self.notice:
            raise ValueError("a synthetic city needs a notice that says so")
        return self


class _AgeSplitPart(_Strict):
    under_3_share_of_1_4: Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, le=1)]
    label: str = Field(min_length=1)


class _WalkingPart(_Strict):
    source: Annotated[str, AfterValidator(_cited)] = Field(max_length=200)
    on: date | None = None
    file: str = ""


class TableSource(_Strict):
    """Where a table's file lies in the folder, and in which CRS and datum its geometry is."""

    name: str
    file: str
    crs: str = ""
    datum: str = ""
    layer: str = ""


class BoundarySource(_Strict):
    """An installed package that holds the polygons of the areas at one level, and their datum."""

    package: str
    level: AreaLevel
    datum: str


class _File(_Strict):
    city: _CityPart
    age_split: _AgeSplitPart | None = None
    walking_network: _WalkingPart | None = None
    table: tuple[TableSource, ...] = ()
    boundaries: tuple[BoundarySource, ...] = ()


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """
    What is to be read: the manifest, one source a table, and the packages of boundaries.

    `walking_file` is the OpenStreetMap file from which the walking network is read ("" where tables hold it).
    """

    manifest: Manifest
    sources: tuple[TableSource, ...]
    boundaries: tuple[BoundarySource, ...]
    walking_file: str = ""


def read_manifest(folder: Path) -> tuple[FolderPlan | None, Notes]:
    """
    Read `city.toml` of `folder` and find the file of each table.

    A file named after a table (`areas.csv`) is read though the manifest does not list it. The plan is None where the
    manifest itself cannot be read; faults of single files leave those files out of the plan.
    """
    data, notes = _parsed(folder)
    if data is None:
        return None, notes
    try:
        read = _File.model_validate(data)
    except ValidationError as fault:
        return None, Notes.together(
            _of_field(error["loc"], error["type"], error["msg"], error["input"]) for error in fault.errors()
        )
    split, walking = read.age_split, read.walking_network
    manifest = Manifest(
        **read.city.model_dump(),
        age_split=AgeSplit(split.under_3_share_of_1_4, split.label) if split else None,
        walking=WalkingSource(walking.source, walking.on) if walking else None,
    )
    file = walking.file if walking else ""
    sources, notes = _sources(folder, read.table, besides=file)
    more = _faults_of_walking(folder, walking, tables={source.name for source in (*read.table, *sources)})
    return FolderPlan(manifest, sources, read.boundaries, "" if more.issues else file), notes + more


def _parsed(folder: Path) -> tuple[dict[str, object] | None, Notes]:
    path = folder / MANIFEST_FILE
    if fault := unsafe(folder, MANIFEST_FILE):
        return None, refusal(
            MANIFEST_FILE, fault, hint="city.toml 必须是该文件夹内的文件 / city.toml must be a file inside the folder"
        )
    if not path.is_file():
        return None, refusal(MANIFEST_FILE, "file-missing", hint="文件夹中没有 city.toml / the folder has no city.toml")
    if path.stat().st_size > FILE_BYTES:
        return None, refusal(MANIFEST_FILE, "file-too-large", hint="city.toml 过大 / city.toml is too large")
    try:
        return tomllib.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8")), Notes()
    except UnicodeDecodeError:
        return None, refusal(MANIFEST_FILE, "toml-invalid", hint="请以 UTF-8 保存 city.toml / save city.toml as UTF-8")
    except tomllib.TOMLDecodeError as fault:
        return None, refusal(MANIFEST_FILE, "toml-invalid", hint=f"不是有效的 TOML / not valid TOML: {fault}")


_FIELD_CODES: Final = {"missing": "required", "extra_forbidden": "key-unknown"}


def _of_field(place: tuple[int | str, ...], kind: str, says: str, value: object) -> Notes:
    field = ".".join(str(part) for part in place)
    code = _FIELD_CODES.get(kind, "value-invalid")
    shown = "" if isinstance(value, dict) else value
    hints = {
        "required": "缺少此项，请补上 / this key is missing, add it",
        "key-unknown": "没有这一项，请检查拼写 / no such key, check its spelling",
    }
    return refusal(MANIFEST_FILE, code, hint=hints.get(code, _wrong(says)), field=field, value=shown)


def _wrong(says: str) -> str:
    told = says.removeprefix("Value error, ")
    return told if " / " in told else f"值不正确 / {told}"


def _sources(folder: Path, listed: tuple[TableSource, ...], *, besides: str) -> tuple[tuple[TableSource, ...], Notes]:
    notes = Notes.together(_unknown_name(source.name) for source in listed if source.name not in _TABLE_NAMES)
    known = [source for source in listed if source.name in _TABLE_NAMES]
    files = {PurePosixPath(file).as_posix() for file in (besides, *(source.file for source in listed))}
    names = {source.name for source in known}
    lying = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name not in files)
    unused = []
    for name in lying:
        stem, suffix = Path(name).stem, Path(name).suffix.lower()
        if suffix in SUFFIXES and stem in _TABLE_NAMES and stem not in names:
            known.append(TableSource(name=stem, file=name))
        elif name != MANIFEST_FILE:
            unused.append(name)
    notes += check_unused(unused, read={source.name for source in known})
    counted = Counter(source.name for source in known)
    notes += Notes.together(_twice(name, known) for name, times in counted.items() if times > 1)
    checked = [(source, _fault_of_file(folder, source)) for source in known if counted[source.name] == 1]
    notes += Notes.together(fault for _, fault in checked)
    return tuple(source for source, fault in checked if not fault.issues), notes


def _unknown_name(name: str) -> Notes:
    near = ", ".join(difflib.get_close_matches(name, _TABLE_NAMES)) or ", ".join(_TABLE_NAMES)
    return refusal(
        MANIFEST_FILE,
        "table-unknown",
        hint=f"没有这张表，可选：{near} / no such table, one of: {near}",
        field="table.name",
        value=name,
    )


def _twice(name: str, known: list[TableSource]) -> Notes:
    files = ", ".join(source.file for source in known if source.name == name)
    hint = f"同一张表只能有一个文件，现有：{files} / a table has one file, here are: {files}"
    return refusal(MANIFEST_FILE, "table-duplicate", hint=hint, field="table.name", value=name)


def _fault_of_file(folder: Path, source: TableSource) -> Notes:
    if code := unsafe(folder, source.file):
        hint = "文件必须在城市文件夹之内 / the file must lie inside the city folder"
        return refusal(MANIFEST_FILE, code, hint=hint, field=f"table.{source.name}.file", value=source.file)
    path = folder / source.file
    if not path.is_file():
        hint = "找不到此文件 / there is no such file"
        return refusal(MANIFEST_FILE, "file-missing", hint=hint, field=f"table.{source.name}.file", value=source.file)
    if path.suffix.lower() in WORKBOOKS:
        return workbook(source.file, table=source.name)
    if path.suffix.lower() not in SUFFIXES:
        hint = "只接受 CSV、GeoJSON、GeoPackage / CSV, GeoJSON or GeoPackage only"
        return refusal(source.file, "file-type", hint=hint, value=path.suffix)
    return _fault_of_size(path, source.file)


def _fault_of_size(path: Path, file: str) -> Notes:
    if path.stat().st_size <= FILE_BYTES:
        return Notes()
    limit = FILE_BYTES // (1024 * 1024)
    return refusal(file, "file-too-large", hint=f"文件超过 {limit} MB / the file is larger than {limit} MB")


def _faults_of_walking(folder: Path, walking: _WalkingPart | None, *, tables: set[str]) -> Notes:
    """A network says where it comes from, and comes from its tables or from one file, not both."""
    given = sorted(tables & WALKING_TABLES)
    if walking is None:
        hint = (
            '有步行网络就要写明来源：在 city.toml 中加 [walking_network]，source = "…"'
            ' / a walking network says where it comes from: add [walking_network] with source = "…" to city.toml'
        )
        return refusal(MANIFEST_FILE, "required", hint=hint, field="walking_network.source") if given else Notes()
    if not walking.file:
        hint = (
            "写了步行网络的来源，却没有 walk_nodes、walk_edges 表，也没有 file；请补上，或删去这一节"
            " / a source of the walking network, but neither its tables nor a file; add them, or delete the section"
        )
        return Notes() if given else refusal(MANIFEST_FILE, "table-missing", hint=hint, field="walking_network")
    if given:
        hint = (
            f"步行网络只能有一个来源：文件，或表（{'、'.join(given)}）；请删去一个"
            f" / the walking network comes from the file or from tables ({', '.join(given)}); delete one of them"
        )
        return refusal(MANIFEST_FILE, "table-duplicate", hint=hint, field="walking_network.file", value=walking.file)
    return _fault_of_walking_file(folder, walking.file)


def _fault_of_walking_file(folder: Path, file: str) -> Notes:
    field = "walking_network.file"
    if code := unsafe(folder, file):
        hint = "文件必须在城市文件夹之内 / the file must lie inside the city folder"
        return refusal(MANIFEST_FILE, code, hint=hint, field=field, value=file)
    if not (folder / file).is_file():
        hint = "找不到此文件 / there is no such file"
        return refusal(MANIFEST_FILE, "file-missing", hint=hint, field=field, value=file)
    if not file.lower().endswith(OSM_SUFFIX):
        hint = f"只接受 OpenStreetMap 的 {OSM_SUFFIX} 文件 / an OpenStreetMap file that ends in {OSM_SUFFIX} only"
        return refusal(file, "file-type", hint=hint, field=field, value=Path(file).suffix)
    return _fault_of_size(folder / file, file)


def unsafe(folder: Path, name: str) -> str:
    r"""'path-unsafe' where `name` leads out of `folder` (absolute, `..`, `\`, a link that leaves it), else nothing."""
    if (
        not name
        or "\\" in name
        or "\0" in name
        or PurePosixPath(name).is_absolute()
        or ".." in PurePosixPath(name).parts
    ):
        return "path-unsafe"
    inside = (folder / name).resolve().is_relative_to(folder.resolve())
    return "" if inside else "path-unsafe"
