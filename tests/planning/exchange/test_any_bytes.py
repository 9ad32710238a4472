"""Whatever bytes a file holds, reading it ends in a table or in faults with a place, and never in a crash."""

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planning.exchange.csv_files import read_csv_file
from planning.exchange.geojson_files import read_geojson_file
from planning.exchange.positions import read_shape

FIXED = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PIECES = st.sampled_from(
    [
        b"area_id",
        b"name",
        b",",
        b'"',
        b"\n",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0",
        b"\xb9\xe3",
        "广州".encode(),
        b"1",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
GEOMETRY = st.fixed_dictionaries(
    {"type": st.sampled_from(["Point", "Polygon", "MultiPolygon", "Circle"]) | JSON, "coordinates": JSON}
)


@FIXED
@given(data=st.lists(PIECES, max_size=25).map(b"".join) | st.binary(max_size=60))
def test_any_bytes_are_a_csv_table_or_a_fault(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "areas.csv"
    path.write_bytes(data)
    table, notes = read_csv_file(path, file="areas.csv")
    assert (table is None) == bool(notes.issues)
    assert all(issue.file == "areas.csv" and issue.hint for issue in notes.issues)


@FIXED
@given(geometry=GEOMETRY | JSON, properties=JSON)
def test_any_json_is_a_feature_or_a_fault(tmp_path: Path, geometry: Any, properties: Any) -> None:
    path = tmp_path / "areas.geojson"
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    table, notes = read_geojson_file(path, file="areas.geojson")
    assert (table is None) == bool(notes.issues)


@FIXED
@given(data=st.binary(max_size=60))
def test_any_bytes_are_no_geojson_but_a_fault(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "areas.geojson"
    path.write_bytes(data)
    table, notes = read_geojson_file(path, file="areas.geojson")
    assert table is None
    assert notes.issues


@FIXED
@given(geometry=GEOMETRY)
def test_a_fault_in_a_shape_has_a_pointer_into_it(geometry: Any) -> None:
    shape = read_shape(geometry, "/features/0/geometry")
    if shape.fault:
        assert shape.fault[1].startswith("/features/0/geometry")
    else:
        assert shape.geometry is not None
