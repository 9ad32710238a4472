"""Printed numbers are held against each other, and none is overwritten."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from planning.policy.rules.consistency import Consistency
from tests.planning.policy.rules.laws import DAY, DOCUMENT, a_rule

NUMBERS = some.integers(0, 100_000)


def _check(rows: list[list[int]], total: list[int], **equation: Any) -> Consistency:
    printed = {
        "id": "T",
        "columns": ["现有", "规划", "中期"],
        "rows": [
            {"id": "total", "name": "合计", "total": True, "values": total},
            *({"id": f"r{n}", "name": f"{n}区", "values": values} for n, values in enumerate(rows)),
        ],
        "source": {"document": DOCUMENT, "clause": "附件"},
    }
    rule = a_rule("consistency", level="annex", printed=printed, equation=equation)
    assert isinstance(rule, Consistency)
    return rule


def _told(rule: Consistency) -> dict[str, tuple[str, int, int]]:
    found = rule.evaluate(small_city(on=DAY, units=[]))
    return {
        row["area_id"]: (row["outcome"], row["required"], row["value"])
        for row in found.to_dict("records")
        if row["outcome"] != "not_applicable"
    }


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=6), some.integers(-3, 3))
def test_a_total_holds_when_it_is_the_sum_and_only_then(rows: list[tuple[int, int, int]], off: int) -> None:
    sums = [sum(column) for column in zip(*rows, strict=True)]
    rule = _check([list(row) for row in rows], [sums[0], sums[1] + off, sums[2]], kind="sum", column="规划")
    outcome = "met" if off == 0 else "not_met"
    assert _told(rule) == {"total": (outcome, sums[1], sums[1] + off)}


@settings(max_examples=60, deadline=None)
@given(NUMBERS, NUMBERS)
def test_seventy_percent_of_the_way_is_rounded_half_up_to_ten(start: int, end: int) -> None:
    # Ten times the exact number is whole, so the nearest ten can be found without fractions.
    tenths = 10 * start + 7 * (end - start)
    nearest = (tenths + 50) // 100 * 10
    rule = _check([[start, end, nearest]], [0, 0, 0], kind="part_way", column="中期", first="现有", second="规划",
                  share="0.7", to_nearest=10)  # fmt: skip
    assert _told(rule)["r0"] == ("met", nearest, nearest)


def test_a_tie_goes_up_and_a_difference_is_told_with_the_printed_number() -> None:
    # 1,020 + 0.7 x 2,050 = 2,455
    tie = {"kind": "part_way", "column": "中期", "first": "现有", "second": "规划", "share": "0.7", "to_nearest": 10}
    assert _told(_check([[1020, 3070, 2460]], [0, 0, 0], **tie))["r0"] == ("met", 2460, 2460)
    low = _check([[1020, 3070, 2450]], [0, 0, 0], **tie)
    found = low.evaluate(small_city(on=DAY, units=[])).set_index("area_id").loc["r0"]
    assert (found["outcome"], found["required"], found["value"], found["shortfall"]) == ("not_met", 2460, 2450, 10)
    assert "印制数与公式相差-10，以印制数为准（公式值2,455.0）" in found["reason"]


def test_the_trace_names_the_row_and_the_printed_numbers() -> None:
    rule = _check([[10, 40, 30]], [10, 40, 30], kind="difference", column="中期", first="规划", second="现有")
    facts = small_city(on=DAY, units=[])
    step = rule.step(rule.evaluate(facts).iloc[1], facts)
    assert "0区" in step.says
    assert [(item.name, item.value) for item in step.inputs] == [("中期", "30"), ("规划", "40"), ("现有", "10")]


@pytest.mark.parametrize(
    ("equation", "said"),
    [
        ({"kind": "equal", "column": "规划"}, "equal needs first"),
        ({"kind": "part_way", "column": "中期", "first": "现有", "second": "规划"}, "share belongs to part_way"),
        ({"kind": "sum", "column": "规划", "share": "0.7"}, "share belongs to part_way"),
    ],
)
def test_an_equation_names_what_it_needs(equation: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        _check([[1, 2, 3]], [1, 2, 3], **equation)
