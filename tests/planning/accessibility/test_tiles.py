"""The cells around a spot are found in tiles, and none in the box is missed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.accessibility import tiles as module
from planning.accessibility.tiles import Tiles

PLACES = {
    "spread out": lambda random, n: random.uniform(0, 1000, (2, n)),
    "on a grid": lambda random, n: random.integers(0, 8, (2, n)) * 100.0,
    "in one line": lambda random, n: np.vstack([random.uniform(0, 1000, n), np.full(n, 7.0)]),
    "on one spot": lambda random, n: np.full((2, n), 3.0),
    "with one far away": lambda random, n: np.hstack([random.uniform(0, 1, (2, n)), [[9e5], [9e5]]]),
}


@pytest.mark.parametrize("places", PLACES)
@given(seed=st.integers(0, 10_000), number=st.integers(1, 80))
@settings(max_examples=25, deadline=None)
def test_every_cell_of_a_box_is_among_its_candidates(places: str, seed: int, number: int) -> None:
    random = np.random.default_rng(seed)
    x, y = PLACES[places](random, number)
    low, high = np.sort(random.integers(-2, 12, (2, 5, 2)) * 100.0, axis=0)
    boxes = np.hstack([low, high])
    tiles = Tiles.of(x, y)
    found = {
        (box, tiles.cell_row[cell])
        for some, cells in tiles.candidates(boxes)
        for box, cell in zip(some, cells, strict=True)
    }
    inside = (x >= low[:, :1]) & (x <= high[:, :1]) & (y >= low[:, 1:]) & (y <= high[:, 1:])
    assert set(zip(*np.nonzero(inside), strict=True)) <= found


def test_candidates_come_a_bounded_number_at_a_time_and_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 50)
    across, up = np.meshgrid(np.arange(30.0), np.arange(30.0))
    tiles = Tiles.of(across.ravel(), up.ravel())
    parts = list(tiles.candidates(np.array([[0, 0, 29, 29], [10, 10, 12, 12]], dtype=float)))
    pairs = [(box, cell) for some, cells in parts for box, cell in zip(some.tolist(), cells.tolist(), strict=True)]
    assert len(parts) > 10
    assert len(set(pairs)) == len(pairs)
    assert [box for box, _ in pairs] == sorted(box for box, _ in pairs)
    assert sum(box == 0 for box, _ in pairs) == 900


def test_few_cells_are_looked_at_around_a_spot_of_many() -> None:
    across, up = np.meshgrid(np.arange(300.0), np.arange(300.0))
    tiles = Tiles.of(across.ravel(), up.ravel())
    looked_at = sum(len(cells) for _, cells in tiles.candidates(np.array([[100.0, 100, 102, 102]])))
    assert 9 <= looked_at <= 100


def test_cells_keep_their_place_and_know_their_row() -> None:
    x, y = np.array([900.0, 0, 450]), np.array([0.0, 900, 450])
    tiles = Tiles.of(x, y)
    assert tiles.x.tolist() == x[tiles.cell_row].tolist()
    assert tiles.y.tolist() == y[tiles.cell_row].tolist()
    assert sorted(tiles.cell_row) == [0, 1, 2]


def test_no_box_has_no_candidate() -> None:
    assert list(Tiles.of(np.zeros(1), np.zeros(1)).candidates(np.zeros((0, 4)))) == []
