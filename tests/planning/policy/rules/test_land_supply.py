"""Whether land for childcare is in the plans and supplied as the clause allows."""

from datetime import date, timedelta
from itertools import product

import pytest
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from planning.policy.outcome import Modality
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import DAY, WAYS, a_rule, judged, told_by

GS25 = load_profile("gansu").rule("GS-25")
WINDOW = a_rule(
    "land_supply",
    level="parcel",
    terms=[{"column": "converted_on", "zh": "改造日期", "by": date(2025, 12, 31)}],
)
APPROVED = {"column": "approved_on", "zh": "批准日期", "done": True}


def test_land_may_be_allocated_where_all_terms_hold_and_one_that_fails_decides() -> None:
    ways = list(product(WAYS, repeat=2))
    whom = {True: "facility", False: "for_profit_institution", None: None}
    units = [
        {"level": "parcel", "id": f"p{n}", "in_allocation_catalogue": listed, "land_for": whom[use]}
        for n, (listed, use) in enumerate(ways)
    ]
    assert list(judged(GS25, units).values()) == [told_by(way) for way in ways]
    assert GS25.modality is Modality.MAY


def test_the_last_day_of_a_window_lies_within_it() -> None:
    units = [
        {"level": "parcel", "id": "p1", "converted_on": date(2025, 12, 31)},
        {"level": "parcel", "id": "p2", "converted_on": date(2026, 1, 1)},
        {"level": "parcel", "id": "p3", "converted_on": "2025-12-31"},
        {"level": "parcel", "id": "p4", "converted_on": "年底"},
        {"level": "parcel", "id": "p5"},
    ]
    assert judged(WINDOW, units) == {
        "p1": "met",
        "p2": "not_met",
        "p3": "met",
        "p4": "undetermined",
        "p5": "undetermined",
    }


def test_an_attribute_is_shown_once_with_the_day_and_source_of_its_statement() -> None:
    said = {"of": "p1", "attribute": "land_for", "on": date(2025, 5, 4), "value": "facility", "source": "供地台账"}
    facts = small_city(on=DAY, units=[{"level": "parcel", "id": "p1"}], statements=[said])
    step = GS25.step(GS25.evaluate(facts).iloc[0], facts)
    assert [(item.name, item.value, item.source, item.on) for item in step.inputs] == [
        ("符合《划拨用地目录》", "—", "", DAY),
        ("供地对象", "facility", "供地台账", date(2025, 5, 4)),
    ]
    assert "（可以）" in step.says


def test_a_relief_lasts_to_the_last_day_of_its_window_and_no_longer() -> None:
    window = {"since": "converted_on", "since_zh": "改建日期", "until": date(2025, 12, 31)}
    rule = a_rule("land_supply", level="parcel", terms=[APPROVED], window=window)
    assert judged(rule, [_converted(date(2024, 5, 1))], on=date(2025, 12, 31)) == {"p": "met"}
    assert judged(rule, [_converted(date(2024, 5, 1))], on=date(2026, 1, 1)) == {"p": "not_met"}
    assert judged(rule, [_converted(date(2025, 6, 1))], on=date(2025, 5, 31)) == {"p": "not_met"}
    assert judged(rule, [_converted(None)], on=date(2025, 5, 31)) == {"p": "undetermined"}


@pytest.mark.parametrize(
    ("begun", "last"),
    [
        (date(2023, 3, 1), date(2028, 3, 1)),
        (date(2024, 2, 29), date(2029, 2, 28)),
        (date(2019, 12, 31), date(2024, 12, 31)),
    ],
)
def test_years_run_from_the_day_to_the_same_day_or_the_last_of_its_month(begun: date, last: date) -> None:
    window = {"since": "converted_on", "since_zh": "改建日期", "years": 5}
    rule = a_rule("land_supply", level="parcel", terms=[APPROVED], window=window)
    assert judged(rule, [_converted(begun)], on=last) == {"p": "met"}
    assert judged(rule, [_converted(begun)], on=last + timedelta(days=1)) == {"p": "not_met"}


def test_a_warning_is_told_with_every_answer_and_an_unmet_term_decides_within_the_window_too() -> None:
    window = {"since": "converted_on", "since_zh": "改建日期", "years": 5, "warning": "读法有疑"}
    rule = a_rule("land_supply", level="parcel", terms=[APPROVED], window=window)
    units = [_converted(date(2024, 5, 1)), _converted(date(2024, 5, 1)) | {"id": "q", "approved_on": date(2030, 1, 1)}]
    found = rule.evaluate(small_city(on=date(2025, 1, 1), units=units))
    assert list(found["outcome"]) == ["met", "not_met"]
    assert list(found["reason"]) == ["读法有疑", "不满足“批准日期已到”；读法有疑"]


@pytest.mark.parametrize("ends", [{}, {"until": date(2025, 12, 31), "years": 5}])
def test_a_window_ends_in_one_way(ends: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="give until or years"):
        a_rule("land_supply", level="parcel", terms=[APPROVED], window={"since": "a", "since_zh": "甲", **ends})


def _converted(on: date | None) -> dict[str, object]:
    return {"level": "parcel", "id": "p", "converted_on": on, "approved_on": date(2024, 1, 1)}
