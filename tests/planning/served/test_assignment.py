from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.errors import AssignmentError
from planning.served.assignment import Pairs, assign

Walks = dict[tuple[int, int], float]


def given_places(seeking: list[int], places: list[int], walks: Walks) -> dict[tuple[int, int], int]:
    keys = list(walks)
    pairs = Pairs(
        np.array([seeker for seeker, _ in keys], dtype=np.int64),
        np.array([place for _, place in keys], dtype=np.int64),
        np.array([walks[key] for key in keys], dtype=np.float64),
    )
    found = assign(np.array(seeking, dtype=np.int64), np.array(places, dtype=np.int64), pairs=pairs)
    return {key: int(children) for key, children in zip(keys, found, strict=True) if children}


def test_children_take_the_nearest_places_while_these_last() -> None:
    # Three children, two places next door, the third walks on.
    assert given_places([3], [2, 5], {(0, 0): 100, (0, 1): 400}) == {(0, 0): 2, (0, 1): 1}


def test_the_one_who_can_go_elsewhere_leaves_the_place_to_the_one_who_cannot() -> None:
    # 甲 lives nearer to the first site, but 乙 reaches no other: two children served beat the shorter walk.
    assert given_places([1, 1], [1, 1], {(0, 0): 50, (0, 1): 900, (1, 0): 300}) == {(0, 1): 1, (1, 0): 1}


def test_of_two_ways_to_serve_all_the_one_that_walks_less_is_taken() -> None:
    walks = {(0, 0): 100, (0, 1): 200, (1, 0): 150, (1, 1): 400}
    # 甲 to the second and 乙 to the first: 350 m; the other way round: 500 m.
    assert given_places([1, 1], [1, 1], walks) == {(0, 1): 1, (1, 0): 1}


def test_ties_go_to_the_lower_ids() -> None:
    assert given_places([1, 1], [1], {(0, 0): 100, (1, 0): 100}) == {(0, 0): 1}
    assert given_places([1], [1, 1], {(0, 0): 100, (0, 1): 100}) == {(0, 0): 1}


def test_nobody_seeks_or_nothing_is_offered() -> None:
    assert given_places([0], [5], {(0, 0): 1}) == {}
    assert given_places([5], [0], {(0, 0): 1}) == {}
    assert given_places([5], [5], {}) == {}


@pytest.mark.parametrize(
    ("seeking", "places", "walks"),
    [
        ([-1], [1], {(0, 0): 1.0}),
        ([1], [-1], {(0, 0): 1.0}),
        ([1], [1], {(0, 0): -1.0}),
        ([1], [1], {(0, 0): float("nan")}),
        ([1], [1], {(0, 0): float("inf")}),
        ([1], [1], {(0, 1): 1.0}),
    ],
)
def test_counts_and_walks_that_are_none_are_refused(seeking: list[int], places: list[int], walks: Walks) -> None:
    with pytest.raises(AssignmentError):
        given_places(seeking, places, walks)


@st.composite
def towns(draw: st.DrawFn) -> tuple[list[int], list[int], Walks]:
    seekers, sites = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    counts = st.integers(0, 2)
    seeking = draw(st.lists(counts, min_size=seekers, max_size=seekers))
    places = draw(st.lists(counts, min_size=sites, max_size=sites))
    walk = st.one_of(st.none(), st.sampled_from([0.0, 100.0, 200.0, 250.5, 700.0]))
    walks = {(i, j): draw(walk) for i in range(seekers) for j in range(sites)}
    return seeking, places, {key: metres for key, metres in walks.items() if metres is not None}


def worth(flows: dict[tuple[int, int], int], walks: Walks, *, sites: int) -> tuple[int, float, int]:
    """What is sought: most children, then least walking, then the lowest ids; smaller is better."""
    served = sum(flows.values())
    walked = sum(round(walks[key] * 10) * number for key, number in flows.items())
    ids = sum((seeker * sites + place) * number for (seeker, place), number in flows.items())
    return -served, walked, ids


@settings(max_examples=150, deadline=None)
@given(towns())
def test_no_other_assignment_of_a_small_town_is_better(town: tuple[list[int], list[int], Walks]) -> None:
    seeking, places, walks = town
    found = given_places(seeking, places, walks)
    keys = list(walks)
    best = None
    for numbers in product(*(range(min(seeking[i], places[j]) + 1) for i, j in keys)):
        flows = dict(zip(keys, numbers, strict=True))
        sought = [sum(flows[key] for key in keys if key[0] == i) for i in range(len(seeking))]
        used = [sum(flows[key] for key in keys if key[1] == j) for j in range(len(places))]
        if all(a <= b for a, b in zip(sought + used, seeking + places, strict=True)):
            value = worth(flows, walks, sites=len(places))
            best = value if best is None else min(best, value)
    assert worth(found, walks, sites=len(places)) == best


@settings(max_examples=60, deadline=None)
@given(towns(), st.randoms(use_true_random=False))
def test_the_order_of_pairs_changes_nothing(town: tuple[list[int], list[int], Walks], random: object) -> None:
    seeking, places, walks = town
    keys = list(walks)
    random.shuffle(keys)  # type: ignore[attr-defined]
    assert given_places(seeking, places, {key: walks[key] for key in keys}) == given_places(seeking, places, walks)


@settings(max_examples=60, deadline=None)
@given(towns(), st.integers(1, 3), st.data())
def test_one_more_site_never_serves_fewer(
    town: tuple[list[int], list[int], Walks], more: int, data: st.DataObject
) -> None:
    seeking, places, walks = town
    new = {(i, len(places)): data.draw(st.sampled_from([50.0, 300.0])) for i in range(len(seeking))}
    before = sum(given_places(seeking, places, walks).values())
    assert sum(given_places(seeking, [*places, more], walks | new).values()) >= before
