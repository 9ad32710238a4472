"""Whether a rate rose every year, by exact fractions, each year by its own figures."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planning.policy.examples.world import small_city
from tests.planning.policy.rules.laws import a_rule, judged, outcomes

CITY = [{"level": "city", "id": "C"}]
ON = date(2024, 12, 31)
FIELDS = {"part": "in_care", "part_zh": "在托", "whole": "children", "whole_zh": "儿童", "level": "city"}
STRICT = a_rule("trend", years=[2023, 2024], **FIELDS)
NOT_FALLING = a_rule("trend", years=[2023, 2024], strictly=False, **FIELDS)


def _said(rates: Mapping[int, tuple[int | None, int | None]]) -> list[dict[str, object]]:
    return [
        {"of": "C", "attribute": name, "on": date(year, 12, 31), "value": value}
        for year, pair in rates.items()
        for name, value in zip(("in_care", "children"), pair, strict=True)
        if value is not None
    ]


@pytest.mark.parametrize(
    ("rates", "strict", "not_falling"),
    [
        ({2022: (1, 10), 2023: (2, 10), 2024: (3, 10)}, "met", "met"),
        ({2022: (1, 10), 2023: (2, 10), 2024: (20, 100)}, "not_met", "met"),
        ({2022: (3, 10), 2023: (2, 10), 2024: (4, 10)}, "not_met", "not_met"),
        # Fewer children in care, of still fewer children: the rate rises.
        ({2022: (10, 100), 2023: (9, 80), 2024: (8, 60)}, "met", "met"),
        # 1/3 and 333/1,000 both show as 33.3 %.
        ({2022: (1, 10), 2023: (333, 1000), 2024: (1, 3)}, "met", "met"),
        ({2022: (1, 10), 2023: (1, 3), 2024: (333, 1000)}, "not_met", "not_met"),
    ],
)
def test_each_year_is_held_against_the_year_before(
    rates: dict[int, tuple[int, int]], strict: str, not_falling: str
) -> None:
    assert judged(STRICT, CITY, on=ON, statements=_said(rates)) == {"C": strict}
    assert judged(NOT_FALLING, CITY, on=ON, statements=_said(rates)) == {"C": not_falling}


def test_a_fall_decides_where_another_year_is_unknown_and_a_rise_does_not() -> None:
    fell = {2023: (2, 10), 2024: (1, 10)}
    rose = {2023: (1, 10), 2024: (2, 10)}
    assert judged(STRICT, CITY, on=ON, statements=_said(fell)) == {"C": "not_met"}
    assert judged(STRICT, CITY, on=ON, statements=_said(rose)) == {"C": "undetermined"}


def test_an_old_figure_never_answers_for_a_later_year() -> None:
    rates = {2021: (1, 10), 2022: (2, 10), 2023: (3, 10)}
    assert judged(STRICT, CITY, on=ON, statements=_said(rates)) == {"C": "undetermined"}
    late = [*_said(rates), {"of": "C", "attribute": "in_care", "on": date(2024, 6, 30), "value": 4}]
    assert judged(STRICT, CITY, on=ON, statements=late) == {"C": "undetermined"}


def test_what_was_stated_after_the_day_is_not_known_yet() -> None:
    rates = {2022: (1, 10), 2023: (2, 10), 2024: (3, 10)}
    assert judged(STRICT, CITY, on=date(2024, 12, 30), statements=_said(rates)) == {"C": "undetermined"}


def test_no_children_are_no_rate() -> None:
    rates = {2022: (0, 0), 2023: (1, 10), 2024: (2, 10)}
    assert judged(STRICT, CITY, on=ON, statements=_said(rates)) == {"C": "undetermined"}


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 50), some.integers(1, 50)), min_size=3, max_size=3))
def test_the_answer_is_that_of_cross_products(rates: list[tuple[int, int]]) -> None:
    facts = small_city(on=ON, units=CITY, statements=_said(dict(zip((2022, 2023, 2024), rates, strict=True))))
    rises = [b * c < d * a for (b, a), (d, c) in pairwise(rates)]
    falls = [d * a < b * c for (b, a), (d, c) in pairwise(rates)]
    assert outcomes(STRICT, facts) == {"C": "met" if all(rises) else "not_met"}
    assert outcomes(NOT_FALLING, facts) == {"C": "not_met" if any(falls) else "met"}
