"""Shapes and systems as they arrive: wrong places are refused with the remedy, small repairs are said with figures."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Edit = Callable[[Any], None]
Case = tuple[str, Edit, str, str, int | None, str]
SITES = "sites.geojson"
AREAS = "areas.geojson"

# A bow tie: two triangles of opposite turn, whose areas cancel out.
BOW_TIE = [[[114.0, 30.0], [114.1, 30.1], [114.1, 30.0], [114.0, 30.1], [114.0, 30.0]]]
# A square of 0.1 degrees with a loop of 0.001 degrees at a corner: a hundred-thousandth of the area turns over.
SMALL_LOOP = [
    [[114.0, 30.0], [114.1, 30.0], [114.1, 30.1], [114.0, 30.1], [114.0, 30.001], [114.001, 30.0], [114.0, 30.0]]
]
SPIKE = [[[114.0, 30.0], [114.1, 30.0], [114.1, 30.1], [114.1, 30.12], [114.1, 30.1], [114.0, 30.1], [114.0, 30.0]]]


def at(*position: float) -> Edit:
    return lambda files: files.shape("sites", 1, {"type": "Point", "coordinates": list(position)})


def shaped(geometry: object, *, table: str = "sites", row: int = 1) -> Edit:
    return lambda files: files.shape(table, row, geometry)


def street(rings: object) -> Edit:
    return shaped({"type": "Polygon", "coordinates": rings}, table="areas", row=3)


def declared(*, crs: str | None = None, datum: str | None = None, then: Edit | None = None) -> Edit:
    def edit(files: Any) -> None:
        files.crs["sites"] = files.crs["sites"] if crs is None else crs
        files.datum["sites"] = files.datum["sites"] if datum is None else datum
        if then:
            then(files)

    return edit


def everywhere(*positions: tuple[float, float]) -> Edit:
    def edit(files: Any) -> None:
        for row, position in enumerate(positions, start=1):
            files.shape("sites", row, {"type": "Point", "coordinates": list(position)})

    return edit


def text(old: str, new: str) -> Edit:
    """Change the written text of the sites, as no JSON library would write it."""

    def edit(files: Any) -> None:
        collection = {"type": "FeatureCollection", "features": files.features["sites"]}
        files.written[SITES] = (
            json.dumps(collection, ensure_ascii=False).replace(old, new, 1).encode("utf-8", "surrogatepass")
        )

    return edit


METRES = everywhere((500_000.0, 3_320_000.0), (505_000.0, 3_320_000.0))
PREFIXED = everywhere((38_500_000.0, 3_320_000.0), (38_505_000.0, 3_320_000.0))

REFUSED: list[Case] = [
    ("no system declared", declared(crs=""), "crs-missing", SITES, None, "crs"),
    ("metres declared as degrees", METRES, "crs-out-of-range", SITES, 1, "geometry"),
    ("degrees declared as metres", declared(crs="EPSG:4547"), "crs-out-of-range", SITES, 1, "geometry"),
    ("latitude first", everywhere((30.05, 114.05), (30.05, 114.15)), "axis-swapped", SITES, 1, "geometry"),
    (
        "northing first",
        declared(crs="EPSG:4547", then=everywhere((3_320_000.0, 500_000.0))),
        "axis-swapped",
        SITES,
        1,
        "geometry",
    ),
    ("swapped and yet in range", at(39.47, 75.99), "outside-study-area", SITES, 1, "geometry"),
    ("no datum declared", declared(datum=""), "datum-undeclared", SITES, None, "datum"),
    ("a datum nobody knows", declared(datum="Beijing54"), "datum-unknown", SITES, None, "datum"),
    (
        "an offset datum in metres",
        declared(crs="EPSG:4547", datum="GCJ-02", then=METRES),
        "crs-contradiction",
        SITES,
        None,
        "crs",
    ),
    ("the zone before the easting", declared(crs="EPSG:4547", then=PREFIXED), "zone-prefix", SITES, 1, "geometry"),
    ("no zone before the easting", declared(crs="EPSG:4526", then=METRES), "zone-prefix", SITES, 1, "geometry"),
    ("the Gulf of Guinea", at(0.0, 0.0), "outside-study-area", SITES, 1, "geometry"),
    ("abroad", at(-0.12, 51.5), "outside-study-area", SITES, 1, "geometry"),
    ("a system nobody knows", declared(crs="EPSG:999999"), "crs-unknown", SITES, None, "crs"),
    ("Xi'an 1980", declared(crs="EPSG:4610"), "crs-unknown", SITES, None, "crs"),
    ("a bow tie", street(BOW_TIE), "geometry-repaired", AREAS, 3, "geometry"),
    (
        "a ring of three positions",
        street([[[114.0, 30.0], [114.1, 30.0], [114.0, 30.0]]]),
        "geojson-invalid",
        AREAS,
        3,
        "geometry",
    ),
    ("positions laid flat", street([[114.0, 30.0, 114.1, 30.0]]), "geojson-invalid", AREAS, 3, "geometry"),
    (
        "positions of one number",
        street([[[114.0], [114.1], [114.0], [114.0]]]),
        "geojson-invalid",
        AREAS,
        3,
        "geometry",
    ),
    (
        "positions of text",
        shaped({"type": "Point", "coordinates": ["114.05", "30.05"]}),
        "geojson-invalid",
        SITES,
        1,
        "geometry",
    ),
    ("no shape", shaped(None), "geometry-empty", SITES, 1, "geometry"),
    ("an empty shape", street([]), "geometry-empty", AREAS, 3, "geometry"),
    (
        "a polygon without area",
        street([[[114.0, 30.0], [114.1, 30.0], [114.0, 30.0], [114.0, 30.0]]]),
        "geometry-repaired",
        AREAS,
        3,
        "geometry",
    ),
    ("a coordinate beyond use", at(1e308, 30.05), "number-not-finite", SITES, 1, "geometry"),
    ("NaN", text("114.05", "NaN"), "number-not-finite", SITES, None, ""),
    ("1e400", text("114.05", "1e400"), "number-not-finite", SITES, None, ""),
    (
        "a collection of shapes",
        shaped({"type": "GeometryCollection", "geometries": []}),
        "geometry-type",
        SITES,
        1,
        "geometry",
    ),
    (
        "a point for a street",
        shaped({"type": "Point", "coordinates": [114.05, 30.05]}, table="areas", row=3),
        "geometry-type",
        AREAS,
        3,
        "geometry",
    ),
    ("a polygon for a site", shaped({"type": "Polygon", "coordinates": SPIKE}), "geometry-type", SITES, 1, "geometry"),
    (
        "a type nobody knows",
        shaped({"type": "Circle", "coordinates": [114.05, 30.05]}),
        "geometry-type",
        SITES,
        1,
        "geometry",
    ),
    ("100,000 brackets", lambda files: files.written.update({SITES: b"[" * 100_000}), "too-deep", SITES, None, ""),
    ("33 levels", text('"S01"', "[" * 30 + "]" * 30), "too-deep", SITES, None, ""),
    (
        "a key twice",
        text('"site_id": "S01"', '"site_id": "S01", "site_id": "S09"'),
        "json-duplicate-key",
        SITES,
        None,
        "site_id",
    ),
    ("a second document", text('"features"', '"features": []} {"features"'), "json-trailing", SITES, None, ""),
    ("half a letter", text("S01", "\\ud800"), "json-invalid", SITES, None, ""),
    (
        "a file cut off",
        lambda files: files.written.update({SITES: b'{"type": "FeatureCollection", "features": ['}),
        "truncated",
        SITES,
        None,
        "",
    ),
    ("no features", lambda files: files.features["sites"].clear(), "no-rows", SITES, None, ""),
    ("an object for a name", lambda files: files.spoil("sites", 1, name={}), "text-invalid", SITES, 1, "name"),
    (
        "a list for a number",
        lambda files: files.spoil("areas", 3, communities=[]),
        "not-a-number",
        AREAS,
        3,
        "communities",
    ),
    (
        "another system than declared",
        lambda files: files.extra["sites"].update(crs={"properties": {"name": "EPSG:4548"}}),
        "crs-contradiction",
        SITES,
        None,
        "crs",
    ),
]


def overlapping(files: Any) -> None:
    wide = [[[114.05, 30.0], [114.2, 30.0], [114.2, 30.1], [114.05, 30.1], [114.05, 30.0]]]
    files.shape("areas", 4, {"type": "Polygon", "coordinates": wide})


def crs_member(files: Any) -> None:
    METRES(files)
    files.crs["sites"] = "EPSG:4547"
    files.extra["sites"]["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}


WARNED: list[Case] = [
    ("a crs member", crs_member, "crs-member-used", SITES, None, "crs"),
    ("a small loop", street(SMALL_LOOP), "geometry-repaired", AREAS, 3, "geometry"),
    ("a spike", street(SPIKE), "geometry-repaired", AREAS, 3, "geometry"),
    (
        "an open ring",
        street([[[114.0, 30.0], [114.1, 30.0], [114.1, 30.1], [114.0, 30.1]]]),
        "ring-closed",
        AREAS,
        3,
        "geometry",
    ),
    ("heights", at(114.05, 30.05, 12.5), "z-dropped", SITES, None, "geometry"),
    ("streets that overlap", overlapping, "coverage-overlap", AREAS, 4, "geometry"),
    (
        "one polygon, two codes",
        lambda files: files.shape("areas", 4, files.features["areas"][2]["geometry"]),
        "duplicate-geometry",
        AREAS,
        4,
        "geometry",
    ),
    ("a site outside every street", at(114.05, 30.15), "no-street", SITES, 1, "geometry"),
]


@pytest.mark.parametrize(
    ("edit", "found"), [(case[1], case[2:]) for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_wrong_shape_is_refused_where_it_stands(files: Any, edit: Edit, found: tuple[str, str, int, str]) -> None:
    edit(files)
    report = files.check()
    assert report.city is None
    assert found in [(issue.code, issue.file, issue.row, issue.field) for issue in report.issues]


@pytest.mark.parametrize(("edit", "found"), [(case[1], case[2:]) for case in WARNED], ids=[case[0] for case in WARNED])
def test_a_doubtful_shape_is_taken_and_said(files: Any, edit: Edit, found: tuple[str, str, int, str]) -> None:
    edit(files)
    report = files.check()
    assert report.issues == ()
    assert found in [(issue.code, issue.file, issue.row, issue.field) for issue in report.warnings]


@pytest.mark.parametrize(
    ("edit", "remedy"),
    [
        (declared(crs=""), "EPSG:4490"),
        (declared(crs="", then=PREFIXED), "EPSG:4526"),
        (declared(crs="EPSG:4547", then=PREFIXED), "EPSG:4526"),
        (everywhere((30.05, 114.05), (30.05, 114.15)), "swap"),
        (at(39.47, 75.99), "swap"),
    ],
    ids=["degrees", "zone 38", "zone 38 declared without", "latitude first", "Kashgar"],
)
def test_the_hint_names_the_remedy(files: Any, edit: Edit, remedy: str) -> None:
    edit(files)
    assert any(remedy in issue.hint for issue in files.check().issues)


def test_a_fault_of_the_whole_file_is_said_once(files: Any) -> None:
    METRES(files)
    (issue,) = files.check().issues
    assert "2 rows" in issue.hint


def test_a_broken_position_is_named_by_its_json_pointer(files: Any) -> None:
    street([[[114.0, 30.0], [114.1], [114.1, 30.1], [114.0, 30.0]]])(files)
    (issue,) = files.check().issues
    assert issue.value == "/features/2/geometry/coordinates/0/1"
