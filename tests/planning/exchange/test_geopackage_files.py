"""A GeoPackage as one of the files of a city, and what only calls itself one."""

import sqlite3
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

AREAS = "areas.geojson"


def in_geopackage(files: Any, *layers: str) -> Path:
    """The areas as GeoPackage layers instead of GeoJSON."""
    rows = files.features.pop("areas")
    frame = gpd.GeoDataFrame.from_features(rows, crs="EPSG:4490")
    path: Path = files.folder / "areas.gpkg"
    for layer in layers:
        frame.to_file(path, layer=layer, driver="GPKG")
    files.sources["areas"] = "areas.gpkg"
    return path


def test_a_geopackage_gives_the_same_city(files: Any) -> None:
    plain = files.check().city.table("areas")
    (files.folder / AREAS).unlink()
    files.written.pop(AREAS)
    files.written.pop("city.toml")
    in_geopackage(files, "areas")
    report = files.check()
    assert (report.issues, report.warnings) == ((), ())
    pd.testing.assert_frame_equal(pd.DataFrame(report.city.table("areas")), pd.DataFrame(plain))


def test_a_geopackage_of_two_layers_is_ambiguous(files: Any) -> None:
    in_geopackage(files, "old", "new")
    (issue,) = files.check().issues
    assert (issue.code, issue.file) == ("layer-ambiguous", "areas.gpkg")
    assert "new, old" in issue.hint


@pytest.mark.parametrize("content", [b"SQLite format 2\0", b"\x89PNG", b"SQLite format 3\0" + b"\0" * 100])
def test_what_is_no_geopackage_is_refused_unopened(files: Any, content: bytes) -> None:
    files.features.pop("areas")
    files.sources["areas"] = "areas.gpkg"
    files.written["areas.gpkg"] = content
    (issue,) = files.check().issues
    assert (issue.code, issue.file) == ("gpkg-invalid", "areas.gpkg")


def test_a_geopackage_layer_that_is_a_view_is_refused(files: Any) -> None:
    path = in_geopackage(files, "areas")
    connection = sqlite3.connect(path)
    connection.executescript("UPDATE gpkg_contents SET table_name = 'trap'; CREATE VIEW trap AS SELECT 1;")
    connection.close()
    (issue,) = files.check().issues
    assert (issue.code, issue.value) == ("gpkg-invalid", "trap")
