"""Which rate of people or institutions is reached: exactly, and by the figures of the year that is asked about."""

from datetime import date

import pytest
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from tests.planning.policy.rules.laws import a_rule, judged

CITY = [{"level": "city", "id": "C"}]
STATED = {"part": "guided", "part_zh": "受指导家庭", "whole": "families", "whole_zh": "家庭"}
DUE = date(2025, 12, 31)
RATE = a_rule("rate", level="city", share="0.9", deadline=DUE, **STATED)
FILED = a_rule("rate", level="city", share="1", sites={"states": ["filed"]}, among={"kinds": ["nursery"]})


def _of(part: int | None, whole: int | None, *, on: date = DUE) -> list[dict[str, object]]:
    pairs = {"guided": part, "families": whole}
    return [{"of": "C", "attribute": name, "on": on, "value": value} for name, value in pairs.items()]


@pytest.mark.parametrize(
    ("part", "whole", "outcome"),
    [(90, 100, "met"), (89, 100, "not_met"), (899_999, 1_000_000, "not_met"), (1, 1, "met")],
)
def test_exactly_the_rate_is_enough(part: int, whole: int, outcome: str) -> None:
    assert judged(RATE, CITY, on=DUE, statements=_of(part, whole)) == {"C": outcome}


def test_nobody_to_be_guided_is_no_rate_and_a_missing_figure_is_none() -> None:
    assert judged(RATE, CITY, on=DUE, statements=_of(0, 0)) == {"C": "not_applicable"}
    assert judged(RATE, CITY, on=DUE, statements=_of(None, 100)) == {"C": "undetermined"}
    assert judged(RATE, CITY, on=DUE, statements=_of(90, None)) == {"C": "undetermined"}


def test_the_figure_of_another_year_never_answers() -> None:
    last_year = _of(95, 100, on=date(2024, 12, 31))
    facts = small_city(on=DUE, units=CITY, statements=last_year)
    row = RATE.evaluate(facts).iloc[0]
    assert row["outcome"] == "undetermined"
    assert "最近一次为2024-12-31，不能回答2025年" in row["reason"]
    # After the deadline the year of the deadline is asked about: what came later does not mend it.
    later = _of(95, 100, on=date(2026, 3, 1))
    assert judged(RATE, CITY, on=date(2026, 6, 30), statements=later) == {"C": "deadline_passed_unknown"}
    assert judged(RATE, CITY, on=date(2026, 6, 30), statements=[*_of(80, 100), *later]) == {
        "C": "deadline_passed_not_met"
    }


def test_a_part_that_is_more_than_its_whole_is_told_as_a_contradiction() -> None:
    row = RATE.evaluate(small_city(on=DUE, units=CITY, statements=_of(101, 100))).iloc[0]
    assert "数据矛盾：受指导家庭多于家庭" in row["reason"]


def test_over_institutions_every_state_is_looked_at_and_the_part_lies_within_the_whole() -> None:
    sites = [
        {"id": "a", "kind": "nursery", "state": "filed"},
        {"id": "b", "kind": "nursery", "state": "open_unregistered"},
        {"id": "c", "kind": "employer", "state": "filed"},
    ]
    facts = small_city(on=DUE, units=CITY, sites=sites)
    row = FILED.evaluate(facts).iloc[0]
    assert (row["denominator"], row["value"], row["outcome"]) == (2, 1, "not_met")


def test_it_is_either_stated_or_counted() -> None:
    for fields in ({}, {"part": "guided"}, {**STATED, "sites": {}, "among": {}}, {"sites": {}}):
        with pytest.raises(ValidationError, match="give part"):
            a_rule("rate", level="city", share="0.9", **fields)
