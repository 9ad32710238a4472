"""Street totals shared out to communities and residential areas: the parts add up, and nothing is invented."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planning.model.codes import AreaLevel
from planning.population.children import children_on
from planning.population.disaggregation import (
    ResidentialShares,
    share_to_communities,
    share_to_parts,
    share_to_residential_areas,
    street_of_residential_areas,
)
from planning.population.residents import residential_people, residents_on

ON = date(2026, 9, 30)
BANDS = {"infant": (6, 12), "toddler_small": (12, 24)}
COMMUNITIES = ["1111", "1112", "1113"]
City = Callable[..., Any]
Rows = Callable[..., Any]


def communities(city: Any, **more: Any) -> pd.DataFrame:
    residents = residents_on(city, ON)
    return share_to_communities(city, residents=residents, children=children_on(city, ON, residents=residents, **more))


def homes(city: Any, **more: Any) -> ResidentialShares:
    residents = residents_on(city, ON)
    return share_to_residential_areas(
        city,
        people=residential_people(city, ON),
        residents=residents,
        children=children_on(city, ON, residents=residents, **more),
    )


def test_children_of_a_street_go_to_its_communities_by_residents(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[
            people("111", 1000, children_under_3=19),
            people("1111", 500),
            people("1112", 300),
            people("1113", 200),
        ]
    )
    table = communities(city)
    # Quotas 9.5, 5.7 and 3.8: 9 + 5 + 3 leave two, for the remainders 0.8 and 0.7.
    assert table["children_under_3"].to_dict() == {"1111": 9, "1112": 6, "1113": 4}
    assert set(table["children_basis"]) == {"shared_out"}
    assert table.loc["1111", "children_source"] == "统计年鉴（按常住人口以最大余额法分摊）"
    assert table.loc["1111", "children_on"] == date(2025, 12, 31)
    assert set(table["residents_basis"]) == {"stated"}


def test_the_one_unknown_community_is_the_difference(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[
            people("111", 1000, children_under_3=20),
            people("1111", 500),
            people("1112", 300),
            people("1113", None),
        ]
    )
    table = communities(city)
    assert table.loc["1113", "residents"] == 200
    assert table.loc["1113", "residents_basis"] == "derived"
    assert table.loc["1113", "residents_on"] == date(2025, 12, 31)
    assert table.loc["1113", "residents_reason"] == ""
    assert table["children_under_3"].to_dict() == {"1111": 10, "1112": 6, "1113": 4}


@pytest.mark.parametrize(
    ("street", "first", "second"),
    [
        ({}, {}, {"residents": None}),  # two unknown
        ({}, {"on": date(2020, 11, 1)}, {}),  # another day
        ({"residents": 700}, {}, {}),  # the known ones are more than the street
        ({"rounding": 100}, {}, {}),  # a total that is not exact
        ({}, {"rounding": 10}, {}),
        ({"residents": None}, {}, {}),
    ],
    ids=["two unknown", "another day", "more than all", "rounded total", "rounded part", "no total"],
)
def test_a_difference_that_proves_nothing_is_not_taken(
    street: dict[str, Any], first: dict[str, Any], second: dict[str, Any], a_city: City, people: Rows
) -> None:
    rows = [
        {**people("111", 1000, children_under_3=20), **street},
        {**people("1111", 500), **first},
        {**people("1112", 300), **second},
        people("1113", None),
    ]
    table = communities(a_city(population=rows))
    assert table.loc["1113", "residents"] is pd.NA
    assert table.loc["1113", "residents_basis"] == "missing"
    assert table["children_under_3"].isna().all()
    assert set(table["children_reason"]) == {"同一上级行政区内有单元常住人口未知，无法分摊"}


def test_children_a_community_states_stay_and_the_others_share_the_rest(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[
            people("111", 1000, children_under_3=20),
            people("1111", 500, children_under_3=5),
            people("1112", 300),
            people("1113", 200),
        ]
    )
    table = communities(city)
    assert table["children_under_3"].to_dict() == {"1111": 5, "1112": 9, "1113": 6}
    assert table["children_basis"].tolist() == ["stated", "shared_out", "shared_out"]


def test_communities_that_state_more_than_the_street_leave_no_share(a_city: City, people: Rows) -> None:
    rows = [people("111", 1000, children_under_3=4), people("1111", 500, children_under_3=5)]
    table = communities(a_city(population=[*rows, people("1112", 300), people("1113", 200)]))
    assert table["children_basis"].tolist() == ["stated", "missing", "missing"]
    assert "少于已知部分之和" in table.loc["1112", "children_reason"]


def test_a_street_without_children_leaves_its_communities_unknown(a_city: City, people: Rows) -> None:
    rows = [people("111", 1000), people("1111", 500), people("1112", 300), people("1113", 200)]
    table = communities(a_city(population=rows))
    assert table["children_under_3"].isna().all()
    assert table["residents"].tolist() == [500, 300, 200]
    assert table["children_reason"].str.contains("未知").all()


def test_age_bands_are_shared_each_by_itself(a_city: City, people: Rows, born: Rows) -> None:
    rows = [people("111", 1000), people("1111", 500), people("1112", 300), people("1113", 200)]
    table = communities(a_city(population=rows, births=born("111", last="2026-09", months=36, each=10)), bands=BANDS)
    assert table["children_under_3"].tolist() == [180, 108, 72]
    assert table["infant"].tolist() == [30, 18, 12]
    assert table["toddler_small"].tolist() == [60, 36, 24]


def test_the_children_of_a_district_go_to_its_streets_in_the_same_way(a_city: City, people: Rows) -> None:
    city = a_city(population=[people("11", 1000, children_under_3=20), people("111", 750), people("112", 250)])
    residents = residents_on(city, ON)
    table = share_to_parts(
        city, AreaLevel.STREET, residents=residents, children=children_on(city, ON, residents=residents)
    )
    assert table["children_under_3"].to_dict() == {"111": 15, "112": 5}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(total=st.integers(0, 5000), parts=st.tuples(*[st.integers(1, 9000)] * 3))
def test_communities_always_add_up_to_their_street(
    total: int, parts: tuple[int, int, int], a_city: City, people: Rows
) -> None:
    rows = [people(area_id, count) for area_id, count in zip(COMMUNITIES, parts, strict=True)]
    table = communities(a_city(population=[people("111", sum(parts), children_under_3=total), *rows]))
    assert table["children_under_3"].sum() == total
    assert table["residents"].sum() == sum(parts)


def a_home(area_id: str, west: float, **more: Any) -> dict[str, Any]:
    return {
        "residential_area_id": area_id,
        "era": "existing",
        "status": "delivered",
        "source": "小区名录",
        "geometry": shapely.box(west, 23.01, west + 0.02, 23.03),
        **more,
    }


def test_children_go_to_residential_areas_and_the_rest_is_said(a_city: City, people: Rows, born: Rows) -> None:
    city = a_city(
        population=[people("111", 1000), people("112", 500)],
        births=born("111", last="2026-09", months=36, each=10),
        residential_areas=[a_home("r1", 114.01, residents=250), a_home("r2", 114.05, residents=350)],
    )
    shares = homes(city, bands=BANDS)
    # 360 children over 250, 350 and the 400 people who live elsewhere in the street.
    assert shares.areas["children_under_3"].to_dict() == {"r1": 90, "r2": 126}
    assert shares.areas["infant"].to_dict() == {"r1": 15, "r2": 21}
    assert shares.areas["street_id"].tolist() == ["111", "111"]
    assert shares.areas["children_basis"].tolist() == ["shared_out", "shared_out"]
    assert shares.remainder.loc["111"].to_dict() == {
        "residents": 400,
        "children_under_3": 144,
        "infant": 24,
        "toddler_small": 48,
    }
    assert shares.remainder.loc["112", "residents"] == 500
    assert shares.remainder.loc["112", "children_under_3"] is pd.NA


def test_residential_areas_fuller_than_their_street_leave_nobody_over(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[people("111", 1000, children_under_3=30)],
        residential_areas=[a_home("r1", 114.01, residents=800), a_home("r2", 114.05, residents=400)],
    )
    shares = homes(city)
    assert shares.areas["children_under_3"].to_dict() == {"r1": 20, "r2": 10}
    assert shares.remainder.loc["111"].tolist() == [0, 0]


def test_an_area_nobody_lives_in_yet_takes_no_share(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[people("111", 1000, children_under_3=30)],
        residential_areas=[
            a_home("r1", 114.01, residents=500),
            a_home("r2", 114.05, residents=500, era="new", status="building"),
        ],
    )
    shares = homes(city)
    assert shares.areas.loc["r1", "children_under_3"] == 15
    assert shares.areas.loc["r2", "children_under_3"] is pd.NA
    assert shares.areas.loc["r2", "children_on"] is None
    assert shares.areas.loc["r2", "children_reason"] == "尚未交付，统计日无人居住"
    assert shares.remainder.loc["111"].tolist() == [500, 15]


def test_people_of_an_area_without_a_number_are_in_the_remainder(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[people("111", 1000, children_under_3=30)],
        residential_areas=[a_home("r1", 114.01, residents=500), a_home("r2", 114.05)],
    )
    shares = homes(city)
    assert shares.areas.loc["r1", "children_under_3"] == 15
    assert shares.areas.loc["r2", ["children_basis", "children_reason"]].tolist() == ["missing", "居住区人口未知"]
    assert shares.remainder.loc["111"].tolist() == [500, 15]


def test_a_street_without_residents_shares_nothing_out(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[people("111", None, children_under_3=30)],
        residential_areas=[a_home("r1", 114.01, residents=500)],
    )
    shares = homes(city)
    assert shares.areas.loc["r1", "children_under_3"] is pd.NA
    assert shares.areas.loc["r1", "children_reason"] == "所在街道（镇）的人口或3岁以下儿童未知"
    assert shares.remainder.loc["111"].isna().all()


def test_an_area_outside_every_street_is_said_to_be_outside(a_city: City, people: Rows) -> None:
    city = a_city(
        population=[people("111", 1000, children_under_3=30)],
        residential_areas=[a_home("r1", 115.0, residents=500), a_home("r2", 114.01, residents=1000)],
    )
    shares = homes(city)
    assert shares.areas.loc["r1", "street_id"] is None
    assert shares.areas.loc["r1", "children_reason"] == "不在任何街道（镇）边界内"
    assert shares.areas.loc["r2", "children_under_3"] == 30


def test_an_area_across_two_streets_belongs_to_the_one_around_its_middle(a_city: City) -> None:
    city = a_city(residential_areas=[a_home("r1", 114.085), a_home("r2", 114.095), a_home("r3", 114.09)])
    assert street_of_residential_areas(city).to_dict() == {"r1": "111", "r2": "112", "r3": "111"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(
    total=st.integers(0, 500),
    street=st.integers(1, 3000),
    parts=st.lists(st.one_of(st.none(), st.integers(0, 900)), max_size=4),
)
def test_residential_areas_and_remainder_always_add_up_to_their_street(
    total: int, street: int, parts: list[int | None], a_city: City, people: Rows
) -> None:
    rows = [a_home(f"r{number}", 114.01 + number / 100, residents=count) for number, count in enumerate(parts)]
    city = a_city(population=[people("111", street, children_under_3=total)], residential_areas=rows)
    shares = homes(city)
    here = shares.areas["children_under_3"].sum() + shares.remainder.loc["111", "children_under_3"]
    assert here == total


def test_sharing_leaves_the_tables_handed_in_as_they_were(a_city: City, people: Rows) -> None:
    rows = [people("111", 1000, children_under_3=20), people("1111", 500), people("1112", 300)]
    city = a_city(population=rows, residential_areas=[a_home("r1", 114.01, residents=500)])
    residents = residents_on(city, ON)
    children = children_on(city, ON, residents=residents)
    before = residents.copy(), children.copy()
    share_to_communities(city, residents=residents, children=children)
    share_to_residential_areas(city, people=residential_people(city, ON), residents=residents, children=children)
    pd.testing.assert_frame_equal(residents, before[0])
    pd.testing.assert_frame_equal(children, before[1])
