from typing import Any

import pytest

from maps.path_chart import path_chart

PATH: dict[str, Any] = {
    "name": "东区",
    "due": [
        {"on": "2023-12-31", "required": 100, "state_zh": "期限已过，未达标"},
        {"on": "2024-12-31", "required": 200, "state_zh": "期限已过，情况不明"},
    ],
    "known": [{"on": "2022-12-31", "places": 50, "exact": True}, {"on": "2023-12-31", "places": 90, "exact": True}],
}


def test_more_places_stand_higher_and_later_days_further_right() -> None:
    chart = path_chart(PATH, on="2024-12-31")
    first, second = chart.due
    assert first.x < second.x
    assert first.y > second.y
    # 200 of 200 places are at the top, 100 in the middle.
    assert second.y == chart.top
    assert first.y == pytest.approx((chart.top + chart.bottom) / 2, abs=0.1)


def test_what_is_due_and_what_is_known_on_one_day_share_its_place() -> None:
    chart = path_chart(PATH, on="2024-12-31")
    assert chart.due[0].x == chart.known[1].x
    assert chart.due[0].label_y < chart.due[0].y < chart.known[1].y < chart.known[1].label_y


def test_the_picture_is_told_in_words() -> None:
    chart = path_chart(PATH, on="2024-12-31")
    assert chart.title == "东区托位路径"
    assert chart.desc == (
        "目标：2023-12-31应有100个，期限已过，未达标；2024-12-31应有200个，期限已过，情况不明。"
        "已知：2022-12-31现有50个；2023-12-31现有90个。"
    )


def test_a_lower_bound_is_called_one() -> None:
    known = [{"on": "2024-12-31", "places": 8, "exact": False}]
    chart = path_chart({"name": "西区", "due": [], "known": known}, on="2024-12-31")
    assert chart.desc == "目标：没有目标。已知：2024-12-31现有至少8个。"


@pytest.mark.parametrize(
    ("largest", "labels"),
    [
        (0, ["0", "1"]),
        (7, ["0", "2", "4", "6", "8"]),
        (121_800, ["0", "50,000", "100,000", "150,000"]),
    ],
)
def test_the_grid_has_few_round_lines(largest: int, labels: list[str]) -> None:
    known = [{"on": "2024-12-31", "places": largest, "exact": True}]
    chart = path_chart({"name": "区", "due": [], "known": known}, on="2025-12-31")
    assert [row.label for row in chart.rows] == labels


def test_days_that_would_overlap_go_to_a_second_line_or_to_the_table_alone() -> None:
    days = [f"2024-01-{day:02}" for day in range(1, 6)] + ["2030-01-01"]
    known = [{"on": day, "places": 1, "exact": True} for day in days]
    chart = path_chart({"name": "区", "due": [], "known": known}, on="2030-01-01")
    assert [(tick.label, tick.line) for tick in chart.days] == [
        ("2024-01-01", 0),
        ("2024-01-02", 1),
        ("2030-01-01", 0),
    ]


def test_everything_stands_within_the_picture() -> None:
    chart = path_chart(PATH, on="2026-06-30")
    for mark in (*chart.due, *chart.known):
        assert chart.left < mark.x < chart.right
        assert chart.top <= mark.y <= chart.bottom
        assert 0 < mark.label_y < chart.height
