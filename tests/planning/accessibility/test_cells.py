"""
Coverage of a 5 x 5 grid of cells of 100 m, one person in each, from the middle on outwards.

    metres from the site s in the middle      283 224 200 224 283
                                              224 141 100 141 224
                                              200 100  s  100 200
                                              224 141 100 141 224
                                              283 224 200 224 283
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.accessibility import cells as module
from planning.accessibility.cells import Cells, cells_to_nearest
from planning.errors import MeasureError

ACROSS, UP = (middles.ravel() for middles in np.meshgrid(np.arange(0.0, 500, 100), np.arange(0.0, 500, 100)))
MIDDLE, CORNER = (200.0, 200.0), (0.0, 0.0)
spots = st.lists(st.tuples(st.integers(-100, 600), st.integers(-100, 600)), max_size=6)


def grid(population: float = 1.0) -> Cells:
    return Cells.of(ACROSS, UP, population=np.full(25, population))


def test_each_cell_is_measured_to_its_nearest_site() -> None:
    row = cells_to_nearest(ACROSS, UP, sites_xy=[MIDDLE], bound_m=500).reshape(5, 5)[0]
    assert row.tolist() == [282.843, 223.607, 200, 223.607, 282.843]  # √80,000 and √50,000, to the millimetre
    assert cells_to_nearest(ACROSS, UP, sites_xy=[MIDDLE, CORNER], bound_m=500)[0] == 0


def test_beyond_the_bound_a_cell_has_no_site_and_the_bound_itself_is_within() -> None:
    found = cells_to_nearest(ACROSS, UP, sites_xy=[MIDDLE], bound_m=200)
    assert np.isfinite(found).sum() == 13
    assert found[2] == 200
    assert found[0] == np.inf


@pytest.mark.parametrize(("metres", "near"), [(299.999, True), (300, True), (300.001, False)])
def test_a_bound_is_exact_to_the_millimetre_wherever_the_cells_lie(metres: float, near: bool) -> None:
    # In floats 400,000.1 and 300 m more are not always 300 m apart.
    north = 3_000_000.3
    for x in (400_000.1, 400_000.3, 400_000.7):
        cells = Cells.of(np.array([x]), np.array([north]), population=np.ones(1))
        site = [(x, north + metres)]
        assert cells.within(site, radius_m=300).tolist() == [near]
        assert np.isfinite(cells.covered_by(site, bound_m=300).nearest_m()).tolist() == [near]
        none = cells.covered_by([], bound_m=300)
        assert none.population_gained(site[0], radius_m=300) == none.with_site(site[0]).population_within(300) == near


def test_many_cells_are_measured_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = cells_to_nearest(ACROSS, UP, sites_xy=[MIDDLE], bound_m=500)
    monkeypatch.setattr(module, "_AT_ONCE", 7)
    assert cells_to_nearest(ACROSS, UP, sites_xy=[MIDDLE], bound_m=500).tolist() == at_once.tolist()


def test_one_question_answers_every_radius() -> None:
    covered = grid(2.0).covered_by([MIDDLE], bound_m=300)
    assert [covered.population_within(radius) for radius in (0, 99, 100, 150, 200, 224, 300)] == [
        2,
        2,
        10,
        18,
        26,
        42,
        50,
    ]


def test_without_a_site_nobody_is_covered() -> None:
    covered = grid().covered_by([], bound_m=300)
    assert covered.population_within(300) == 0
    assert covered.with_site(MIDDLE).population_within(100) == 5


def test_a_site_in_a_second_place_covers_more() -> None:
    covered = grid().covered_by([MIDDLE], bound_m=300)
    more = covered.with_site(CORNER)
    assert more.population_within(100) == 5 + 3
    assert covered.population_gained(CORNER, radius_m=100) == 3
    assert covered.population_gained(MIDDLE, radius_m=100) == 0


def test_one_more_site_leaves_the_answer_without_it_as_it_was() -> None:
    covered = grid().covered_by([MIDDLE], bound_m=300)
    before = covered.nearest_m()
    more = covered.with_site(CORNER)
    assert covered.nearest_m().tolist() == before.tolist()
    assert more.measured_m is covered.measured_m
    with pytest.raises(ValueError, match="read-only"):
        more.measured_m[0] = 0
    assert more.changed_rows.tolist() == [0, 1, 5]  # nearer to the corner than to the middle


@given(first=spots, added=spots, bound_m=st.sampled_from([100, 250, 1000]))
@settings(max_examples=50, deadline=None)
def test_sites_added_one_by_one_give_what_all_give_at_once(
    first: list[tuple[int, int]], added: list[tuple[int, int]], bound_m: int
) -> None:
    one_by_one = grid().covered_by(first, bound_m=bound_m)
    for spot in added:
        gained = one_by_one.population_gained(spot, radius_m=bound_m)
        more = one_by_one.with_site(spot)
        assert more.population_within(bound_m) == one_by_one.population_within(bound_m) + gained
        assert gained >= 0
        one_by_one = more
    at_once = grid().covered_by(first + added, bound_m=bound_m)
    assert one_by_one.nearest_m().tolist() == at_once.nearest_m().tolist()
    assert one_by_one.population_within(100) == at_once.population_within(100)


@given(sites=spots, radius_m=st.sampled_from([100, 141.5, 200, 250]))
@settings(max_examples=50, deadline=None)
def test_cells_within_one_radius_are_those_measured_as_near(sites: list[tuple[int, int]], radius_m: float) -> None:
    measured = cells_to_nearest(ACROSS, UP, sites_xy=sites, bound_m=300) <= radius_m
    assert grid().within(sites, radius_m=radius_m).tolist() == measured.tolist()


@given(sites=spots, seed=st.integers(0, 100))
@settings(max_examples=20, deadline=None)
def test_the_order_of_cells_and_sites_changes_nothing(sites: list[tuple[int, int]], seed: int) -> None:
    mixed = np.random.default_rng(seed).permutation(25)
    here = cells_to_nearest(ACROSS, UP, sites_xy=sites, bound_m=300)
    there = cells_to_nearest(ACROSS[mixed], UP[mixed], sites_xy=sites[::-1], bound_m=300)
    assert there.tolist() == here[mixed].tolist()


def test_a_radius_beyond_the_bound_is_refused_rather_than_answered_too_low() -> None:
    covered = grid().covered_by([MIDDLE], bound_m=300)
    with pytest.raises(MeasureError, match="up to 300 m"):
        covered.population_within(301)
    with pytest.raises(MeasureError, match="up to 300 m"):
        covered.population_gained(CORNER, radius_m=301)


@pytest.mark.parametrize("bound_m", [0, -5, np.nan, np.inf])
def test_a_bound_is_a_number_of_metres(bound_m: float) -> None:
    with pytest.raises(MeasureError, match="bound_m"):
        cells_to_nearest(ACROSS, UP, sites_xy=[MIDDLE], bound_m=bound_m)


@pytest.mark.parametrize("sites", [[(1.0, 2.0, 3.0)], [1.0, 2.0], [(np.nan, 1.0)]])
def test_a_site_is_two_numbers(sites: list[tuple[float, ...]]) -> None:
    with pytest.raises(MeasureError, match="two finite numbers"):
        cells_to_nearest(ACROSS, UP, sites_xy=sites, bound_m=100)


@pytest.mark.parametrize(
    ("x", "population", "words"),
    [
        ([0.0, 1.0], [1.0], "shapes"),
        ([np.nan], [1.0], "no number"),
        ([0.0], [np.nan], "no number"),
        ([0.0], [-1.0], "fewer than 0 people"),
        ([], [], "no cell"),
    ],
)
def test_impossible_cells_are_refused(x: list[float], population: list[float], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        Cells.of(np.array(x), np.array(x) * 0 if x != [np.nan] else np.zeros(1), population=np.array(population))
