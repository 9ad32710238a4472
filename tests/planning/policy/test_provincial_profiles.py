"""Two provinces that give no ratio, and a city below one of them that does: every row, figure and example."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planning.policy import examples
from planning.policy.clauses import DocumentStatus
from planning.policy.examples.example import Example
from planning.policy.examples.reading import example_files, read_examples
from planning.policy.examples.world import small_city
from planning.policy.outcome import Modality
from planning.policy.profile import Profile
from planning.policy.reading import load_profile
from planning.policy.rules.density import Density

GANSU, SHANXI, YUNCHENG = (load_profile(name) for name in ("gansu", "shanxi-2020", "yuncheng-2020"))
PROVINCES = (GANSU, SHANXI)

GANSU_ROWS = [
    "GS-00",
    "GS-04a",
    "GS-04b",
    "GS-04c",
    "GS-05",
    "GS-06",
    "GS-07",
    "GS-08",
    "GS-10",
    "GS-11",
    "GS-12",
    "GS-13a",
    "GS-13b",
    "GS-14a",
    "GS-14b",
    "GS-14c",
    "GS-15",
    "GS-16",
    "GS-17",
    "GS-18",
    "GS-19",
    "GS-20",
    "GS-21",
    "GS-22",
    "GS-23",
    "GS-24",
    "GS-25",
    "GS-26",
    "GS-27",
]
SHANXI_ROWS = [
    "SX-01",
    "SX-02",
    "SX-03",
    "SX-04",
    "SX-05",
    "SX-06",
    "SX-07",
    "SX-08",
    "SX-09",
    "SX-10",
    "SX-11",
    "SX-12",
    "SX-13",
    "SX-14",
    "SX-15",
    "SX-16",
    "SX-17",
    "SX-18",
    "SX-19",
    "SX-20",
    "SX-21",
    "SX-22",
]

# Rows that are manual, data or supervision by their type, or that say of a part of theirs that only a person can tell.
FOR_A_PERSON = {
    "gansu": "GS-00 GS-05 GS-06 GS-10 GS-11 GS-12 GS-13b GS-14a GS-15 GS-16 GS-17 GS-19 GS-20 GS-21 GS-22 GS-23 GS-26 "
    "GS-27",
    "shanxi-2020": "SX-01 SX-02 SX-09 SX-10 SX-11 SX-13 SX-14 SX-19 SX-20 SX-22",
}
# Of these the row is computed as well.
ALSO_COMPUTED = {"GS-14a", "GS-19", "SX-02", "SX-09"}

KINDS = {
    "GS-04a": "density",
    "GS-04b": "sync",
    "GS-04c": "existing_gap",
    "GS-07": "host",
    "GS-08": "siting",
    "GS-13a": "land_supply",
    "GS-14a": "siting",
    "GS-14b": "siting",
    "GS-14c": "host",
    "GS-18": "routing",
    "GS-19": "routing",
    "GS-19-told": "routing",
    "GS-24": "finance",
    "GS-25": "land_supply",
    "GS-25-idle": "land_supply",
    "SX-02": "min_per_unit",
    "SX-03": "sync",
    "SX-03-places": "density",
    "SX-04": "existing_gap",
    "SX-05": "host",
    "SX-06": "host",
    "SX-07": "siting",
    "SX-08": "land_supply",
    "SX-09": "host",
    "SX-12": "routing",
    "SX-12-filed": "routing",
    "SX-12-told": "routing",
    "SX-15": "frequency",
    "SX-15-check": "frequency",
    "SX-16": "finance",
    "SX-17": "finance",
    "SX-18": "land_supply",
    "SX-18-plan": "land_supply",
    "SX-18-allocation": "land_supply",
    "SX-21": "count",
    "SX-21-private": "count",
    "SX-21-county": "count",
}

# The 18 bodies of the annex of Shanxi.
BODIES = [
    "机构编制",
    "发展改革",
    "教育",
    "公安",
    "民政",
    "财政",
    "人力资源社会保障",
    "自然资源",
    "住房城乡建设",
    "卫生健康",
    "应急管理",
    "税务",
    "市场监管",
    "审计",
    "工会",
    "共青团",
    "妇联",
    "计生协会",
]


def _examples(profile_id: str) -> list[Example]:
    folder = Path(examples.__file__).parents[1] / "worked_examples" / profile_id
    return [example for path in example_files([folder]) for example in read_examples(path)]


@pytest.mark.parametrize(("profile", "rows"), [(GANSU, GANSU_ROWS), (SHANXI, SHANXI_ROWS)])
def test_every_row_of_the_catalogue_is_carried_by_a_rule(profile: Profile, rows: list[str]) -> None:
    assert {rule.catalogue_row for rule in profile.rules} == set(rows)
    assert len(rows) == {"gansu": 29, "shanxi-2020": 22}[profile.profile_id]


@pytest.mark.parametrize("profile", PROVINCES, ids=lambda profile: profile.profile_id)
def test_only_what_a_person_has_to_tell_is_on_the_checklist(profile: Profile) -> None:
    ticked = {rule.catalogue_row for rule in profile.rules if rule.type == "checklist"}
    computed = {rule.catalogue_row for rule in profile.rules if rule.type != "checklist"}
    assert ticked == set(FOR_A_PERSON[profile.profile_id].split())
    assert ticked & computed == ALSO_COMPUTED & ticked


def test_every_computed_rule_has_the_kind_of_its_row() -> None:
    computed = {rule.id: rule.type for profile in PROVINCES for rule in profile.rules if rule.type != "checklist"}
    assert computed == KINDS


@pytest.mark.parametrize("profile", [GANSU, SHANXI, YUNCHENG], ids=lambda profile: profile.profile_id)
def test_every_rule_says_what_it_asks_whom_it_serves_and_quotes_its_clause(profile: Profile) -> None:
    for rule in profile.rules:
        assert rule.summary
        assert rule.serves
        assert rule.source.clause
        assert rule.source.quote
        assert rule.source.document.status is DocumentStatus.IN_FORCE_UNCONFIRMED
        assert "效力待核实" in rule.source.brief()


@pytest.mark.parametrize("profile", [GANSU, SHANXI, YUNCHENG], ids=lambda profile: profile.profile_id)
def test_every_computed_rule_has_an_example_that_is_met_one_that_is_not_and_one_that_cannot_be_told(
    profile: Profile,
) -> None:
    own = [rule.id for rule in profile.rules if rule.type != "checklist"]
    if profile is YUNCHENG:
        own = ["SX-03-places", "YC-01"]
    told: dict[str, set[str]] = {rule_id: set() for rule_id in own}
    for example in _examples(profile.profile_id):
        for finding in example.findings:
            told.setdefault(example.rule, set()).add(finding.outcome.value.removeprefix("deadline_passed_"))
    lacking = {rule_id for rule_id in own if not told[rule_id] >= {"met", "not_met"}}
    assert lacking == set()
    assert {rule_id for rule_id in own if not told[rule_id] & {"undetermined", "unknown"}} == set()


def test_the_deadlines_are_those_of_the_documents_and_existing_areas_have_none() -> None:
    dated = {rule.id: rule.deadline for profile in PROVINCES for rule in profile.rules if rule.deadline}
    assert dated == {
        "GS-00": date(2025, 12, 31),
        "GS-00-pilots": date(2020, 12, 31),
        "SX-01": date(2020, 12, 31),
        "SX-02": date(2023, 12, 31),
        "SX-02-manual": date(2023, 12, 31),
        "SX-21": date(2020, 12, 31),
        "SX-21-private": date(2020, 12, 31),
        "SX-21-county": date(2020, 12, 31),
    }


def test_the_figures_are_those_of_the_catalogue() -> None:
    figures = {
        "SX-02": {"at_least": 1, "at_most": None, "level": "district"},
        "SX-15": {"times_a_year": 1, "column": "health_trainings"},
        "SX-15-check": {"times_a_year": 1, "column": "staff_health_checks"},
        "SX-17": {"yuan_each": 200, "modality": "encouraged", "level": "employer"},
        "SX-21": {"at_least": 1, "at_most": 2, "level": "city"},
        "SX-21-private": {"at_least": 1, "at_most": 2, "level": "city"},
        "SX-21-county": {"at_least": 1, "at_most": None, "level": "district"},
        "SX-04": {"means": ("purchase", "exchange", "lease")},
    }
    for rule_id, wanted in figures.items():
        rule = SHANXI.rule(rule_id)
        assert {name: getattr(rule, name) for name in wanted} == wanted
    assert GANSU.rule("GS-04c").means == ("purchase", "exchange", "lease")  # type: ignore[attr-defined]


def test_how_strongly_each_row_speaks() -> None:
    soft = {rule.id: rule.modality for p in PROVINCES for rule in p.rules if rule.modality is not Modality.MUST}
    encouraged = "GS-05 GS-08 GS-11 GS-24 SX-05 SX-07 SX-09 SX-09-manual SX-10 SX-17 SX-18 SX-18-plan SX-18-allocation"
    may = "GS-10 GS-12 GS-14c GS-25 GS-25-idle"
    assert soft == dict.fromkeys(encouraged.split(), Modality.ENCOURAGED) | dict.fromkeys(may.split(), Modality.MAY)


def test_the_bodies_of_the_annex_answer_for_the_rows_of_shanxi() -> None:
    note = SHANXI.rule("SX-22").note
    assert len(BODIES) == 18
    assert all(body in note for body in BODIES)
    for rule in SHANXI.rules:
        for named in rule.responsible.removesuffix("部门").split("、"):
            assert not named or named in BODIES


def test_no_province_has_a_ratio_and_neither_borrows_one() -> None:
    for profile, rule_id in ((GANSU, "GS-04a"), (SHANXI, "SX-03-places")):
        rule = profile.rule(rule_id)
        assert profile.parameters == ()
        assert isinstance(rule, Density)
        assert rule.places_per_1000 is None
        assert rule.unsupplied() == ("new_area_places_per_1000",)
        assert [item.id for item in profile.rules if isinstance(item, Density)] == [rule_id]


def test_the_city_supplies_the_number_and_both_are_cited_separately() -> None:
    rule = YUNCHENG.rule("SX-03-places")
    area = {"level": "residential-area", "id": "R", "name": "某小区", "era": "new", "residents": 8500, "provided": 50}
    facts = small_city(on=date(2026, 3, 31), units=[area])
    step = rule.step(rule.evaluate(facts).iloc[0], facts)
    assert "⌈8,500×6÷1000⌉=51" in step.says
    province, city = step.clauses
    assert (province.document.id, province.clause, province.mark) == ("sx-2020-24", "二（二）1", "")
    assert (city.document.id, city.clause, city.mark) == ("yc-2020", "新建居住区", "S")
    assert "据转引页面，未见原文" in city.brief()
    assert city.quote == "按照每千常住人口不少于6个托位"


def test_nothing_of_the_city_reaches_the_provinces_again() -> None:
    area = {"level": "residential-area", "id": "R", "era": "new", "residents": 8500, "provided": 51}
    facts = small_city(on=date(2026, 3, 31), units=[area])
    for profile, rule_id in ((GANSU, "GS-04a"), (SHANXI, "SX-03-places")):
        rule = profile.rule(rule_id)
        row = rule.evaluate(facts).iloc[0]
        assert row["outcome"] == "undetermined"
        assert len(rule.step(row, facts).clauses) == 1
    assert load_profile("shanxi-2020").rule("SX-03-places") == YUNCHENG.written[2]


def test_the_citys_figures_are_six_in_new_areas_and_five_in_old_ones_by_the_end_of_2025() -> None:
    (parameter,) = YUNCHENG.parameters
    old = YUNCHENG.rule("YC-01")
    assert (parameter.id, parameter.value, parameter.source.mark) == ("new_area_places_per_1000", 6, "S")
    assert isinstance(old, Density)
    assert (old.places_per_1000, old.deadline, old.source.mark) == (Decimal(5), date(2025, 12, 31), "S")
    assert [way.era for way in old.filter] == ["existing"]


def test_the_population_is_never_the_registered_one() -> None:
    for profile, rule_id in ((GANSU, "GS-04a"), (SHANXI, "SX-03-places"), (YUNCHENG, "SX-03-places")):
        point = profile.reading("7.18")
        assert rule_id in point.rules
        assert "常住人口" in point.option.says
        assert "户籍人口" in point.not_offered
