"""Whether land for childcare is in the plans and supplied as the clause allows."""

from datetime import date
from itertools import product

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


def test_five_years_from_a_conversion_end_with_their_last_day_and_a_day_to_come_has_not_come() -> None:
    rule = a_rule(
        "land_supply",
        level="parcel",
        terms=[
            {"column": "converted_on", "zh": "改用日期", "within_years": 5},
            {"column": "scheme_approved_on", "zh": "批准日期", "has_come": True},
        ],
    )
    units = [
        _converted("p1", date(2021, 3, 31), approved=DAY),
        _converted("p2", date(2021, 3, 30), approved=DAY),
        _converted("p3", date(2026, 4, 1), approved=DAY),
        _converted("p4", date(2025, 1, 1), approved=date(2026, 4, 1)),
        _converted("p5", None, approved=DAY),
        _converted("p6", date(2025, 1, 1), approved=None),
    ]
    assert judged(rule, units) == {
        "p1": "met",
        "p2": "not_met",
        "p3": "not_met",
        "p4": "not_met",
        "p5": "undetermined",
        "p6": "undetermined",
    }
    assert rule.standard() == "自改用日期起不超过5年、批准日期已到"


def _converted(parcel: str, on: date | None, *, approved: date | None) -> dict[str, object]:
    return {"level": "parcel", "id": parcel, "converted_on": on, "scheme_approved_on": approved}
