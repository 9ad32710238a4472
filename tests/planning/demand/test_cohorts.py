from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from planning.demand.assumptions import Assumptions
from planning.demand.cohorts import CohortFactors, cohort_step
from planning.model.codes import Variant

ON = date(2026, 9, 30)
days = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def test_a_month_that_is_over_counts_itself() -> None:
    step = cohort_step(20, 2026, on=ON)
    assert (step.born, step.counted, step.present_age, step.growth) == ("2025-04", "2025-04", 17, ())
    assert step.exposed == ((2026, 3),)  # October, November and December


def test_a_month_to_come_is_counted_from_the_last_twelve() -> None:
    step = cohort_step(0, 2028, on=ON)
    assert (step.born, step.counted, step.present_age) == ("2028-12", "2025-12", 9)
    assert (step.growth, step.exposed) == ((2026, 2027, 2028), ())
    step = cohort_step(3, 2028, on=ON)
    assert (step.born, step.counted, step.present_age) == ("2028-09", "2026-09", 0)
    assert (step.growth, step.exposed) == ((2027, 2028), ((2028, 3),))


def test_children_are_exposed_from_their_birth_and_not_before_the_study() -> None:
    assert cohort_step(30, 2028, on=ON).exposed == ((2026, 3), (2027, 12), (2028, 12))
    assert cohort_step(20, 2028, on=ON).exposed == ((2027, 8), (2028, 12))


def test_nothing_is_worth_more_or_less_where_nothing_is_assumed() -> None:
    factors = CohortFactors(Assumptions((), lineage={"1": ("1",)}), Variant.LOW)
    assert factors.of("1", cohort_step(30, 2035, on=ON)) == Fraction(1)


@given(days, st.integers(0, 35), st.integers(0, 20))
def test_every_cohort_is_counted_from_a_month_that_is_known(on: date, age: int, ahead: int) -> None:
    step = cohort_step(age, on.year + ahead, on=on)
    assert 0 <= step.present_age <= 35
    assert step.counted[5:] == step.born[5:]
    assert len(step.growth) == int(step.born[:4]) - int(step.counted[:4])
    assert sum(months for _, months in step.exposed) <= 36
    assert step.counted == step.born or step.present_age < 12
