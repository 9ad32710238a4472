"""比率: a part of a whole, stated within the year asked for or counted over the register."""

from datetime import date
from typing import Any

from planning.policy.examples.world import small_city
from planning.policy.rules.rate import Rate

DOCUMENT = {"id": "d", "title": "某市标准", "issuer": "某市", "status": "local"}
CITY = [{"level": "city", "id": "C"}]


def guided(**more: Any) -> Rate:
    return Rate.model_validate(
        {
            "id": "R",
            "name": "指导率",
            "level": "city",
            "share": "0.9",
            "part": "guided",
            "part_zh": "受指导家庭",
            "whole": "families",
            "whole_zh": "家庭",
            "source": {"document": DOCUMENT, "clause": "1"},
        }
        | more
    )


def stated(day: date, part: int, whole: int) -> list[dict[str, Any]]:
    return [
        {"of": "C", "attribute": "guided", "on": day, "value": part},
        {"of": "C", "attribute": "families", "on": day, "value": whole},
    ]


def outcome(rule: Rate, on: date, statements: list[dict[str, Any]]) -> tuple[str, str]:
    row = rule.evaluate(small_city(on=on, units=CITY, statements=statements)).iloc[0]
    return str(row["outcome"]), str(row["reason"])


def test_a_rate_is_compared_exactly() -> None:
    # 90 % of 999 is 899.1, so 900 are owed: 899 of 999 show as 90.0 % and are not enough.
    day = date(2025, 6, 30)
    assert outcome(guided(), day, stated(day, 899, 999))[0] == "not_met"
    assert outcome(guided(), day, stated(day, 900, 999))[0] == "met"


def test_figures_of_another_year_never_answer() -> None:
    said = stated(date(2024, 12, 31), 1000, 1000)
    found, why = outcome(guided(), date(2025, 6, 30), said)
    assert found == "undetermined"
    assert "2024-12-31" in why
    due = guided(deadline=date(2024, 12, 31))
    assert outcome(due, date(2026, 6, 30), said)[0] == "deadline_passed_met"
    later = stated(date(2025, 12, 31), 1000, 1000)
    assert outcome(due, date(2026, 6, 30), later)[0] == "deadline_passed_unknown"


def test_nobody_to_guide_is_no_full_rate() -> None:
    day = date(2025, 6, 30)
    assert outcome(guided(), day, stated(day, 0, 0))[0] == "not_applicable"


def test_a_part_above_its_whole_is_named() -> None:
    day = date(2025, 6, 30)
    assert "数据矛盾" in outcome(guided(), day, stated(day, 11, 10))[1]


def test_institutions_are_counted_over_the_register_in_whatever_state() -> None:
    rule = Rate.model_validate(
        {
            "id": "R",
            "name": "备案率",
            "level": "city",
            "share": 1,
            "sites": {"states": ["filed"]},
            "among": {"states": ["open_unregistered", "registered", "filed"]},
            "source": {"document": DOCUMENT, "clause": "1"},
        }
    )
    sites = [{"id": "a"}, {"id": "b", "state": "registered"}, {"id": "c", "state": "closed"}]
    row = rule.evaluate(small_city(on=date(2025, 6, 30), units=CITY, sites=sites)).iloc[0]
    assert (row["denominator"], row["required"], row["value"], row["outcome"]) == (2, 2, 1, "not_met")
