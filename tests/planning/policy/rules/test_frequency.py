"""Whether something was done often enough within a year."""

from datetime import date

import pytest

from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import a_rule, judged

SHANXI = load_profile("shanxi-2020")
TRAINING = SHANXI.rule("SX-15")
UNIT = {"level": "institution", "id": "i"}
LAST = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("stated_on", "times", "outcome"),
    [
        (date(2024, 1, 1), 1, "met"),
        (date(2024, 12, 31), 1, "met"),
        (date(2024, 12, 31), 0, "not_met"),
        (date(2023, 12, 31), 1, "undetermined"),
        (date(2025, 1, 1), 1, "undetermined"),
        (date(2024, 6, 1), "多次", "undetermined"),
        (date(2024, 6, 1), "1", "met"),
    ],
)
def test_only_the_year_of_the_day_answers(stated_on: date, times: object, outcome: str) -> None:
    said = {"of": "i", "attribute": "health_trainings", "on": stated_on, "value": times}
    assert judged(TRAINING, [UNIT], on=LAST, statements=[said]) == {"i": outcome}


def test_the_newest_statement_of_the_year_counts() -> None:
    said = [
        {"of": "i", "attribute": "health_trainings", "on": date(2024, 3, 1), "value": 0},
        {"of": "i", "attribute": "health_trainings", "on": date(2024, 9, 1), "value": 1},
    ]
    assert judged(TRAINING, [UNIT], on=LAST, statements=said) == {"i": "met"}
    assert judged(TRAINING, [UNIT], on=date(2024, 6, 30), statements=said) == {"i": "not_met"}


def test_a_year_that_is_not_over_says_that_it_can_still_be_done() -> None:
    units = [UNIT | {"health_trainings": 0}]
    for day, told in ((date(2024, 6, 30), True), (LAST, False)):
        facts = small_city(on=day, units=units)
        row = TRAINING.evaluate(facts).iloc[0]
        assert row["outcome"] == "not_met"
        assert ("当年尚未结束，2024-12-31前（含当日）仍可补足" in row["reason"]) is told
        assert ("当年尚未结束" in TRAINING.step(row, facts).says) is told


def test_training_and_health_check_are_two_questions_of_once_a_year() -> None:
    check = SHANXI.rule("SX-15-check")
    assert (TRAINING.times_a_year, check.times_a_year) == (1, 1)  # type: ignore[attr-defined]
    units = [UNIT | {"health_trainings": 1, "staff_health_checks": 0}]
    assert judged(TRAINING, units, on=LAST) == {"i": "met"}
    assert judged(check, units, on=LAST) == {"i": "not_met"}


def test_one_time_short_is_short() -> None:
    rule = a_rule("frequency", level="institution", column="drills", column_zh="演练", times_a_year=4)
    units = [{"level": "institution", "id": f"i{n}", "drills": n} for n in (3, 4, 5)]
    assert judged(rule, units, on=LAST) == {"i3": "not_met", "i4": "met", "i5": "met"}


def test_the_trace_shows_the_times_of_the_year_and_not_those_of_another() -> None:
    said = {"of": "i", "attribute": "health_trainings", "on": date(2023, 5, 1), "value": 7, "source": "台账"}
    facts = small_city(on=LAST, units=[UNIT], statements=[said])
    (given,) = TRAINING.step(TRAINING.evaluate(facts).iloc[0], facts).inputs
    assert (given.name, given.value, given.unit) == ("当年从业人员卫生保健培训", "—", "次")
