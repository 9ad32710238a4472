"""The measures give what PySAL's access gives for the same pairs, to a part in a thousand million."""

import numpy as np
import pandas as pd
import pytest
from access import Access, weights
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.accessibility.decay import Decay, Step, Zones
from planning.accessibility.floating_catchment import catchments
from planning.accessibility.travel_costs import CostUnit, MeasuredBy, TravelCosts

# Access itself calls pandas in a way that pandas 4 will refuse.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword:pandas.errors.Pandas4Warning")

ZONES = ((10.0, 1.0), (20.0, 0.68), (30.0, 0.22))


def a_town(seed: int) -> tuple[TravelCosts, pd.Series, pd.Series]:
    """Forty homes, twelve sites, and minutes between about half of the pairs."""
    random = np.random.default_rng(seed)
    minutes = random.uniform(0, 60, (40, 12))
    home, site = np.nonzero(minutes <= 30)
    homes, sites = pd.Index([f"h{row:02}" for row in range(40)]), pd.Index([f"s{row:02}" for row in range(12)])
    costs = TravelCosts(
        home, site, minutes[home, site], homes, sites, CostUnit.MINUTES, limit=30, measured_by=MeasuredBy.NETWORK
    )
    return costs, pd.Series(random.integers(1, 300, 40), homes), pd.Series(random.integers(0, 90, 12), sites)


def by_access(costs: TravelCosts, children: pd.Series, places: pd.Series) -> Access:
    return Access(
        demand_df=children.rename_axis("home").rename("children").reset_index(),
        demand_index="home",
        demand_value="children",
        supply_df=places.rename_axis("site").rename("places").reset_index(),
        supply_index="site",
        supply_value="places",
        cost_df=costs.table(),
        cost_origin="demand_id",
        cost_dest="site_id",
        cost_name="cost_min",
    )


def assert_same(ours: pd.Series, theirs: pd.Series) -> None:
    """Access names no home without a site in reach; there ours is 0."""
    np.testing.assert_allclose(ours, theirs.reindex(ours.index).fillna(0), rtol=1e-9, atol=0)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
@pytest.mark.parametrize("decay", [Step(30.0), Step(15.0)], ids=["all pairs", "nearer pairs"])
def test_2sfca_is_that_of_access(decay: Step, seed: int) -> None:
    costs, children, places = a_town(seed)
    theirs = by_access(costs, children, places).two_stage_fca(name="fca", max_cost=decay.limit)["fca_places"]
    assert_same(catchments(costs, demand=children, supply=places, decay=decay).places_per_child, theirs)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_e2sfca_is_that_of_access(seed: int) -> None:
    costs, children, places = a_town(seed)
    decay: Decay = Zones(ZONES)
    theirs = by_access(costs, children, places).enhanced_two_stage_fca(
        name="fca", weight_fn=weights.step_fn(dict(ZONES))
    )
    assert_same(catchments(costs, demand=children, supply=places, decay=decay).places_per_child, theirs["fca_places"])
