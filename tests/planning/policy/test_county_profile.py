"""The plan of a city or county that is not named: every row, figure, reading and example."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planning.policy import examples
from planning.policy.alternatives import findings_of
from planning.policy.clauses import DocumentStatus
from planning.policy.examples.example import Example
from planning.policy.examples.reading import example_files, read_examples
from planning.policy.examples.world import small_city
from planning.policy.finding import Finding
from planning.policy.outcome import Modality
from planning.policy.profile import Profile
from planning.policy.reading import PROFILES, load_profile

COUNTY = load_profile("county-2025")

ROWS = {
    "UC-01",
    "UC-02",
    "UC-03",
    "UC-04",
    "UC-05",
    "UC-06",
    "UC-07",
    "UC-08",
    "UC-09",
    "UC-10",
    "UC-11",
    "UC-12",
    "UC-13",
    "UC-14",
    "UC-15",
    "UC-16",
    "UC-17",
    "UC-18",
    "UC-19",
    "UC-20",
    "UC-21",
    "UC-22",
}

KINDS = {
    "UC-01": "count",
    "UC-02": "enrolment_share",
    "UC-03": "enrolment_share",
    "UC-04": "trend",
    "UC-05": "siting",
    "UC-05-migrants": "siting",
    "UC-06": "sync",
    "UC-06-places": "density",
    "UC-07": "existing_gap",
    "UC-08": "host",
    "UC-09": "host",
    "UC-11": "land_supply",
    "UC-12": "host",
    "UC-13": "land_supply",
    "UC-14": "routing",
    "UC-15": "finance",
    "UC-16": "finance",
    "UC-17": "routing",
    "UC-17-filed": "routing",
    "UC-17-told": "routing",
    "UC-18": "routing",
}

# Who asks: planner, land bureau, family, supervisor, operator.
SERVES = {
    "UC-01": "planner",
    "UC-05": "planner",
    "UC-06": "land_bureau planner",
    "UC-07": "planner land_bureau",
    "UC-09": "planner family",
    "UC-10": "planner family supervisor",
    "UC-12": "land_bureau",
    "UC-14": "supervisor operator",
    "UC-15": "operator",
    "UC-16": "operator planner",
    "UC-17": "supervisor family operator",
    "UC-19": "supervisor family",
    "UC-20": "supervisor",
    "UC-21": "planner family",
    "UC-22": "planner",
}


def _examples() -> list[Example]:
    folder = Path(examples.__file__).parents[1] / "worked_examples" / "county-2025"
    return [example for path in example_files([folder]) for example in read_examples(path)]


def test_every_row_of_the_catalogue_is_carried_by_a_rule() -> None:
    assert {rule.catalogue_row for rule in COUNTY.rules} == ROWS
    assert len(ROWS) == 22


def test_only_what_a_person_has_to_tell_is_on_the_checklist() -> None:
    ticked = {rule.id: rule.row_type for rule in COUNTY.rules if rule.type == "checklist"}  # type: ignore[attr-defined]
    assert ticked == {
        "UC-10": "data",
        "UC-17-data": "data",
        "UC-19": "supervision",
        "UC-20": "supervision",
        "UC-21": "data",
        "UC-22": "data",
    }


def test_every_computed_rule_has_the_kind_of_its_row() -> None:
    assert {rule.id: rule.type for rule in COUNTY.rules if rule.type != "checklist"} == KINDS


def test_every_rule_is_cited_from_a_template_of_an_unknown_place() -> None:
    (document,) = {rule.source.document.id for rule in COUNTY.rules}
    assert document == "uc-plan"
    assert COUNTY.status is DocumentStatus.TEMPLATE
    for rule in COUNTY.rules:
        assert rule.summary
        assert rule.serves
        assert rule.source.quote
        assert "地区不详的样本" in rule.source.brief()
    plan = next(item for item in COUNTY.documents if item.id == "uc-plan")
    assert (plan.number, plan.dated) == ("", None)


def test_each_row_answers_those_who_ask_by_the_catalogue() -> None:
    told = {rule_id: " ".join(item.value for item in COUNTY.rule(rule_id).serves) for rule_id in SERVES}
    assert told == SERVES


def test_every_computed_rule_has_an_example_that_is_met_one_that_is_not_and_one_that_cannot_be_told() -> None:
    told: dict[str, set[str]] = {rule_id: set() for rule_id in KINDS}
    for example in _examples():
        for finding in example.findings:
            told.setdefault(example.rule, set()).add(finding.outcome.value.removeprefix("deadline_passed_"))
    assert {rule_id for rule_id in KINDS if not told[rule_id] >= {"met", "not_met"}} == set()
    assert {rule_id for rule_id in KINDS if not told[rule_id] & {"undetermined", "unknown"}} == set()


def test_every_question_for_a_person_has_an_example() -> None:
    asked = {rule.id for rule in COUNTY.rules if rule.type == "checklist"}
    assert asked <= {example.rule for example in _examples()}


def test_the_deadlines_are_those_of_the_plan() -> None:
    assert {rule.id: rule.deadline for rule in COUNTY.rules if rule.deadline} == {
        "UC-01": date(2024, 12, 31),
        "UC-02": date(2025, 12, 31),
        "UC-03": date(2025, 12, 31),
        "UC-04": date(2024, 12, 31),
        "UC-07": date(2023, 12, 31),
        "UC-13": date(2025, 12, 31),
    }


def test_the_figures_are_those_of_the_catalogue() -> None:
    figures = {
        "UC-01": {"at_least": 3, "at_most": None, "counts": "institutions"},
        "UC-02": {"share": Decimal("0.30")},
        "UC-03": {"share": Decimal("0.10")},
        "UC-04": {"years": (2023, 2024), "strictly": True},
        "UC-06": {"stages": ("designed", "built", "accepted", "delivered")},
        "UC-06-places": {"places_per_1000": None, "parameter": "new_area_places_per_1000"},
        "UC-07": {"means": ("purchase", "exchange", "lease"), "also_short": True, "places_per_1000": None},
        "UC-12": {
            "allowed_by_system": {
                "spatial-2020": ("0804", "0806", "0807"),
                "gbt-21010-2017": ("0803", "0805", "0806"),
            }
        },
    }
    for rule_id, wanted in figures.items():
        rule = COUNTY.rule(rule_id)
        assert {name: getattr(rule, name) for name in wanted} == wanted
    window = COUNTY.rule("UC-01").sites  # type: ignore[attr-defined]
    assert (window.since, window.until) == (date(2022, 12, 31), date(2024, 12, 31))
    factors = [term.column for term in COUNTY.rule("UC-05").terms]  # type: ignore[attr-defined]
    assert len(factors) == 5
    percent = COUNTY.rule("UC-15").terms[1]  # type: ignore[attr-defined]
    assert (percent.column, percent.at_most) == ("income_counted_percent", 90)


def test_how_strongly_each_row_speaks() -> None:
    soft = {rule.id: rule.modality for rule in COUNTY.rules if rule.modality is not Modality.MUST}
    assert soft == {
        "UC-03": Modality.IN_PRINCIPLE,
        "UC-09": Modality.ENCOURAGED,
        "UC-10": Modality.ENCOURAGED,
        "UC-12": Modality.MAY,
        "UC-13": Modality.MAY,
    }


def test_the_plan_has_no_ratio_of_places_and_borrows_none() -> None:
    assert COUNTY.parameters == ()
    assert COUNTY.rule("UC-06-places").unsupplied() == ("new_area_places_per_1000",)
    assert COUNTY.rule("UC-07").unsupplied() == ("existing_area_places_per_1000",)


def test_the_damaged_figure_is_read_as_ten_percent_and_its_raw_text_is_not_kept() -> None:
    assert COUNTY.reading("7.4").chosen == "a"
    assert COUNTY.read_as("7.4", "b").rule("UC-03").share == Decimal("0.01")  # type: ignore[attr-defined]
    text = (PROFILES / "county-2025.toml").read_text(encoding="utf-8")
    assert "%o" not in text
    assert "‰" not in text


def test_codes_that_were_not_seen_in_the_original_say_so() -> None:
    assert {name: COUNTY.clause(name).mark for name in ("M2", "M3", "M5")} == {"M2": "S", "M3": "U", "M5": "U"}
    rule = COUNTY.rule("UC-12")
    assert [clause.mark for clause in rule.clauses] == ["", "S", "U", "U"]
    parcel = {"level": "parcel", "id": "p", "land_use": "0806", "land_use_system": "spatial-2020"}
    facts = small_city(on=date(2025, 6, 30), units=[parcel])
    says = rule.step(rule.evaluate(facts).iloc[0], facts).says
    assert "据转引页面，未见原文" in says
    assert "未核实；unverified" in says


def test_every_reading_that_data_can_tell_is_computed() -> None:
    assert [point.id for point in COUNTY.readings if point.not_offered] == []
    assert all(len(point.options) == 2 for point in COUNTY.readings)


def test_the_readings_that_are_open_are_two_and_a_choice_closes_them() -> None:
    assert [switch.id for switch in COUNTY.readings if switch.undecided] == ["7.2", "7.23"]
    assert not COUNTY.read_as("7.2", "a").reading("7.2").undecided
    assert COUNTY.read_as("7.2", "a").reading("7.23").undecided


@pytest.mark.parametrize(
    ("completed", "outcome"),
    [
        (date(2023, 12, 31), "deadline_passed_met"),
        (date(2024, 1, 1), "needs_decision"),
        (date(2024, 12, 31), "needs_decision"),
        (date(2025, 1, 1), "deadline_passed_not_met"),
    ],
)
def test_an_old_area_completed_in_2024_needs_a_decision(completed: date, outcome: str) -> None:
    area = {"level": "residential-area", "id": "R", "era": "existing", "obtained_by": "lease", "obtained_on": completed}
    facts = small_city(on=date(2026, 3, 31), units=[area], sites=[])
    assert _of(COUNTY, "UC-07", facts)["R"].outcome == outcome


COUNTIES = [{"level": "city", "id": "C"}, {"level": "district", "id": "D1"}, {"level": "district", "id": "D2"}]
IN_ONE = [{"id": f"a{n}", "within": ["D1"], "inclusive": True, "opened_on": date(2023, 5, n)} for n in (1, 2, 3)]


def test_until_the_level_is_chosen_the_targets_ask_for_a_decision_and_then_each_level_answers_alone() -> None:
    facts = small_city(on=date(2024, 12, 31), units=COUNTIES, sites=IN_ONE)
    (open_point,) = _of(COUNTY, "UC-01", facts).values()
    assert open_point.outcome == "needs_decision"
    assert open_point.value == 3
    assert "（city）以市为对象：达标" in open_point.reason
    assert "（county）以各县（市、区）为对象：1个达标、1个未达标" in open_point.reason
    city = _of(COUNTY.read_as("7.23", "city"), "UC-01", facts)
    county = _of(COUNTY.read_as("7.23", "county"), "UC-01", facts)
    assert {area: item.outcome for area, item in city.items()} == {"C": "met"}
    assert {area: item.outcome for area, item in county.items()} == {"D1": "met", "D2": "not_met"}


@pytest.mark.parametrize(
    ("sites", "outcome"),
    [
        (IN_ONE, "met"),
        (IN_ONE[:2], "not_met"),
    ],
)
def test_where_city_and_every_county_answer_alike_nothing_has_to_be_decided(
    sites: list[dict[str, object]], outcome: str
) -> None:
    facts = small_city(on=date(2024, 12, 31), units=COUNTIES[:2], sites=sites)
    assert _of(COUNTY, "UC-01", facts)["C"].outcome == outcome


def test_without_counties_the_reading_by_county_cannot_answer_and_that_is_said() -> None:
    sites = [site | {"within": []} for site in IN_ONE]
    facts = small_city(on=date(2024, 12, 31), units=COUNTIES[:1], sites=sites)
    found = _of(COUNTY, "UC-01", facts)["C"]
    assert found.outcome == "needs_decision"
    assert "（county）以各县（市、区）为对象：没有列出区" in found.reason


def test_a_county_is_held_against_the_city_that_it_lies_in() -> None:
    by_county = COUNTY.read_as("7.23", "county")
    point = by_county.reading("7.23").model_copy(update={"undecided": True})
    readings = tuple(point if item.id == "7.23" else item for item in by_county.readings)
    facts = small_city(on=date(2024, 12, 31), units=COUNTIES, sites=IN_ONE)
    found = _of(by_county.model_copy(update={"readings": readings}), "UC-01", facts)
    # The city has its three in D1: D1 answers as the city does, D2 does not.
    assert {area: item.outcome for area, item in found.items()} == {"D1": "met", "D2": "needs_decision"}


def _of(profile: Profile, rule_id: str, facts) -> dict[str, Finding]:  # type: ignore[no-untyped-def]
    found = findings_of(profile, profile.rule(rule_id), facts=facts)
    return {row["area_id"]: Finding.of(row) for row in found.to_dict("records")}
