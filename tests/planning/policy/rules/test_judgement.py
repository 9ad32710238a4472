"""Parts of an hour or of a square metre are compared exactly, beside units of which nobody knows."""

from decimal import Decimal

import pandas as pd
import pytest

from planning.policy.examples.world import small_city
from tests.planning.policy.rules.laws import DAY, a_rule

HOURS = a_rule("hours", level="institution", column="hours", column_zh="学时", at_least=Decimal(60))


@pytest.mark.parametrize(
    ("hours", "outcome", "shortfall"),
    [
        (Decimal("59.5"), "not_met", Decimal("0.5")),
        (Decimal("60.0"), "met", 0),
        (Decimal("60.25"), "met", 0),
        (0, "not_met", 60),
        (None, "undetermined", None),
    ],
)
def test_an_answer_does_not_depend_on_who_stands_beside(hours, outcome: str, shortfall) -> None:  # type: ignore[no-untyped-def]
    asked = {"level": "institution", "id": "a", "hours": hours}
    for beside in ([], [Decimal("3.75")], [None], [None, Decimal("99.9"), 70]):
        others = [{"level": "institution", "id": f"b{n}", "hours": other} for n, other in enumerate(beside)]
        found = HOURS.evaluate(small_city(on=DAY, units=[asked, *others])).set_index("area_id").loc["a"]
        assert found["outcome"] == outcome
        assert (None if pd.isna(found["shortfall"]) else found["shortfall"]) == shortfall
