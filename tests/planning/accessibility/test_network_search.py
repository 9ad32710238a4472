"""The compiled search is an extra; where it is installed it finds what the plain one finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from planning.accessibility.network_search import cost_to_nearest, reached_within
from planning.accessibility.walking_network import graph_of

SIDE = 12


def town(seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """A street grid of 12 x 12 crossings with ways missing, and others longer than straight: ends, lengths, metres."""
    random = np.random.default_rng(seed)
    place = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    start = np.concatenate([place[:, :-1].ravel(), place[:-1].ravel()])
    end = np.concatenate([place[:, 1:].ravel(), place[1:].ravel()])
    there = random.random(len(start)) > 0.15
    length = np.where(random.random(len(start)) < 0.05, 0.0, 100 * random.uniform(1, 1.5, len(start)))[there]
    xy = np.stack([place.ravel() % SIDE, place.ravel() // SIDE], axis=1) * 100.0
    return start[there], end[there], length, xy


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 1_500))
def test_compiled_and_plain_search_find_the_same(seed: int, limit: int) -> None:
    pytest.importorskip("numba")  # without it the plain search would be held against itself
    start, end, length, xy = town(seed)
    graph = graph_of(start, end, length=length, count=SIDE * SIDE)
    sources, targets = np.arange(0, SIDE * SIDE, 7), np.arange(0, SIDE * SIDE, 3)
    # Ways of 0 m are shorter than straight: nothing may be ruled out by distance.
    asked = {"sources": sources, "targets": targets, "limit": float(limit), "shrink": 0.0}
    plain = reached_within(graph, xy, **asked)
    compiled = reached_within(graph, xy, **asked, compiled_from=1)
    assert [column.tolist() for column in plain[:2]] == [column.tolist() for column in compiled[:2]]
    assert plain[2] == pytest.approx(compiled[2], abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_the_nearest_source_is_the_least_of_all(seed: int) -> None:
    start, end, length, xy = town(seed)
    graph = graph_of(start, end, length=length, count=SIDE * SIDE)
    sources, away = np.array([5, 70, 133]), np.array([30.0, 0.0, 250.0])
    nearest = cost_to_nearest(graph, sources, start_cost=away)
    source, node, cost = reached_within(
        graph, xy, sources=sources, targets=np.arange(SIDE * SIDE), limit=1e9, shrink=0.0
    )
    least = np.full(SIDE * SIDE, np.inf)
    np.minimum.at(least, node, cost + away[source])
    assert nearest == pytest.approx(least, abs=1e-9)


def test_without_a_source_nothing_is_near() -> None:
    start, end, length, _ = town(1)
    graph = graph_of(start, end, length=length, count=SIDE * SIDE)
    assert np.isinf(cost_to_nearest(graph, np.zeros(0, dtype=np.int64), start_cost=np.zeros(0))).all()
