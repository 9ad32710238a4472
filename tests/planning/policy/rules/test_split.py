"""A development that was split into plots is judged as one, and its plots add up to what it is owed."""

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as some

from planning.policy.examples.world import small_city
from planning.policy.finding import Finding
from planning.policy.reading import load_profile

EZHOU = load_profile("ezhou-2021-draft")
RULE = EZHOU.rule("EZ-06")


def _found(plots: list[tuple[int | None, int | None]], **more: object) -> pd.DataFrame:
    units = [
        {"level": "residential-area", "id": f"R{n}", "era": "new", "central": True, "development_id": "d", **more}
        | {"residents": people, "provided": places}
        for n, (people, places) in enumerate(plots)
    ]
    return RULE.evaluate(small_city(on=date(2026, 9, 30), units=units))


@settings(max_examples=50, deadline=None)
@given(some.lists(some.tuples(some.integers(1, 9_000), some.integers(0, 60)), min_size=1, max_size=6))
def test_plots_are_owed_together_what_one_area_of_their_people_is_owed(plots: list[tuple[int, int]]) -> None:
    found, people = _found(plots), sum(one for one, _ in plots)
    if people < 8_000:
        assert set(found["outcome"]) == {"not_applicable"}
        return
    owed = -(-people * 4 // 1000)
    assert found["required"].sum() == owed
    assert set(found["outcome"]) == {"met" if sum(places for _, places in plots) >= owed else "not_met"}


def test_places_known_to_be_enough_decide_whatever_another_plot_provides() -> None:
    assert set(_found([(5_000, 40), (5_000, None)])["outcome"]) == {"met"}
    assert set(_found([(5_000, 39), (5_000, None)])["outcome"]) == {"undetermined"}


def test_a_plot_that_may_lie_outside_leaves_its_whole_development_open() -> None:
    units = [
        {"level": "residential-area", "id": "R1", "era": "new", "central": True, "residents": 9_000, "provided": 90},
        {"level": "residential-area", "id": "R2", "era": "new", "residents": 9_000, "provided": 90},
    ]
    named = [unit | {"development_id": "d"} for unit in units]
    assert set(RULE.evaluate(small_city(on=date(2026, 9, 30), units=named))["outcome"]) == {"undetermined"}
    apart = RULE.evaluate(small_city(on=date(2026, 9, 30), units=units)).set_index("area_id")["outcome"]
    assert apart.to_dict() == {"R1": "met", "R2": "undetermined"}


def test_the_sentence_of_a_plot_does_not_call_short_what_the_development_has() -> None:
    found = _found([(5_001, 41), (5_001, 0)])
    assert found["required"].to_list() == [21, 20]  # 10,002 people are owed 41, each plot alone would be owed 21
    facts = small_city(on=date(2026, 9, 30), units=[{"level": "residential-area", "id": "R1", "name": "二期"}])
    says = RULE.step(found.iloc[1], facts).says
    assert "应有 5,001×4÷1000，与同一开发项目合计后=20 个托位；现有 0 个托位，达标（" in says
    assert "threshold_split：单独不足规模门槛；同一开发项目的R0、R1合计10,002人，已配托位合计41个" in says
    assert "缺" not in says
    assert Finding.of(found.iloc[1]).shortfall == 0
