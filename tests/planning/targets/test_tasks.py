from collections.abc import Callable
from datetime import date

from planning.targets.progress import Progress
from planning.targets.tasks import by_year


def test_the_parts_of_a_task_stand_together_the_worst_first(progress: Callable[..., Progress]) -> None:
    first, second, standing = progress(date(2025, 6, 30)).tasks
    assert (first.task_id, first.deadline, first.rules) == ("X-A01", date(2023, 12, 31), ("X-A01",))
    assert {str(state): units for state, units in first.counts.items()} == {"deadline_passed_met": 1}
    assert (second.task_id, second.rules) == ("X-A02", ("X-A02-street", "X-A02-town"))
    # Two subdistricts have an institution; the town's only one is suspended; each rule leaves the others out.
    assert {str(state): units for state, units in second.counts.items()} == {
        "ahead_not_met": 1,
        "ahead_met": 2,
        "not_applicable": 3,
    }
    assert str(second.state) == "ahead_not_met"
    assert (standing.task_id, standing.deadline, str(standing.state)) == ("X-A03", None, "met")


def test_tasks_go_by_year_and_standing_ones_come_last(progress: Callable[..., Progress]) -> None:
    found = by_year(progress(date(2025, 6, 30)).tasks)
    assert {year: [task.task_id for task in listed] for year, listed in found.items()} == {
        2023: ["X-A01"],
        2026: ["X-A02"],
        None: ["X-A03"],
    }


def test_a_district_has_targets_and_a_path_but_no_tasks(progress: Callable[..., Progress]) -> None:
    found = progress(date(2025, 6, 30)).within(district_id="11")
    assert set(found.targets["area_id"]) == {"11", "111", "112"}
    assert [path.area_id for path in found.paths] == ["11"]
    assert found.tasks == ()


def test_a_rule_has_its_own_targets_and_paths(progress: Callable[..., Progress]) -> None:
    found = progress(date(2025, 6, 30)).within(rule_id="X-A02-town")
    assert set(found.targets["rule_id"]) == {"X-A02-town"}
    assert found.paths == ()
    assert [task.task_id for task in found.tasks] == ["X-A02"]
