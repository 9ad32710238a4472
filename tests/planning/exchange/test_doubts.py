"""What every table may say by itself and yet nobody means, is said."""

import json
from typing import Any

import pytest
from shapely import Polygon, to_geojson

RING = Polygon([(114.01, 30.01), (114.02, 30.01), (114.02, 30.02), (114.01, 30.02)])


def test_a_site_without_a_state_is_told_that_it_does_not_count(files: Any) -> None:
    files.replace("site_states.csv", "S02,2022-09-01,under_education,备案信息\n", "")
    (said,) = files.check().warnings
    assert (said.code, said.file, said.row, said.value) == ("state-missing", "sites.geojson", 2, "S02")
    assert "不计入供给" in said.hint


def test_every_site_is_without_a_state_where_the_table_is_not_there(files: Any) -> None:
    del files.written["site_states.csv"]
    assert [(said.code, said.value) for said in files.check().warnings] == [
        ("state-missing", "S01"),
        ("state-missing", "S02"),
    ]


def with_phases(files: Any, residents: object, *phases: object) -> Any:
    properties = {
        "residential_area_id": "R1",
        "name": "新园",
        "era": "new",
        "status": "planned",
        "residents": residents,
        "source": "x",
    }
    feature = {"type": "Feature", "properties": properties, "geometry": json.loads(to_geojson(RING))}
    files.features["residential_areas"] = [feature]
    files.extra["residential_areas"] = {}
    files.sources["residential_areas"] = "residential_areas.geojson"
    files.crs["residential_areas"], files.datum["residential_areas"] = "EPSG:4490", "CGCS2000"
    rows = "".join(f"R1,{number},2028-01-01,{people},,x\n" for number, people in enumerate(phases, start=1))
    files.written["phases.csv"] = (
        f"residential_area_id,phase,delivered_on,residents,planned_places,source\n{rows}".encode()
    )
    return files.check()


def test_phases_that_do_not_add_up_to_their_area_are_told(files: Any) -> None:
    report = with_phases(files, 3000, 1000, 1999)
    assert report.issues == ()
    (said,) = report.warnings
    assert (said.code, said.file, said.row, said.value) == ("phases-differ", "residential_areas.geojson", 1, "3000")
    assert "2999" in said.hint


@pytest.mark.parametrize("figures", [(3000, 1000, 2000), (3000, 1000, ""), (None, 1000, 2000)])
def test_phases_that_add_up_or_are_unknown_are_not_spoken_of(files: Any, figures: tuple[object, ...]) -> None:
    assert with_phases(files, *figures).warnings == ()


def test_people_of_a_later_day_than_the_study_are_told_once(files: Any) -> None:
    files.replace("population.csv", "2025-12-31", "2026-12-31")
    (said,) = files.check().warnings
    assert (said.code, said.row, said.field, said.value) == ("later-day", 2, "on", "2026-12-31")
    assert "2026-09-30" in said.hint


def test_people_who_are_planned_lie_ahead(files: Any) -> None:
    files.replace("population.csv", "2025-12-31,permanent", "2030-12-31,planned")
    assert files.check().warnings == ()
