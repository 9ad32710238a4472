"""Everything that rules judge is a unit of its own, and what a city states of it reaches the rules."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planning.errors import UnknownChoice, UnknownLevel
from planning.model.codes import Level
from planning.policy.facts import Facts
from planning.policy.profile import Profile
from planning.policy.reading import read_profile
from planning.policy.subjects import Subject
from planning.study import Study
from tests.builders import Row, a_city, square
from tests.planning.conftest import DAY, PROFILE, places

RULES = """
[[rule]]
id = "T-5"
type = "rate"
name = "持证上岗"
level = "institution"
part = "certified_staff"
part_zh = "持证人员"
whole = "staff"
whole_zh = "人员"
share = 1
source = { document = "rules", clause = "六" }

[[rule]]
id = "T-6"
type = "sync"
name = "同步验收"
level = "phase"
filter = { era = "new", min_residents = 1000 }
stages = ["accepted"]
source = { document = "rules", clause = "七" }

[[rule]]
id = "T-7"
type = "host"
name = "可用载体"
level = "host"
column = "host_kind"
column_zh = "设施类型"
allowed = ["闲置校舍"]
source = { document = "rules", clause = "八" }

[[rule]]
id = "T-8"
type = "area"
name = "点位面积"
level = "site"
at_least_m2 = 100
at_most_m2 = 300
source = { document = "rules", clause = "九" }

[[rule]]
id = "T-9"
type = "checklist"
name = "公开信息"
level = "district"
row_type = "data"
asks = "是否公开"
source = { document = "rules", clause = "十" }

[[rule]]
id = "T-10"
type = "min_per_unit"
name = "中心城区各区"
level = "district"
filter = { central = true }
at_least = 1
counts = "sites"
source = { document = "rules", clause = "十一" }
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """The town's rules, and one for each further subject."""
    (tmp_path / "town.toml").write_text(PROFILE.replace("[[supply]]", RULES + "\n[[supply]]", 1), encoding="utf-8")
    return read_profile(tmp_path / "town.toml")


def stated(subject: str, attribute: str, value: str, *, on: date = date(2025, 3, 31)) -> Row:
    return {"subject_id": subject, "attribute": attribute, "on": on, "value": value}


def estate(*phases: dict[str, Any], **values: Any) -> dict[str, list[Row]]:
    """A new residential area of 1,500 people in 一社区, in phases."""
    area = {"residential_area_id": "R1", "name": "新园", "era": "new", "status": "building", "residents": 1500}
    rows = [{"residential_area_id": "R1", "phase": number, **phase} for number, phase in enumerate(phases, start=1)]
    return {"residential_areas": [{**area, "geometry": square(0.1, 0.1, 0.3, 0.3), **values}], "phases": rows}


def outcomes(tables: dict[str, list[Row]], profile: Profile, rule: str) -> dict[str, str]:
    found = Study.of(a_city(tables), profile, on=DAY).findings_of(rule)
    return dict(zip(found["area_id"], found["outcome"], strict=True))


def facts(tables: dict[str, list[Row]], profile: Profile) -> Facts:
    return Study.of(a_city(tables), profile, on=DAY).facts


def test_every_subject_that_the_city_has_is_a_frame_of_units(tables: dict[str, list[Row]], profile: Profile) -> None:
    more = {
        **estate({"delivered_on": date(2027, 1, 1)}),
        "subjects": [
            {"subject_id": "H1", "subject": "host", "name": "旧校舍", "area_id": "1121"},
            {"subject_id": "P1", "subject": "parcel", "name": "一号地块", "area_id": "111"},
            {"subject_id": "E1", "subject": "employer", "name": "某厂"},
        ],
    }
    units = facts(tables | more, profile).units
    assert {str(level) for level in units} == {str(one) for one in Subject} - {"annex", "life-circle"}
    known = {"name", "kind", "parent_id", "district_id"}
    assert {str(level): known - set(frame) for level, frame in units.items() if known - set(frame)} == {}


