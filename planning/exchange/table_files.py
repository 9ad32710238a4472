"""One table of a city folder (数据表文件): opened by its kind, headings matched, cells and shapes read."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import shapely

from planning.exchange.cells import check_keys, read_column
from planning.exchange.csv_files import read_csv_file
from planning.exchange.geojson_files import read_geojson_file
from planning.exchange.geometry import Shapes, city_shapes
from planning.exchange.geopackage_files import read_geopackage_file
from planning.exchange.import_report import TableRead
from planning.exchange.manifest import TableSource
from planning.exchange.notes import Notes, refusal
from planning.exchange.point_columns import LATITUDE, LONGITUDE, points_of
from planning.exchange.raw import RawTable, match_headings
from planning.exchange.reference_systems import declared_reference
from planning.exchange.stray_rows import without_totals
from planning.exchange.typed import typed_table
from planning.model.contracts import Kind, TableContract


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read: typed, in the file's order, with the row number of each row beside it."""

    contract: TableContract
    table: pd.DataFrame
    file: str
    rows: pd.Series
    read: TableRead


def read_table_file(
    folder: Path, source: TableSource, *, contract: TableContract, metric_crs: str
) -> tuple[ReadTable | None, Notes]:
    """
    Read the file of one table.

    The table is None where the file as a whole cannot be read; with faults in rows it is given all the same, the
    faulty cells missing, so that what relates tables can be checked in the same run.
    """
    raw, notes = _open(folder / source.file, source)
    if raw is None:
        return None, notes
    headings, more = match_headings(
        contract,
        [str(name) for name in raw.cells.columns],
        file=source.file,
        row=1 if raw.shapes is None else None,
        besides=LONGITUDE + LATITUDE if _of_points(contract) else (),
    )
    notes += more
    raw, more = without_totals(raw, contract, headings=headings)
    notes += more
    columns, more = _columns(raw, headings, contract)
    notes += more
    shapes, more = _shapes(raw, source, contract=contract, metric_crs=metric_crs)
    notes += more
    if contract.geometry is not None and shapes is not None:
        columns[contract.geometry.name] = shapes
    table = typed_table(contract, columns, index=raw.rows.index)
    read = TableRead(contract.name, source.file, raw.encoding, len(table))
    return ReadTable(contract, table, source.file, raw.rows, read), notes


def _columns(raw: RawTable, headings: dict[str, str], contract: TableContract) -> tuple[dict[str, pd.Series], Notes]:
    cells = raw.cells.loc[:, ~raw.cells.columns.duplicated()]
    columns: dict[str, pd.Series] = {}
    notes = Notes()
    for column in contract.columns:
        if column.name in headings:
            columns[column.name], more = read_column(column, cells[headings[column.name]], file=raw.file, rows=raw.rows)
            notes += more
    written = {name: cells[heading] for name, heading in headings.items()}
    return columns, notes + check_keys(contract, columns, cells=written, file=raw.file, rows=raw.rows)


def _of_points(contract: TableContract) -> bool:
    return contract.geometry is not None and contract.geometry.kind is Kind.POINT


def _open(path: Path, source: TableSource) -> tuple[RawTable | None, Notes]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return read_csv_file(path, file=source.file)
    if suffix == ".geojson":
        return read_geojson_file(path, file=source.file)
    return read_geopackage_file(path, file=source.file, layer=source.layer)


def _shapes(
    raw: RawTable, source: TableSource, *, contract: TableContract, metric_crs: str
) -> tuple[pd.Series | None, Notes]:
    column = contract.geometry
    if column is None:
        return None, Notes()
    notes = Notes()
    shapes = raw.shapes
    if shapes is None:
        shapes, notes = points_of(raw, column)
    if shapes is None:
        if not column.required:
            return None, notes
        hint = (
            "没有几何图形；请用 GeoJSON，点位也可用经度、纬度两列"
            " / no geometry; use GeoJSON, for points also columns of longitude and latitude"
        )
        return None, notes + refusal(source.file, "column-missing", hint=hint, field=column.name)
    if not column.filled and shapely.is_missing(shapes.to_numpy()).all():
        return None, notes
    reference, more = declared_reference(source, shapes, file_crs=raw.file_crs)
    notes += more
    if reference is None:
        return None, notes
    placed = Shapes(column, source.file, raw.rows, reference)
    moved, more = city_shapes(shapes, placed, metric_crs=metric_crs)
    return moved, notes + more
