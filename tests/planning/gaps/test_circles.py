"""Life circles of the small town: places, one site, and reach, in one verdict that says which binds."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.policy.reach import Reach
from planning.study import Study
from tests.builders import Row, a_city, square
from tests.planning.conftest import DAY


def circle(circle_id: str, west: float, east: float, minutes: str = "15") -> Row:
    return {
        "circle_id": circle_id,
        "name": f"{circle_id}生活圈",
        "minutes": minutes,
        "geometry": square(west, 0, east, 1),
    }


def home(home_id: str, west: float, east: float, residents: int | None, **more: Any) -> Row:
    """An existing residential area in a strip of the town."""
    row = {"residential_area_id": home_id, "name": home_id, "era": "existing", "status": "delivered"}
    return {**row, "residents": residents, "geometry": square(west, 0.4, east, 0.6), **more}


@pytest.fixture
def with_circles(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Two circles of the first and the last two communities, and a home in the middle of each community."""
    tables["life_circles"] = [circle("A", 0, 2), circle("B", 2, 4), circle("small", 0, 1, minutes="5")]
    tables["residential_areas"] = [
        home("h1", 0.4, 0.6, 4000),
        home("h2", 1.4, 1.6, 2000),
        home("h3", 2.1, 2.3, 3000),
        home("h4", 3.4, 3.6, 1000),
    ]
    return tables


def judged(tables: dict[str, list[Row]], rules: Profile, *, reach: Reach | None = None) -> pd.DataFrame:
    return pd.DataFrame(Study.of(a_city(tables), rules, on=DAY, reach=reach).gaps(Level.LIFE_CIRCLE))


