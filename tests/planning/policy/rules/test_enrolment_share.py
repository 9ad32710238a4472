"""在托婴幼儿占比: children, never places."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as some

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


def test_read_as_counting_for_each_way_it_counts_twice_and_what_is_unknown_of_one_way_leaves_it_open() -> None:
    twice = RULE.model_copy(update={"once": False})
    units = [{"level": "city", "id": "C"}]
    both = {"id": "a", "ownership": "public", "inclusive": True, "enrolled": 20}
    rest = {"id": "b", "enrolled": 80}
    known = small_city(on=date(2025, 6, 30), units=units, sites=[both, rest])
    assert twice.evaluate(known)["value"].item() == 20 + 20
    # 20 for being public, and 20 more if it is inclusive: 20 or 40 of the 30 that are owed.
    unsure = small_city(on=date(2025, 6, 30), units=units, sites=[both | {"inclusive": None}, rest])
    assert twice.evaluate(unsure)["outcome"].item() == "undetermined"
    assert RULE.evaluate(unsure)["outcome"].item() == "not_met"


def test_a_share_that_would_round_to_the_figure_is_still_short() -> None:
    # 36,539 / 121,800 shows as 30.0 %, and 30 % of 121,800 are 36,540.
    assert found({"id": "a", "inclusive": True, "enrolled": 36_539}, {"id": "b", "enrolled": 85_261}) == (
        36_540,
        36_539,
        "not_met",
    )


@settings(max_examples=40, deadline=None)
@given(with_it=some.integers(0, 10_000), rest=some.integers(0, 10_000))
def test_the_answer_is_that_of_the_exact_fraction(with_it: int, rest: int) -> None:
    outcome = found({"id": "a", "ownership": "public", "enrolled": with_it}, {"id": "b", "enrolled": rest})[2]
    if with_it + rest == 0:
        assert outcome == "not_applicable"
    else:
        assert outcome == ("met" if Fraction(with_it, with_it + rest) >= Fraction(3, 10) else "not_met")
