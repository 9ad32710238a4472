"""Whether a total was shared out by the base of a clause: by children, or by weighted factors."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pydantic import ValidationError

from planning.policy.clauses import Clause
from planning.policy.examples.world import small_city
from planning.policy.parameters import Parameter
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import DAY, DOCUMENT, a_rule

GUANGZHOU = load_profile("guangzhou-2023-2025")
BY_CHILDREN = GUANGZHOU.rule("GZ-26")
BY_FACTORS = GUANGZHOU.rule("GZ-25")
FACTORS = ("places_use_rate", "residents_growth_ratio", "childbearing_share", "urban_share")


def _streets(children: list[int | None], given_places: list[int | None]) -> list[dict[str, Any]]:
    return [
        {"level": "street", "id": f"S{n:02}", "parent_id": "D"}
        | {"children_under_3": one, "new_inclusive_places": other}
        for n, (one, other) in enumerate(zip(children, given_places, strict=True))
    ]


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 500), some.integers(0, 90)), min_size=1, max_size=8))
def test_the_shares_are_whole_and_add_up_to_what_was_given(streets: list[tuple[int, int]]) -> None:
    children, places = ([pair[place] for pair in streets] for place in (0, 1))
    found = BY_CHILDREN.evaluate(small_city(on=DAY, units=_streets(children, places)))
    if sum(children) == 0:
        assert set(found["outcome"]) == {"undetermined"}
        return
    assert found["required"].sum() == sum(places)
    for row, one in zip(found.to_dict("records"), children, strict=True):
        assert abs(row["required"] * sum(children) - one * sum(places)) < sum(children)
        assert row["outcome"] == ("met" if row["value"] >= row["required"] else "not_met")


def test_a_total_of_the_city_is_the_least_and_more_may_be_planned() -> None:
    rule = a_rule(
        "allocation",
        level="district",
        given="planned",
        given_zh="安排数",
        total="to_share",
        total_zh="总数",
        factors=[{"column": "children_under_3", "zh": "婴幼儿"}],
    )
    city = {"level": "city", "id": "C", "to_share": 30}
    districts = [
        {"level": "district", "id": "D1", "parent_id": "C", "children_under_3": 200, "planned": 25},
        {"level": "district", "id": "D2", "parent_id": "C", "children_under_3": 100, "planned": 9},
        {"level": "district", "id": "D3", "parent_id": "C", "children_under_3": 0},
    ]
    facts = small_city(on=DAY, units=[city, *districts])
    found = rule.evaluate(facts)
    assert found["required"].to_list() == [20, 10, 0]
    assert found["outcome"].to_list() == ["met", "not_met", "undetermined"]
    told = [(item.name, item.value) for item in rule.step(found.iloc[0], facts).inputs]
    assert told == [("安排数", "25"), ("总数", "30"), ("婴幼儿", "200")]
    assert rule.formula().startswith("应得 = 总数 × 婴幼儿")
    assert rule.reads() == ("安排数", "总数", "婴幼儿")


@pytest.mark.parametrize("bad", [{"to_share": -1}, {}])
def test_a_total_that_is_none_leaves_every_unit_open(bad: dict[str, int]) -> None:
    units = [
        {"level": "city", "id": "C"} | {key.replace("to_share", "new_places_to_share"): n for key, n in bad.items()},
        {"level": "district", "id": "D1", "parent_id": "C", "new_places_planned": 5} | dict.fromkeys(FACTORS, 1),
    ]
    rule = BY_FACTORS.supplied(_weights())
    found = rule.evaluate(small_city(on=DAY, units=units))
    assert found["outcome"].to_list() == ["undetermined"]
    assert "缺少“全市须分配的新增托位”" in found["reason"].item()


def test_a_factor_below_zero_is_no_share_and_never_stops_the_study() -> None:
    units = [
        {"level": "city", "id": "C", "new_places_to_share": 10},
        {"level": "district", "id": "D1", "parent_id": "C", "new_places_planned": 5} | dict.fromkeys(FACTORS, 1),
        {"level": "district", "id": "D2", "parent_id": "C", "new_places_planned": 5}
        | dict.fromkeys(FACTORS, 1)
        | {"residents_growth_ratio": Decimal("-0.1")},
    ]
    found = BY_FACTORS.supplied(_weights()).evaluate(small_city(on=DAY, units=units))
    assert found["outcome"].to_list() == ["undetermined", "undetermined"]
    assert "小于0" in found["reason"].iloc[1]


def test_another_scale_of_a_factor_or_of_the_weights_changes_no_share() -> None:
    def shares(scale: int, weight: str) -> list[int]:
        units = [
            {"level": "city", "id": "C", "new_places_to_share": 97},
            *(
                {"level": "district", "id": f"D{n}", "parent_id": "C", "new_places_planned": 1}
                | {name: Decimal(n * scale + (name == "urban_share") * scale) for name in FACTORS}
                for n in (1, 2, 4)
            ),
        ]
        found = BY_FACTORS.supplied(_weights(weight)).evaluate(small_city(on=DAY, units=units))
        return [int(share) for share in found["required"]]

    assert shares(1, "1") == shares(100, "1") == shares(1, "0.25")
    assert sum(shares(1, "1")) == 97


def test_a_total_has_a_name() -> None:
    with pytest.raises(ValidationError, match="total and total_zh come together"):
        a_rule(
            "allocation",
            level="district",
            given="a",
            given_zh="甲",
            total="b",
            factors=[{"column": "c", "zh": "丙"}],
        )


def _weights(value: str = "1") -> dict[str, Parameter]:
    source = Clause.model_validate({"document": DOCUMENT, "clause": "给定"})
    names = [f"weight_{name}" for name in FACTORS]
    return {name: Parameter(id=name, zh=name, value=Decimal(value), source=source) for name in names}
