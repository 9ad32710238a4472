"""在托婴幼儿占比: children, never places."""

from datetime import date

from planning.policy.examples.world import small_city
from planning.policy.rules.enrolment_share import EnrolmentShare

RULE = EnrolmentShare.model_validate(
    {
        "id": "E",
        "name": "公办普惠在托占比",
        "level": "city",
        "share": "0.3",
        "sites": {"any_of": [{"ownership": ["public"]}, {"inclusive": True}]},
        "source": {
            "document": {"id": "d", "title": "某市标准", "issuer": "某市", "status": "local"},
            "clause": "1",
        },
    }
)


def found(*sites: dict[str, object]) -> tuple[object, ...]:
    facts = small_city(on=date(2025, 6, 30), units=[{"level": "city", "id": "C"}], sites=sites)
    row = RULE.evaluate(facts).iloc[0]
    return row["required"], row["value"], row["outcome"]


def test_children_are_counted_and_not_places() -> None:
    # 200 places but 10 children with the public one, 40 elsewhere: 10 of 50 is 20 %, and 15 are owed.
    public = {"id": "a", "ownership": "public", "places": 200, "enrolled": 10}
    assert found(public, {"id": "b", "places": 40, "enrolled": 40}) == (15, 10, "not_met")


def test_an_institution_that_is_both_public_and_inclusive_counts_once() -> None:
    both = {"id": "a", "ownership": "public", "inclusive": True, "enrolled": 15}
    assert found(both, {"id": "b", "enrolled": 35}) == (15, 15, "met")


def test_nobody_in_care_is_no_share_at_all() -> None:
    assert found({"id": "a", "ownership": "public", "enrolled": 0})[2] == "not_applicable"


def test_one_way_that_holds_decides_where_the_other_is_unknown() -> None:
    public = {"id": "a", "ownership": "public", "inclusive": None, "enrolled": 20}
    assert found(public, {"id": "b", "inclusive": False, "enrolled": 30}) == (15, 20, "met")
