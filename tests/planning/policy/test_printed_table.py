"""A table that a document prints stands once in a profile, and the rules that name it read it."""

from datetime import date
from pathlib import Path

import pytest

from planning.errors import ProfileRefused
from planning.policy.profile import Profile
from planning.policy.reading import read_profile
from planning.policy.rules.consistency import Consistency
from planning.policy.rules.schedule import Schedule

HEAD = """
[profile]
id = "town"
name = "某镇"
name_en = "A town"
status = "local"

[[document]]
id = "d"
title = "某镇标准"
issuer = "某镇"
status = "local"
"""
TABLE = """
[[table]]
id = "T"
columns = ["现有", "规划"]
rows = [
  { id = "total", name = "合计", total = true, values = [30, 90] },
  { id = "a", name = "甲区", values = [10, 40] },
  { id = "b", name = "乙区", values = [20, 50] },
]
source = { document = "d", clause = "附件" }
"""
SCHEDULE = """
[[rule]]
id = "T-01"
type = "schedule"
name = "指标"
level = "district"
dates = [2025-12-31]
printed = "T"
columns = ["规划"]
source = { document = "d", clause = "附件" }
"""
CHECK = """
[[rule]]
id = "T-01-sum"
row = "T-01"
type = "consistency"
name = "合计"
level = "annex"
printed = "T"
equation = { kind = "sum", column = "规划" }
source = { document = "d", clause = "附件" }
"""


def test_a_schedule_and_its_checks_read_one_table(tmp_path: Path) -> None:
    profile = _profile(tmp_path, TABLE + SCHEDULE + CHECK)
    schedule, check = profile.rule("T-01"), profile.rule("T-01-sum")
    assert isinstance(schedule, Schedule)
    assert isinstance(check, Consistency)
    assert [(row.area_id, row.name, row.values) for row in schedule.rows] == [
        ("a", "甲区", (40,)),
        ("b", "乙区", (50,)),
    ]
    assert schedule.totals == (90,)
    assert schedule.dates == (date(2025, 12, 31),)
    assert check.printed.source.clause == "附件"
    assert check.printed.totals is not None
    assert check.printed.totals.values == (30, 90)


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        (SCHEDULE, "rule[1] T-01.printed", "no table 'T'"),
        (TABLE.replace('id = "b"', 'id = "a"') + SCHEDULE, "table[1] T", "an id stands in two rows"),
        (TABLE.replace("[20, 50]", "[20]") + SCHEDULE, "table[1] T", "one number for each of the 2 columns"),
        (TABLE.replace('["现有", "规划"]', '["规划", "规划"]') + SCHEDULE, "table[1] T", "two columns have one name"),
        (TABLE.replace('甲区",', '甲区", total = true,') + SCHEDULE, "table[1] T", "one row of totals"),
        (TABLE.replace("total = true, ", "") + CHECK, "rule[1] T-01-sum", "prints no total"),
        (TABLE.replace("total = true, ", "") + SCHEDULE, "rule[1] T-01", "prints no total"),
        (TABLE + SCHEDULE.replace('["规划"]', '["未来"]'), "rule[1] T-01", "no column '未来'; it has: 现有, 规划"),
        (TABLE + CHECK.replace('"规划"', '"未来"'), "rule[1] T-01-sum", "no column '未来'"),
        (TABLE + TABLE + SCHEDULE, "table[2] T", "the id stands twice"),
        (TABLE.replace("source", "note = 1\nsource") + SCHEDULE, "table[1] T.note", "valid string"),
        (TABLE.replace("40", "41") + SCHEDULE, "rule[1] T-01", "add up to [91], the printed totals are [90]"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(tmp_path: Path, text: str, key: str, remedy: str) -> None:
    with pytest.raises(ProfileRefused) as refused:
        _profile(tmp_path, text)
    assert key in str(refused.value)
    assert remedy in str(refused.value)


def _profile(folder: Path, text: str) -> Profile:
    path = folder / "town.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    return read_profile(path)
