"""Whether childcare keeps step with the dwellings, stage by stage."""

from datetime import date
from itertools import product

import pytest
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import DAY, WAYS, a_rule, judged, told_by

HOMES = date(2024, 5, 31)
CARE = {True: date(2024, 5, 31), False: date(2024, 6, 1), None: None}
FOUR = load_profile("shanxi-2020").rule("SX-03")
TWO = load_profile("gansu").rule("GS-04b")


@pytest.mark.parametrize(("rule", "stages"), [(FOUR, 4), (TWO, 2)])
def test_a_late_stage_decides_and_a_missing_day_leaves_open(rule, stages: int) -> None:  # type: ignore[no-untyped-def]
    ways = list(product(WAYS, repeat=stages))
    units = [{"level": "phase", "id": f"P{n}"} | _days(rule, way) for n, way in enumerate(ways)]
    assert list(judged(rule, units).values()) == [told_by(way) for way in ways]


def test_the_stages_are_those_that_each_document_names() -> None:
    assert [str(stage) for stage in FOUR.stages] == ["planned", "built", "accepted", "delivered"]  # type: ignore[attr-defined]
    assert [str(stage) for stage in TWO.stages] == ["accepted", "delivered"]  # type: ignore[attr-defined]


def test_a_stage_of_the_childcare_may_be_held_against_another_of_the_dwellings() -> None:
    rule = a_rule("sync", level="phase", stages=[{"care": "handed_over", "homes": "delivered"}])
    units = [
        {"level": "phase", "id": "P1", "delivered_on": HOMES, "care_handed_over_on": date(2024, 5, 1)},
        {"level": "phase", "id": "P2", "delivered_on": HOMES, "care_handed_over_on": date(2024, 7, 1)},
        {"level": "phase", "id": "P3", "care_handed_over_on": date(2024, 7, 1), "handed_over_on": HOMES},
    ]
    assert judged(rule, units) == {"P1": "met", "P2": "not_met", "P3": "undetermined"}
    assert rule.standard() == "托育设施移交不晚于住宅交付"


def test_a_day_that_was_stated_later_than_the_study_does_not_speak() -> None:
    units = [{"level": "phase", "id": "P1", "accepted_on": HOMES, "delivered_on": HOMES, "care_accepted_on": HOMES}]
    told = {"of": "P1", "attribute": "care_delivered_on", "value": "2024-05-01"}
    assert judged(TWO, units, statements=[told | {"on": DAY}]) == {"P1": "met"}
    assert judged(TWO, units, statements=[told | {"on": date(2026, 4, 1)}]) == {"P1": "undetermined"}


def test_the_trace_shows_every_day_with_its_source() -> None:
    units = [{"level": "phase", "id": "P1", "accepted_on": HOMES, "delivered_on": HOMES, "care_accepted_on": HOMES}]
    said = {"of": "P1", "attribute": "care_delivered_on", "on": date(2024, 7, 1), "value": "2024-06-30", "source": "函"}
    facts = small_city(on=DAY, units=units, statements=[said], sources={"phases": "分期表"})
    step = TWO.step(TWO.evaluate(facts).iloc[0], facts)
    assert [(item.name, item.value, item.source) for item in step.inputs] == [
        ("住宅验收日期", "2024-05-31", "分期表"),
        ("托育设施验收日期", "2024-05-31", "分期表"),
        ("住宅交付日期", "2024-05-31", "分期表"),
        ("托育设施交付日期", "2024-06-30", "函"),
    ]
    assert "交付晚于住宅：2024-06-30，住宅2024-05-31" in step.says


def _days(rule, way: tuple[bool | None, ...]) -> dict[str, date | None]:  # type: ignore[no-untyped-def]
    found = {}
    for stage, kept in zip(rule.stages, way, strict=True):
        found |= {f"{stage}_on": HOMES, f"care_{stage}_on": CARE[kept]}
    return found


def test_a_handover_follows_the_building_and_keeps_its_terms() -> None:
    terms = [{"column": "free", "zh": "无偿移交", "is_true": True}]
    rule = a_rule("sync", level="phase", stages=[{"care": "handed_over", "after": "built"}], terms=terms)
    built, day = date(2025, 3, 31), {True: date(2025, 3, 31), False: date(2025, 3, 30), None: None}
    ways = list(product(WAYS, WAYS))
    units = [
        {"level": "phase", "id": f"P{n}", "care_built_on": built, "care_handed_over_on": day[order], "free": free}
        for n, (order, free) in enumerate(ways)
    ]
    assert list(judged(rule, units).values()) == [told_by(way) for way in ways]
    assert rule.standard() == "托育设施移交不早于建设、无偿移交"
    assert rule.formula() == "托育设施建设日期 ≤ 托育设施移交日期；无偿移交"
    assert rule.reads() == ("托育设施移交日期", "托育设施建设日期", "无偿移交")


@pytest.mark.parametrize("pace", [{"care": "built"}, {"care": "built", "homes": "built", "after": "planned"}])
def test_a_stage_is_held_against_one_day(pace: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="give homes or after"):
        a_rule("sync", level="phase", stages=[pace])
