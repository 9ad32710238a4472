"""The small town with targets: 50 places by the end of 2024 and of 2025, and a table of 2025 and 2026 by district."""

from collections.abc import Callable
from datetime import date

import pytest

from planning.model.city import City
from planning.policy.profile import Profile
from planning.policy.reading import read_profile
from planning.study import Study
from planning.targets.progress import Progress
from tests.builders import Row, a_city
from tests.planning.conftest import PROFILE

# 10,000 people at 5 per 1,000 are owed 50 places; the town has 12 + 20 + 8 = 40 open ones since the end of 2024.
TARGETS = (
    PROFILE.replace('id = "town"', 'id = "targets"')
    + """
[[rule]]
id = "T-5"
type = "schedule"
name = "分年度指标"
level = "district"
dates = [2025-03-31, 2026-12-31]
totals = [41, 60]
rows = [{ area_id = "11", name = "东区", values = [33, 45] }, { area_id = "12", name = "西区", values = [8, 15] }]
source = { document = "rules", clause = "六" }

[[rule]]
id = "X-A01"
type = "count"
name = "全市机构数"
level = "city"
counts = "institutions"
at_least = 3
deadline = 2023-12-31
source = { document = "rules", clause = "附件1" }

[[rule]]
id = "X-A02-street"
type = "min_per_unit"
name = "每个街道一家机构"
level = "street"
filter = { kinds = ["subdistrict"] }
at_least = 1
counts = "institutions"
deadline = 2026-12-31
source = { document = "rules", clause = "附件2" }

[[rule]]
id = "X-A02-town"
type = "min_per_unit"
name = "每个镇一家机构"
level = "street"
filter = { kinds = ["town"] }
at_least = 1
counts = "institutions"
deadline = 2026-12-31
source = { document = "rules", clause = "附件2" }

[[rule]]
id = "X-A03"
type = "count"
name = "长期：有机构"
level = "city"
counts = "institutions"
at_least = 1
source = { document = "rules", clause = "附件3" }
"""
)


@pytest.fixture(scope="session")
def target_rules(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """The town's rules with targets."""
    path = tmp_path_factory.mktemp("profiles") / "targets.toml"
    path.write_text(TARGETS, encoding="utf-8")
    return read_profile(path)


@pytest.fixture
def progress(tables: dict[str, list[Row]], target_rules: Profile) -> Callable[..., Progress]:
    """The progress of the town on a day; `manifest` changes what the town says of itself."""

    def on(day: date, **manifest: object) -> Progress:
        return Progress.of(Study.of(a_city(tables, on=day, **manifest), target_rules))

    return on


@pytest.fixture
def reporting_town(tables: dict[str, list[Row]]) -> City:
    """The town without a register: an authority counted 40 places at the end of 2024, 32 in the east, 8 in the west."""
    for name in ("institutions", "sites", "site_states", "place_reports", "inclusive_statuses"):
        tables[name] = []
    counted = {"1": 40, "11": 32, "12": 8}
    tables["reported_places"] = [
        {"area_id": area_id, "on": date(2024, 12, 31), "places": places} for area_id, places in counted.items()
    ]
    return a_city(tables, on=date(2024, 12, 31), register_on=None)
