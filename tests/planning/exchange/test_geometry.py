"""Shapes brought to CGCS2000 degrees, repaired and compared."""

from typing import Any

import pytest


def test_clockwise_shells_and_thirty_decimals_are_no_fault(files: Any) -> None:
    clockwise = [[[114.0, 30.0], [114.0, 30.1], [114.1, 30.1], [114.1, 30.0], [114.0, 30.0]]]
    files.shape("areas", 3, {"type": "Polygon", "coordinates": clockwise})
    report = files.check()
    assert (report.issues, report.warnings) == ((), ())


def test_a_byte_order_mark_before_json_is_dropped(files: Any) -> None:
    files.save()
    files.written = {"sites.geojson": b"\xef\xbb\xbf" + (files.folder / "sites.geojson").read_bytes()}
    (files.folder / "sites.geojson").write_bytes(files.written["sites.geojson"])
    assert files.check().issues == ()


def test_gauss_krueger_metres_come_to_degrees(files: Any) -> None:
    # In EPSG:4547 an easting of 500,000 is the central meridian, 114 degrees; 3,320,000 m north is about 30 degrees.
    files.crs["sites"] = "EPSG:4547"
    for row, easting in enumerate((500_000.0, 505_000.0), start=1):
        files.shape("sites", row, {"type": "Point", "coordinates": [easting, 3_320_000.0]})
    first = files.check().city.geotable("sites").geometry.iloc[0]
    assert first.x == pytest.approx(114.0, abs=1e-9)
    assert first.y == pytest.approx(29.997, abs=0.01)


def test_gcj_02_is_shifted_back_by_some_hundred_metres(files: Any) -> None:
    files.datum["sites"] = "GCJ-02"
    first = files.check().city.geotable("sites").geometry.iloc[0]
    assert 0.003 < 114.05 - first.x < 0.008
    assert abs(first.y - 30.05) < 0.005


def test_a_repair_says_the_area_before_and_after(files: Any) -> None:
    # A triangle of 0.002 by 0.001 degrees hangs outside the square with its turn reversed: it counted as less than
    # nothing (-0.000001 square degrees of 0.01) and counts as itself when mended: 0.02 per cent more.
    loop = [
        [
            [114.0, 30.0],
            [114.1, 30.0],
            [114.1, 30.1],
            [114.0, 30.1],
            [114.0, 30.05],
            [113.999, 30.049],
            [113.999, 30.051],
            [114.0, 30.05],
            [114.0, 30.0],
        ]
    ]
    files.shape("areas", 3, {"type": "Polygon", "coordinates": loop})
    (issue,) = [issue for issue in files.check().warnings if issue.code == "geometry-repaired"]
    before, after = (float(part.split(" ")[-1]) for part in issue.hint.split(" m²")[0].split(" → "))
    assert after / before == pytest.approx(1.0002, abs=0.00001)


def test_an_overlap_is_said_in_square_metres(files: Any) -> None:
    # 0.05 by 0.1 degrees at 30 degrees north: about 4.8 km by 11.1 km.
    wide = [[[114.05, 30.0], [114.2, 30.0], [114.2, 30.1], [114.05, 30.1], [114.05, 30.0]]]
    files.shape("areas", 4, {"type": "Polygon", "coordinates": wide})
    (issue,) = [issue for issue in files.check().warnings if issue.code == "coverage-overlap"]
    square_metres = float(issue.hint.split("重叠 ")[1].split(" ")[0])
    assert square_metres == pytest.approx(4_824_000 * 11.086, rel=0.01)
    assert "990101" in issue.hint


def test_a_strip_narrower_than_a_metre_is_summed_and_not_listed(files: Any) -> None:
    # 0.000005 degrees are half a metre.
    strip = [[[114.099995, 30.0], [114.2, 30.0], [114.2, 30.1], [114.099995, 30.1], [114.099995, 30.0]]]
    files.shape("areas", 4, {"type": "Polygon", "coordinates": strip})
    (issue,) = [issue for issue in files.check().warnings if issue.code == "coverage-overlap"]
    assert (issue.row, issue.value) == (None, "street")


def test_a_site_outside_every_street_is_kept_with_the_nearest_named(files: Any) -> None:
    # A hundredth of a degree north of the street's corner: about 1,109 m.
    files.shape("sites", 1, {"type": "Point", "coordinates": [114.0, 30.11]})
    report = files.check()
    (issue,) = report.warnings
    assert issue.code == "no-street"
    assert "柳街道，1109 米" in issue.hint
    assert len(report.city.table("sites")) == 2


def test_areas_of_two_levels_may_have_one_polygon(files: Any) -> None:
    # The city and its only district are drawn alike.
    assert files.check().warnings == ()
