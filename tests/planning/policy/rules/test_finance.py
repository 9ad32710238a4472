"""What is paid for childcare and on which terms."""

from decimal import Decimal
from itertools import product

import pytest
from pydantic import ValidationError

from planning.policy.examples.world import small_city
from planning.policy.outcome import Modality
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import DAY, WAYS, a_rule, judged, told_by

SHANXI = load_profile("shanxi-2020")
FEE, PRICES = SHANXI.rule("SX-17"), SHANXI.rule("SX-16")


@pytest.mark.parametrize(
    ("parents", "paid", "outcome"),
    [
        (3, 600, "met"),
        (3, 601, "met"),
        (3, Decimal("599.99"), "not_met"),
        (1, 0, "not_met"),
        (0, 0, "not_applicable"),
        (None, 600, "undetermined"),
        (3, None, "undetermined"),
        ("三", 600, "undetermined"),
    ],
)
def test_two_hundred_yuan_for_each_parent_in_a_month(parents: object, paid: object, outcome: str) -> None:
    unit = {"level": "employer", "id": "e", "pays_care_fee": True}
    given = unit | {"entitled_parents": parents, "care_fee_paid_yuan_a_month": paid}
    assert judged(FEE, [given]) == {"e": outcome}


def test_the_fee_is_of_an_employers_own_will() -> None:
    assert FEE.modality is Modality.ENCOURAGED
    assert judged(FEE, [{"level": "employer", "id": "e", "pays_care_fee": False}]) == {"e": "not_applicable"}


def test_the_trace_multiplies_parents_by_yuan() -> None:
    unit = {"level": "employer", "id": "e", "name": "某厂", "pays_care_fee": True, "entitled_parents": 3}
    facts = small_city(on=DAY, units=[unit | {"care_fee_paid_yuan_a_month": 500}])
    step = FEE.step(FEE.evaluate(facts).iloc[0], facts)
    assert step.filled == "3×200=600"
    assert "缺 100 元" in step.says
    assert [(item.name, item.value, item.unit) for item in step.inputs] == [
        ("符合条件的职工父母人数", "3", ""),
        ("当月发放的婴幼儿保教费", "500", "元"),
    ]


def test_one_commercial_price_decides_and_a_missing_one_leaves_open() -> None:
    ways = list(product(WAYS, repeat=4))
    word = {True: "residential", False: "commercial", None: None}
    names = [f"price_class_{kind}" for kind in ("water", "electricity", "gas", "heat")]
    units = [
        {"level": "institution", "id": f"i{n}"} | dict(zip(names, (word[item] for item in way), strict=True))
        for n, way in enumerate(ways)
    ]
    assert list(judged(PRICES, units).values()) == [told_by(way) for way in ways]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"yuan_each": 200, "per": "n"},
        {
            "yuan_each": 200,
            "per": "n",
            "per_zh": "数",
            "paid": "p",
            "paid_zh": "付",
            "terms": [{"column": "a", "zh": "甲", "is_true": True}],
        },
    ],
)
def test_a_rule_is_an_amount_or_terms(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="amount"):
        a_rule("finance", level="institution", **fields)
