"""Guangzhou's plan of 2023-2025: its rows, figures, days and readings, and the annex with its two exceptions."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planning.policy import examples
from planning.policy.clauses import DocumentStatus
from planning.policy.examples.reading import example_files, read_examples
from planning.policy.examples.world import small_city
from planning.policy.outcome import Modality
from planning.policy.reading import load_profile
from planning.policy.rules.consistency import Consistency
from planning.policy.rules.schedule import Schedule

PROFILE = load_profile("guangzhou-2023-2025")
FOLDER = Path(examples.__file__).parents[1] / "worked_examples" / PROFILE.profile_id
EXAMPLES = [example for path in example_files([FOLDER]) for example in read_examples(path)]

# Row by row as the catalogue has them: the kinds of its rules, by whom it is asked, and by when.
ROWS = """
01 min_per_unit P 2023
02 unit_share PF 2023
03 unit_share PF 2023
04 count P 2023
05 count P 2023
06 count P 2023
07 density PF 2023
08 min_per_unit P 2024
09 unit_share P 2024
10 unit_share PF 2024
11 count+min_per_unit P 2024
12 count P 2024
13 count P 2024
14 density PF 2024
15 checklist PF -
16 unit_share PF 2025
17 unit_share PF 2025
18 count+min_per_unit P 2025
19 count P 2025
20 count P 2025
21 density PF 2025
22 count P 2025
23 place_share PF 2025
24 schedule+consistency P -
25 allocation P -
26 allocation P -
27 min_per_unit PL -
28 area PLO -
29 unit_share PF 2025
30 unit_share LP 2025
31 count P 2025
32 host P -
33 count P 2025
34 count P 2025
35 count+checklist PL 2025
36 rate SO 2025
37 hours+frequency SO -
38 rate+frequency SO 2025
39 checklist PF -
40 finance O -
41 finance OF -
42 checklist PL -
43 sync LP -
44 sync+density LP -
45 land_supply LO -
46 routing SO -
47 checklist SF -
48 rate+checklist S 2025
49 checklist SF -
50 finance OP -
51 checklist P -
"""
WHO = {"P": "planner", "L": "land_bureau", "F": "family", "S": "supervisor", "O": "operator"}
ROW_TYPES = {"15": "data", "35": "manual", "39": "data", "42": "data", "47": "supervision", "48": "data"} | {
    "49": "supervision",
    "51": "data",
}

# The decisive numbers, typed from the catalogue by hand.
FIGURES = {
    "GZ-01": {"at_least": 1},
    "GZ-02": {"share": Decimal("0.2")},
    "GZ-03": {"share": Decimal("0.2"), "level": "street"},
    "GZ-04": {"at_least": 11},
    "GZ-05": {"at_least": 500},
    "GZ-06": {"at_least": 70_000},
    "GZ-07": {"places_per_1000": Decimal("4.0")},
    "GZ-08": {"at_least": 1, "level": "city"},
    "GZ-08-district": {"at_least": 1, "level": "district"},
    "GZ-09": {"share": Decimal("0.7")},
    "GZ-10": {"share": Decimal("0.4"), "level": "street"},
    "GZ-11": {"at_least": 55},
    "GZ-11-district": {"at_least": 5, "level": "district"},
    "GZ-12": {"at_least": 700},
    "GZ-13": {"at_least": 100_000},
    "GZ-14": {"places_per_1000": Decimal("5.0")},
    "GZ-16": {"share": 1},
    "GZ-17": {"share": Decimal("0.6"), "level": "street"},
    "GZ-18": {"at_least": 110},
    "GZ-18-district": {"at_least": 10, "level": "district"},
    "GZ-19": {"at_least": 1_000},
    "GZ-20": {"at_least": 120_000},
    "GZ-21": {"places_per_1000": Decimal("5.8")},
    "GZ-22": {"at_least": 24_500},
    "GZ-23": {"share": Decimal("0.3")},
    "GZ-24": {"totals": (70_010, 103_360, 121_800)},
    "GZ-27": {"at_least": 1, "level": "life-circle"},
    "GZ-28": {"at_least_m2": 100, "at_most_m2": 300},
    "GZ-29": {"share": Decimal("0.6"), "level": "city"},
    "GZ-30": {"share": 1},
    "GZ-31": {"at_least": 14_000},
    "GZ-33": {"at_least": 6_600},
    "GZ-34": {"at_least": 5_000},
    "GZ-35": {"at_least": 20_000},
    "GZ-36": {"share": 1, "part": "certified_heads"},
    "GZ-36-staff": {"share": 1, "part": "certified_staff"},
    "GZ-37": {"at_least": 60, "column": "head_training_hours"},
    "GZ-37-carers": {"at_least": 120, "column": "carer_training_hours"},
    "GZ-37-skills": {"times_a_year": 1},
    "GZ-38": {"share": 1},
    "GZ-38-training": {"times_a_year": 1},
    "GZ-44-places": {"places_per_1000": None, "parameter": "new_area_places_per_1000"},
    "GZ-48": {"share": 1},
}
ANNEX = """
合计 60336 121800 61464 70010 103360 121800
越秀区 3111 8320 5209 3915 6760 8320
海珠区 6015 12600 6585 7050 10620 12600
荔湾区 3744 6560 2816 4200 5710 6560
天河区 6716 17060 10344 8320 13960 17060
白云区 8001 15130 7129 9130 12990 15130
黄埔区 5765 15250 9485 7235 12410 15250
花都区 3165 6000 2835 3610 5150 6000
番禺区 10873 19010 8137 12175 16570 19010
南沙区 3728 7950 4222 4390 6680 7950
从化区 1020 3070 2050 1335 2460 3070
增城区 8198 10850 2652 8650 10050 10850
"""
CHECKS = [rule for rule in PROFILE.rules if isinstance(rule, Consistency)]


@pytest.mark.parametrize("line", ROWS.split("\n")[1:-1])
def test_each_row_of_the_catalogue_has_its_kinds_its_readers_and_its_day(line: str) -> None:
    number, kinds, who, year = line.split(" ")
    rules = [rule for rule in PROFILE.rules if rule.catalogue_row == f"GZ-{number}"]
    assert {rule.type for rule in rules} == set(kinds.split("+"))
    for rule in rules:
        assert rule.serves == tuple(WHO[letter] for letter in who)
    deadlines = {rule.deadline for rule in rules} - {None}
    assert deadlines == ({date(int(year), 12, 31)} if year != "-" else set())


def test_there_are_fifty_one_rows_and_no_other() -> None:
    assert {rule.catalogue_row for rule in PROFILE.rules} == {f"GZ-{number:02}" for number in range(1, 52)}


def test_only_manual_data_and_supervision_rows_are_on_the_checklist() -> None:
    ticked = {(rule.id[3:5], rule.row_type) for rule in PROFILE.rules if rule.type == "checklist"}  # type: ignore[attr-defined]
    assert ticked == set(ROW_TYPES.items())


def test_a_deadline_of_the_plan_is_dropped_by_nothing_but_a_part_that_has_none() -> None:
    undated = {rule.id for rule in PROFILE.rules if rule.deadline is None and rule.catalogue_row in ("GZ-35", "GZ-38")}
    assert undated == {"GZ-35-planned", "GZ-35-first", "GZ-38-training"}
    annex = PROFILE.rule("GZ-24")
    assert isinstance(annex, Schedule)
    assert annex.dates == (date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31))


def test_the_figures_are_those_of_the_catalogue() -> None:
    for rule_id, wanted in FIGURES.items():
        rule = PROFILE.rule(rule_id)
        assert {name: getattr(rule, name) for name in wanted} == wanted


def test_how_strongly_each_row_speaks() -> None:
    soft = {rule.id: rule.modality for rule in PROFILE.rules if rule.modality is not Modality.MUST}
    assert soft == {
        "GZ-14": Modality.STRIVE,
        "GZ-21": Modality.STRIVE,
        "GZ-28": Modality.MAY,
        "GZ-32": Modality.ENCOURAGED,
        "GZ-39": Modality.ENCOURAGED,
        "GZ-43": Modality.MAY,
        "GZ-46": Modality.MAY,
    }


def test_every_rule_says_what_it_asks_and_quotes_its_clause() -> None:
    for rule in PROFILE.rules:
        assert rule.summary
        assert rule.source.quote
        assert rule.summary != rule.source.quote
        assert rule.source.document.number == "穗府办〔2024〕3号"
        assert rule.source.document.status is DocumentStatus.IN_FORCE_PERIOD_ENDED


def test_the_annex_stands_once_and_as_it_is_printed() -> None:
    wanted = {name: [int(number) for number in numbers] for name, *numbers in map(str.split, ANNEX.split("\n")[1:-1])}
    for rule in CHECKS:
        assert {row.name: list(row.values) for row in rule.printed.rows} == wanted
    annex = PROFILE.rule("GZ-24")
    assert isinstance(annex, Schedule)
    assert {row.name: list(row.values) for row in annex.rows} == {
        name: numbers[3:] for name, numbers in wanted.items() if name != "合计"
    }
    text = (Path(examples.__file__).parents[1] / "profiles" / "guangzhou-2023-2025.toml").read_text(encoding="utf-8")
    assert text.count("12175") == 1


def test_the_checks_of_the_annex_find_its_two_printed_exceptions_and_no_other() -> None:
    facts = small_city(on=date(2024, 2, 1), units=[])
    found = {rule.id: rule.evaluate(facts) for rule in CHECKS}
    assert {rule.catalogue_row for rule in CHECKS} == {"GZ-24"}
    assert {rule.equation.column for rule in CHECKS if rule.equation.kind == "sum"} == {*CHECKS[0].printed.columns}
    off = {
        (rule_id, row["area_id"], row["required"], row["value"])
        for rule_id, table in found.items()
        for row in table[~table["outcome"].isin(["met", "not_applicable"])].to_dict("records")
    }
    assert off == {("GZ-24-seventy", "440103", 5_720, 5_710), ("GZ-24-seventy", "440112", 12_400, 12_410)}
    assert sum(value - required for _, _, required, value in off) == 0
    judged = {rule_id: int((table["outcome"] != "not_applicable").sum()) for rule_id, table in found.items()}
    assert {n for rule_id, n in judged.items() if "-sum-" in rule_id} == {1}
    assert {judged[f"GZ-24-{name}"] for name in ("new", "plan", "seventy")} == {12}


def test_no_formula_is_made_up_for_2023_and_that_is_said() -> None:
    checked = [rule.equation.kind for rule in CHECKS if rule.equation.column == "2023年"]
    assert checked == ["sum"]
    assert "没有公式" in PROFILE.rule("GZ-24-sum-2023").note


def test_the_readings_that_concern_the_plan_are_switches_and_all_are_computed() -> None:
    chosen = {point.id: point.chosen for point in PROFILE.readings}
    assert chosen == {f"7.{n}": "a" for n in (12, 13, 14, 15, 16, 18, 20)}
    for point in PROFILE.readings:
        assert len(point.options) > 1
        assert not point.not_offered
        assert not point.undecided


def test_every_computed_rule_has_an_example_that_is_met_one_that_is_not_and_one_that_cannot_be_told() -> None:
    told: dict[str, set[str]] = {}
    for example in EXAMPLES:
        said = {finding.outcome.value.removeprefix("deadline_passed_") for finding in example.findings}
        told.setdefault(example.rule, set()).update("undetermined" if word == "unknown" else word for word in said)
    of_the_city = [rule.id for rule in PROFILE.rules if rule.type not in ("checklist", "consistency")]
    lacking = {rule_id for rule_id in of_the_city if not told.get(rule_id, set()) >= {"met", "not_met", "undetermined"}}
    assert lacking == set()
    # The annex reads nothing of a city: its outcomes are those that its printed numbers give.
    assert {rule.id for rule in CHECKS if "met" not in told.get(rule.id, set())} == set()
    assert {rule.id for rule in PROFILE.rules} == set(told)


def test_weights_come_from_the_user_and_are_cited_beside_the_clause() -> None:
    names = ("places_use_rate", "residents_growth_ratio", "childbearing_share", "urban_share")
    assert PROFILE.parameters == ()
    assert PROFILE.rule("GZ-25").unsupplied() == tuple(f"weight_{name}" for name in names)


def test_the_district_of_a_land_grantee_names_who_answers() -> None:
    named = {rule.id: rule.responsible for rule in PROFILE.rules if rule.responsible}
    assert named == {"GZ-15": "各级各部门", "GZ-42": "各区", "GZ-43": "土地受让主体"}
