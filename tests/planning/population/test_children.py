"""Children under 3 of an area: stated, born, by age shares, or the sum of the parts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from planning.population.children import children_inputs, children_on
from planning.population.residents import residents_on

ON = date(2026, 9, 30)
BANDS = {"infant": (6, 12), "toddler_small": (12, 24), "toddler_large": (24, 36)}
City = Callable[..., Any]
Rows = Callable[..., Any]
SHARES = {"age_0_share": Decimal("0.009"), "age_1_4_share": Decimal("0.041")}


def children(city: Any, on: date = ON, **more: Any) -> pd.DataFrame:
    return children_on(city, on, residents=residents_on(city, on), **more)


def test_a_stated_figure_goes_before_all_others(a_city: City, people: Rows, born: Rows) -> None:
    city = a_city(
        population=[people("111", 1000, children_under_3=25, **SHARES)],
        births=born("111", last="2026-09", months=36),
        split="0.5",
    )
    row = children(city).loc["111"]
    assert (row["children_under_3"], row["children_basis"], row["children_on"]) == (25, "stated", date(2025, 12, 31))


def test_births_of_36_months_go_before_age_shares(a_city: City, people: Rows, born: Rows) -> None:
    city = a_city(
        population=[people("111", 1000, **SHARES)], births=born("111", last="2026-09", months=40), split="0.5"
    )
    row = children(city).loc["111"]
    assert (row["children_under_3"], row["children_basis"], row["children_on"]) == (36, "births", date(2026, 9, 30))
    assert row["children_source"] == "卫生健康统计（2023-10至2026-09出生）"


def test_a_month_that_is_not_over_does_not_count(a_city: City, born: Rows) -> None:
    city = a_city(births=born("111", last="2026-09", months=37))
    row = children(city, date(2026, 9, 29)).loc["111"]
    assert (row["children_under_3"], row["children_on"]) == (36, date(2026, 8, 31))


def test_a_gap_in_the_months_leaves_the_children_unknown_and_names_it(a_city: City, born: Rows) -> None:
    births = [row for row in born("111", last="2026-09", months=36) if row["month"] not in ("2024-03", "2024-04")]
    row = children(a_city(births=births)).loc["111"]
    assert row["children_under_3"] is pd.NA
    assert row["children_basis"] == "missing"
    assert "出生人口缺2024-03—2024-04" in row["children_reason"]


def test_a_gap_in_the_months_leaves_the_age_shares_to_speak(a_city: City, people: Rows, born: Rows) -> None:
    city = a_city(
        population=[people("111", 1000, **SHARES)], births=born("111", last="2026-09", months=35), split="0.5"
    )
    assert children(city).loc["111", "children_basis"] == "age_shares"


@pytest.mark.parametrize(
    ("residents", "split", "expected"),
    [
        (1000, "0.5", 30),  # 1000 x (0.009 + 0.5 x 0.041) = 29.5: a half goes up
        (2000, "0.5", 59),  # exactly 59
        (999, "0.5", 29),  # 29.4705
        (1000, "0", 9),
        (1000, "1", 50),
        (0, "0.5", 0),
    ],
)
def test_age_shares_give_children_by_the_named_split(
    residents: int, split: str, expected: int, a_city: City, people: Rows
) -> None:
    row = children(a_city(population=[people("11", residents, **SHARES)], split=split)).loc["11"]
    assert (row["children_under_3"], row["children_basis"]) == (expected, "age_shares")
    assert row["children_source"] == "统计年鉴（1至4岁各年龄人数相等）"
    assert row["children_on"] == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("residents", "shares", "split", "reason"),
    [
        (1000, SHARES, None, "没有1—4岁的拆分假设"),
        (None, SHARES, "0.5", "没有常住人口"),
        (1000, {"age_0_share": Decimal("0.009")}, "0.5", "没有年龄占比"),
        (1000, {}, "0.5", "没有年龄占比"),
    ],
)
def test_children_are_unknown_where_a_factor_is(
    residents: int | None, shares: dict[str, Any], split: str | None, reason: str, a_city: City, people: Rows
) -> None:
    row = children(a_city(population=[people("11", residents, **shares)], split=split)).loc["11"]
    assert row["children_under_3"] is pd.NA
    assert row["children_on"] is None
    assert row["children_reason"] == f"没有统计值；没有出生人口；{reason}"


def test_a_later_statement_never_speaks_for_an_earlier_day(a_city: City, people: Rows) -> None:
    city = a_city(population=[people("111", 1000, children_under_3=25)])
    assert children(city, date(2025, 12, 30))["children_under_3"].isna().all()


def test_a_district_and_its_city_are_the_sum_of_streets_that_are_all_known(
    a_city: City, people: Rows, born: Rows
) -> None:
    city = a_city(population=[people("112", 500, children_under_3=14)], births=born("111", last="2026-09", months=36))
    table = children(city)
    for area_id in ("11", "1"):
        assert table.loc[area_id, "children_under_3"] == 36 + 14
        assert table.loc[area_id, "children_basis"] == "sum_of_parts"
        assert table.loc[area_id, "children_on"] == date(2025, 12, 31)  # the older of the two
        assert table.loc[area_id, "children_reason"] == ""


def test_one_unknown_street_leaves_the_sum_unknown(a_city: City, born: Rows) -> None:
    table = children(a_city(births=born("111", last="2026-09", months=36)))
    assert table.loc[["11", "1"], "children_under_3"].isna().all()
    assert table.loc[["11", "1"], "children_basis"].tolist() == ["missing", "missing"]


def test_an_area_with_its_own_figure_is_not_summed(a_city: City, people: Rows, born: Rows) -> None:
    births = born("111", last="2026-09", months=36) + born("112", last="2026-09", months=36)
    table = children(a_city(population=[people("11", 9000, children_under_3=80)], births=births))
    assert table.loc["11", ["children_under_3", "children_basis"]].tolist() == [80, "stated"]
    assert table.loc["1", ["children_under_3", "children_basis"]].tolist() == [80, "sum_of_parts"]


def test_age_bands_come_from_births_and_sum_upwards(a_city: City, born: Rows) -> None:
    births = born("111", last="2026-09", months=36) + born("112", last="2026-09", months=36, each=2)
    table = children(a_city(births=births), bands=BANDS)
    assert table.loc["111", list(BANDS)].tolist() == [6, 12, 12]
    assert table.loc["1", list(BANDS)].tolist() == [18, 36, 36]
    assert table.loc["1111", list(BANDS)].isna().all()
    assert (table[list(BANDS)].dtypes == "Int64").all()


def test_age_bands_are_unknown_where_children_come_from_shares(a_city: City, people: Rows) -> None:
    table = children(a_city(population=[people("11", 1000, **SHARES)], split="0.5"), bands=BANDS)
    assert table.loc["11", list(BANDS)].isna().all()


def test_a_trace_of_age_shares_names_every_factor(a_city: City, people: Rows) -> None:
    city = a_city(population=[people("11", 1000, **SHARES)], split="0.5")
    residents = residents_on(city, ON)
    named = children_inputs(city, ON, area_id="11", row=children(city).loc["11"], residents=residents.loc["11"])
    assert [(one.name, one.value) for one in named] == [
        ("常住人口", "1000"),
        ("0岁占比", "0.009"),
        ("1—4岁占比", "0.041"),
        ("1—4岁中3岁以下所占比例", "0.5"),
    ]
    assert {one.key for one in named[:3]} == {"area_id=11;on=2025-12-31;kind=permanent"}
    assert named[3].source == "1至4岁各年龄人数相等"


def test_a_trace_names_where_children_stand(a_city: City, people: Rows, born: Rows) -> None:
    births = born("111", last="2026-09", months=36)
    city = a_city(population=[people("112", 500, children_under_3=14)], births=births)
    residents, table = residents_on(city, ON), children(city)
    places = {
        area_id: children_inputs(city, ON, area_id=area_id, row=table.loc[area_id], residents=residents.loc[area_id])[0]
        for area_id in ("111", "112", "11")
    }
    assert (places["111"].table, places["111"].key) == ("births", "area_id=111;month=2023-10..2026-09")
    assert (places["112"].table, places["112"].key) == ("population", "area_id=112;on=2025-12-31;kind=permanent")
    assert (places["11"].table, places["11"].key) == ("areas", "parent_id=11")
    assert [places[area_id].value for area_id in ("111", "112", "11")] == ["36", "14", "50"]
