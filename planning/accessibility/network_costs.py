"""How far it is on foot along the ways (路网步行距离): sites within a limit of each point, searched from the sites."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from planning.accessibility.access_points import AccessPoints
from planning.accessibility.exact_metres import searched_to, to_the_millimetre
from planning.accessibility.network_search import cost_to_nearest, reached_within
from planning.accessibility.travel_costs import CostUnit, MeasuredBy, TravelCosts
from planning.accessibility.walking_network import WalkingNetwork, graph_of
from planning.errors import NetworkError


def network_costs(network: WalkingNetwork, *, demand: AccessPoints, sites: AccessPoints, limit_m: float) -> TravelCosts:
    """
    Measure every pair of a demand point and a site that are no farther apart than `limit_m` along the network.

    A walk is the straight metres from the point to the network, the ways, and the straight metres from the network to
    the site; of several gates the shortest walk counts. Points on the same way walk along it without a detour by its
    ends. A point that is not joined reaches nothing.

    Parameters
    ----------
    network
        The ways of one mode.
    demand, sites
        Where the points join this network (`planning.accessibility.access_points`).
    limit_m
        Metres, itself included, that a walk told to the millimetre may come to.

    Returns
    -------
    TravelCosts
        In metres to the millimetre, measured along the network; the same from both ends. Ids are those of the points,
        joined or not.

    Raises
    ------
    NetworkError
        The limit is no number above 0.
    """
    if not limit_m > 0:
        raise NetworkError(
            f"步行距离上限{limit_m!r}无效，请给出大于0的米数 / a limit of {limit_m!r} m; give metres above 0"
        )
    graph, xy, feet = graph_with_feet(network, demand=demand, sites=sites)
    of_demand, of_sites = feet
    source, node, along_m = reached_within(
        graph, xy, sources=of_sites, targets=of_demand, limit=searched_to(float(limit_m)), shrink=_shrink(network)
    )
    # Several points may join at one node: each of them is as far as that node.
    joining = pd.DataFrame({"node": of_demand, "demand": demand.point_row, "out_m": demand.away_m})
    pairs = pd.DataFrame({"node": node, "source": source, "along_m": along_m}).merge(joining, on="node")
    site = sites.point_row[pairs["source"]]
    legs_m = pairs["out_m"] + pairs["along_m"] + sites.away_m[pairs["source"]]
    walk_m = to_the_millimetre(legs_m.to_numpy(dtype=np.float64))
    within = walk_m <= limit_m
    found = pd.DataFrame({"demand": pairs["demand"][within], "site": site[within], "walk_m": walk_m[within]})
    least = found.sort_values(["demand", "site", "walk_m"]).drop_duplicates(["demand", "site"])
    return TravelCosts(
        demand_row=least["demand"].to_numpy(dtype=np.int64),
        site_row=least["site"].to_numpy(dtype=np.int64),
        cost=least["walk_m"].to_numpy(dtype=np.float64),
        demand_ids=demand.point_ids,
        site_ids=sites.point_ids,
        unit=CostUnit.METRES,
        limit=float(limit_m),
        measured_by=MeasuredBy.NETWORK,
    )


def nearest_along_ways(network: WalkingNetwork, *, demand: AccessPoints, sites: AccessPoints) -> pd.Series:
    """
    Measure from each demand point to its nearest site, however far it is; arguments as in `network_costs`.

    Returns float64 `cost_m` by demand id, to the millimetre; inf where no way leads to any site. One search answers it,
    whatever the number of sites.
    """
    graph, _, (of_demand, of_sites) = graph_with_feet(network, demand=demand, sites=sites)
    along_m = cost_to_nearest(graph, of_sites, start_cost=sites.away_m)
    nearest = np.full(len(demand.point_ids), np.inf)
    np.minimum.at(nearest, demand.point_row, along_m[of_demand] + demand.away_m)
    return pd.Series(to_the_millimetre(nearest), index=demand.point_ids, name="cost_m")


def graph_with_feet(
    network: WalkingNetwork, *, demand: AccessPoints, sites: AccessPoints
) -> tuple[csr_array, NDArray[np.float64], tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """
    The network as a graph in which every place where a point joins is a node; ways are cut there.

    Lengths are summable (`planning.accessibility.exact_metres`), so no order of them changes a walk. Returns the graph,
    the metres (n, 2) of its nodes, and the nodes at which the rows of `demand` and `sites` join.
    """
    nodes = len(network.node_ids)
    way, node, at_m = (np.concatenate([getattr(side, name) for side in (demand, sites)]) for name in _JOINING)
    cutting = np.flatnonzero(way >= 0)
    foot = node.copy()
    foot[cutting] = nodes + np.arange(len(cutting))
    way, at_m = way[cutting], at_m[cutting]
    cut_from, cut_to, cut_m = _cut_ways(network, way, at_m, foot=foot[cutting])
    whole = np.ones(len(network.length_m), dtype=bool)
    whole[way] = False
    graph = graph_of(
        np.concatenate([network.from_row[whole], cut_from]),
        np.concatenate([network.to_row[whole], cut_to]),
        length=np.concatenate([network.length_m[whole], cut_m]),
        count=nodes + len(cutting),
    )
    share = at_m / np.where(network.length_m[way] > 0, network.length_m[way], 1)
    first, last = network.xy[network.from_row[way]], network.xy[network.to_row[way]]
    xy = np.concatenate([network.xy, first + share[:, None] * (last - first)])
    split = len(demand.point_row)
    return graph, xy, (foot[:split], foot[split:])


_JOINING = ("way", "node", "at_m")


def _cut_ways(
    network: WalkingNetwork, way: NDArray[np.int64], at_m: NDArray[np.float64], *, foot: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """The pieces of the ways that points join: from the first node to the feet, in order, to the last node."""
    cut = np.unique(way)
    ways = np.concatenate([cut, way, cut])
    along_m = np.concatenate([np.zeros(len(cut)), at_m, network.length_m[cut]])
    row = np.concatenate([network.from_row[cut], foot, network.to_row[cut]])
    # The ends stay outermost where a foot stands on one of them.
    place = np.repeat([0, 1, 2], [len(cut), len(way), len(cut)])
    order = np.lexsort((along_m, place, ways))
    ways, along_m, row = ways[order], along_m[order], row[order]
    together = ways[1:] == ways[:-1]
    return row[:-1][together], row[1:][together], np.diff(along_m)[together]


def _shrink(network: WalkingNetwork) -> float:
    """The least ratio of a way's length to its straight line, 1 at most: no walk is shorter than that part of it."""
    straight_m = np.hypot(*(network.xy[network.from_row] - network.xy[network.to_row]).T)
    apart = straight_m > 0
    return float(min(1.0, (network.length_m[apart] / straight_m[apart]).min())) if apart.any() else 1.0
