"""A folder read to a city: typed tables in key order, a revision of its content, and a report of what was read."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from planning.errors import CityRefused
from planning.exchange.city_folder import check_city_folder, read_city_folder
from planning.exchange.typed import DTYPES, empty_table
from planning.model.contracts import GEOMETRIC
from planning.model.tables import CITY_TABLES

ROOT = Path(__file__).parents[3]


def test_a_sound_folder_is_a_city_without_a_word(files: Any) -> None:
    report = files.check()
    assert (report.issues, report.warnings) == ((), ())
    assert report.accepted
    assert dict(report.rows_read) == {
        "areas": 4, "population": 2, "institutions": 2, "sites": 2, "site_states": 2, "place_reports": 2
    }  # fmt: skip
    assert report.summary() == "读取6张表、14行；没有提示；没有错误，已接收。"


@pytest.mark.parametrize("contract", CITY_TABLES, ids=lambda contract: contract.name)
def test_every_table_has_the_columns_and_types_of_its_contract(files: Any, contract: Any) -> None:
    table = files.check().city.table(contract.name)
    assert list(table.columns) == [column.name for column in contract.columns]
    plain = [column for column in contract.columns if column.kind not in GEOMETRIC]
    assert {column.name: str(table[column.name].dtype) for column in plain} == {
        column.name: DTYPES[column.kind] for column in plain
    }
    assert isinstance(table.index, pd.RangeIndex)
    if contract.geometry:
        assert isinstance(table, gpd.GeoDataFrame)
        assert table.crs.to_epsg() == 4490


@pytest.mark.parametrize("contract", CITY_TABLES, ids=lambda contract: contract.name)
def test_an_empty_table_keeps_its_contract_too(contract: Any) -> None:
    table = empty_table(contract)
    assert (len(table), list(table.columns)) == (0, [column.name for column in contract.columns])


def test_rows_come_in_the_order_of_their_key(files: Any) -> None:
    files.features["areas"].reverse()
    assert list(files.check().city.table("areas")["area_id"]) == ["99", "9901", "990101", "990102"]


def test_cells_become_values_of_their_kind(files: Any) -> None:
    files.replace(
        "population.csv",
        "children_under_3,source\n990101,2025-12-31,permanent,30000,600,统计年鉴",
        "children_under_3,age_0_share,source\n990101,2025-12-31,permanent,30000,600,0.7%,统计年鉴",
    )
    files.replace("population.csv", "12000,,统计年鉴", "12000,,0.0075,统计年鉴")
    people = files.check().city.table("population")
    assert list(people["on"]) == [date(2025, 12, 31), date(2025, 12, 31)]
    assert list(people["age_0_share"]) == [Decimal("0.007"), Decimal("0.0075")]
    sites = files.check().city.table("sites")
    assert list(sites["service_forms"]) == [("full_day", "half_day"), ("full_day", "half_day")]


def test_a_population_that_is_unknown_stays_unknown(files: Any) -> None:
    files.replace("population.csv", "12000", "")
    residents = files.check().city.table("population")["residents"]
    assert residents.isna().tolist() == [False, True]


def test_chinese_headings_and_words_are_read_like_the_codes(files: Any) -> None:
    plain = files.check().city.table("institutions")
    files.written["institutions.csv"] = (
        "机构编号,机构注册登记名称,机构类型,机构性质,来源\n"
        "T01,柳街向阳托育园,托育机构,民办,备案信息\nT02,桥镇幼儿园,幼儿园托班,公办,备案信息\n"
    ).encode()
    report = files.check()
    assert report.warnings == ()
    pd.testing.assert_frame_equal(report.city.table("institutions"), plain)


def test_a_heading_may_carry_its_unit(files: Any) -> None:
    files.replace("population.csv", "residents", "人口（人）")
    assert files.check().city.table("population")["residents"].tolist() == [30000, 12000]


def test_the_revision_names_the_content(files: Any) -> None:
    first = files.check().city.revision
    assert len(first) == len("sha256:") + 12
    assert files.check().city.revision == first
    files.replace("population.csv", "30000", "30001")
    assert files.check().city.revision != first


def test_progress_counts_every_step_to_the_end(files: Any) -> None:
    files.save()
    told: list[tuple[str, int, int]] = []
    check_city_folder(files.folder, progress=lambda *step: told.append(step))
    assert [done for _, done, _ in told] == list(range(len(told)))
    assert told[-1] == ("done", len(told) - 1, len(told) - 1)
    assert {"areas", "population", "relations", "boundaries", "coverage"} <= {name for name, _, _ in told}


def test_a_folder_with_faults_is_no_city(files: Any) -> None:
    files.replace("population.csv", "30000", "许多")
    files.save()
    with pytest.raises(CityRefused, match=r"1 fault\(s\); the first: population.csv row 2 residents") as refused:
        read_city_folder(files.folder)
    assert [issue.code for issue in refused.value.issues] == ["not-a-number"]
    report = check_city_folder(files.folder)
    assert report.summary().endswith("错误1处，未接收，原有数据不变。")
    assert dict(report.counts()) == {"not-a-number": 1}


@pytest.mark.parametrize(
    ("row", "changes", "found"),
    [
        (3, {"parent_id": None}, ("required", 3, "parent_id")),
        (3, {"parent_id": "990102"}, ("parent-level", 3, "parent_id")),
        (3, {"parent_id": "9902"}, ("reference-unknown", 3, "parent_id")),
        (3, {"kind": "village"}, ("inconsistent", 3, "kind")),
        (2, {"level": "city", "kind": "city"}, ("city-row", None, "level")),
    ],
    ids=["no parent", "a street in a street", "a parent nowhere", "a village for a street", "two cities"],
)
def test_areas_nest_in_one_city(files: Any, row: int, changes: dict[str, Any], found: tuple[str, int, str]) -> None:
    files.spoil("areas", row, **changes)
    assert found in [(issue.code, issue.row, issue.field) for issue in files.check().issues]


def test_a_table_that_others_refer_to_must_be_there(files: Any) -> None:
    del files.written["institutions.csv"]
    (issue,) = files.check().issues
    assert (issue.code, issue.file, issue.value) == ("table-missing", "sites.geojson", "institutions")


def test_a_table_that_cannot_be_read_is_blamed_alone(files: Any) -> None:
    files.written["institutions.csv"] = b""
    assert [(issue.code, issue.file) for issue in files.check().issues] == [("no-rows", "institutions.csv")]


def test_a_period_that_ends_before_it_begins_is_refused(files: Any) -> None:
    files.written["inclusive_statuses.csv"] = (
        b"institution_id,recognised_by,since,until,source\nT01,city,2025-01-01,2024-12-31,x\n"
    )
    (issue,) = files.check().issues
    assert (issue.code, issue.row, issue.field) == ("inconsistent", 2, "until")


@pytest.mark.parametrize("folder", ["demo_city", "guangzhou"])
def test_the_sample_cities_are_read_without_a_fault(folder: str) -> None:
    assert check_city_folder(ROOT / "sample_data" / folder).issues == ()