def test_each_unit_knows_the_area_and_the_district_that_it_lies_in(
    tables: dict[str, list[Row]], profile: Profile
) -> None:
    more = {
        **estate({"delivered_on": date(2027, 1, 1)}),
        "subjects": [{"subject_id": "H1", "subject": "host", "name": "旧校舍", "area_id": "1121"}],
    }
    found = facts(tables | more, profile)
    where = {
        level: found.units_at(level)[["parent_id", "district_id"]].loc[unit].tolist()
        for level, unit in (
            (Subject.SITE, "a"),
            (Subject.INSTITUTION, "i-d"),
            (Subject.PHASE, "R1-1"),
            (Subject.HOST, "H1"),
        )
    }
    assert where == {
        Subject.SITE: ["1111", "11"],
        Subject.INSTITUTION: ["121", "12"],
        Subject.PHASE: ["R1", "11"],
        Subject.HOST: ["1121", "11"],
    }
    assert found.parents(Subject.PHASE, Level.STREET).to_dict() == {"R1-1": "111"}


def test_an_institution_with_sites_in_two_districts_lies_in_the_city(
    tables: dict[str, list[Row]], profile: Profile
) -> None:
    tables["sites"] = [{**row, "institution_id": "i-a"} if row["site_id"] == "d" else row for row in tables["sites"]]
    unit = facts(tables, profile).units_at(Subject.INSTITUTION).loc["i-a"]
    assert unit["parent_id"] == "1"
    assert pd.isna(unit["district_id"])


def test_a_rate_of_staff_is_judged_by_what_the_institution_stated_in_the_year(
    tables: dict[str, list[Row]], profile: Profile
) -> None:
    tables["statements"] = [
        stated("i-a", "staff", "10"),
        stated("i-a", "certified_staff", "10"),
        stated("i-b", "staff", "10"),
        stated("i-b", "certified_staff", "9"),
        stated("i-d", "staff", "10", on=date(2024, 12, 31)),
        stated("i-d", "certified_staff", "10", on=date(2024, 12, 31)),
    ]
    assert outcomes(tables, profile, "T-5") == {
        "i-a": "met",
        "i-b": "not_met",
        "i-c": "undetermined",
        "i-d": "undetermined",
    }


def test_what_is_stated_after_the_day_is_not_known_on_it(tables: dict[str, list[Row]], profile: Profile) -> None:
    tables["statements"] = [stated("i-a", name, "10", on=date(2025, 7, 1)) for name in ("staff", "certified_staff")]
    assert outcomes(tables, profile, "T-5")["i-a"] == "undetermined"


@pytest.mark.parametrize(
    ("care", "outcome"), [(date(2025, 1, 1), "met"), (date(2025, 1, 2), "not_met"), (None, "undetermined")]
)
def test_a_phase_is_judged_by_its_own_days_and_by_the_people_of_its_area(
    tables: dict[str, list[Row]], profile: Profile, care: date | None, outcome: str
) -> None:
    one = {
        "delivered_on": date(2027, 1, 1),
        "accepted_on": date(2025, 1, 1),
        "residents": 700,
        "care_accepted_on": care,
    }
    assert outcomes(tables | estate(one), profile, "T-6") == {"R1-1": outcome}
    assert outcomes(tables | estate(one, residents=999), profile, "T-6") == {"R1-1": "not_applicable"}


def test_a_host_is_judged_by_what_is_stated_of_it(tables: dict[str, list[Row]], profile: Profile) -> None:
    tables["subjects"] = [
        {"subject_id": f"H{number}", "subject": "host", "name": f"设施{number}", "area_id": "1121"}
        for number in range(3)
    ]
    tables["statements"] = [stated("H0", "host_kind", "闲置校舍"), stated("H1", "host_kind", "商业楼宇")]
    assert outcomes(tables, profile, "T-7") == {"H0": "met", "H1": "not_met", "H2": "undetermined"}


def test_a_site_that_is_gone_is_no_unit_and_one_that_is_built_is(
    tables: dict[str, list[Row]], profile: Profile
) -> None:
    tables["site_states"] += [
        {"site_id": "a", "since": date(2025, 1, 1), "state": "closed"},
        {"site_id": "d", "since": date(2025, 1, 1), "state": "under_construction"},
    ]
    tables["sites"] = [{**row, "floor_area_m2": 100} for row in tables["sites"]]
    assert outcomes(tables, profile, "T-8") == {"b": "met", "c": "met", "d": "met"}


