"""
The nearest site of each home, the second nearest, and what there is to say where none is near.

    1 A . . 2      A: 1 at 100 m, 2 at 300 m
    . . . . .      B: 1 and 2 both at √(200² + 200²) = 283 m
    . . B . .      C: 1 at √(400² + 400²) = 566 m, 2 at 400 m
    . . . . .
    . . . . C
"""

import numpy as np
import pytest

from planning.accessibility.nearest import nearest_cost, nearest_site
from planning.errors import MeasureError
from tests.planning.accessibility.grid import costs_on

MAP = """
    1 A . . 2
    . . . . .
    . . B . .
    . . . . .
    . . . . C
"""


def test_the_nearest_site_is_the_one_that_costs_least() -> None:
    nearest = nearest_cost(costs_on(MAP))
    assert nearest.to_dict() == {"A": 100, "B": 282.843, "C": 400}
    assert nearest.name == "cost_m"


def test_the_second_nearest_is_asked_for_by_rank() -> None:
    assert nearest_cost(costs_on(MAP), rank=2).to_dict() == {"A": 300, "B": 282.843, "C": 565.685}


def test_beyond_the_limit_a_cost_is_endless() -> None:
    assert nearest_cost(costs_on(MAP, limit_m=300)).to_dict() == {"A": 100, "B": 282.843, "C": np.inf}
    assert nearest_cost(costs_on(MAP, limit_m=300), rank=3).tolist() == [np.inf] * 3


def test_of_sites_equally_far_the_upper_row_is_nearest() -> None:
    assert nearest_site(costs_on(MAP)).to_dict() == {"A": "1", "B": "1", "C": "2"}
    assert nearest_site(costs_on(MAP), rank=2).to_dict() == {"A": "2", "B": "2", "C": "1"}


def test_beyond_the_limit_no_site_is_named() -> None:
    assert nearest_site(costs_on(MAP, limit_m=300)).isna().to_dict() == {"A": False, "B": False, "C": True}


def test_no_site_at_all_leaves_every_home_without_one() -> None:
    alone = costs_on("A . B")
    assert nearest_cost(alone).tolist() == [np.inf, np.inf]
    assert nearest_site(alone).isna().all()


def test_there_is_no_rank_below_the_nearest() -> None:
    with pytest.raises(MeasureError, match="rank"):
        nearest_cost(costs_on(MAP), rank=0)