def test_only_circles_of_the_level_that_the_profile_names_are_judged(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    assert list(judged(with_circles, rules).index) == ["A", "B"]


def test_a_circle_owes_each_districts_target_by_its_share_of_the_children(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    table = judged(with_circles, rules)
    assert table["children_under_3"].to_dict() == {"A": 120, "B": 80}
    assert table["required"].to_dict() == {"A": 30, "B": 20}  # 45 x 120/180; 45 x 60/180 + 5 x 20/20


def test_a_part_of_a_place_is_owed_to_a_circle_as_a_whole_one(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    with_circles["residential_areas"][1] = home("h2", 1.4, 1.6, 1000)
    table = judged(with_circles, rules)
    # 5,000 of the street's 6,000 people: 120 x 5/6 = 100 children of whom h1 has 80 and h2 20; 45 x 100/180 = 25
    assert table.loc["A", ["children_under_3", "required"]].to_list() == [100, 25]


def test_a_circle_with_sites_but_too_few_places_is_bound_by_places(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    table = judged(with_circles, rules)
    assert table.loc["B", ["has_site", "enough_places", "binds", "outcome"]].to_list() == [
        "met",
        "not_met",
        "places",
        "not_met",
    ]


def test_a_circle_that_passes_all_three_tests_is_met(with_circles: dict[str, list[Row]], rules: Profile) -> None:
    circle_a = judged(with_circles, rules).loc["A"]
    assert circle_a[["has_site", "enough_places", "within_reach", "binds", "outcome"]].to_list() == [
        "met",
        "met",
        "met",
        "none",
        "met",
    ]
    assert circle_a["children_in_reach"] == 120  # both homes stand around a site


def test_a_circle_without_a_site_is_bound_by_the_site_whatever_else_fails(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    with_circles["life_circles"].append(circle("C", 2, 3))
    circle_c = judged(with_circles, rules).loc["C"]
    assert circle_c[["has_site", "enough_places", "within_reach"]].to_list() == ["not_met", "not_met", "met"]
    assert circle_c["binds"] == "site"


def test_reach_is_the_share_of_children_within_the_radius_compared_exactly(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    # h3 has 60 children and its middle at 2.2 km, 700 m from the site at 1.5 km; h4 stands around a site.
    near, far = Reach.given(700, source="街道办"), Reach.given(699, source="街道办")
    half = near.model_copy(update={"min_share": rules.reach.min_share if rules.reach else 0})
    assert judged(with_circles, rules, reach=half).loc["B", "children_in_reach"] == 80
    assert judged(with_circles, rules, reach=far).loc["B", "children_in_reach"] == 20
    assert judged(with_circles, rules, reach=far).loc["B", "within_reach"] == "not_met"


def test_without_a_radius_the_reach_is_undetermined_and_so_is_a_circle_that_passes_the_rest(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    circle_a = judged(with_circles, rules.model_copy(update={"reach": None})).loc["A"]
    assert circle_a[["within_reach", "binds", "outcome"]].to_list() == ["undetermined", "unknown", "undetermined"]
    assert "服务半径" in circle_a["reason"]


def test_where_circles_may_not_share_a_site_the_nearest_centre_keeps_it(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    with_circles["life_circles"] = [circle("A", 0, 2), circle("wide", 0, 4)]
    alone = (
        rules.model_copy(update={"circles": rules.circles.model_copy(update={"share_sites": False})})
        if rules.circles
        else rules
    )
    shared = judged(with_circles, rules)
    assert shared["supplied"].to_dict() == {"A": 32, "wide": 40}
    # centres at 1 and 2 km: the sites at 0.5 and 1.5 km; the second is as near to both and falls to the lower id
    assert judged(with_circles, alone)["supplied"].to_dict() == {"A": 32, "wide": 8}


def test_people_of_an_area_that_is_not_delivered_do_not_live_in_a_circle_yet(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    with_circles["residential_areas"].append(home("new", 0.7, 0.9, 5000, era="new", status="building"))
    assert judged(with_circles, rules).loc["A", "children_under_3"] == 120


def test_a_home_without_population_leaves_its_circle_undetermined(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    with_circles["residential_areas"].append(home("unknown", 0.7, 0.9, None))
    circle_a = judged(with_circles, rules).loc["A"]
    assert pd.isna(circle_a["required"])
    assert circle_a["enough_places"] == "undetermined"


def test_a_day_without_a_register_leaves_every_test_undetermined(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    study = Study.of(a_city(with_circles, register_on=date(2025, 1, 1)), rules, on=DAY)
    tests = study.gaps(Level.LIFE_CIRCLE)[["has_site", "enough_places", "within_reach", "outcome"]]
    assert set(tests.to_numpy().ravel()) == {"undetermined"}


def test_of_two_rules_that_ask_for_sites_the_stricter_decides(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    stricter = rules.rule("T-2").model_copy(update={"id": "T-7", "at_least": 2})
    both = rules.model_copy(update={"rules": (*rules.rules, stricter)})
    assert judged(with_circles, both)["has_site"].to_dict() == {"A": "met", "B": "not_met"}


def test_a_circle_without_a_home_on_file_is_undetermined(tables: dict[str, list[Row]], rules: Profile) -> None:
    tables["life_circles"] = [circle("A", 0, 2)]
    circle_a = judged(tables, rules).loc["A"]
    assert circle_a[["enough_places", "within_reach", "binds"]].to_list() == ["undetermined", "undetermined", "unknown"]
    assert pd.isna(circle_a["children_in_reach"])


def test_the_sentence_on_places_tells_of_places_and_not_of_all_three_tests(
    with_circles: dict[str, list[Row]], rules: Profile
) -> None:
    study = Study.of(a_city(with_circles), rules.model_copy(update={"reach": None}), on=DAY)
    gap = next(step for step in study.trace(Level.LIFE_CIRCLE, "A").steps if step.key == "gap")
    assert study.gaps(Level.LIFE_CIRCLE).loc["A", "outcome"] == "undetermined"  # no radius
    assert "富余2个托位：30 − 32 = -2；结论：达标" in gap.says
