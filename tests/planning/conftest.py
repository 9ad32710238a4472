"""
The small town: four communities in a row, one kilometre each, so that every number can be worked out by hand.

    district 东区 ................................  西区
    street   甲街道 ..............  乙镇            丙街道
    community 一社区    二社区      三村            四社区
    km       0 .... 1 .... 2 ................. 3 ......... 4
    people   4,000     2,000       3,000           1,000
    children under 3: 120 in 甲街道, 60 in 乙镇, 20 in 丙街道
"""

from datetime import date
from pathlib import Path

import pytest

from planning.model.city import City
from planning.policy.profile import Profile
from planning.policy.reading import read_profile
from planning.study import Study
from tests.builders import Row, a_city, spot, square

DAY = date(2025, 6, 30)

PROFILE = """
[profile]
id = "town"
name = "小城规则"
name_en = "Town rules"
status = "local"

[[document]]
id = "rules"
title = "小城托育规划规则"
issuer = "小城"
status = "local"

[[clause]]
id = "share"
document = "rules"
clause = "二"

[[rule]]
id = "T-1"
type = "density"
name = "千人口托位数"
level = "city"
places_per_1000 = 5
deadline = 2025-12-31
source = { document = "rules", clause = "一", quote = "每千人5个托位" }

[[rule]]
id = "T-2"
type = "min_per_unit"
name = "每个生活圈一处设施"
level = "life-circle"
at_least = 1
counts = "sites"
source = { document = "rules", clause = "三" }

[[rule]]
id = "T-3"
type = "density"
name = "新建居住区"
level = "residential-area"
filter = { era = "new", central = true, min_residents = 1000 }
places_per_1000 = 4
source = { document = "rules", clause = "四" }

[[rule]]
id = "T-4"
type = "unit_share"
name = "新建居住区都有设施"
level = "city"
units = "residential-area"
filter = { era = "new" }
has = "provided"
share = 1
source = { document = "rules", clause = "五" }

[[supply]]
kinds = ["nursery", "community_point"]
states = ["filed"]
source = "share"

[[supply]]
kinds = ["kindergarten_class"]
states = ["under_education"]
source = "share"

[circles]
minutes = ["15"]
share_sites = true
source = "share"

[reach]
radius_m = { 15 = 700 }
min_share = 0.5
source = "share"

[apportion]
rules = ["T-1"]
levels = ["district", "street", "community", "life-circle"]
source = "share"

[[class]]
place_class = "infant"
from_months = 6
to_months = 12
size = 10
source = "share"

[[class]]
place_class = "toddler_small"
from_months = 12
to_months = 24
size = 15
source = "share"

[[class]]
place_class = "toddler_large"
from_months = 24
to_months = 36
size = 20
source = "share"

[[class]]
place_class = "mixed"
from_months = 18
to_months = 36
size = 18
source = "share"
"""


def area(area_id: str, name: str, kind: str, *, km: tuple[float, float]) -> Row:
    """An area from west to east in kilometres; its id begins with its parent's."""
    level = ("city", "district", "street", "community")[len(area_id) - 1]
    row = {"area_id": area_id, "name": name, "level": level, "kind": kind, "parent_id": area_id[:-1] or None}
    return {**row, "geometry": square(km[0], 0, km[1], 1)}


AREAS: tuple[Row, ...] = (
    area("1", "小城", "city", km=(0, 4)),
    area("11", "东区", "district", km=(0, 3)),
    area("12", "西区", "district", km=(3, 4)),
    area("111", "甲街道", "subdistrict", km=(0, 2)),
    area("112", "乙镇", "town", km=(2, 3)),
    area("121", "丙街道", "subdistrict", km=(3, 4)),
    area("1111", "一社区", "urban_community", km=(0, 1)),
    area("1112", "二社区", "urban_community", km=(1, 2)),
    area("1121", "三村", "village", km=(2, 3)),
    area("1211", "四社区", "urban_community", km=(3, 4)),
)


def people(area_id: str, residents: int | None, children: int | None = None) -> Row:
    """Permanent residents, and children where they are stated, at the end of 2024."""
    row = {"area_id": area_id, "on": date(2024, 12, 31), "kind": "permanent", "residents": residents}
    return {**row, "children_under_3": children}


def site(site_id: str, kind: str, state: str, *, at: tuple[float, float]) -> dict[str, list[Row]]:
    """An institution with one site, in its state since 2020."""
    return {
        "institutions": [
            {"institution_id": f"i-{site_id}", "name": f"{site_id}园", "kind": kind, "ownership": "private"}
        ],
        "sites": [
            {"site_id": site_id, "institution_id": f"i-{site_id}", "name": f"{site_id}园", "geometry": spot(*at)}
        ],
        "site_states": [{"site_id": site_id, "since": date(2020, 1, 1), "state": state}],
    }


def places(
    site_id: str, place_class: str, number: int, *, enrolled: int | None = None, on: date = date(2024, 12, 31)
) -> Row:
    """One class of a report."""
    return {"site_id": site_id, "reported_on": on, "place_class": place_class, "places": number, "enrolled": enrolled}


def town_tables() -> dict[str, list[Row]]:
    """Every table of the town, to be changed by a test before it becomes a city."""
    tables: dict[str, list[Row]] = {
        "areas": list(AREAS),
        "population": [
            people("1", 10_000),
            people("11", 9_000),
            people("12", 1_000),
            people("111", 6_000, 120),
            people("112", 3_000, 60),
            people("121", 1_000, 20),
            people("1111", 4_000),
            people("1112", 2_000),
            people("1121", 3_000),
            people("1211", 1_000),
        ],
        "place_reports": [
            places("a", "toddler_small", 12, enrolled=6),
            places("b", "toddler_large", 20, enrolled=10),
            places("c", "toddler_large", 30, enrolled=0),
            places("d", "mixed", 8),
        ],
        "inclusive_statuses": [{"institution_id": "i-b", "recognised_by": "city", "since": date(2023, 1, 1)}],
    }
    for part in (
        site("a", "nursery", "filed", at=(0.5, 0.5)),
        site("b", "kindergarten_class", "under_education", at=(1.5, 0.5)),
        site("c", "nursery", "suspended", at=(2.5, 0.5)),
        site("d", "nursery", "filed", at=(3.5, 0.5)),
    ):
        for name, rows in part.items():
            tables.setdefault(name, []).extend(rows)
    return tables


@pytest.fixture
def tables() -> dict[str, list[Row]]:
    """The town's tables as rows."""
    return town_tables()


@pytest.fixture
def town(tables: dict[str, list[Row]]) -> City:
    """The town."""
    return a_city(tables, on=DAY)


@pytest.fixture
def rules(tmp_path: Path) -> Profile:
    """The town's rules: 5 places per 1,000 by the end of 2025, a site in every circle, 4 per 1,000 in new areas."""
    path = tmp_path / "town.toml"
    path.write_text(PROFILE, encoding="utf-8")
    return read_profile(path)


@pytest.fixture
def study(town: City, rules: Profile) -> Study:
    """The town judged by its rules on the last day of June 2025."""
    return Study.of(town, rules)
