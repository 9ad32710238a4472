"""Gap tables written and read back: the same figures in every format, and text that never becomes a formula."""

import csv
import io
import json
import re
from datetime import date, datetime
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely

from planning.errors import MissingColumn, MissingCrs
from planning.exchange.exports import About, DocumentLine, Sheet, label, labels, to_csv, to_geojson, to_xlsx
from planning.exchange.printable import heading
from planning.frames import Show, columns_of
from planning.model.codes import Level
from planning.policy.clauses import Clause, Document, DocumentStatus
from planning.trace import Step, Trace

ABOUT = About(
    city="平河市",
    city_id="pinghe",
    on=date(2026, 9, 30),
    profile="示范方案",
    profile_id="demo-city",
    revision="sha256:0123456789ab",
    synthetic=True,
    notice="虚构的城市",
    documents=(DocumentLine("某办法（征求意见稿）", "", "某市", None, "征求意见稿（draft，不具约束力）"),),
)
STREETS = columns_of(Level.STREET)
# Two streets: one with every figure, one of which nothing is known but its name, drawn clockwise in too many decimals.
KNOWN: dict[str, Any] = {
    "area_id": "990101",
    "name": "柳街道",
    "kind": "subdistrict",
    "district_id": "9901",
    "district": "东区",
    "residents": 30_000,
    "residents_on": date(2025, 12, 31),
    "residents_basis": "stated",
    "children_under_3": 600,
    "required": 120,
    "required_basis": "apportioned",
    "target_on": date(2025, 12, 31),
    "supplied": 150,
    "shortage": 0,
    "surplus": 30,
    "inclusive_share": 0.5,
    "places_per_1000": 5.0,
    "outcome": "met",
}
UNKNOWN: dict[str, Any] = {"area_id": "990102", "name": "=1+1", "kind": "town", "outcome": "undetermined"}
CLOCKWISE = shapely.Polygon([(114.123456789, 30.0), (114.1, 30.1), (114.2, 30.1), (114.2, 30.0)])


@pytest.fixture
def gaps() -> gpd.GeoDataFrame:
    dtypes = {Show.COUNT: "Int64", Show.RATE: "Float64", Show.SHARE: "Float64", Show.DAY: "object"}
    table = pd.DataFrame(
        {
            column.name: pd.Series(
                [row.get(column.name) for row in (KNOWN, UNKNOWN)], dtype=dtypes.get(column.show, "str")
            )
            for column in STREETS
        }
    )
    return gpd.GeoDataFrame(table, geometry=[CLOCKWISE, None], crs="EPSG:4490").set_index("area_id", drop=False)


def test_csv_has_chinese_headings_with_units_and_reads_back(gaps: gpd.GeoDataFrame) -> None:
    data = to_csv(gaps, Level.STREET)
    assert data.startswith(b"\xef\xbb\xbf")
    headings, first, second = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert headings == [heading(column) for column in STREETS]
    row = dict(zip(headings, first, strict=True))
    assert (row["名称"], row["类型"], row["人口（人）"], row["富余（个）"]) == ("柳街道", "街道", "30000", "30")
    assert (row["人口统计日期"], row["普惠占比"], row["结论"]) == ("2025-12-31", "0.5", "达标")
    assert dict(zip(headings, second, strict=True))["人口（人）"] == ""


def test_csv_figures_equal_the_table(gaps: gpd.GeoDataFrame) -> None:
    read = pd.read_csv(io.BytesIO(to_csv(gaps, Level.STREET)), encoding="utf-8-sig")
    counts = [column for column in STREETS if column.show is Show.COUNT]
    written = read[[heading(column) for column in counts]].astype("Int64")
    expected = gaps[[column.name for column in counts]].reset_index(drop=True)
    assert written.to_numpy().tolist() == expected.to_numpy().tolist()


@pytest.mark.parametrize("name", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1"])
def test_csv_text_is_never_a_formula(gaps: gpd.GeoDataFrame, name: str) -> None:
    gaps.loc["990101", "name"] = name
    rows = list(csv.reader(io.StringIO(to_csv(gaps, Level.STREET).decode("utf-8-sig"), newline="")))
    assert rows[1][1] == f"'{name}"


def test_geojson_follows_rfc_7946(gaps: gpd.GeoDataFrame) -> None:
    read = json.loads(to_geojson(gaps, Level.STREET, about=ABOUT.members()))
    assert "crs" not in read
    known, unknown = read["features"]
    (ring,) = known["geometry"]["coordinates"]
    assert shapely.LinearRing(ring).is_ccw
    assert [114.1234568, 30.0] in ring
    assert unknown["geometry"] is None
    assert (known["id"], unknown["id"]) == ("990101", "990102")


def test_no_coordinate_has_more_than_seven_decimals(gaps: gpd.GeoDataFrame) -> None:
    text = to_geojson(gaps, Level.STREET, about={}).decode()
    coordinates = text[text.index('"coordinates"') : text.index('"properties"')]
    assert all(len(decimals) <= 7 for decimals in re.findall(r"\.(\d+)", coordinates))


def test_geojson_properties_are_the_table_in_codes(gaps: gpd.GeoDataFrame) -> None:
    read = json.loads(to_geojson(gaps, Level.STREET, about=ABOUT.members()))
    known, unknown = (feature["properties"] for feature in read["features"])
    assert list(known) == [column.name for column in STREETS]
    assert {name: known[name] for name in KNOWN} == KNOWN | {"residents_on": "2025-12-31", "target_on": "2025-12-31"}
    assert (unknown["name"], unknown["residents"], unknown["shortage"]) == ("=1+1", None, None)
    assert read["about"]["city"] == {"id": "pinghe", "name": "平河市", "synthetic": True, "notice": "虚构的城市"}


def test_geopandas_reads_the_geojson(gaps: gpd.GeoDataFrame) -> None:
    read = gpd.read_file(io.BytesIO(to_geojson(gaps, Level.STREET, about={})))
    assert read["residents"].astype("Int64").tolist() == gaps["residents"].tolist()
    assert read.geometry.iloc[0].normalize().equals_exact(CLOCKWISE.normalize(), 1e-7)


def book(gaps: gpd.GeoDataFrame, *traces: Trace) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx([Sheet(Level.STREET, gaps, traces)], about=ABOUT)))


