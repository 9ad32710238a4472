"""How many children of each age seek a place (入托需求) in each street, by the uptake that is cited."""

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from planning.apportionment import apportion_within
from planning.policy.uptake import Uptake
from planning.population.age_bands import Ages
from planning.population.control_totals import control_totals


def street_seekers(
    of_streets: pd.DataFrame, *, lineage: Mapping[str, tuple[str, ...]], ages: Ages, uptake: Uptake
) -> pd.DataFrame:
    """
    The children of each street and band whose families seek a place.

    Parameters
    ----------
    of_streets
        Children, Int64 by street, a column for each band; those that no class takes are not asked.
    lineage
        Each street with the areas above it: the street first, the city last.
    ages, uptake
        The bands of the classes, and the share that seeks.

    Returns
    -------
    DataFrame
        Int64 by street, the columns `ages.names`, never more than the children; NA where a band of the street is
        unknown. As with the places that families will seek (`planning.demand`), the share of the city's children is
        rounded half-up once, of the widest area that is wholly known where the city is not; its streets share it by
        the largest remainder, and each street shares its own out over its bands in the same way.
    """
    asked = of_streets[list(ages.names)]
    known = asked.notna().all(axis="columns")
    share = Fraction(uptake.share)
    counts = asked.where(known, axis=0).sum(axis="columns")
    exact = {street: int(counts[street]) * share if known[street] else None for street in asked.index}
    whole = control_totals(exact, lineage=lineage)
    unit = pd.MultiIndex.from_product([asked.index, range(asked.shape[1])])
    weights = pd.Series(asked.where(known, axis=0).to_numpy(dtype=object).ravel(), index=unit)
    street_of = pd.Series(unit.get_level_values(0), index=unit)
    seeking = pd.Series({street: whole.get(street, pd.NA) for street in asked.index}, dtype="Int64")
    shares = apportion_within(seeking, weights, parent_of=street_of)
    return pd.DataFrame(shares.to_numpy().reshape(asked.shape), asked.index, asked.columns).astype("Int64")
