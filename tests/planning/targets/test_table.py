from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from planning.model.city import City
from planning.policy.profile import Profile
from planning.study import Study
from planning.targets.progress import Progress
from planning.targets.table import TARGET_COLUMNS
from tests.builders import Row, a_city

DUE = date(2025, 12, 31)


def target(progress: Progress, rule_id: str, area_id: str, deadline: date | None = None) -> dict[str, Any]:
    """One row of the target table, missing values as None."""
    rows = progress.targets
    rows = rows[(rows["rule_id"] == rule_id) & (rows["area_id"] == area_id)]
    if deadline is not None:
        rows = rows[rows["deadline"] == deadline]
    (row,) = rows.to_dict("records")
    return {name: None if pd.isna(value) else value for name, value in row.items()}


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 12, 30), "ahead_not_met"),
        (DUE, "ahead_not_met"),
        (date(2026, 1, 1), "deadline_passed_not_met"),
    ],
)
def test_a_target_is_ahead_on_the_very_day_and_passed_on_the_next(
    progress: Callable[..., Progress], on: date, state: str
) -> None:
    assert target(progress(on), "T-1", "1")["state"] == state


def test_a_target_ahead_shows_what_is_there_today(progress: Callable[..., Progress]) -> None:
    found = target(progress(date(2025, 6, 30)), "T-1", "1")
    assert (found["required"], found["actual"], found["as_of"]) == (50, 40, date(2025, 6, 30))
    assert found["source"].startswith("小城托育点位登记册（2025-06-30状态")
    assert found["district_id"] is None


def test_a_passed_target_is_judged_on_its_own_day_for_ever(tables: dict[str, list[Row]], target_rules: Profile) -> None:
    # 15 more places come in February 2026: too late for the end of 2025, and in time for nothing.
    report = {"site_id": "d", "reported_on": date(2026, 2, 1), "place_class": "mixed", "places": 23}
    tables["place_reports"].append(report)
    city = a_city(tables, register_on=date(2026, 12, 31))
    later = target(Progress.of(Study.of(city, target_rules, on=date(2026, 6, 30))), "T-1", "1")
    assert (later["actual"], later["as_of"], later["state"]) == (40, DUE, "deadline_passed_not_met")
    before = target(Progress.of(Study.of(city, target_rules, on=DUE)), "T-1", "1")
    assert (before["actual"], before["state"]) == (40, "ahead_not_met")


def test_the_register_is_asked_no_later_than_it_speaks(progress: Callable[..., Progress]) -> None:
    found = target(progress(date(2026, 1, 1), register_on=date(2025, 11, 30)), "T-1", "1")
    assert (found["actual"], found["as_of"]) == (40, date(2025, 11, 30))
    assert found["state"] == "deadline_passed_unknown"
    assert found["reason"] == "没有2025-12-31当日的数据，所列为2025-11-30的数，不能据以判定"


def test_nothing_is_known_before_the_first_entry_of_the_register(
    tables: dict[str, list[Row]], target_rules: Profile
) -> None:
    tables["site_states"] = [{**row, "since": date(2024, 2, 1)} for row in tables["site_states"]]
    found = target(Progress.of(Study.of(a_city(tables), target_rules)), "X-A01", "1")
    assert (found["actual"], found["as_of"], found["source"]) == (None, None, "")
    assert found["state"] == "deadline_passed_unknown"


def test_a_reported_figure_answers_for_its_own_day_alone(reporting_town: City, target_rules: Profile) -> None:
    on_the_day = target(Progress.of(Study.of(reporting_town, target_rules)), "T-1", "1")
    assert (on_the_day["actual"], on_the_day["as_of"], on_the_day["state"]) == (40, date(2024, 12, 31), "ahead_not_met")
    next_day = Progress.of(Study.of(reporting_town, target_rules, on=date(2025, 1, 1)))
    ahead = target(next_day, "T-1", "1")
    assert (ahead["actual"], ahead["as_of"], ahead["state"]) == (40, date(2024, 12, 31), "ahead_unknown")


def test_an_old_figure_never_answers_for_a_later_year(reporting_town: City, target_rules: Profile) -> None:
    # 40 places are enough for nobody to say that 33 were there in March 2025.
    found = target(
        Progress.of(Study.of(reporting_town, target_rules, on=date(2026, 6, 30))), "T-5", "12", date(2025, 3, 31)
    )
    assert (found["required"], found["actual"], found["as_of"]) == (8, 8, date(2024, 12, 31))
    assert (found["state"], found["source"]) == ("deadline_passed_unknown", "测试")


def test_a_table_gives_a_target_for_each_unit_and_date(progress: Callable[..., Progress]) -> None:
    found = progress(date(2025, 6, 30)).targets
    found = found[found["rule_id"] == "T-5"]
    assert found[["area_id", "deadline", "required", "actual", "state"]].to_numpy().tolist() == [
        ["11", date(2025, 3, 31), 33, 32, "deadline_passed_not_met"],
        ["12", date(2025, 3, 31), 8, 8, "deadline_passed_met"],
        ["11", date(2026, 12, 31), 45, 32, "ahead_not_met"],
        ["12", date(2026, 12, 31), 15, 8, "ahead_not_met"],
    ]


def test_a_unit_that_a_rule_does_not_mean_is_not_applicable(progress: Callable[..., Progress]) -> None:
    found = progress(date(2025, 6, 30))
    assert target(found, "X-A02-street", "112")["state"] == "not_applicable"
    assert target(found, "X-A02-street", "111")["state"] == "ahead_met"
    assert target(found, "X-A02-town", "112")["state"] == "ahead_not_met"


def test_what_nobody_can_count_is_unknown_on_either_side_of_the_day(
    reporting_town: City, target_rules: Profile
) -> None:
    found = Progress.of(Study.of(reporting_town, target_rules))
    assert target(found, "X-A01", "1")["state"] == "deadline_passed_unknown"
    assert target(found, "X-A02-street", "111")["state"] == "ahead_unknown"


def test_a_rule_without_a_deadline_is_no_target(progress: Callable[..., Progress]) -> None:
    found = progress(date(2025, 6, 30)).targets
    assert tuple(found.columns) == TARGET_COLUMNS
    assert set(found["rule_id"]) == {"T-1", "T-5", "X-A01", "X-A02-street", "X-A02-town"}


def test_a_unit_that_the_city_does_not_have_bears_the_printed_name(
    tables: dict[str, list[Row]], target_rules: Profile
) -> None:
    tables["areas"] = [row for row in tables["areas"] if not str(row["area_id"]).startswith("12")]
    found = target(Progress.of(Study.of(a_city(tables), target_rules)), "T-5", "12", date(2026, 12, 31))
    assert (found["name"], found["actual"], found["state"]) == ("西区", None, "ahead_unknown")


def test_the_city_is_left_as_it_was(tables: dict[str, list[Row]], target_rules: Profile) -> None:
    city = a_city(tables)
    before = {name: table.copy() for name, table in city.tables.items()}
    Progress.of(Study.of(city, target_rules, on=date(2027, 1, 1)))
    for name, table in before.items():
        pd.testing.assert_frame_equal(city.table(name), table)