def test_a_workbook_opens_with_what_its_figures_are(gaps: gpd.GeoDataFrame) -> None:
    page = book(gaps)["说明"]
    said = {row[0]: row[1:] for row in page.iter_rows(values_only=True) if row[0]}
    assert said["城市"][0] == "平河市"
    assert said["数据日期"][0] == "2026-09-30"
    assert said["数据版本"][0] == "sha256:0123456789ab"
    assert said["提示"][0] == "虚构的城市"
    assert "draft" in said["某办法（征求意见稿）"][3]
    assert said["人口"][:2] == ("人", "整数")
    assert "达标" in said["结论"][1]


def test_a_workbook_has_a_sheet_for_each_level(gaps: gpd.GeoDataFrame) -> None:
    made = book(gaps)
    assert made.sheetnames == ["说明", "街道（镇）"]
    page = made["街道（镇）"]
    assert page.freeze_panes == "C2"
    headings, first, second = page.iter_rows(values_only=True)
    assert list(headings) == [heading(column) for column in STREETS]
    row = dict(zip((column.name for column in STREETS), first, strict=True))
    assert {name: row[name] for name in ("area_id", "residents", "surplus", "inclusive_share")} == {
        "area_id": "990101", "residents": 30_000, "surplus": 30, "inclusive_share": 0.5
    }  # fmt: skip
    assert row["residents_on"] == datetime(2025, 12, 31)
    assert row["required_basis"] == "按儿童数分解"
    assert dict(zip((column.name for column in STREETS), second, strict=True))["residents"] is None


def test_a_share_shows_as_per_cent_and_a_count_with_thousands(gaps: gpd.GeoDataFrame) -> None:
    page = book(gaps)["街道（镇）"]
    formats = {column.name: page.cell(2, place).number_format for place, column in enumerate(STREETS, start=1)}
    assert (formats["inclusive_share"], formats["residents"]) == ("0.0%", "#,##0")
    assert (formats["places_per_1000"], formats["residents_on"]) == ("0.00", "yyyy-mm-dd")


def test_text_in_a_workbook_is_never_a_formula(gaps: gpd.GeoDataFrame) -> None:
    cell = book(gaps)["街道（镇）"].cell(3, 2)
    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_columns_are_wide_enough_for_chinese(gaps: gpd.GeoDataFrame) -> None:
    gaps.loc["990101", "name"] = "一二三四五六七八九十"
    page = book(gaps)["街道（镇）"]
    assert page.column_dimensions["B"].width >= 20


def test_traces_stand_on_the_last_sheet_one_step_a_line(gaps: gpd.GeoDataFrame) -> None:
    document = Document(id="d", title="某办法", issuer="某市", status=DocumentStatus.DRAFT)
    clause = Clause(rule_id="X-1", document=document, clause="第三条", quote="每千人4个")
    step = Step("required", "应有120个托位。", "人口×4‰", "30000×4‰", "120", "个", clauses=(clause,))
    trace = Trace("990101", "柳街道", "street", date(2026, 9, 30), "demo-city", "r1", "", (step,))
    made = book(gaps, trace)
    assert made.sheetnames[-1] == "依据"
    _, line = made["依据"].iter_rows(values_only=True)
    assert line[:9] == (
        "街道（镇）",
        "990101",
        "柳街道",
        "required",
        "应有120个托位。",
        "人口×4‰",
        "30000×4‰",
        "120",
        "个",
    )
    assert "第三条" in line[9]


def test_equal_tables_give_equal_bytes(gaps: gpd.GeoDataFrame) -> None:
    again = gaps.copy()
    assert to_csv(gaps, Level.STREET) == to_csv(again, Level.STREET)
    assert to_geojson(gaps, Level.STREET, about={}) == to_geojson(again, Level.STREET, about={})
    made = to_xlsx([Sheet(Level.STREET, gaps)], about=ABOUT)
    assert made == to_xlsx([Sheet(Level.STREET, again)], about=ABOUT)
    # Bytes must not depend on the clock: the file is dated by the figures it holds.
    assert openpyxl.load_workbook(io.BytesIO(made)).properties.created == datetime(2026, 9, 30)


def test_the_table_stays_as_it_was(gaps: gpd.GeoDataFrame) -> None:
    before = gaps.copy()
    to_geojson(gaps, Level.STREET, about={})
    to_xlsx([Sheet(Level.STREET, gaps)], about=ABOUT)
    pd.testing.assert_frame_equal(pd.DataFrame(gaps), pd.DataFrame(before))


def test_a_table_without_a_column_or_a_system_is_refused(gaps: gpd.GeoDataFrame) -> None:
    with pytest.raises(MissingColumn, match="supplied"):
        to_csv(gaps.drop(columns="supplied"), Level.STREET)
    with pytest.raises(MissingCrs):
        to_geojson(gaps.set_crs(None, allow_override=True), Level.STREET, about={})


def test_every_code_column_has_its_words() -> None:
    codes = {column.name for level in Level for column in columns_of(level) if column.show is Show.CODE}
    assert {name for name in codes if not labels(name)} == set()
    assert label("outcome", "met") == "达标"
    assert label("outcome", "something new") == "something new"
