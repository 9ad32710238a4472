from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from planning.errors import AssignmentError
from planning.served import assignment as module
from planning.served.assignment import Pairs, assign

Walks = dict[tuple[int, int], float]
Flows = dict[tuple[int, int], int]
Town = tuple[list[int], list[int], Walks]
metres = st.sampled_from([0.0, 100.0, 200.0, 250.5, 700.0])


def given_places(seeking: list[int], places: list[int], walks: Walks) -> Flows:
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


@pytest.mark.parametrize("many", [2**31 - 1, 2**31, 5 * 10**9, 2**62])
def test_more_places_or_children_than_can_be_brought_together_change_nothing(many: int) -> None:
    walks = {(0, 0): 100.0, (0, 1): 200.0, (1, 1): 300.0}
    assert given_places([3, 4], [many, many], walks) == {(0, 0): 3, (1, 1): 4}
    assert given_places([many, many], [3, 4], walks) == {(0, 0): 3, (0, 1): 4}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_places_that_nobody_is_left_to_take_change_nothing(data: st.DataObject) -> None:
    seeking, places, walks = data.draw(towns())
    enough = [sum(seeking[i] for i, j in walks if j == place) for place in range(len(places))]
    filled = [max(pair) for pair in zip(places, enough, strict=True)]
    over = [number + data.draw(st.integers(0, 2**40)) for number in filled]
    assert given_places(seeking, over, walks) == given_places(seeking, filled, walks)


def test_more_children_and_places_than_can_be_counted_are_refused() -> None:
    with pytest.raises(AssignmentError, match="more than 2,147,483,647 children and places"):
        given_places([2**31], [2**31], {(0, 0): 100.0})


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


def test_a_pair_that_stands_twice_is_refused() -> None:
    twice = Pairs(np.array([0, 0]), np.array([0, 0]), np.array([100.0, 200.0]))
    with pytest.raises(AssignmentError, match="stands twice"):
        assign(np.array([1]), np.array([1]), pairs=twice)


@st.composite
def towns(draw: st.DrawFn, walk: st.SearchStrategy[float] = metres) -> Town:
    seekers, sites = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    counts = st.integers(0, 2)
    seeking = draw(st.lists(counts, min_size=seekers, max_size=seekers))
    places = draw(st.lists(counts, min_size=sites, max_size=sites))
    near = {(i, j): draw(st.booleans()) for i in range(seekers) for j in range(sites)}
    return seeking, places, {key: float(draw(walk)) for key, told in near.items() if told}


def all_ways(keys: list[tuple[int, int]], seeking: list[int], places: list[int]) -> Iterator[Flows]:
    """Every way to give places to children, the useless ones too; pairs in the order of `keys`."""
    if not keys:
        yield {}
        return
    (i, j), *others = keys
    for number in range(min(seeking[i], places[j]) + 1):
        left = [[a - number * (at == own) for at, a in enumerate(some)] for some, own in ((seeking, i), (places, j))]
        yield from ({(i, j): number} | flows for flows in all_ways(others, *left))


