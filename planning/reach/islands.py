"""What joins a part of the network from which one cannot walk on (孤立路段): no open way joins it to the rest."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from planning.accessibility.access_points import AccessPoints
from planning.accessibility.walking_network import WalkingNetwork
from planning.numerals import whole


@dataclass(frozen=True, slots=True)
class Islands:
    """
    Which dwelling points and sites join no part of the network but small ones.

    `points` and `sites` (Int64 by id) are the nodes of the part that each joins, the largest of several; NA where it
    joins the largest part of all, or none.
    """

    points: pd.Series
    sites: pd.Series

    @classmethod
    def of(cls, network: WalkingNetwork, *, points: AccessPoints, sites: AccessPoints) -> Self:
        """Look up the parts that `points` and `sites` join."""
        return cls(_apart(network, points), _apart(network, sites))

    @property
    def note(self) -> str:
        """How many there are, to be put behind how walks were measured; "" where there are none."""
        both = (("计入供给的点位", self.sites), ("居住点", self.points))
        told = [
            f"{what}{whole(count)}处（{_sizes(nodes)}）" for what, nodes in both if (count := int(nodes.notna().sum()))
        ]
        return f"；所接路段与主要路网不相通：{'、'.join(told)}，只能走到同一部分路网上的点" if told else ""


def _sizes(nodes: pd.Series) -> str:
    least, most = int(nodes.min()), int(nodes.max())
    return f"所在部分有{whole(least)}{'' if least == most else f'—{whole(most)}'}个节点"


def _apart(network: WalkingNetwork, joining: AccessPoints) -> pd.Series:
    """The nodes of the largest part that each point joins (Int64), NA where that is the largest of the network."""
    if not len(joining.point_row):
        return pd.Series(pd.NA, index=joining.point_ids, dtype="Int64")
    at_way = joining.way >= 0
    node = joining.node.copy()
    node[at_way] = network.from_row[joining.way[at_way]]
    # Parts are numbered from the largest on.
    part = pd.Series(network.component[node]).groupby(joining.point_row).min()
    apart = part[part > 0]
    nodes = np.bincount(network.component)[apart.to_numpy()]
    joined = pd.Series(nodes, index=joining.point_ids[apart.index.to_numpy(dtype=np.int64)], dtype="Int64")
    return joined.reindex(joining.point_ids)
