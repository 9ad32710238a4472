"""What a site counts at a distance: full at the door, nothing beyond the limit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.accessibility.decay import Decay, Exponential, Gaussian, Linear, Step, Zones
from planning.errors import MeasureError

ZONES = Zones(((300, 1), (500, 0.68), (1000, 0.22)))
ALL = [Step(1000), ZONES, Gaussian(1000), Exponential(1000, scale=400), Linear(1000)]
every_decay = pytest.mark.parametrize("decay", ALL, ids=lambda decay: type(decay).__name__)


def weights(decay: Decay, *cost: float) -> list[float]:
    return decay.weights(np.array(cost, dtype=float)).tolist()


def test_a_step_counts_all_within_the_limit_in_full() -> None:
    assert weights(Step(500), 0, 499, 500, 500.1) == [1, 1, 1, 0]


def test_each_zone_has_its_weight_and_its_outer_limit() -> None:
    assert weights(ZONES, 0, 300, 301, 500, 501, 1000, 1001) == [1, 1, 0.68, 0.68, 0.22, 0.22, 0]
    assert ZONES.limit == 1000


def test_a_bell_falls_to_nothing_at_the_limit() -> None:
    half = (np.exp(-1 / 8) - np.exp(-1 / 2)) / (1 - np.exp(-1 / 2))
    assert half == pytest.approx(0.7013, abs=1e-4)
    assert weights(Gaussian(1000), 0, 500, 1000, 2000) == pytest.approx([1, half, 0, 0])


def test_an_exponential_is_a_third_at_its_scale_and_is_cut_off_at_the_limit() -> None:
    assert weights(Exponential(1000, scale=500), 0, 500, 1000, 1001) == pytest.approx([1, 0.3679, 0.1353, 0], abs=1e-4)


def test_a_line_falls_evenly() -> None:
    assert weights(Linear(1000), 0, 250, 1000, 3000) == [1, 0.75, 0, 0]


@every_decay
@given(cost=st.lists(st.floats(0, 3000), min_size=2, max_size=20))
def test_weights_run_from_one_to_nothing_and_never_rise(decay: Decay, cost: list[float]) -> None:
    found = decay.weights(np.array(sorted(cost)))
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found) <= 0).all()
    assert (found[np.array(sorted(cost)) > decay.limit] == 0).all()
    assert decay.weights(np.zeros(1)).tolist() == [1]


@every_decay
def test_a_page_can_name_it(decay: Decay) -> None:
    assert "衰减" in decay.zh
    assert "1000" in decay.zh


@pytest.mark.parametrize("limit", [0, -1, np.nan])
@pytest.mark.parametrize(
    "kind", [Step, Gaussian, Linear, lambda limit: Exponential(limit, 1), lambda scale: Exponential(1, scale)]
)
def test_a_limit_is_above_nothing(kind: type[Step], limit: float) -> None:
    with pytest.raises(MeasureError, match="above 0"):
        kind(limit)


@pytest.mark.parametrize(
    ("zones", "words"),
    [
        ((), "no zone"),
        (((0, 1),), "above 0"),
        (((np.nan, 1),), "above 0"),
        (((300, 1), (300, 0.5)), "above the one before"),
        (((300, 1), (np.nan, 0.5)), "above the one before"),
        (((300, 1.1),), "from 0 to 1"),
        (((300, -0.1),), "from 0 to 1"),
        (((300, np.nan),), "from 0 to 1"),
        (((300, 0.5), (500, 0.6)), "cannot weigh more"),
    ],
)
def test_impossible_zones_are_refused(zones: tuple[tuple[float, float], ...], words: str) -> None:
    with pytest.raises(MeasureError, match=words):
        Zones(zones)
