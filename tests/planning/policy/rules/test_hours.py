"""Whether the least-trained of a group has had so many hours."""

from datetime import date

import pytest

from tests.planning.policy.rules.laws import a_rule, judged

HOURS = a_rule("hours", level="institution", column="head_hours", column_zh="负责人培训", at_least=60)


def _told(hours: object) -> list[dict[str, object]]:
    return [{"level": "institution", "id": "i", "head_hours": hours}]


@pytest.mark.parametrize(
    ("hours", "outcome"),
    [(60, "met"), ("59.5", "not_met"), (61, "met"), (0, "not_met"), (None, "undetermined"), ("六十", "undetermined")],
)
def test_so_many_hours_are_enough_and_half_an_hour_less_is_not(hours: object, outcome: str) -> None:
    assert judged(HOURS, _told(hours)) == {"i": outcome}


def test_the_latest_statement_by_the_day_counts() -> None:
    units = [{"level": "institution", "id": "i"}]
    said = [
        {"of": "i", "attribute": "head_hours", "on": date(2025, 1, 1), "value": 40},
        {"of": "i", "attribute": "head_hours", "on": date(2025, 6, 1), "value": 60},
    ]
    assert judged(HOURS, units, on=date(2025, 5, 31), statements=said) == {"i": "not_met"}
    assert judged(HOURS, units, on=date(2025, 6, 1), statements=said) == {"i": "met"}
