"""Which units have a facility (有无设施): a counted site in them, or places that their plan provides."""

from enum import StrEnum

import pandas as pd

from planning.model.codes import Level
from planning.policy.facts import Facts
from planning.policy.site_filter import SiteFilter
from planning.policy.subjects import Subject
from planning.policy.tally import Counted, tally
from planning.policy.unit_filter import UnitFilters, applies


class Has(StrEnum):
    """What makes a unit one that has a facility."""

    SITE = "site"
    PROVIDED = "provided"


def facility_words(sites: SiteFilter) -> str:
    """What a unit has to have, in Chinese."""
    return sites.words() if sites.names_a_site() else f"{sites.words()}托育设施"


def units_having(
    facts: Facts, level: Level | Subject, *, among: UnitFilters, has: Has, sites: SiteFilter
) -> pd.DataFrame:
    """
    Say of each unit whether it is asked about, and whether it has one.

    Returns
    -------
    DataFrame
        In the order of the units: `counts` and `having` (boolean, NA where it cannot be told) and `why` (Chinese: why
        it is not asked about or cannot be told; empty otherwise).
    """
    return facts.once(("having", level, among, has, sites), lambda: _having(facts, level, among, has, sites))


def _having(facts: Facts, level: Level | Subject, among: UnitFilters, has: Has, sites: SiteFilter) -> pd.DataFrame:
    units = facts.stated_units(level, [name for way in among for name in way.columns()])
    scope = applies(among, units)
    if has is Has.PROVIDED:
        amount = units["provided"].astype("Int64")
        why = pd.Series("", index=units.index, dtype="str").mask(amount.isna(), "已配托位不明")
    else:
        counted = tally(facts, level, sites=sites, counts=Counted.SITES)
        # One site that surely counts is enough, however many others do not say what is asked.
        amount = counted.value.fillna(counted.at_least.where(counted.at_least > 0))
        why = counted.why.where(amount.isna(), "")
    counts = scope["applies"].astype("boolean")
    return pd.DataFrame(
        {
            "counts": counts,
            "having": (amount.astype("Int64") > 0) & counts,
            "why": scope["why"].where(scope["why"] != "", why),
        },
        index=units.index,
    )
