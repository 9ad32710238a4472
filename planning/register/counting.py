"""Which sites count as supply (计入供给): by the route of their kind, as the profile cites it."""

import pandas as pd

from planning.policy.supply import Supply


def counts_as_supply(sites: pd.DataFrame, supply: Supply) -> pd.Series:
    """Whether each site counts by the route of its kind: the profile names its `kind` and `state` together (bool)."""
    held = pd.MultiIndex.from_frame(sites[["kind", "state"]].astype("object"))
    return pd.Series(held.isin(list(supply.pairs())), index=sites.index, dtype=bool)
