from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planning.model.city import City
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.study import Study
from planning.targets.path import Path
from planning.targets.progress import Progress
from tests.builders import Row, a_city
from tests.planning.conftest import town_tables


def by_id(progress: Progress) -> dict[str, Path]:
    return {path.area_id: path for path in progress.paths}


def test_the_path_has_the_city_and_its_districts(progress: Callable[..., Progress]) -> None:
    found = progress(date(2025, 6, 30)).paths
    assert [(path.level, path.area_id, path.name) for path in found] == [
        (Level.CITY, "1", "小城"),
        (Level.DISTRICT, "11", "东区"),
        (Level.DISTRICT, "12", "西区"),
    ]


def test_what_is_due_and_what_is_known_stand_in_order_of_time(progress: Callable[..., Progress]) -> None:
    city = by_id(progress(date(2026, 6, 30), register_on=date(2026, 6, 30)))["1"]
    assert [(one.on, one.required, one.basis, str(one.state)) for one in city.due] == [
        (date(2025, 12, 31), 50, "rule", "deadline_passed_not_met")
    ]
    assert [(one.on, one.places, one.exact) for one in city.known] == [
        (date(2024, 12, 31), 40, True),
        (date(2025, 12, 31), 40, True),
        (date(2026, 6, 30), 40, True),
    ]


def test_a_part_of_a_total_says_that_it_was_shared_out(progress: Callable[..., Progress]) -> None:
    # 180 of 200 children live in the east: 45 of the 50 places.
    found = by_id(progress(date(2025, 6, 30)))
    assert [(one.required, one.basis) for one in found["11"].due] == [(45, "apportioned")]
    assert [(one.required, one.basis) for one in found["12"].due] == [(5, "apportioned")]
    assert str(found["12"].due[0].state) == "ahead_met"


def test_only_days_that_somebody_speaks_for_are_known(reporting_town: City, target_rules: Profile) -> None:
    found = by_id(Progress.of(Study.of(reporting_town, target_rules, on=date(2026, 6, 30))))
    assert [(one.on, one.places, one.source) for one in found["11"].known] == [(date(2024, 12, 31), 32, "测试")]
    assert str(found["11"].due[0].state) == "deadline_passed_unknown"


def test_a_city_that_reported_none_has_what_its_districts_have(reporting_town: City, target_rules: Profile) -> None:
    reported = reporting_town.table("reported_places")
    of_districts = reported[reported["area_id"] != "1"].reset_index(drop=True)
    city = City(reporting_town.manifest, {**reporting_town.tables, "reported_places": of_districts}, "test-1")
    (known,) = by_id(Progress.of(Study.of(city, target_rules)))["1"].known
    assert (known.places, known.source) == (40, "各区合计")


def test_a_site_that_nobody_counted_makes_a_lower_bound(
    tables: dict[str, list[Row]], progress: Callable[..., Progress]
) -> None:
    # Of the two open sites in the east only that with 12 places was ever reported; in the west nobody reported any.
    tables["place_reports"] = [row for row in tables["place_reports"] if row["site_id"] == "a"]
    found = by_id(progress(date(2025, 6, 30)))
    assert [(one.on, one.places, one.exact) for one in found["11"].known] == [
        (date(2024, 12, 31), 12, False),
        (date(2025, 6, 30), 12, False),
    ]
    assert found["12"].known == ()
    assert str(found["12"].due[0].state) == "ahead_unknown"


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    children=st.lists(st.integers(1, 500), min_size=3, max_size=3),
    residents=st.integers(1_000, 200_000),
    on=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)
def test_the_parts_of_a_target_add_up_to_it(
    target_rules: Profile, children: list[int], residents: int, on: date
) -> None:
    tables = town_tables()
    streets = dict(zip(("111", "112", "121"), children, strict=True))
    tables["population"] = [
        {**row, "children_under_3": streets.get(str(row["area_id"])), "residents": row["residents"]}
        | ({"residents": residents} if row["area_id"] == "1" else {})
        for row in tables["population"]
    ]
    whole, *parts = Progress.of(Study.of(a_city(tables, register_on=date(2026, 12, 31)), target_rules, on=on)).paths
    assert whole.due
    for place, due in enumerate(whole.due):
        assert sum(part.due[place].required for part in parts) == due.required
    for place, known in enumerate(whole.known):
        assert sum(part.known[place].places for part in parts) == known.places


@pytest.mark.parametrize("on", [date(2022, 12, 31), date(2024, 6, 30), date(2030, 1, 1)])
def test_the_states_of_all_targets_add_up(progress: Callable[..., Progress], on: date) -> None:
    found = progress(on)
    assert sum(found.counts().values()) == len(found.targets)
