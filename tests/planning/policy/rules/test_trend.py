"""逐年提高: each year's rate above the year before."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planning.policy.examples.world import small_city
from planning.policy.rules.trend import Trend

DOCUMENT = {"id": "d", "title": "某市标准", "issuer": "某市", "status": "local"}


def rising(**more: Any) -> Trend:
    return Trend.model_validate(
        {
            "id": "T",
            "name": "入托率",
            "level": "city",
            "part": "enrolled",
            "part_zh": "在托",
            "whole": "children",
            "whole_zh": "儿童",
            "years": [2023, 2024],
            "source": {"document": DOCUMENT, "clause": "1"},
        }
        | more
    )


def outcome(rule: Trend, rates: dict[int, tuple[int, int]]) -> str:
    said = [
        {"of": "C", "attribute": name, "on": date(year, 12, 31), "value": value}
        for year, pair in rates.items()
        for name, value in zip(("enrolled", "children"), pair, strict=True)
    ]
    facts = small_city(on=date(2024, 12, 31), units=[{"level": "city", "id": "C"}], statements=said)
    return str(rule.evaluate(facts)["outcome"].item())


@pytest.mark.parametrize(
    ("rates", "strictly", "says"),
    [
        # 6 %, 7 %, 8 %: both years rose.
        ({2022: (60, 1000), 2023: (70, 1000), 2024: (80, 1000)}, True, "met"),
        # 70 of 1,000 and 63 of 900 are both 7 %: not a rise, and no fall.
        ({2022: (60, 1000), 2023: (70, 1000), 2024: (63, 900)}, True, "not_met"),
        ({2022: (60, 1000), 2023: (70, 1000), 2024: (63, 900)}, False, "met"),
        # A fall decides although the first year is unknown; a rise alone does not.
        ({2023: (70, 1000), 2024: (60, 1000)}, True, "not_met"),
        ({2023: (70, 1000), 2024: (80, 1000)}, True, "undetermined"),
        # Fewer children in care and a higher rate is a rise.
        ({2022: (60, 1000), 2023: (59, 900), 2024: (58, 800)}, True, "met"),
    ],
)
def test_a_rate_rises_year_by_year(rates: dict[int, tuple[int, int]], strictly: bool, says: str) -> None:
    assert outcome(rising(strictly=strictly), rates) == says


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 50), some.integers(1, 50)), min_size=3, max_size=3))
def test_the_answer_is_that_of_cross_products(rates: list[tuple[int, int]]) -> None:
    by_year = dict(zip((2022, 2023, 2024), rates, strict=True))
    rises = [part * before_whole > before * whole for (before, before_whole), (part, whole) in pairwise(rates)]
    falls = [part * before_whole < before * whole for (before, before_whole), (part, whole) in pairwise(rates)]
    assert outcome(rising(), by_year) == ("met" if all(rises) else "not_met")
    assert outcome(rising(strictly=False), by_year) == ("not_met" if any(falls) else "met")


def test_rates_that_show_alike_are_compared_exactly() -> None:
    # 1/3 and 333/1,000 both show as 33.3 %.
    assert outcome(rising(), {2022: (1, 10), 2023: (333, 1000), 2024: (1, 3)}) == "met"
    assert outcome(rising(), {2022: (1, 10), 2023: (1, 3), 2024: (333, 1000)}) == "not_met"


def test_no_children_are_no_rate() -> None:
    assert outcome(rising(), {2022: (0, 0), 2023: (1, 10), 2024: (2, 10)}) == "undetermined"