def sums_of(flows: Flows, *, seekers: int, sites: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Served children of each group, used places of each group."""
    served = tuple(sum(number for (i, _), number in flows.items() if i == group) for group in range(seekers))
    used = tuple(sum(number for (_, j), number in flows.items() if j == group) for group in range(sites))
    return served, used


def first_of_the_best(seeking: list[int], places: list[int], walks: Walks) -> Flows:
    """The answer that the rules ask for, by trying all; where the rules conflict or leave a choice it is no answer."""
    ways = list(all_ways(sorted(walks), seeking, places))
    most = max(sum(flows.values()) for flows in ways)
    ways = [flows for flows in ways if sum(flows.values()) == most]
    walked = {id(flows): sum(round(walks[key] * 10) * number for key, number in flows.items()) for flows in ways}
    ways = [flows for flows in ways if walked[id(flows)] == min(walked.values())]
    sums = [sums_of(flows, seekers=len(seeking), sites=len(places)) for flows in ways]
    first = max(served for served, _ in sums), max(used for _, used in sums)
    ways = [flows for flows, own in zip(ways, sums, strict=True) if own == first]
    (best,) = [flows for flows in ways if tuple(flows.values()) == max(tuple(one.values()) for one in ways)]
    return {key: number for key, number in best.items() if number}


@settings(max_examples=200, deadline=None)
@given(towns())
def test_the_answer_is_the_one_that_the_rules_leave(town: Town) -> None:
    assert given_places(*town) == first_of_the_best(*town)


@settings(max_examples=100, deadline=None)
@given(towns(walk=st.just(100.0)))
def test_where_all_walks_are_equal_the_order_of_the_ids_leaves_one_answer(town: Town) -> None:
    assert given_places(*town) == first_of_the_best(*town)


def test_of_two_equal_swaps_the_first_child_gets_the_first_place() -> None:
    # 甲 to the first and 乙 to the second, or the other way round: 400 m both, and the positions have the same sum.
    walks = {(0, 0): 100, (0, 1): 200, (1, 0): 200, (1, 1): 300}
    assert given_places([1, 1], [1, 1], walks) == {(0, 0): 1, (1, 1): 1}
    assert given_places([1, 1], [1, 1], dict(reversed(walks.items()))) == {(0, 0): 1, (1, 1): 1}


def test_of_three_equal_turns_the_first_child_gets_the_first_place() -> None:
    # Nobody can swap with another alone; all three can move on by one place, which leads back or forth for 600 m.
    walks = {(0, 1): 200, (0, 2): 200, (1, 0): 200, (1, 2): 200, (2, 0): 200, (2, 1): 200}
    assert given_places([1, 1, 1], [1, 1, 1], walks) == {(0, 1): 1, (1, 2): 1, (2, 0): 1}


def test_children_are_served_first_by_ids_even_where_another_pair_would_stand_before() -> None:
    # 甲 may go to either place, 乙 only to the first, 丙 only to the second: 甲 leaves the first to 乙.
    walks = {(0, 0): 100, (0, 1): 100, (1, 0): 100, (2, 1): 100}
    assert given_places([1, 1, 1], [1, 1], walks) == {(0, 1): 1, (1, 0): 1}


@settings(max_examples=60, deadline=None)
@given(towns(), st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing(town: Town, random: Random) -> None:
    seeking, places, walks = town
    keys = list(walks)
    random.shuffle(keys)
    assert given_places(seeking, places, {key: walks[key] for key in keys}) == given_places(*town)


@settings(max_examples=60, deadline=None)
@given(towns(), st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_only_the_order_of_the_ids_speaks_and_not_how_far_apart_they_stand(town: Town, gaps: list[int]) -> None:
    seeking, places, walks = town
    # Groups without a child or a place come in between, and every position moves.
    at_seeker, at_place = ([sum(some[: group + 1]) + group for group in range(3)] for some in (gaps[:3], gaps[3:]))
    wider = ([0] * (at_seeker[len(seeking) - 1] + 1), [0] * (at_place[len(places) - 1] + 1))
    for filled, counts, at in zip(wider, (seeking, places), (at_seeker, at_place), strict=True):
        for group, number in enumerate(counts):
            filled[at[group]] = number
    found = given_places(*wider, {(at_seeker[i], at_place[j]): metres for (i, j), metres in walks.items()})
    assert found == {(at_seeker[i], at_place[j]): number for (i, j), number in given_places(*town).items()}


FIRST, SECOND = 1, 2


def solver(answer: int, **changes: Any) -> Any:
    """The solver with something else in one of its answers: the first walks least, the second is first by ids."""
    calls: list[Any] = []

    def solve(*args: Any, **kwargs: Any) -> Any:
        calls.append(linprog(*args, **kwargs))
        if len(calls) == answer:
            calls[-1].update(changes)
        return calls[-1]

    return solve


@pytest.mark.parametrize(
    ("answer", "changes", "words"),
    [
        (FIRST, {"success": False, "message": "Optimization terminated successfully"}, "proved the best"),
        (SECOND, {"success": False, "message": "Optimization terminated successfully"}, "proved the best"),
        (FIRST, {"x": np.array([0, 1, 1, 0, 0, 0.0])}, "proved the best"),  # 700 m where 600 m do
        (SECOND, {"x": np.array([0, 0, 1, 0, 0, 1.0])}, "proved the best"),  # the second and third, not the first
        (SECOND, {"x": np.array([0, 0, 1, 0, 0, 0.0])}, "proved the best"),  # one child fewer
        (SECOND, {"x": np.array([1, 0, 0, 1, 0, 1.0])}, "proved the best"),  # one child more than there are places
        (SECOND, {"x": np.array([1, 0, 0, 0.5, 0, 0.5])}, "proved the best"),  # half a child
    ],
)
def test_an_answer_that_is_not_proved_the_best_is_refused(
    monkeypatch: pytest.MonkeyPatch, answer: int, changes: dict[str, Any], words: str
) -> None:
    # Three children and two places, all 300 m apart; 甲 has 400 m to the second.
    walks = {(0, 0): 300, (0, 1): 400, (1, 0): 300, (1, 1): 300, (2, 0): 300, (2, 1): 300}
    if answer == SECOND:
        # The second question leaves out the pair that costs more.
        changes = changes | ({"x": np.delete(changes["x"], 1)} if "x" in changes else {})
    monkeypatch.setattr(module, "linprog", solver(answer, **changes))
    with pytest.raises(AssignmentError, match=words) as refused:
        given_places([1, 1, 1], [1, 1], walks)
    assert "terminated" not in str(refused.value)


@settings(max_examples=60, deadline=None)
@given(towns(), st.integers(1, 3), st.data())
def test_one_more_site_never_serves_fewer(town: Town, more: int, data: st.DataObject) -> None:
    seeking, places, walks = town
    new = {(i, len(places)): data.draw(st.sampled_from([50.0, 300.0])) for i in range(len(seeking))}
    before = sum(given_places(seeking, places, walks).values())
    assert sum(given_places(seeking, [*places, more], walks | new).values()) >= before
