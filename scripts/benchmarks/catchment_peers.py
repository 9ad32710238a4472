"""Places for each child where catchments overlap (两步移动搜寻法), against the library of that method."""

from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
from access import Access, weights

from planning.accessibility.decay import Zones
from planning.accessibility.floating_catchment import catchments
from planning.accessibility.straight_line import straight_line_costs
from planning.accessibility.travel_costs import TravelCosts
from scripts.benchmarks.peers import Peer

HOMES, SITES = 660_000, 130_000
SIDE_M = 223_607.0  # of a square in which a home has about four and a half sites within the limit
LIMIT_M = 750.0
ZONES = ((250.0, 1.0), (500.0, 0.68), (750.0, 0.22))
METRIC = "EPSG:4547"


def catchment_peers(scale: float) -> Iterator[Peer]:
    """E2SFCA on the same pairs of homes and sites."""
    random = np.random.default_rng(2026)
    homes, sites = (spread(int(number * scale), SIDE_M * scale**0.5, random) for number in (HOMES, SITES))
    costs = straight_line_costs(homes, sites, limit_m=LIMIT_M, detour_factor=1.0)
    children = pd.Series(random.integers(1, 60, len(homes)), homes.index)
    places = pd.Series(random.integers(10, 150, len(sites)), sites.index)

    def theirs(access: Access) -> pd.Series:
        found = access.enhanced_two_stage_fca(name="fca", weight_fn=weights.step_fn(dict(ZONES)))
        return found["fca_places"].reindex(costs.demand_ids).fillna(0)

    yield Peer(
        "places per child, E2SFCA",
        f"{len(homes):,} homes × {len(sites):,} sites, {len(costs.cost):,} pairs",
        "PySAL access",
        asked=5,
        ours=lambda: catchments(costs, demand=children, supply=places, decay=Zones(ZONES)).places_per_child,
        prepare=lambda: as_access(costs, children, places=places),
        theirs=theirs,
        same=lambda left, right: bool(np.allclose(left, right, rtol=1e-9, atol=0)),
    )


def as_access(costs: TravelCosts, children: pd.Series, *, places: pd.Series) -> Access:
    """The same town as the library takes it."""
    return Access(
        demand_df=pd.DataFrame({"home": children.index, "children": children.to_numpy()}),
        demand_index="home",
        demand_value="children",
        supply_df=pd.DataFrame({"site": places.index, "places": places.to_numpy()}),
        supply_index="site",
        supply_value="places",
        cost_df=costs.table(),
        cost_origin="demand_id",
        cost_dest="site_id",
        cost_name="cost_m",
    )


def spread(number: int, side_m: float, random: np.random.Generator) -> gpd.GeoSeries:
    """Points at random in a square."""
    return gpd.GeoSeries(gpd.points_from_xy(*random.uniform(0, side_m, (2, number))), crs=METRIC)
