"""Tests of maps/web/vendor.py: the browser files that pages load are the locked ones, whole and unchanged."""

import hashlib
import json
from pathlib import Path

import pytest

from maps.web.vendor import PACKAGES, VendoredPackage, vendor

ROOT = Path(__file__).parents[3]
VENDORED = ROOT / "maps/static/vendor"


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    """Every package installed, each file holding its own path, at version 1.0.0."""
    folder = tmp_path / "node_modules"
    for package in PACKAGES:
        for pattern in package.patterns:
            file = folder / package.name / pattern.replace("*", "one")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(file.relative_to(folder).as_posix(), encoding="utf-8")
        (folder / package.name / "package.json").write_text('{"version": "1.0.0"}', encoding="utf-8")
    return folder


def test_the_manifest_names_every_file_with_its_version_and_sum(node_modules: Path, tmp_path: Path) -> None:
    manifest = vendor(node_modules, tmp_path / "vendor")
    assert manifest["leaflet/dist/leaflet.js"] == {
        "version": "1.0.0",
        "sha256": hashlib.sha256(b"leaflet/dist/leaflet.js").hexdigest(),
    }
    assert json.loads((tmp_path / "vendor/manifest.json").read_text(encoding="utf-8")) == manifest
    assert len(manifest) == sum(len(package.patterns) for package in PACKAGES)


def test_a_file_of_an_earlier_version_does_not_stay_behind(node_modules: Path, tmp_path: Path) -> None:
    stale = tmp_path / "vendor/leaflet/dist/old.js"
    stale.parent.mkdir(parents=True)
    stale.write_text("old", encoding="utf-8")
    vendor(node_modules, tmp_path / "vendor")
    assert not stale.exists()


def test_a_package_that_moved_its_files_is_refused(node_modules: Path, tmp_path: Path) -> None:
    (node_modules / "leaflet/dist/leaflet.js").unlink()
    with pytest.raises(FileNotFoundError, match=r"leaflet: no file matches dist/leaflet\.js"):
        vendor(node_modules, tmp_path / "vendor")


def test_a_scope_becomes_part_of_the_folder_name() -> None:
    assert VendoredPackage("@scope/name", ()).folder == "scope-name"


def test_the_served_files_are_the_ones_in_the_manifest() -> None:
    manifest = json.loads((VENDORED / "manifest.json").read_text(encoding="utf-8"))
    sums = {
        file.relative_to(VENDORED).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDORED.rglob("*")
        if file.is_file() and file.name != "manifest.json"
    }
    assert sums == {name: entry["sha256"] for name, entry in manifest.items()}


def test_the_served_versions_are_the_locked_ones() -> None:
    manifest = json.loads((VENDORED / "manifest.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "maps/web/package-lock.json").read_text(encoding="utf-8"))["packages"]
    locked = {package.folder: lock[f"node_modules/{package.name}"]["version"] for package in PACKAGES}
    assert {name.split("/")[0]: entry["version"] for name, entry in manifest.items()} == locked


def test_the_lock_names_no_download_address() -> None:
    lock = json.loads((ROOT / "maps/web/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in lock.items() if "resolved" in package] == []