def test_the_latest_check_by_the_day_is_the_answer(tables: dict[str, list[Row]], profile: Profile) -> None:
    tables["checks"] = [
        {"rule_id": "T-9", "area_id": "11", "on": date(2025, 1, 5), "answer": "no", "by": "卫生健康局"},
        {"rule_id": "T-9", "area_id": "11", "on": date(2025, 5, 5), "answer": "yes", "by": "卫生健康局"},
        {"rule_id": "T-9", "area_id": "11", "on": date(2025, 7, 5), "answer": "no", "by": "卫生健康局"},
    ]
    assert outcomes(tables, profile, "T-9") == {"11": "met", "12": "manual"}


def test_whether_a_district_is_central_is_what_the_city_states(tables: dict[str, list[Row]], profile: Profile) -> None:
    assert set(outcomes(tables, profile, "T-10").values()) == {"undetermined"}
    tables["statements"] = [stated("11", "central", "是"), stated("12", "central", "否")]
    assert outcomes(tables, profile, "T-10") == {"11": "met", "12": "not_applicable"}


def test_without_a_register_for_the_day_nobody_knows_of_institutions_and_sites(
    tables: dict[str, list[Row]], profile: Profile
) -> None:
    found = Study.of(a_city(tables, register_on=None), profile, on=DAY)
    assert found.facts.register is None
    assert found.findings(Subject.INSTITUTION).empty


def reasons(tables: dict[str, list[Row]], profile: Profile, rule: str) -> dict[str, str]:
    found = Study.of(a_city(tables), profile, on=DAY).findings_of(rule)
    return dict(zip(found["area_id"], found["reason"], strict=True))


def test_more_children_than_places_are_named_at_the_site_its_institution_and_its_areas(
    tables: dict[str, list[Row]], profile: Profile
) -> None:
    tables["place_reports"].append(places("a", "mixed", 5, enrolled=6, on=date(2025, 1, 1)))
    tables["statements"] = [stated("11", "central", "是")]
    assert "数据矛盾：在托人数多于托位" in reasons(tables, profile, "T-8")["a"]
    assert "数据矛盾：点位a在托人数多于托位" in reasons(tables, profile, "T-5")["i-a"]
    assert "数据矛盾：点位a在托人数多于托位" in reasons(tables, profile, "T-10")["11"]
    assert "数据矛盾" not in reasons(tables, profile, "T-10")["12"]


def test_a_site_that_closed_before_it_opened_is_named(tables: dict[str, list[Row]], profile: Profile) -> None:
    tables["site_states"].append({"site_id": "a", "since": date(2019, 1, 1), "state": "closed"})
    assert "数据矛盾：关闭早于开办" in reasons(tables, profile, "T-8")["a"]
    assert "数据矛盾：点位a关闭早于开办" in reasons(tables, profile, "T-1")["1"]


def test_more_children_than_residents_are_named(tables: dict[str, list[Row]], profile: Profile) -> None:
    tables["population"] = [
        {**row, "residents": 50, "children_under_3": 60} if row["area_id"] == "12" else row
        for row in tables["population"]
    ]
    assert "数据矛盾：3岁以下儿童多于人口" in reasons(tables, profile, "T-9")["12"]


def test_the_findings_of_a_subject_are_those_of_its_rules_in_the_order_of_the_profile(
    tables: dict[str, list[Row]], profile: Profile
) -> None:
    study = Study.of(a_city(tables), profile, on=DAY)
    assert study.findings(Subject.DISTRICT)["rule_id"].drop_duplicates().tolist() == ["T-9", "T-10"]
    assert study.findings(Level.DISTRICT) is study.findings(Subject.DISTRICT)
    assert study.findings(Subject.ANNEX).empty


def test_a_rule_is_judged_once_however_often_it_is_asked_about(tables: dict[str, list[Row]], profile: Profile) -> None:
    study = Study.of(a_city(tables), profile, on=DAY)
    assert study.findings_of("T-5") is study.findings_of("T-5")


def test_what_nobody_speaks_of_and_what_the_profile_lacks_are_refused(
    tables: dict[str, list[Row]], profile: Profile
) -> None:
    study = Study.of(a_city(tables), profile, on=DAY)
    with pytest.raises(UnknownLevel):
        study.findings("planet")  # type: ignore[arg-type]
    with pytest.raises(UnknownChoice):
        study.findings_of("T-99")
