"""The units of all that rules judge one by one (逐个判定的对象): phases, institutions, sites, further subjects."""

from typing import Any

import pandas as pd

from planning.ground import Ground
from planning.model.codes import Level, OtherSubject, SiteState
from planning.model.stated_tables import phase_id
from planning.policy.subjects import Subject
from planning.register.institutions import standing_institutions

_GONE = [str(state) for state in (SiteState.CLOSED, SiteState.BLACKLISTED)]
_OF_SITE = [
    "name", "kind", "institution_id", "institution", "ownership", "legal_form", "channel", "state", "state_since",
    "opened_on", "closed_on", "demonstration", "inclusive", "inclusive_level", "open_to_neighbours", "service_forms",
    "floor_area_m2", "host_kind", "central", "places", "classes", "enrolled", "parent_id", "district_id",
]  # fmt: skip
_OF_HOME = ["era", "status", "central", "residents", "development_id", "land_sold_on", "district_id"]


def subject_units(ground: Ground, homes: pd.DataFrame) -> dict[Level | Subject, pd.DataFrame]:
    """
    Lay out the units of each subject below the levels.

    Parameters
    ----------
    ground
        The city on its day.
    homes
        The units of the residential areas, whose phases are units of their own.

    Returns
    -------
    dict
        By subject a frame with index `area_id` and `name`, `kind`, `parent_id`, `district_id`. A phase
        (`planning.model.stated_tables.phase_id`) has its days, and era, place, people and sale of land of its
        residential area, so that what is asked of an area is asked of each of its phases; sites and institutions are
        those that are not gone, and are left out where no register speaks for the day.
    """
    found: dict[Level | Subject, pd.DataFrame] = {Subject.PHASE: _phases(ground, homes)}
    if ground.register_speaks:
        found |= {Subject.INSTITUTION: _institutions(ground), Subject.SITE: _sites(ground)}
    return found | _others(ground)


def _phases(ground: Ground, homes: pd.DataFrame) -> pd.DataFrame:
    table = ground.city.table("phases")
    ids = [phase_id(*pair) for pair in zip(table["residential_area_id"], table["phase"], strict=True)]
    area = homes.reindex(table["residential_area_id"]).set_axis(table.index)
    return (
        table.drop(columns=["source", "residents"])
        .rename(columns={"residential_area_id": "parent_id"})
        .assign(
            name=area["name"] + "第" + table["phase"].astype("str") + "期",
            kind=None,
            phase_residents=table["residents"],
        )
        .join(area[_OF_HOME])
        .set_axis(pd.Index(ids, name="area_id", dtype="str"))
    )


def _institutions(ground: Ground) -> pd.DataFrame:
    """An institution lies in the street that holds all of its sites, else in the district, else in the city."""
    found = standing_institutions(ground.city, ground.on, sites=ground.sites)
    places = ground.sites.groupby("institution_id")
    inside = {
        level: places[str(level)].first().where(_same(places[str(level)])).reindex(found.index)
        for level in (Level.STREET, Level.DISTRICT)
    }
    parent = inside[Level.STREET].fillna(inside[Level.DISTRICT]).fillna(ground.city_id)
    return found.assign(parent_id=parent, district_id=inside[Level.DISTRICT]).rename_axis("area_id")


def _same(places: Any) -> pd.Series:
    """Whether all sites of an institution are known to lie in one area."""
    found: pd.Series = (places.nunique() == 1) & (places.count() == places.size())
    return found


def _sites(ground: Ground) -> pd.DataFrame:
    """A site lies in the smallest area that is known to hold it."""
    sites = pd.DataFrame(ground.sites.drop(columns="geometry"))
    sites = sites[sites["state"].notna() & ~sites["state"].isin(_GONE)]
    parent = pd.Series(ground.city_id, index=sites.index, dtype="object")
    for level in (Level.DISTRICT, Level.STREET, Level.COMMUNITY):
        parent = sites[str(level)].astype("object").fillna(parent)
    return sites.assign(parent_id=parent, district_id=sites["district"])[_OF_SITE].rename_axis("area_id")


def _others(ground: Ground) -> dict[Level | Subject, pd.DataFrame]:
    """Hosts, parcels and employers, as the city lists them; what is known of them is stated."""
    table = ground.city.table("subjects").set_index("subject_id").rename_axis("area_id")
    district = table["area_id"].map(ground.areas["district"]).astype("object")
    units = table.rename(columns={"area_id": "parent_id"}).assign(kind=None, district_id=district)
    units = units[["name", "kind", "parent_id", "district_id", "subject"]]
    return {Subject(str(one)): units[units["subject"] == str(one)].drop(columns="subject") for one in OtherSubject}
