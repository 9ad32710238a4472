"""How a sentence calls what is there (现有或规划配建), and the table that it stands in."""

from dataclasses import dataclass

import pandas as pd

from planning.model.codes import Level
from planning.policy.facts import Facts


@dataclass(frozen=True, slots=True)
class Held:
    """What is there, in Chinese, the `table` it is read from, and whose words it is (a key of `Facts.sources`)."""

    name: str
    table: str
    origin: str


SITES = Held("现有", "sites", "sites")
REPORTED = Held("现有", "reported_places", "reported")
OPEN = Held("现有", "place_reports", "sites")
PLANNED = Held("规划配建", "phases", "phases")
MIXED = Held("现有和规划配建", "phases", "phases")


def counted(facts: Facts) -> Held:
    """What the register counts; without one, what an authority reported for the day."""
    return REPORTED if facts.sites is None else SITES


def under_plan(facts: Facts, areas: pd.Index) -> pd.Series:
    """Whether what each residential area provides is what its plan says (bool): nothing in it can be open yet."""
    homes = facts.units_at(Level.RESIDENTIAL_AREA)
    if "under_plan" not in homes:
        return pd.Series(False, index=areas, dtype=bool)
    return homes["under_plan"].astype("boolean").reindex(areas).fillna(False).astype(bool)


def provided(facts: Facts, areas: pd.Index) -> Held:
    """What residential areas provide: planned places of those under plan, open ones of the others."""
    planned = under_plan(facts, areas)
    return OPEN if not planned.any() else PLANNED if planned.all() else MIXED
