"""A finding reads as a sentence that a planner can paste into a report."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from planning.policy.examples.world import small_city
from planning.policy.reading import list_profiles, load_profile
from planning.policy.site_filter import SiteFilter
from planning.trace import Step

EZHOU = "《关于进一步促进3岁以下婴幼儿照护服务发展的实施方案（征求意见稿）》"
GUANGZHOU = "《广州市3岁以下婴幼儿照护服务体系建设三年行动计划（2023—2025年）》 穗府办〔2024〕3号"

PROFILES = {name: load_profile(name) for name in list_profiles()}


def _step(profile: str, rule_id: str, **city: Any) -> Step:
    facts = small_city(**city)
    rule = PROFILES[profile].rule(rule_id)
    return rule.step(rule.evaluate(facts).iloc[0], facts)


def test_a_density_shows_its_people_their_day_and_source_and_the_arithmetic() -> None:
    city = {
        "level": "city",
        "id": "C",
        "name": "某市",
        "residents": 120000,
        "residents_on": date(2025, 12, 31),
        "residents_source": "统计公报",
    }
    step = _step("ezhou-2021-draft", "EZ-04", on=date(2025, 6, 30), units=[city], reported={"C": 230})
    assert step.says == (
        f"某市常住人口120,000人（2025-12-31，来源：统计公报），按不少于2个托位/千人（{EZHOU} 二），"
        "应有 ⌈120,000×2÷1000⌉=240 个托位；现有 230 个托位，缺 10 个托位（期限2025-12-31，未到）。"
    )
    assert step.formula == "应有托位 = ⌈人口 × 2 ÷ 1000⌉"
    assert (step.filled, step.result, step.unit) == ("⌈120,000×2÷1000⌉=240", "240", "个托位")
    assert step.clauses[0].rule_id == "EZ-04"
    people, supplied = step.inputs
    assert (people.value, people.table, people.on) == ("120000", "population", date(2025, 12, 31))
    assert people.key == "area_id=C;on=2025-12-31;kind=permanent"
    assert (supplied.value, supplied.table, supplied.key) == ("230", "reported_places", "area_id=C;on=2025-06-30")


def test_an_input_names_its_row_by_the_columns_of_its_table() -> None:
    area = {"level": "residential-area", "id": "R", "residents": 9000, "era": "new", "central": True, "provided": 30}
    people, _ = _step("ezhou-2021-draft", "EZ-06", on=date(2026, 9, 30), units=[area]).inputs
    assert (people.table, people.key) == ("residential_areas", "residential_area_id=R")
    circle = {"level": "life-circle", "id": "L"}
    (sites,) = _step("guangzhou-2023-2025", "GZ-27", on=date(2026, 9, 30), units=[circle], sites=[]).inputs
    assert (sites.table, sites.key) == ("sites", "circle_id=L")
    city = {"level": "city", "id": "C"}
    people, _ = _step("guangzhou-2023-2025", "GZ-07", on=date(2023, 9, 30), units=[city], sites=[]).inputs
    assert people.key == "area_id=C"


def test_advice_is_told_as_advice_and_what_does_not_apply_with_its_reason() -> None:
    area = {"level": "residential-area", "id": "R", "name": "某小区", "residents": 900, "era": "existing"}
    step = _step("ezhou-2021-draft", "EZ-07", on=date(2026, 9, 30), units=[area | {"central": True, "provided": 0}])
    assert step.says == (
        f"某小区人口900人，按不少于4个托位/千人（参照）（{EZHOU} 三（二）5），"
        "不适用（未满足：人口不少于8,000人；不设规模和中心城区的门槛时为4个托位）。"
    )
    assert step.result == ""


def test_what_cannot_be_told_says_what_is_missing() -> None:
    area = {"level": "residential-area", "id": "R", "name": "某小区", "era": "new", "central": True, "provided": 30}
    step = _step("ezhou-2021-draft", "EZ-06", on=date(2026, 9, 30), units=[area])
    assert step.says.endswith("；现有 30 个托位，无法判定（不明：是否人口不少于8,000人）。")
    assert step.says.startswith("某小区人口不明，")


@pytest.mark.parametrize(
    ("rule_id", "says"),
    [
        ("GZ-01", "甲区，按每个区至少有1家省级示范机构"),
        ("GZ-03", "甲街道共有社区（村）1个，按有社区托育点的社区（村）不少于20%"),
        ("GZ-05", "某市，按幼儿园托班总量不少于500个"),
        ("GZ-08", "某市，按全市至少有1家市级托育综合服务中心"),
        ("GZ-09", "某市共有街道（镇）1个，按有公建民营普惠托育设施的街道（镇）不少于70%"),
        ("GZ-11", "某市，按2022-12-31之后新增的用人单位托育点总量不少于55家"),
        ("GZ-21", "某市人口不明，按不少于5.8个托位/千人（力争）"),
        ("GZ-22", "某市，按2022-12-31之后新增的街（镇）普惠托位总量不少于24,500个"),
        ("GZ-23", "某市共有托位50个，按普惠托位占比不少于30%"),
        ("GZ-24", "越秀区，按分年度指标"),
    ],
)
def test_every_kind_of_rule_opens_with_its_subject_and_standard(rule_id: str, says: str) -> None:
    units = [
        {"level": "city", "id": "C", "name": "某市"},
        {"level": "district", "id": "D", "name": "甲区", "parent_id": "C"},
        {"level": "street", "id": "S", "name": "甲街道", "parent_id": "D"},
        {"level": "community", "id": "K", "name": "甲社区", "parent_id": "S"},
    ]
    sites = [{"id": "a", "within": ["D", "S", "K"], "places": 50, "classes": 3}]
    step = _step("guangzhou-2023-2025", rule_id, on=date(2023, 6, 30), units=units, sites=sites)
    assert step.says.startswith(f"{says}（{GUANGZHOU} ")


@pytest.mark.parametrize(
    ("sites", "words"),
    [
        ({}, ""),
        ({"inclusive": True}, "普惠"),
        ({"inclusive": False}, "非普惠"),
        ({"inclusive_levels": ("city", "district")}, "市级、区级认定的普惠"),
        ({"inclusive_levels": ("province", "city", "district")}, "普惠"),
        ({"inclusive": True, "inclusive_levels": ("city",)}, "市级认定的普惠"),
        ({"inclusive": False, "inclusive_levels": ("city",)}, "非普惠且市级认定的普惠"),
        ({"channels": ("street",), "inclusive": True}, "街（镇）普惠"),
        ({"ownership": ("public",), "inclusive": False, "demonstration": ("city",)}, "公办非普惠市级示范"),
        ({"service_forms": ("full_day", "hourly")}, "提供全日托和计时托的"),
        ({"service_forms": ("half_day",), "kinds": ("nursery",)}, "提供半日托的托育机构"),
    ],
)
def test_a_sentence_says_every_condition_that_a_site_must_meet(sites: dict[str, Any], words: str) -> None:
    assert SiteFilter(**sites).words() == words


def test_what_a_rule_counts_is_named_once() -> None:
    ezhou = PROFILES["ezhou-2021-draft"]
    assert ezhou.rule("EZ-A08").standard() == "全市至少有1家市级照护服务指导中心"
    assert ezhou.rule("EZ-A08-district").standard() == "每个区至少有1家区级照护服务指导中心"
    points = PROFILES["guangzhou-2023-2025"].rule("GZ-17").model_copy(update={"share": Decimal(1)})
    each = points.for_each_unit()
    assert each is not None
    assert each.standard() == "每个社区（村）都有社区托育点"
    every_new_area = PROFILES["guangzhou-2023-2025"].rule("GZ-30").for_each_unit()
    assert every_new_area is not None
    assert every_new_area.standard() == "每个新建居住区都有托育设施"


@pytest.mark.parametrize(
    ("level", "ways", "words"),
    [
        ("residential-area", [{"era": "new"}], "新建居住区"),
        ("community", [{"kinds": ["urban_community"]}], "社区"),
        ("community", [{"kinds": ["village"], "min_residents": 3000}], "人口不少于3,000人的村"),
        (
            "street",
            [{"kinds": ["subdistrict"]}, {"kinds": ["town", "township"], "min_residents": 100000}],
            "街道或人口不少于100,000人的镇、乡",
        ),
        ("district", [{"names": ["甲区", "乙区"]}], "甲区、乙区"),
        (
            "residential-area",
            [{"era": "existing", "central": True, "min_residents": 8000, "min_residents_included": False}],
            "位于中心城区、人口超过8,000人的已建成居住区",
        ),
        (
            "residential-area",
            [{"central": False}, {"min_residents": 9}],
            "位于中心城区以外的居住区或人口不少于9人的居住区",
        ),
    ],
)
def test_a_share_says_which_units_it_is_taken_of(level: str, ways: list[dict[str, Any]], words: str) -> None:
    rule = PROFILES["guangzhou-2023-2025"].rule("GZ-30")
    rule = type(rule).model_validate(rule.model_dump() | {"units": level, "filter": tuple(ways), "has": "site"})
    units = [{"level": "city", "id": "C", "name": "某市"}]
    facts = small_city(on=date(2026, 1, 1), units=units, sites=[])
    step = rule.step(rule.evaluate(facts).iloc[0], facts)
    assert step.says.startswith(f"某市共有{words}不明，按有托育设施的{words}不少于100%")
    assert step.formula == f"应有数 = ⌈{words}数 × 100%⌉"


@pytest.mark.parametrize(
    ("on", "words"),
    [(date(2023, 12, 30), "未到"), (date(2023, 12, 31), "当日到期"), (date(2024, 1, 1), "已过")],
)
def test_a_deadline_is_ahead_due_on_the_day_or_passed(on: date, words: str) -> None:
    units = [{"level": "city", "id": "C", "name": "某市", "residents": 1000}]
    step = _step("guangzhou-2023-2025", "GZ-07", on=on, units=units, reported={"C": 4})
    assert step.says.endswith(f"（期限2023-12-31，{words}）。")


def test_each_date_of_a_table_is_a_step_of_its_own() -> None:
    facts = small_city(
        on=date(2022, 12, 31),
        units=[{"level": "district", "id": "440106", "name": "天河区"}],
        reported={"440106": 6716},
    )
    rule = PROFILES["guangzhou-2023-2025"].rule("GZ-24")
    found = rule.evaluate(facts)
    rows = found[found["area_id"] == "440106"]
    steps = [rule.step(rows.iloc[place], facts) for place in range(3)]
    assert [step.key for step in steps] == ["GZ-24@2023-12-31", "GZ-24@2024-12-31", "GZ-24@2025-12-31"]
    assert "应有 8,320 个托位；现有 6,716 个托位，缺 1,604 个托位（期限2023-12-31，未到）" in steps[0].says


def test_a_coverage_that_cannot_be_told_says_how_many_are_known() -> None:
    units = [
        {"level": "city", "id": "C", "name": "某市"},
        {"level": "residential-area", "id": "R1", "era": "new", "provided": 40},
        {"level": "residential-area", "id": "R2", "era": "new"},
    ]
    step = _step("guangzhou-2023-2025", "GZ-30", on=date(2025, 6, 30), units=units)
    assert "应有 ⌈2×100%⌉=2 个；无法判定（1个新建居住区情况不明（已配托位不明）；已知至少1个、至多2个）" in step.says
    assert [(item.name, item.value) for item in step.inputs] == [("新建居住区数", "2"), ("现有", "—")]


def test_places_of_an_area_under_plan_are_called_planned_and_cite_its_phases() -> None:
    area = {"level": "residential-area", "id": "R", "name": "某小区", "residents": 10000, "era": "new", "central": True}
    city = {"level": "city", "id": "C", "name": "某市"}
    for plan, name, table in (
        (True, "规划配建", "phases"),
        (False, "现有", "place_reports"),
        (None, "现有", "place_reports"),
    ):
        facts = small_city(on=date(2025, 6, 30), units=[city, area | {"provided": 30, "under_plan": plan}], sites=[])
        density = PROFILES["ezhou-2021-draft"].rule("EZ-06")
        share = PROFILES["guangzhou-2023-2025"].rule("GZ-30")
        each = share.for_each_unit()
        assert each is not None
        for rule, count in ((density, "30 个托位"), (share, "1 个"), (each, "1 处设施")):
            step = rule.step(rule.evaluate(facts).iloc[0], facts)
            assert f"；{name} {count}，" in step.says
            assert (step.inputs[-1].name, step.inputs[-1].table) == (name, table)
            assert step.inputs[-1].key == ("area_id=C" if rule is share else "residential_area_id=R")


def test_a_share_of_areas_of_which_some_are_under_plan_tells_both_counts() -> None:
    units = [
        {"level": "city", "id": "C", "name": "某市"},
        {"level": "residential-area", "id": "R1", "era": "new", "provided": 40, "under_plan": False},
        {"level": "residential-area", "id": "R2", "era": "new", "provided": 0, "under_plan": False},
        {"level": "residential-area", "id": "R3", "era": "new", "provided": 60, "under_plan": True},
        {"level": "residential-area", "id": "R4", "era": "existing", "provided": 60, "under_plan": False},
    ]
    step = _step("guangzhou-2023-2025", "GZ-30", on=date(2025, 6, 30), units=units, sites=[])
    assert "=3 个；现有和规划配建 2 个，缺 1 个" in step.says
    assert [(item.name, item.value, item.table) for item in step.inputs] == [
        ("新建居住区数", "3", "residential_areas"),
        ("现有", "1", "place_reports"),
        ("规划配建", "1", "phases"),
    ]


def test_a_street_that_lists_fewer_communities_than_it_says_tells_both_numbers() -> None:
    units = [
        {"level": "street", "id": "S", "name": "甲街道", "communities": 4},
        {"level": "community", "id": "K1", "parent_id": "S"},
        {"level": "community", "id": "K2", "parent_id": "S"},
    ]
    sites = [{"id": "a", "within": ["S", "K1"], "kind": "community_point"}]
    step = _step("guangzhou-2023-2025", "GZ-17", on=date(2025, 6, 30), units=units, sites=sites)
    assert step.says.startswith("甲街道共有社区（村）4个，")
    assert "⌈4×60%⌉=3 个；无法判定（共有4个社区（村），只列出2个；已知至少1个、至多3个）" in step.says


def test_which_of_the_communities_that_are_not_listed_a_filter_lets_through_nobody_knows() -> None:
    urban = {"filter": ({"kinds": ("urban_community",)},)}
    rule = PROFILES["guangzhou-2023-2025"].rule("GZ-17")
    rule = type(rule).model_validate(rule.model_dump() | urban)
    units = [
        {"level": "street", "id": "S", "name": "甲街道", "communities": 4},
        {"level": "community", "id": "K1", "parent_id": "S", "kind": "urban_community"},
    ]
    facts = small_city(on=date(2025, 6, 30), units=units, sites=[])
    row = rule.evaluate(facts).iloc[0]
    assert pd.isna(row["denominator"])
    assert row["outcome"] == "undetermined"


def test_a_count_that_what_is_known_decides_says_what_is_known() -> None:
    units = [
        {"level": "city", "id": "C", "name": "某市"},
        {"level": "residential-area", "id": "R1", "era": "new", "provided": 0},
        {"level": "residential-area", "id": "R2", "era": "new"},
    ]
    step = _step("guangzhou-2023-2025", "GZ-30", on=date(2026, 1, 1), units=units)
    assert "=2 个；未达标（1个新建居住区情况不明（已配托位不明）；至多1个）（期限2025-12-31，已过）。" in step.says
    sites = [{"id": "a", "places": 70000}, {"id": "b"}]
    step = _step("guangzhou-2023-2025", "GZ-06", on=date(2023, 6, 30), units=units[:1], sites=sites)
    assert step.says.endswith(
        "应有 70,000 个托位；达标（1处点位未填托位数；已知至少70,000个托位）（期限2023-12-31，未到）。"
    )
