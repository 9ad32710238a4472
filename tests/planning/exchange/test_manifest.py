"""The manifest of a city folder: what it must say, and which files it may name."""

from typing import Any

import pytest


def found(files: Any) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.file, issue.field) for issue in files.check().issues]


def manifest(files: Any, old: str, new: str) -> None:
    files.save()
    files.replace("city.toml", old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name = "平河市"', "", ("required", "city.toml", "city.name")),
        ("synthetic = true", 'synthetic = "perhaps"', ("value-invalid", "city.toml", "city.synthetic")),
        ("on = 2026-09-30", "when = 2026-09-30", ("key-unknown", "city.toml", "city.when")),
        ("pinghe", "Ping He", ("value-invalid", "city.toml", "city.city_id")),
        ("EPSG:4547", "EPSG:4490", ("value-invalid", "city.toml", "city.metric_crs")),
        ("EPSG:4547", "EPSG:3857", ("value-invalid", "city.toml", "city.metric_crs")),
        ('notice = "虚构的城市"', "", ("value-invalid", "city.toml", "city")),
        ("[city]", "[city", ("toml-invalid", "city.toml", "")),
    ],
    ids=["no name", "no truth", "a wrong key", "a wrong id", "degrees", "web Mercator", "no notice", "no TOML"],
)
def test_a_wrong_manifest_is_refused_by_key(files: Any, old: str, new: str, expected: tuple[str, str, str]) -> None:
    manifest(files, old, new)
    assert expected in found(files)


def test_a_share_is_written_as_text_so_that_it_stays_exact(files: Any) -> None:
    files.more_manifest = '[age_split]\nunder_3_share_of_1_4 = 0.5\nlabel = "halves"\n'
    assert found(files) == [("value-invalid", "city.toml", "age_split.under_3_share_of_1_4")]


def test_a_folder_without_a_manifest_is_refused(files: Any) -> None:
    files.save()
    (files.folder / "city.toml").unlink()
    files.written.pop("city.toml")
    files.save = lambda: None
    assert found(files) == [("file-missing", "city.toml", "")]


@pytest.mark.parametrize("name", ["../areas.geojson", "/etc/passwd", "a\\\\b.geojson", "sub/../../areas.geojson", ""])
def test_a_file_outside_the_folder_is_never_opened(files: Any, name: str) -> None:
    files.sources["areas"] = name
    assert ("path-unsafe", "city.toml", "table.areas.file") in found(files)


@pytest.mark.parametrize("listed", [True, False], ids=["listed", "found by its name"])
def test_a_link_that_leaves_the_folder_is_never_followed(files: Any, listed: bool) -> None:
    outside = files.folder.parent / f"{files.folder.name}-outside.csv"
    outside.write_bytes(files.written.pop("population.csv"))
    (files.folder / "population.csv").symlink_to(outside)
    if listed:
        files.more_manifest = '[[table]]\nname = "population"\nfile = "population.csv"\n'
    assert found(files) == [("path-unsafe", "city.toml", "table.population.file")]


def test_a_link_for_the_manifest_is_never_followed(files: Any) -> None:
    files.save()
    outside = files.folder.parent / f"{files.folder.name}-city.toml"
    (files.folder / "city.toml").rename(outside)
    (files.folder / "city.toml").symlink_to(outside)
    files.save = lambda: None
    assert found(files) == [("path-unsafe", "city.toml", "")]


def test_a_table_nobody_knows_names_the_nearest(files: Any) -> None:
    files.more_manifest = '[[table]]\nname = "populations"\nfile = "population.csv"\n'
    (issue,) = files.check().issues
    assert issue.code == "table-unknown"
    assert "population" in issue.hint


def test_a_table_has_one_file(files: Any) -> None:
    files.more_manifest = '[[table]]\nname = "areas"\nfile = "other.geojson"\n'
    assert ("table-duplicate", "city.toml", "table.name") in found(files)


def test_a_file_that_is_not_there_is_named(files: Any) -> None:
    files.sources["areas"] = "regions.geojson"
    assert ("file-missing", "city.toml", "table.areas.file") in found(files)


def test_a_file_that_is_no_table_is_left_alone_and_said(files: Any) -> None:
    files.written["institution.csv"] = b"a,b\n1,2\n"
    report = files.check()
    (issue,) = report.warnings
    assert (issue.code, issue.file) == ("file-unused", "institution.csv")
    assert "institutions" in issue.hint


def test_a_file_too_large_to_read_is_refused_unread(files: Any) -> None:
    files.save()
    with (files.folder / "population.csv").open("r+b") as opened:
        opened.truncate(50 * 1024 * 1024 + 1)
    files.save = lambda: None
    assert found(files) == [("file-too-large", "population.csv", "")]


def test_a_shapefile_is_not_among_the_files_read(files: Any) -> None:
    files.sources["areas"] = "areas.shp"
    files.written["areas.shp"] = b"\0"
    assert ("file-type", "areas.shp", "") in found(files)
