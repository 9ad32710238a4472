from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from planning.population.control_totals import control_totals, half_up

LINES = {"111": ("111", "11", "1"), "112": ("112", "11", "1"), "121": ("121", "12", "1")}
exact_numbers = st.fractions(min_value=0, max_value=1000, max_denominator=97)


def test_the_city_is_rounded_and_its_streets_share_it() -> None:
    # 1.5 + 1.5 + 1.4 = 4.4, so 4: one each, and the largest remainders have the fourth: the lower id of two halves.
    exact = {"111": Fraction(3, 2), "112": Fraction(3, 2), "121": Fraction(7, 5)}
    assert control_totals(exact, lineage=LINES) == {"111": 2, "112": 1, "121": 1, "11": 3, "12": 1, "1": 4}


def test_an_unknown_street_leaves_the_city_out_and_its_neighbours_in() -> None:
    exact = {"111": Fraction(3, 2), "112": None, "121": Fraction(3, 2)}
    assert control_totals(exact, lineage=LINES) == {"111": 2, "121": 2, "12": 2}


def test_a_half_goes_up() -> None:
    assert [half_up(Fraction(twice, 2)) for twice in (0, 1, 2, 3)] == [0, 1, 1, 2]


@given(exact_numbers, exact_numbers, exact_numbers)
def test_parts_add_up_and_none_is_off_by_one(north: Fraction, south: Fraction, west: Fraction) -> None:
    exact = {"111": north, "112": south, "121": west}
    whole = control_totals(exact, lineage=LINES)
    assert whole["1"] == half_up(north + south + west) == whole["11"] + whole["12"]
    assert whole["11"] == whole["111"] + whole["112"]
    assert all(abs(whole[unit] - exact[unit]) < 2 for unit in exact)
