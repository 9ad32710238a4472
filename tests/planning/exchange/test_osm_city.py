"""A city folder whose walking network is an OpenStreetMap file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from planning.exchange.city_folder import check_city_folder, content_revision
from planning.exchange.import_report import ImportReport
from planning.exchange.manifest import read_manifest
from tests.planning.exchange.osm_files import SPOTS, TAGS, write

FILE = "streets.osm.pbf"
SECTION = f"""
[walking_network]
source = "OpenStreetMap 贡献者"
on = 2026-09-01
file = "{FILE}"
"""


class WithStreets:
    """The small city with an OpenStreetMap file in its folder."""

    def __init__(self, files: Any) -> None:
        self.files = files
        self.path: Path = files.folder / FILE
        self.files.more_manifest = SECTION
        write(self.path, {7: ([1, 2, 3], TAGS["street"])})

    def check(self) -> ImportReport:
        report: ImportReport = self.files.check()
        return report


@pytest.fixture
def city(files: Any) -> WithStreets:
    return WithStreets(files)


def test_a_city_takes_its_network_from_the_file_that_its_manifest_names(city: WithStreets) -> None:
    report = city.check()
    assert report.city is not None, report.issues
    assert report.warnings == ()
    assert report.city.table("walk_edges")["edge_id"].tolist() == ["w7-1"]
    assert report.rows_read["walk_nodes"] == 2
    assert report.city.manifest.walking is not None
    assert report.city.manifest.walking.source == "OpenStreetMap 贡献者"
    assert str(report.city.manifest.walking.on) == "2026-09-01"


def test_another_file_of_streets_is_another_revision_of_the_city(city: WithStreets) -> None:
    first = city.check()
    write_anew(city.path, {7: ([1, 2], TAGS["street"])})
    second = check_city_folder(city.files.folder)
    assert first.city is not None
    assert second.city is not None
    assert first.city.revision != second.city.revision
    plan, _ = read_manifest(city.files.folder)
    assert plan is not None
    assert second.city.revision == content_revision(city.files.folder, plan)


def write_anew(path: Path, ways: Mapping[int, tuple[list[int], dict[str, str]]]) -> None:
    path.unlink()
    write(path, ways)


def test_a_file_and_tables_of_one_network_are_refused(city: WithStreets) -> None:
    city.files.written["walk_edges.csv"] = b"edge_id,from_node,to_node,kind\nE1,N1,N2,street\n"
    report = city.check()
    assert report.city is None
    assert "table-duplicate" in {issue.code for issue in report.issues}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("../streets.osm.pbf", "path-unsafe"),
        ("nowhere.osm.pbf", "file-missing"),
        ("README.osm", "file-type"),
    ],
)
def test_a_file_outside_the_folder_missing_or_of_another_form_is_refused(
    city: WithStreets, file: str, code: str
) -> None:
    (city.files.folder / "README.osm").write_bytes(b"<osm/>")
    city.files.more_manifest = SECTION.replace(FILE, file)
    assert [issue.code for issue in city.check().issues] == [code]


def test_a_damaged_file_refuses_the_city_and_names_the_file(city: WithStreets) -> None:
    city.path.write_bytes(city.path.read_bytes()[:-5])
    report = city.check()
    assert report.city is None
    assert [(issue.file, issue.code) for issue in report.issues] == [(FILE, "osm-invalid")]


def test_a_gate_of_an_estate_that_the_city_does_not_know_is_refused(city: WithStreets) -> None:
    gate = {2: (SPOTS[2], {"barrier": "gate", "ref:estate": "RE0001"})}
    city.path.unlink()
    write(city.path, {7: ([1, 2, 3], TAGS["street"])}, SPOTS | gate)
    assert [issue.code for issue in city.check().issues] == ["table-missing"]
