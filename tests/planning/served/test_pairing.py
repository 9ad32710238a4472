import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.served.pairing import first_pairing

Flows = dict[tuple[int, int], int]


def paired(flows: Flows) -> Flows:
    """The first pairing that serves and uses as many everywhere; every pair of `flows` may be used."""
    keys = sorted(flows)
    columns = np.array(keys, dtype=np.int64).reshape(-1, 2).T
    found = first_pairing(*columns, children=np.array([flows[key] for key in keys], dtype=np.int64))
    return dict(zip(keys, found.tolist(), strict=True))


def test_two_children_swap_until_the_first_has_the_first_place() -> None:
    assert paired({(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 0}) == {(0, 0): 1, (0, 1): 0, (1, 0): 0, (1, 1): 1}


def test_as_many_swap_as_there_are_on_both_sides() -> None:
    # Three of the first group are at the second place, but only two of the others can come over.
    assert paired({(0, 0): 1, (0, 1): 3, (1, 0): 2, (1, 1): 0}) == {(0, 0): 3, (0, 1): 1, (1, 0): 0, (1, 1): 2}


def test_nobody_moves_where_no_chain_of_moves_comes_back() -> None:
    apart = {(0, 0): 1, (0, 1): 0, (1, 1): 1, (2, 2): 4}
    assert paired(apart) == apart
    assert paired({}) == {}


@st.composite
def pairings(draw: st.DrawFn) -> Flows:
    keys = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20, unique=True))
    return {key: draw(st.integers(0, 3)) for key in keys}


def sums(flows: Flows) -> list[list[int]]:
    return [[sum(number for key, number in flows.items() if key[side] == one) for one in range(6)] for side in (0, 1)]


@settings(max_examples=200, deadline=None)
@given(pairings())
def test_wherever_one_starts_the_pairing_is_the_same(flows: Flows) -> None:
    first = paired(flows)
    assert sums(first) == sums(flows)
    assert min(first.values(), default=0) >= 0
    assert [first[key] for key in sorted(first)] >= [flows[key] for key in sorted(flows)]
    # The same children and places with others' turns: ids reversed, settled, and turned back.
    turned = {(5 - i, 5 - j): number for (i, j), number in first.items()}
    back = {(5 - i, 5 - j): number for (i, j), number in paired(turned).items()}
    assert paired(back) == first
