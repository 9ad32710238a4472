from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from planning.model.codes import Level
from service.gap_rows import GapRows, records
from service.pinyin import pinyin_of


def rows_of(*shortages: int | None) -> GapRows:
    names = ("北岸街道", "南岸街道", "东山镇")
    rows = tuple(
        {"area_id": f"8{n}", "name": name, "district_id": f"D{n}", "pinyin": pinyin_of(name), "shortage": shortage}
        for n, (name, shortage) in enumerate(zip(names, shortages, strict=True))
    )
    return GapRows(Level.STREET, rows)


@pytest.mark.parametrize(
    ("name", "typed"),
    [("澄湖街道", "chenghujiedao chjd"), ("A区 1号", "aqu1hao aq1h"), ("重庆", "chongqing cq"), ("", " ")],
)
def test_a_name_is_typed_in_full_or_by_its_initials(name: str, typed: str) -> None:
    assert pinyin_of(name) == typed


@pytest.mark.parametrize(
    ("typed", "found"),
    [("岸", ["80", "81"]), ("bajd", ["80"]), ("NANAN", ["81"]), ("ｄｓｚ", ["82"]), ("82", ["82"]), ("xyz", [])],
)
def test_a_unit_is_found_by_name_pinyin_initials_or_id(typed: str, found: Sequence[str]) -> None:
    assert rows_of(1, 2, 3).found(q=typed).ids() == found


def test_a_district_keeps_its_own_rows() -> None:
    assert rows_of(1, 2, 3).found(district="D1").ids() == ["81"]


@pytest.mark.parametrize(("keys", "order"), [(["shortage"], ["82", "80", "81"]), (["-shortage"], ["80", "82", "81"])])
def test_missing_values_come_last_in_either_order(keys: list[str], order: Sequence[str]) -> None:
    assert rows_of(5, None, 3).sorted_by(keys).ids() == order


def test_equal_values_are_ordered_by_the_next_column_and_then_as_they_were() -> None:
    assert rows_of(5, 5, 3).sorted_by(["-shortage", "-area_id"]).ids() == ["81", "80", "82"]
    assert rows_of(5, 5, 3).sorted_by(["-shortage"]).ids() == ["80", "81", "82"]


def test_a_page_beyond_the_end_is_empty() -> None:
    assert rows_of(1, 2, 3).page(offset=10**25, limit=10).ids() == []
    assert rows_of(1, 2, 3).page(offset=2, limit=10).ids() == ["82"]


def test_values_become_what_json_has() -> None:
    table = pd.DataFrame(
        {
            "whole": pd.array([1, None], "Int64"),
            "share": [Decimal("0.25"), None],
            "day": [date(2025, 12, 31), None],
            "flag": pd.array([True, None], "boolean"),
            "text": pd.array(["街道", None], "str"),
            "rate": np.array([1.5, np.nan]),
            "forms": [("a", "b"), ()],
        }
    )
    first, second = records(table)
    assert first == {
        "whole": 1, "share": 0.25, "day": "2025-12-31", "flag": True, "text": "街道", "rate": 1.5, "forms": ["a", "b"],
    }  # fmt: skip
    assert second == dict.fromkeys(table.columns, None) | {"forms": []}
