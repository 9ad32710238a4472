"""The sample city with real figures: what its plan asks of each district, and what nobody has said since 2022."""

from datetime import date
from functools import cache
from pathlib import Path

from planning.exchange.city_folder import read_city_folder
from planning.policy.reading import load_profile
from planning.study import Study
from planning.targets.progress import Progress

ROOT = Path(__file__).parents[3]


@cache
def progress(on: date) -> Progress:
    city = read_city_folder(ROOT / "sample_data" / "guangzhou")
    return Progress.of(Study.of(city, load_profile("guangzhou-2023-2025"), on=on))


def test_the_path_leads_from_the_count_of_2022_to_the_plan_of_2025() -> None:
    whole, *districts = progress(date(2022, 12, 31)).paths
    assert [(one.on.year, one.required) for one in whole.due] == [(2023, 70_010), (2024, 103_360), (2025, 121_800)]
    assert [(one.on, one.places) for one in whole.known] == [(date(2022, 12, 31), 60_336)]
    assert len(districts) == 11
    assert sum(path.known[0].places for path in districts) == 60_336
    assert [sum(path.due[place].required for path in districts) for place in range(3)] == [70_010, 103_360, 121_800]


def test_at_the_end_of_2022_the_annual_targets_lie_ahead_and_are_not_met() -> None:
    found = progress(date(2022, 12, 31)).within(rule_id="GZ-24").targets
    assert len(found) == 33
    assert set(found["state"]) == {"ahead_not_met"}


def test_once_the_plan_is_over_nothing_is_due_and_nothing_is_known() -> None:
    found = progress(date(2026, 6, 30))
    assert {str(state) for state in found.counts()} <= {"deadline_passed_unknown", "not_applicable", "manual"}
    annual = found.within(rule_id="GZ-24").targets
    assert set(annual["as_of"]) == {date(2022, 12, 31)}
    assert set(annual["state"]) == {"deadline_passed_unknown"}
    assert {str(one.state) for path in found.paths for one in path.due} == {"deadline_passed_unknown"}
