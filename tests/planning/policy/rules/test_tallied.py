"""Whether a unit has a fixed number, no fewer and, where the clause gives a range, no more."""

from datetime import date

import pytest

from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile
from tests.planning.policy.rules.laws import judged

PILOTS = load_profile("shanxi-2020").rule("SX-21")
DUE = date(2020, 12, 31)


@pytest.mark.parametrize(("pilots", "outcome"), [(0, "not_met"), (1, "met"), (2, "met"), (3, "not_met")])
def test_both_ends_of_a_range_are_within_it(pilots: int, outcome: str) -> None:
    assert judged(PILOTS, [{"level": "city", "id": "C", "public_pilots": pilots}], on=DUE) == {"C": outcome}


def test_more_than_the_range_is_told_as_too_many_and_never_as_a_surplus() -> None:
    facts = small_city(on=DUE, units=[{"level": "city", "id": "C", "name": "某市", "public_pilots": 3}])
    says = PILOTS.step(PILOTS.evaluate(facts).iloc[0], facts).says
    assert "现有 3 个，未达标" in says
    assert "（多于2个）" in says
    assert "富余" not in says
