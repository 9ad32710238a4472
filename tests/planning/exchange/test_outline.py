"""What stands far outside the city is of elsewhere; so is a projected system that was made for another place."""

from typing import Any

import pytest

POINT = "Point"


def stand(files: Any, lon: float, lat: float) -> Any:
    files.shape("sites", 1, {"type": POINT, "coordinates": [lon, lat]})
    return files.check()


def test_a_site_of_another_city_is_refused_with_its_distance(files: Any) -> None:
    # The city spans 0.2 by 0.1 degrees, some 19 by 11 km; Beijing is more than 1,000 km away.
    report = stand(files, 116.4, 39.9)
    (issue,) = report.issues
    assert (issue.code, issue.file, issue.row, issue.value) == ("outside-study-area", "sites.geojson", 1, "S01")
    assert "km outside the city" in issue.hint
    assert report.warnings == ()


@pytest.mark.parametrize(("lat", "code"), [(30.29, "no-street"), (30.31, "outside-study-area")])
def test_the_limit_is_the_diagonal_of_the_city(files: Any, lat: float, code: str) -> None:
    # Diagonal: 0.2° of longitude at 30° is 19.3 km, 0.1° of latitude 11.1 km: 22.2 km, or 0.2° north of 30.1°.
    report = stand(files, 114.05, lat)
    assert [found.code for found in report.issues + report.warnings] == [code]


def test_a_site_nearby_counts_for_the_city_alone(files: Any) -> None:
    (said,) = stand(files, 114.05, 30.15).warnings
    assert said.code == "no-street"
    assert "其托位只计入全市" in said.hint


def test_without_a_polygon_of_the_city_all_areas_are_its_outline(files: Any) -> None:
    files.features["areas"][0]["geometry"] = None
    assert [issue.code for issue in stand(files, 116.4, 39.9).issues] == ["outside-study-area"]


def measured_in(files: Any, crs: str) -> Any:
    files.metric_crs = crs
    files.written.pop("city.toml", None)
    return files.check()


def test_a_system_made_for_elsewhere_is_refused_and_the_right_one_named(files: Any) -> None:
    # EPSG:4550 is made for 121.5 to 124.5 degrees, three degrees wide; the city lies at 114, 7.5 away.
    (issue,) = measured_in(files, "EPSG:4550").issues
    assert (issue.code, issue.file, issue.field) == ("crs-contradiction", "city.toml", "city.metric_crs")
    assert "EPSG:4547" in issue.hint


def test_the_neighbouring_system_is_doubtful(files: Any) -> None:
    # EPSG:4546 ends at 112.5 degrees, 1.5 from the city and less than its own width.
    report = measured_in(files, "EPSG:4546")
    assert report.issues == ()
    assert [said.code for said in report.warnings] == ["crs-contradiction"]


def test_a_system_at_whose_edge_the_city_lies_is_doubtful(files: Any) -> None:
    # The city's district reaches from 114.0 to 116.2 degrees, past the edge of the zone at 115.5; its middle at 115.1
    # is still inside EPSG:4547, and outside EPSG:4548, which begins at 115.5.
    wide = [[[114.0, 30.0], [116.2, 30.0], [116.2, 30.1], [114.0, 30.1], [114.0, 30.0]]]
    files.shape("areas", 1, {"type": "Polygon", "coordinates": wide})
    assert files.check().warnings == ()
    report = measured_in(files, "EPSG:4548")
    assert report.issues == ()
    assert [said.code for said in report.warnings] == ["crs-contradiction"]
