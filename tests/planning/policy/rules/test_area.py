"""Whether a floor area lies in its range, in the exact amounts that were stated."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from tests.planning.policy.rules.laws import DAY, a_rule, judged

RANGE = a_rule("area", level="site", at_least_m2=200, at_most_m2=500)
LEAST = a_rule("area", level="site", at_least_m2=600)


def _site(m2: object) -> list[dict[str, object]]:
    return [{"level": "site", "id": "s", "floor_area_m2": m2}]


@pytest.mark.parametrize(
    ("m2", "outcome", "missing"),
    [
        ("199.99", "not_met", Decimal("0.01")),
        ("200", "met", 0),
        ("350.5", "met", 0),
        ("500", "met", 0),
        ("500.01", "not_met", Decimal("0.01")),
    ],
)
def test_both_ends_are_inside_and_a_hundredth_beyond_is_not(m2: str, outcome: str, missing: object) -> None:
    assert judged(RANGE, _site(m2)) == {"s": outcome}
    found = RANGE.evaluate(small_city(on=DAY, units=_site(m2)))
    assert found["shortfall"].item() == missing


def test_without_an_upper_end_no_area_is_too_large() -> None:
    assert judged(LEAST, _site("599.999")) == {"s": "not_met"}
    assert judged(LEAST, _site(1_000_000)) == {"s": "met"}
    assert LEAST.standard() == "建筑面积不少于600平方米"


@pytest.mark.parametrize("m2", [None, "不详", "约300"])
def test_what_cannot_be_read_is_no_area(m2: object) -> None:
    assert judged(RANGE, _site(m2)) == {"s": "undetermined"}


def test_too_large_is_told_with_the_end_that_was_passed() -> None:
    row = RANGE.evaluate(small_city(on=DAY, units=_site(501))).iloc[0]
    assert (row["required"], row["reason"]) == (500, "大于500平方米")


def test_an_impossible_range_is_refused() -> None:
    with pytest.raises(ValidationError, match="at_least_m2 is above at_most_m2"):
        a_rule("area", level="site", at_least_m2=500, at_most_m2=200)
