"""What a person answers: the latest answer by the day, and nothing is met because nobody asked."""

from datetime import date

import pytest

from planning.policy.examples.world import small_city
from tests.planning.policy.rules.laws import a_rule, outcomes

ASKED = {"level": "city", "row_type": "manual", "asks": "制度是否建立"}
OPEN = a_rule("checklist", **ASKED)
DUE = a_rule("checklist", deadline=date(2025, 12, 31), **ASKED)
CITY = [{"level": "city", "id": "C"}]


def _ticked(*answers: tuple[date, str], rule: str = "X-01") -> list[dict[str, object]]:
    return [{"rule": rule, "of": "C", "on": day, "answer": answer} for day, answer in answers]


@pytest.mark.parametrize(
    ("answer", "outcome"), [("yes", "met"), ("no", "not_met"), ("not_applicable", "not_applicable")]
)
def test_an_answer_is_the_outcome(answer: str, outcome: str) -> None:
    facts = small_city(on=date(2026, 1, 1), units=CITY, checks=_ticked((date(2025, 5, 1), answer)))
    assert outcomes(OPEN, facts) == {"C": outcome}


def test_an_unanswered_question_is_for_a_person_and_stays_so_after_the_deadline() -> None:
    assert outcomes(OPEN, small_city(on=date(2026, 1, 1), units=CITY)) == {"C": "manual"}
    assert outcomes(DUE, small_city(on=date(2025, 1, 1), units=CITY)) == {"C": "manual"}
    assert outcomes(DUE, small_city(on=date(2026, 1, 1), units=CITY)) == {"C": "manual"}


def test_after_the_deadline_an_answer_is_one_of_a_deadline_that_has_passed() -> None:
    facts = small_city(on=date(2026, 1, 1), units=CITY, checks=_ticked((date(2026, 1, 1), "yes")))
    assert outcomes(DUE, facts) == {"C": "deadline_passed_met"}


def test_the_latest_answer_by_the_day_counts_and_that_of_another_rule_never() -> None:
    checks = [
        *_ticked((date(2025, 3, 1), "no"), (date(2025, 6, 1), "yes"), (date(2025, 9, 1), "no")),
        *_ticked((date(2025, 6, 30), "no"), rule="X-02"),
    ]
    facts = {day: small_city(on=day, units=CITY, checks=checks) for day in (date(2025, 2, 1), date(2025, 8, 1))}
    assert outcomes(OPEN, facts[date(2025, 2, 1)]) == {"C": "manual"}
    assert outcomes(OPEN, facts[date(2025, 8, 1)]) == {"C": "met"}


def test_the_answer_is_told_with_its_day_note_and_evidence() -> None:
    tick = {"rule": "X-01", "of": "C", "on": date(2025, 5, 1), "answer": "yes", "note": "已印发", "evidence": "文件3号"}
    facts = small_city(on=date(2026, 1, 1), units=CITY, checks=[tick])
    row = OPEN.evaluate(facts).iloc[0]
    assert row["reason"] == "2025-05-01核查：是，已印发，证据：文件3号"
    (given,) = OPEN.step(row, facts).inputs
    assert (given.value, given.source, given.on) == ("是", "文件3号", date(2025, 5, 1))
