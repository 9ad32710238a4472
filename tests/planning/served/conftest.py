"""
The street town: 5 x 5 crossings 100 m apart, two estates, one site between them, and everything can be counted.

    x (m)   0      100     200     300     400
    y = 0   A ----- o ----- S ----- o ----- B        A, B: estates of 1,000 people each; S: the site
            |       |       |       |       |        甲街道 lies west of 250 m, 乙街道 east of it
    ...    (grid of walkable streets up to y = 400)

In each street one child was born in every month of the last three years: 36 children, of whom 6 are under 6 months, 6
each of 6-12, 12-18 and 18-24 months, and 12 of 24-36. Half of those old enough for a class seek a place: 15, of whom
3 + 3 + 3 in the younger bands and 6 in the oldest.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from planning.model.city import City, WalkingSource
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.policy.reach import Reach
from planning.policy.reading import read_profile
from planning.served.offers import Fitting
from planning.served.served import Served
from planning.served.served_notes import served_notes
from planning.study import Study
from planning.tracing.served import served_steps
from tests.builders import Row, a_city, spot, square
from tests.planning.accessibility.grids import SIDE, grid_edges, node
from tests.planning.conftest import PROFILE, people, places, site

ON = date(2025, 6, 30)
MONTHS = [f"{year}-{month:02d}" for year in (2022, 2023, 2024, 2025) for month in range(1, 13)][6:42]
KM = 0.1  # between two crossings

WALKING = """
[walking]
m_per_min = 50
snap_limit_m = 30
source = "share"

[detour]
factor = 1.5
source = "share"

[uptake]
share = 0.5
source = "share"
"""

PARTS = ("served", "out_of_reach", "no_class", "only_non_inclusive", "full", "not_seeking")
Tables = dict[str, list[Row]]


def street(area_id: str, name: str, *, km: tuple[float, float]) -> Row:
    row = {"area_id": area_id, "name": name, "level": "street", "kind": "subdistrict", "parent_id": "11"}
    return {**row, "geometry": square(km[0], -0.05, km[1], 0.45)}


def estate(home_id: str, *, at: tuple[float, float], residents: int = 1_000) -> Row:
    east, north = at
    row = {"residential_area_id": home_id, "name": f"{home_id}小区", "era": "existing", "status": "delivered"}
    outline = square(east - 0.01, north - 0.01, east + 0.01, north + 0.01)
    return {**row, "residents": residents, "geometry": outline}


def nodes() -> list[Row]:
    return [{"node_id": node(c, r), "geometry": spot(c * KM, r * KM)} for r in range(SIDE) for c in range(SIDE)]


def edges(changes: Mapping[tuple[str, str], Mapping[str, Any]] | None = None) -> list[Row]:
    return grid_edges(changes).to_dict("records")  # type: ignore[return-value]


def street_town() -> Tables:
    """The tables, to be changed by a test before they become a city."""
    whole = square(-0.05, -0.05, 0.45, 0.45)
    top = {"area_id": "1", "name": "小城", "level": "city", "kind": "city", "geometry": whole}
    district = {"area_id": "11", "name": "东区", "level": "district", "kind": "district", "parent_id": "1"}
    register = site("s", "nursery", "filed", at=(0.2, 0))
    register["sites"][0] = {**register["sites"][0], "open_to_neighbours": True}
    return {
        "areas": [
            top,
            {**district, "geometry": whole},
            street("111", "甲街道", km=(-0.05, 0.25)),
            street("112", "乙街道", km=(0.25, 0.45)),
        ],
        "population": [people("1", 2_000), people("11", 2_000), people("111", 1_000), people("112", 1_000)],
        "births": [{"area_id": area, "month": month, "births": 1} for area in ("111", "112") for month in MONTHS],
        "residential_areas": [estate("A", at=(0, 0)), estate("B", at=(0.4, 0))],
        "place_reports": [places("s", "toddler_small", 4), places("s", "toddler_large", 5)],
        "inclusive_statuses": [{"institution_id": "i-s", "recognised_by": "city", "since": date(2023, 1, 1)}],
        "walk_nodes": nodes(),
        "walk_edges": edges(),
        **register,
    }


def city_of(tables: Tables, **manifest: Any) -> City:
    return a_city(tables, on=ON, walking=WalkingSource("测绘局", date(2025, 1, 1)), **manifest)


def studied(tables: Tables, rules: Profile, *, within_m: int = 300, **manifest: Any) -> Study:
    """The town, where a site within so many metres is in reach."""
    return Study.of(city_of(tables, **manifest), rules, reach=Reach.given(within_m, source="测试"))


def fates(study: Study, area_id: str, *, fitting: Fitting = Fitting.INCLUSIVE) -> dict[str, int]:
    """The parts of a street that are not 0."""
    served = Served.of(study.ground, study.walks, uptake=study.profile.uptake, fitting=fitting)
    row = served.of_level(Level.STREET).loc[area_id]
    return {name: int(row[f"children_{name}"]) for name in PARTS if row[f"children_{name}"]}


def said(study: Study, area_id: str = "111") -> str:
    """Everything that is told of the split of a street, and of the whole."""
    steps = served_steps(study.served, Level.STREET, area_id=area_id, name="街道", reach=study.reach)
    return "\n".join((*served_notes(study.served, study.reach), *(step.says for step in steps)))


@pytest.fixture
def tables() -> Tables:
    """The town's tables as rows."""
    return street_town()


@pytest.fixture
def rules(tmp_path: Any) -> Profile:
    """The small town's rules, with a walking speed of 50 m a minute, a detour of 1.5 and an uptake of a half."""
    path = tmp_path / "town.toml"
    path.write_text(PROFILE + WALKING, encoding="utf-8")
    return read_profile(path)
