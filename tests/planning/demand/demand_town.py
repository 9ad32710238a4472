"""
The town of the projections: one district of two streets, so that every number can be worked out by hand.

    street 甲街道 (111)  7,200 residents, 2 births a month, so 72 children under 3
    street 乙镇   (112)  3,600 residents, 1 birth a month, so 36 children under 3
    day    2025-12-31    the births of 2023, 2024 and 2025 are known
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from planning.demand.demand import Demand
from planning.model.city import City
from planning.policy.reading import read_profile
from planning.policy.uptake import Uptake
from planning.study import Study
from tests.builders import Row, a_city, spot, square
from tests.planning.conftest import PROFILE

DAY = date(2025, 12, 31)
AREAS: tuple[Row, ...] = (
    {"area_id": "1", "name": "小城", "level": "city", "kind": "city", "geometry": square(0, 0, 2, 1)},
    {
        "area_id": "11",
        "name": "东区",
        "level": "district",
        "kind": "district",
        "parent_id": "1",
        "geometry": square(0, 0, 2, 1),
    },
    {
        "area_id": "111",
        "name": "甲街道",
        "level": "street",
        "kind": "subdistrict",
        "parent_id": "11",
        "geometry": square(0, 0, 1, 1),
    },
    {
        "area_id": "112",
        "name": "乙镇",
        "level": "street",
        "kind": "town",
        "parent_id": "11",
        "geometry": square(1, 0, 2, 1),
    },
)
BIRTHS = {"111": 2, "112": 1}
PEOPLE = {"1": 10_800, "11": 10_800, "111": 7_200, "112": 3_600}


def born(each: dict[str, int], *, without: Iterable[str] = ()) -> list[Row]:
    """So many births a month in each area from 2023 to 2025, but for the months that are left out."""
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    return [
        {"area_id": area, "month": month, "births": count, "source": "出生登记"}
        for area, count in each.items()
        for month in months
        if month not in without
    ]


def assumed(assumption: str, value: str, *, area: str = "1", variant: str = "mid", since: int = 2025) -> Row:
    """One row of the assumptions."""
    row = {"assumption": assumption, "variant": variant, "area_id": area, "from_year": since}
    return {**row, "value": Decimal(value), "source": "课题组"}


def people() -> list[Row]:
    """The residents of every area on the day."""
    return [
        {"area_id": area, "on": DAY, "kind": "permanent", "residents": count, "source": "年报"}
        for area, count in PEOPLE.items()
    ]


def new_estate(residents: int | None, *, delivered_on: date = date(2026, 6, 30)) -> dict[str, list[Row]]:
    """An estate in 甲街道 whose one phase is delivered in the next year."""
    home = {
        "residential_area_id": "R1",
        "name": "新苑",
        "era": "new",
        "status": "approved",
        "residents": residents,
        "geometry": square(0.2, 0.2, 0.4, 0.4),
    }
    phase = {"residential_area_id": "R1", "phase": 1, "delivered_on": delivered_on, "residents": residents}
    return {"residential_areas": [home], "phases": [{**phase, "source": "建设台账"}]}


def care(places: int, *, enrolled: int | None) -> dict[str, list[Row]]:
    """One site in 甲街道."""
    state = {"site_id": "S1", "since": date(2024, 1, 1), "state": "filed"}
    report = {"site_id": "S1", "reported_on": date(2025, 6, 30), "place_class": "mixed", "places": places}
    return {
        "institutions": [{"institution_id": "I1", "name": "园", "kind": "nursery", "ownership": "private"}],
        "sites": [{"site_id": "S1", "institution_id": "I1", "name": "园", "geometry": spot(0.5, 0.5)}],
        "site_states": [state],
        "place_reports": [{**report, "enrolled": enrolled}],
    }


def a_town(*assumptions: Row, **tables: Any) -> City:
    """The town, with these assumptions and further tables in place of its own."""
    own = {"areas": AREAS, "population": people(), "births": born(BIRTHS)}
    return a_city({**own, "projection_assumptions": assumptions, **tables}, on=DAY, register_on=DAY)


def demand_of(
    city: City, folder: Path, *, until: int = 2026, uptake: str | None = "0.5", dated: str = "2025-12-31"
) -> Demand:
    """What a town needs, where `uptake` of the families want a place and 5 are owed for 1,000 people by `dated`."""
    path = folder / "town.toml"
    path.write_text(PROFILE.replace("deadline = 2025-12-31", f"deadline = {dated}"), encoding="utf-8")
    given = None if uptake is None else Uptake.given(Decimal(uptake), source="问卷")
    return Demand.of(Study.of(city, read_profile(path), on=DAY), until=until, uptake=given)
