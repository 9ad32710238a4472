"""Facts answer what is stated of a subject, by day and by year, and work out each answer once."""

from datetime import date

from planning.policy.examples.world import small_city
from planning.policy.facts import Facts
from planning.policy.site_filter import SiteFilter
from planning.policy.subjects import Subject
from planning.policy.tally import Counted, tally

DAY = date(2025, 6, 30)


def facts() -> Facts:
    return small_city(
        on=DAY,
        units=[{"level": "institution", "id": "a", "staff": 7}, {"level": "institution", "id": "b"}],
        statements=[
            {"of": "a", "attribute": "staff", "on": date(2025, 1, 1), "value": "8"},
            {"of": "b", "attribute": "staff", "on": date(2024, 1, 1), "value": "5"},
            {"of": "b", "attribute": "staff", "on": date(2024, 9, 1), "value": "6"},
            {"of": "b", "attribute": "staff", "on": date(2025, 9, 1), "value": "9"},
        ],
        sites=[{"id": "s", "within": ["a"], "places": 10}],
    )


def test_a_units_own_column_comes_before_what_is_stated_and_the_latest_statement_before_older_ones() -> None:
    assert facts().attribute(Subject.INSTITUTION, "staff").tolist() == [7, "6"]


def test_a_year_is_answered_by_what_was_stated_within_it() -> None:
    known = facts()
    assert known.of_year(Subject.INSTITUTION, "staff", year=2024).dropna().to_dict() == {"b": "6"}
    assert known.of_year(Subject.INSTITUTION, "staff", year=2025).dropna().to_dict() == {"a": "8"}


def test_an_attribute_that_nobody_states_is_unknown_of_everybody() -> None:
    assert facts().attribute(Subject.INSTITUTION, "rooms").isna().all()


def test_an_answer_is_worked_out_once() -> None:
    known = facts()
    first, again = (tally(known, Subject.INSTITUTION, sites=SiteFilter(), counts=Counted.PLACES) for _ in range(2))
    assert first is again
    assert first.value.tolist() == [10, 0]
    assert known.over_the_register() is known.over_the_register()


def test_facts_with_another_register_remember_nothing_of_the_first() -> None:
    known = facts()
    tally(known, Subject.INSTITUTION, sites=SiteFilter(), counts=Counted.PLACES)
    bare = Facts(on=DAY, units=known.units, sites=known.sites.head(0) if known.sites is not None else None)
    assert bare.over_the_register().sites is None
