"""The facts of a day (当日事实) laid out for rules: units of every level, their people, and the sites that count."""

import pandas as pd

from planning.gaps.adjoining import adjoining
from planning.gaps.subjects import subject_units
from planning.gaps.supplied_places import supply_by_unit
from planning.ground import Ground
from planning.model.codes import ADMINISTRATIVE, Level
from planning.policy.facts import Facts
from planning.policy.subjects import Subject

_OF_AREA = ["name", "kind", "parent_id", "district_id", "communities", "drawn"]
_OF_PEOPLE = ["residents", "residents_on", "residents_source", "children_under_3"]
_OF_HOME = [
    "name", "era", "status", "central", "central_share", "development_id", "adjoining_id", "land_sold_on",
    "planned_places", "provided", "under_plan", "parent_id", "district_id",
]  # fmt: skip


def facts_of(ground: Ground) -> Facts:
    """Lay out a day's ground for rules; without a register for the day, reported totals of that very day stand in."""
    city, speaks = ground.city, ground.register_speaks
    units: dict[Level | Subject, pd.DataFrame] = {}
    units |= {level: _administrative_units(ground, level) for level in ADMINISTRATIVE}
    homes = homes_with_provision(ground)[[*_OF_HOME, *_OF_PEOPLE]]
    units[Level.RESIDENTIAL_AREA] = homes.assign(kind=None)
    units[Level.LIFE_CIRCLE] = ground.circles.drop(columns="geometry").assign(
        kind="life_circle",
        parent_id=pd.NA,
        district_id=pd.NA,
        residents=pd.array([pd.NA] * len(ground.circles), "Int64"),
    )
    units |= subject_units(ground, homes)
    return Facts(
        on=ground.on,
        units={level: frame for level, frame in units.items() if len(frame)},
        sites=ground.counted if speaks else None,
        register=ground.sites[ground.sites["state"].notna()] if speaks else None,
        located={**ground.located, Subject.INSTITUTION: _owned(ground)},
        statements=city.table("statements"),
        checks=city.table("checks"),
        reported=reported_places(ground),
        sources=_sources(ground),
    )


def _owned(ground: Ground) -> pd.DataFrame:
    """Which institution runs which site (`site_id`, `area_id`)."""
    owner = ground.sites["institution_id"]
    return pd.DataFrame({"site_id": owner.index, "area_id": owner.array})


def reported_places(ground: Ground) -> pd.Series | None:
    """Places (Int64) by area id that an authority counted on this very day; None where a register speaks instead."""
    reported = ground.city.table("reported_places")
    today = reported[reported["on"].map(lambda day: day == ground.on).astype(bool)]
    return None if ground.register_speaks or today.empty else today.set_index("area_id")["places"]


def homes_with_provision(ground: Ground) -> pd.DataFrame:
    """
    The residential areas with `provided`: open places once delivered, planned places before.

    Only what is open counts as supply; of an area that is not delivered yet nothing can be open, so its plan is judged.
    Without a register the places of a delivered area are NA.
    """
    homes = pd.DataFrame(ground.homes.drop(columns="geometry"))
    inside = ground.located[Level.RESIDENTIAL_AREA]
    opened = supply_by_unit(ground.counted, inside, units=homes.index)["supplied"]
    if not ground.register_speaks:
        opened = opened.mask(opened.notna())
    provided = opened.mask(homes["under_plan"].astype(bool), homes["planned_places"])
    return homes.assign(
        provided=provided,
        parent_id=homes["street"],
        district_id=homes["district"],
        adjoining_id=adjoining(ground.homes[ground.homes["development_id"].isna()], by="era"),
    )


def _administrative_units(ground: Ground, level: Level) -> pd.DataFrame:
    areas = pd.DataFrame(ground.of_level(level).drop(columns="geometry"))
    areas = areas.assign(district_id=areas["district"], drawn=areas.index.isin(ground.drawn[level]))
    return areas[_OF_AREA].join(ground.people[_OF_PEOPLE])


def _sources(ground: Ground) -> dict[str, str]:
    """Where the numbers come from, in words."""
    reported = ground.city.table("reported_places")
    return {
        "sites": f"{ground.city.manifest.name}托育点位登记册（{ground.on}状态，数据版本{ground.city.revision}）",
        "reported": "；".join(reported["source"].drop_duplicates()),
        "phases": "；".join(ground.city.table("phases")["source"].drop_duplicates()[:3]),
        "residential_areas": "；".join(ground.city.table("residential_areas")["source"].drop_duplicates()[:3]),
        "subjects": "；".join(ground.city.table("subjects")["source"].drop_duplicates()[:3]),
        "statements": "；".join(ground.city.table("statements")["source"].drop_duplicates()[:3]),
        "residents": "；".join(ground.city.table("population")["source"].drop_duplicates()[:3]),
    }
