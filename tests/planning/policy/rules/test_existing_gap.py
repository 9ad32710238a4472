"""Whether an existing area without childcare got it by the means and day that a clause names."""

from datetime import date
from decimal import Decimal

import pytest

from planning.policy.clauses import Clause
from planning.policy.parameters import Parameter
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import DAY, DOCUMENT, a_rule, judged

DUE = date(2024, 12, 31)
DATED = a_rule("existing_gap", level="residential-area", means=["purchase", "exchange", "lease"], deadline=DUE)
SHORT = a_rule("existing_gap", level="residential-area", means=["lease"], also_short=True, parameter="old_per_1000")
GIVEN = SHORT.supplied(
    {
        "old_per_1000": Parameter(
            id="old_per_1000",
            zh="老区比例",
            value=Decimal(5),
            source=Clause.model_validate({"document": DOCUMENT, "clause": "本地"}),
        )
    }
)


@pytest.mark.parametrize("rule", [load_profile("gansu").rule("GS-04c"), load_profile("shanxi-2020").rule("SX-04")])
def test_a_term_that_names_no_day_has_no_deadline(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.deadline is None
    area = {"level": "residential-area", "id": "R1", "era": "existing"}
    late = area | {"obtained_by": "purchase", "obtained_on": date(2035, 1, 1)}
    assert judged(rule, [area], on=date(2036, 1, 1), sites=[]) == {"R1": "not_met"}
    assert judged(rule, [late], on=date(2036, 1, 1), sites=[]) == {"R1": "met"}


def test_what_was_obtained_on_the_last_day_is_in_time_and_a_day_later_is_not() -> None:
    units = [
        _area("R1", "purchase", DUE),
        _area("R2", "purchase", date(2025, 1, 1)),
        _area("R3", "gift", DUE),
        _area("R4", "lease", None),
    ]
    assert judged(DATED, units, sites=[]) == {
        "R1": "deadline_passed_met",
        "R2": "deadline_passed_not_met",
        "R3": "deadline_passed_not_met",
        "R4": "deadline_passed_unknown",
    }
    assert judged(DATED, units[:1], on=DUE, sites=[]) == {"R1": "met"}


def test_a_facility_or_a_lease_is_enough_where_the_other_is_unknown() -> None:
    assert judged(DATED, [_area("R1", "lease", DUE)], on=DUE) == {"R1": "met"}
    assert judged(DATED, [_area("R1", None, None)], on=DUE) == {"R1": "undetermined"}
    assert judged(DATED, [_area("R1", "gift", None)], on=DUE, sites=[{"id": "a", "within": ["R1"]}]) == {"R1": "met"}


def test_too_few_places_are_a_gap_as_well_and_what_is_known_may_decide() -> None:
    # 1,000 people at 5 per 1,000: 5 places.
    units = [{"level": "residential-area", "id": f"R{n}", "residents": 1000} for n in range(1, 5)]
    sites = [
        {"id": "a", "within": ["R1"], "places": 5},
        {"id": "b", "within": ["R2"], "places": 4},
        {"id": "c1", "within": ["R3"], "places": 5},
        {"id": "c2", "within": ["R3"], "places": None},
        {"id": "d", "within": ["R4"], "places": None},
    ]
    assert judged(GIVEN, units, sites=sites) == {"R1": "met", "R2": "not_met", "R3": "met", "R4": "undetermined"}
    assert judged(GIVEN, [{"level": "residential-area", "id": "R1"}], sites=sites[:0]) == {"R1": "undetermined"}


def test_without_a_ratio_of_the_place_only_the_lack_of_any_facility_can_be_told() -> None:
    units = [{"level": "residential-area", "id": f"R{n}", "residents": 1000} for n in (1, 2)]
    found = judged(SHORT, units, sites=[{"id": "a", "within": ["R1"], "places": 500}], on=DAY)
    assert found == {"R1": "undetermined", "R2": "not_met"}
    assert SHORT.unsupplied() == ("old_per_1000",)
    assert [clause.clause for clause in GIVEN.clauses] == ["1", "本地"]


def test_what_opened_after_the_deadline_came_too_late_and_an_untold_day_leaves_it_open() -> None:
    units = [_area(f"R{n}", None, None) for n in range(1, 4)]
    sites = [
        {"id": "a", "within": ["R1"], "opened_on": DUE},
        {"id": "b", "within": ["R2"], "opened_on": date(2025, 1, 1)},
        {"id": "c", "within": ["R3"], "opened_on": "unknown"},
    ]
    assert judged(DATED, units, sites=sites) == {
        "R1": "deadline_passed_met",
        "R2": "deadline_passed_not_met",
        "R3": "deadline_passed_unknown",
    }


def _area(area_id: str, means: str | None, on: date | None) -> dict[str, object]:
    return {"level": "residential-area", "id": area_id, "obtained_by": means, "obtained_on": on}
