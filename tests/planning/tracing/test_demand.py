"""How places needed came about, line by line, for a town of two streets (see tests/planning/demand/demand_town)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from planning.demand.demand import Demand
from planning.errors import UnknownArea
from planning.model.codes import Variant
from planning.tracing.demand import demand_trace
from tests.planning.demand.demand_town import a_town, assumed, care, demand_of, new_estate

Needed = Callable[..., Demand]


@pytest.fixture
def needed(tmp_path: Path) -> Needed:
    """Work out what a town needs; half of the families want a place."""
    return partial(demand_of, folder=tmp_path)


def test_a_trace_fills_in_every_number_of_a_street(needed: Needed) -> None:
    city = a_town(assumed("survival", "0.9"), **new_estate(720), **care(40, enrolled=18))
    trace = demand_trace(needed(city), area_id="111", year=2026, variant=Variant.MID)
    steps = {step.key: step for step in trace.steps}
    # 24 x 0.9 of each year before, 22.9 of 2026; 7.2 move in, 7.2 x 66.1 / 99.15 = 4.8 out of the street.
    assert steps["cohorts"].filled == "2024年12个月 21.60 + 2025年12个月 21.60 + 2026年12个月 22.90 = 66.10"
    assert steps["new_homes"].filled == "720 × 72 ÷ 7,200 = 7.20"
    assert steps["projected"].filled == (
        "出生队列66.10 + 迁入本单元新建住房7.20 − 迁往本市新建住房4.80 = 68.50 → 68"
    )  # 99.15, so 99: 68.5 and 30.65
    assert steps["enrolment"].filled == "18 ÷ 72 × 68 → 17"
    birth = steps["cohorts"].inputs[0]
    assert (birth.name, birth.value, birth.key) == ("0个月（2026-12出生）", "2", "area_id=111;month=2025-12")
    assert steps["cohorts"].inputs[1].value == "2 × (1 + (0.9 − 1) × 1 ÷ 12) = 1.98"
    assert steps["cohorts"].inputs[12].value == "2 × 0.9 = 1.80"
    assert [one.name for one in steps["cohorts"].inputs[36:]] == ["0—2岁年存活率"]
    assert "不变" in steps["demand"].inputs[0].value


def test_who_leaves_for_new_homes_can_be_worked_out_again(needed: Needed) -> None:
    # 720 people, a quarter from outside: 540 x 2 / 7,200 = 0.15 of each month of age leave 2 + 1 children of it.
    city = a_town(assumed("housing_from_outside", "0.25"), **new_estate(720), **care(40, enrolled=18))
    steps = {step.key: step for step in demand_trace(needed(city), area_id="112", year=2026, variant=Variant.MID).steps}
    out = steps["moved_out"]
    assert out.inputs[0].value == "1.00 × 0.15 ÷ 3.00 = 0.05"
    assert out.filled == "2024年12个月 0.60 + 2025年12个月 0.60 + 2026年12个月 0.60 = 1.80"
    assert (out.inputs[36].name, out.inputs[36].value) == ("甲街道新建住房1期", "720 × (1 − 0.25) ÷ 7,200")
    assert out.inputs[37].value == "0.25"
    assert "new_homes" not in steps
    assert steps["projected"].filled.startswith("出生队列36.00 + 迁入本单元新建住房0.00 − 迁往本市新建住房1.80")


def test_a_trace_of_the_city_adds_its_streets(needed: Needed) -> None:
    trace = demand_trace(needed(a_town(**care(40, enrolled=18))), area_id="1", year=2026, variant=Variant.LOW)
    assert trace.steps[0].filled == "72 + 36 = 108"
    assert trace.sentences()[-1].startswith("小城2026年（低方案）：政策口径缺14个")


def test_what_is_unknown_is_traced_to_what_lacks(needed: Needed) -> None:
    trace = demand_trace(needed(a_town(births=[])), area_id="1", year=2026, variant=Variant.MID)
    assert trace.steps[0].says == "小城2026年末3岁以下婴幼儿数不明：没有出生人口。"


def test_there_is_no_trace_of_nowhere(needed: Needed) -> None:
    with pytest.raises(UnknownArea, match="99"):
        demand_trace(needed(a_town()), area_id="99", year=2026, variant=Variant.MID)
