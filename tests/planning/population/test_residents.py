"""Residents of an area on a day, and the people of residential areas."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from planning.population.residents import residential_people, residents_input, residents_on

ON = date(2026, 9, 30)
City = Callable[..., Any]
Rows = Callable[..., Any]


def test_the_latest_figure_up_to_the_day_counts(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[people("11", 900, on=date(2020, 11, 1)), people("11", 1000), people("1", 5, kind="planned")]
    )
    row = residents_on(city, ON).loc["11"]
    assert row["residents"] == 1000
    assert row["residents_on"] == date(2025, 12, 31)
    assert row["residents_basis"] == "stated"
    assert row["residents_source"] == "统计年鉴"
    assert row["residents_reason"] == ""


@pytest.mark.parametrize(
    ("on", "residents"),
    [(date(2025, 12, 30), 900), (date(2025, 12, 31), 1000), (date(2020, 11, 1), 900)],
)
def test_a_figure_counts_from_its_own_day(on: date, residents: int, a_city: City, people: Rows) -> None:
    city = a_city(population=[people("11", 1000), people("11", 900, on=date(2020, 11, 1))])
    assert residents_on(city, on).loc["11", "residents"] == residents


def test_a_later_figure_never_speaks_for_an_earlier_day(a_city: City, people: Rows) -> None:
    row = residents_on(a_city(population=[people("11", 1000)]), date(2019, 12, 31)).loc["11"]
    assert row["residents"] is pd.NA
    assert row["residents_on"] is None
    assert row["residents_basis"] == "missing"
    assert row["residents_reason"] == "没有2019-12-31及以前的常住人口"


@pytest.mark.parametrize("kind", ["registered", "planned"])
def test_registered_and_planned_people_are_no_residents(kind: str, a_city: City, people: Rows) -> None:
    assert residents_on(a_city(population=[people("11", 1000, kind=kind)]), ON)["residents"].isna().all()


def test_an_empty_latest_figure_is_missing_and_no_older_one_stands_in(a_city: City, people: Rows) -> None:
    city = a_city(population=[people("1111", 500, on=date(2020, 11, 1)), people("1111", None)])
    row = residents_on(city, ON).loc["1111"]
    assert row["residents"] is pd.NA
    assert row["residents_reason"] == "2025-12-31的常住人口未填"


def test_nobody_living_there_is_a_figure(a_city: City, people: Rows) -> None:
    row = residents_on(a_city(population=[people("11", 0)]), ON).loc["11"]
    assert row["residents"] == 0
    assert row["residents_basis"] == "stated"


def test_every_area_has_its_row_in_the_order_of_the_areas(a_city: City, people: Rows) -> None:
    table = residents_on(a_city(population=[people("112", 5), people("1", 9)]), ON)
    assert table.index.tolist() == ["1", "11", "111", "112", "1111", "1112", "1113"]
    assert table["residents"].dtype == "Int64"
    assert table["residents"].isna().sum() == 5


def test_a_rounded_figure_says_to_how_many_people(a_city: City, people: Rows) -> None:
    table = residents_on(a_city(population=[people("111", 1200, rounding=100), people("112", 1234)]), ON)
    assert table.loc["111", "residents_rounding"] == 100
    assert table.loc["112", "residents_rounding"] is pd.NA


def test_a_trace_names_the_row_a_figure_stands_in(a_city: City, people: Rows) -> None:
    named = residents_input("11", residents_on(a_city(population=[people("11", 1000)]), ON).loc["11"])
    assert (named.value, named.unit, named.table) == ("1000", "人", "population")
    assert named.key == "area_id=11;on=2025-12-31;kind=permanent"
    assert (named.source, named.on) == ("统计年鉴", date(2025, 12, 31))


def test_a_trace_of_missing_residents_has_no_value(a_city: City) -> None:
    named = residents_input("11", residents_on(a_city(), ON).loc["11"])
    assert (named.value, named.key, named.on) == ("", "area_id=11", None)


def home(**more: Any) -> dict[str, Any]:
    return {"residential_area_id": "r1", "era": "existing", "status": "delivered", "source": "土地出让合同", **more}


def test_stated_people_go_before_dwellings(a_city: City) -> None:
    city = a_city(residential_areas=[home(residents=8000, dwellings=3000, persons_per_dwelling=Decimal("3.2"))])
    row = residential_people(city, ON).loc["r1"]
    assert (row["residents"], row["residents_basis"], row["residents_factor"]) == (8000, "stated", None)


@pytest.mark.parametrize(
    ("dwellings", "persons", "people"),
    [
        (3000, "2.7", 8100),  # exact, where binary floats say 8100.000000000001
        (1001, "2.5", 2503),  # 2502.5: a half goes up
        (999, "2.5", 2498),  # 2497.5: and not to the even number alone
        (333, "2.62", 872),  # 872.46
        (0, "2.62", 0),
    ],
)
def test_people_of_dwellings_are_rounded_half_up(dwellings: int, persons: str, people: int, a_city: City) -> None:
    city = a_city(residential_areas=[home(dwellings=dwellings, persons_per_dwelling=Decimal(persons))])
    row = residential_people(city, ON).loc["r1"]
    assert row["residents"] == people
    assert row["residents_basis"] == "derived"
    assert row["residents_factor"] == Decimal(persons)
    assert row["residents_source"] == "土地出让合同"


@pytest.mark.parametrize("known", [{}, {"dwellings": 300}, {"persons_per_dwelling": Decimal("2.7")}])
def test_a_residential_area_with_half_its_factors_is_missing(known: dict[str, Any], a_city: City) -> None:
    row = residential_people(a_city(residential_areas=[home(**known)]), ON).loc["r1"]
    assert row["residents"] is pd.NA
    assert row["residents_basis"] == "missing"
    assert row["residents_reason"]


def test_people_of_new_areas_are_planned_and_of_existing_ones_permanent(a_city: City) -> None:
    new = home(residential_area_id="r2", era="new", status="approved", residents=10)
    table = residential_people(a_city(residential_areas=[home(residents=10), new]), ON)
    assert table["residents_kind"].to_dict() == {"r1": "permanent", "r2": "planned"}


@pytest.mark.parametrize(
    ("era", "status", "delivered", "lived_in"),
    [
        ("existing", "delivered", [], True),
        ("new", "delivered", [], True),
        ("new", "delivered", ["2025-06-30", "2026-09-30"], True),
        ("new", "delivered", ["2025-06-30", "2026-10-01"], False),
        ("new", "accepted", [], False),
        ("new", "planned", [], False),
    ],
)
def test_people_live_in_an_area_once_all_of_it_is_delivered(
    era: str, status: str, delivered: list[str], lived_in: bool, a_city: City
) -> None:
    phases = [
        {"residential_area_id": "r1", "phase": number, "delivered_on": date.fromisoformat(day), "source": "合同"}
        for number, day in enumerate(delivered, start=1)
    ]
    city = a_city(residential_areas=[home(era=era, status=status, residents=10)], phases=phases)
    assert residential_people(city, ON).loc["r1", "lived_in"] == lived_in


def test_a_city_without_residential_areas_has_an_empty_table(a_city: City) -> None:
    table = residential_people(a_city(), ON)
    assert table.empty
    assert table["residents"].dtype == "Int64"
    assert table["lived_in"].dtype == bool
