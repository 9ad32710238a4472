"""Sites whose position stands in two columns of a plain table."""

from typing import Any


def test_sites_may_write_their_position_in_two_columns(files: Any) -> None:
    del files.features["sites"]
    files.sources["sites"] = "sites.csv"
    files.written["sites.csv"] = (
        "site_id,institution_id,name,address,open_to_neighbours,service_forms,经度,纬度\n"
        "S01,T01,向阳,,是,full_day,114.05,30.05\nS02,T02,桥镇,,,,114.15,30.05\n"
    ).encode()
    report = files.check()
    assert (report.issues, report.warnings) == ((), ())
    assert [(shape.x, shape.y) for shape in report.city.geotable("sites").geometry] == [
        (114.05, 30.05),
        (114.15, 30.05),
    ]


def test_degrees_minutes_and_seconds_are_refused(files: Any) -> None:
    test_sites_may_write_their_position_in_two_columns(files)
    files.replace("sites.csv", "114.05,", "114°3′0″,")
    found = [(issue.code, issue.row, issue.field) for issue in files.check().issues]
    assert ("coordinate-format", 2, "经度") in found
