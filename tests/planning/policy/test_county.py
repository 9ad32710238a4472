"""The unnamed plan to 2025: every row, its figures and readings, and that nobody has decided whose targets they are."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planning.policy import examples
from planning.policy.alternatives import alternatives, findings_of
from planning.policy.clauses import DocumentStatus
from planning.policy.examples.reading import example_files, read_examples
from planning.policy.examples.world import small_city
from planning.policy.outcome import Modality
from planning.policy.reading import PROFILES, load_profile
from planning.policy.rules.host import Host
from planning.policy.subjects import Serves, Subject

COUNTY = load_profile("county-2025")
FOLDER = Path(examples.__file__).parents[1] / "worked_examples" / "county-2025"

ROWS = [f"UC-{number:02}" for number in range(1, 23)]
KINDS = {
    "UC-01": "count",
    "UC-02": "enrolment_share",
    "UC-03": "enrolment_share",
    "UC-04": "trend",
    "UC-05": "siting",
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
    "UC-15-property": "finance",
    "UC-16": "finance",
    "UC-17": "routing",
    "UC-17-filed": "routing",
    "UC-18": "routing",
}
FOR_A_PERSON = {
    "UC-10": "data",
    "UC-17-data": "data",
    "UC-19": "supervision",
    "UC-20": "supervision",
    "UC-21": "data",
    "UC-22": "data",
}
FIGURES = {
    "UC-01": {"at_least": 3, "deadline": date(2024, 12, 31)},
    "UC-02": {"share": Decimal("0.3"), "deadline": date(2025, 12, 31)},
    "UC-03": {"share": Decimal("0.1"), "deadline": date(2025, 12, 31)},
    "UC-04": {"years": (2023, 2024), "strictly": True, "deadline": date(2024, 12, 31)},
    "UC-06": {"stages": ("designed", "built", "accepted", "delivered"), "deadline": None},
    "UC-06-places": {"places_per_1000": None, "parameter": "new_area_places_per_1000", "deadline": None},
    "UC-07": {"means": ("purchase", "exchange", "lease"), "also_short": True, "deadline": date(2023, 12, 31)},
    "UC-13": {"deadline": date(2025, 12, 31)},
}
SOFT = {
    "UC-03": Modality.IN_PRINCIPLE,
    "UC-09": Modality.ENCOURAGED,
    "UC-10": Modality.ENCOURAGED,
    "UC-12": Modality.MAY,
    "UC-13": Modality.MAY,
}
OF_THE_LAND_BUREAU = {"UC-06", "UC-06-places", "UC-07", "UC-11", "UC-12", "UC-13"}

CITY_AND_COUNTIES = [
    {"level": "city", "id": "C", "name": "某市"},
    {"level": "district", "id": "D1", "parent_id": "C"},
    {"level": "district", "id": "D2", "parent_id": "C"},
]


def _new(site_id: str, county: str) -> dict[str, object]:
    return {"id": site_id, "within": [county], "ownership": "public", "opened_on": date(2023, 5, 1)}


def test_every_row_of_the_catalogue_is_carried_by_a_rule() -> None:
    assert sorted({rule.catalogue_row for rule in COUNTY.rules}) == ROWS
    assert len(ROWS) == 22


def test_every_rule_has_the_kind_of_its_row_and_only_a_persons_matters_are_ticked() -> None:
    assert {rule.id: rule.type for rule in COUNTY.rules if rule.type != "checklist"} == KINDS
    ticked = {rule.id: rule.row_type for rule in COUNTY.rules if rule.type == "checklist"}  # type: ignore[attr-defined]
    assert ticked == FOR_A_PERSON


def test_the_figures_are_those_of_the_catalogue() -> None:
    for rule_id, wanted in FIGURES.items():
        rule = COUNTY.rule(rule_id)
        assert {name: getattr(rule, name) for name in wanted} == wanted
    assert {rule.id for rule in COUNTY.rules if rule.deadline} == {*FIGURES} - {"UC-06", "UC-06-places"}


def test_how_strongly_each_row_speaks_and_whose_question_it_answers() -> None:
    assert {rule.id: rule.modality for rule in COUNTY.rules if rule.modality is not Modality.MUST} == SOFT
    assert {rule.id for rule in COUNTY.rules if Serves.LAND_BUREAU in rule.serves} == OF_THE_LAND_BUREAU


def test_every_rule_quotes_its_clause_and_says_that_the_place_is_unknown() -> None:
    for rule in COUNTY.rules:
        assert rule.summary
        assert rule.serves
        assert rule.source.quote
        assert rule.source.document.status is DocumentStatus.TEMPLATE
        assert "地区不详的样本" in rule.source.brief()
    assert COUNTY.place == ""


def test_the_damaged_figure_is_never_stored_as_it_was_printed() -> None:
    files = [PROFILES / "county-2025.toml", *example_files([FOLDER])]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert "%o" not in text
    assert "‰" not in text


def test_every_computed_rule_has_an_example_that_is_met_one_that_is_not_and_one_that_cannot_be_told() -> None:
    told: dict[str, set[str]] = {rule_id: set() for rule_id in KINDS}
    for path in example_files([FOLDER]):
        for example in read_examples(path):
            found = {finding.outcome.value.removeprefix("deadline_passed_") for finding in example.findings}
            told.setdefault(example.rule, set()).update(found)
    assert {rule_id for rule_id in KINDS if not told[rule_id] >= {"met", "not_met"}} == set()
    assert {rule_id for rule_id in KINDS if not told[rule_id] & {"undetermined", "unknown"}} == set()


def test_every_open_point_that_concerns_the_plan_is_a_switch_and_every_reading_is_computed() -> None:
    assert [point.id for point in COUNTY.readings] == ["7.2", "7.3", "7.4", "7.18", "7.21", "7.23", "7.24"]
    assert all(len(point.options) == 2 and not point.not_offered for point in COUNTY.readings)
    assert [point.id for point in COUNTY.readings if point.undecided] == ["7.2", "7.23"]


def test_what_each_reading_changes() -> None:
    assert COUNTY.read_as("7.2", "b").rule("UC-07").deadline == date(2024, 12, 31)
    assert COUNTY.read_as("7.3", "b").rule("UC-13").deadline is None
    assert COUNTY.read_as("7.4", "b").rule("UC-03").share == Decimal("0.01")  # type: ignore[attr-defined]
    assert COUNTY.read_as("7.24", "b").rule("UC-04").strictly is False  # type: ignore[attr-defined]
    levels = {rule.id: rule.level for rule in COUNTY.read_as("7.23", "county").rules}
    assert all(levels[rule_id] is Subject.DISTRICT for rule_id in ("UC-01", "UC-02", "UC-03", "UC-04", "UC-19"))


def test_whose_target_it_is_has_no_default_and_is_asked_where_it_matters() -> None:
    # The city has 4 and needs 3; D1 has 3, D2 has 1.
    sites = [_new("a", "D1"), _new("b", "D1"), _new("c", "D1"), _new("d", "D2")]
    facts = small_city(on=date(2024, 12, 31), units=CITY_AND_COUNTIES, sites=sites)
    row = findings_of(COUNTY, COUNTY.rule("UC-01"), facts=facts).iloc[0]
    assert (row["area_id"], row["value"], row["outcome"]) == ("C", 4, "needs_decision")
    assert "（city）以市为对象：达标" in row["reason"]
    assert "（county）以每个县（市、区）为对象：1个达标、1个未达标" in row["reason"]


def test_without_counties_only_one_reading_can_be_computed_and_that_is_said() -> None:
    facts = small_city(on=date(2024, 12, 31), units=CITY_AND_COUNTIES[:1], sites=[])
    row = findings_of(COUNTY, COUNTY.rule("UC-01"), facts=facts).iloc[0]
    assert row["outcome"] == "needs_decision"
    assert "没有列出区" in row["reason"]


@pytest.mark.parametrize(("choice", "outcomes"), [("city", ["met"]), ("county", ["met", "not_met"])])
def test_whoever_chooses_has_decided(choice: str, outcomes: list[str]) -> None:
    sites = [_new("a", "D1"), _new("b", "D1"), _new("c", "D1"), _new("d", "D2")]
    facts = small_city(on=date(2024, 12, 31), units=CITY_AND_COUNTIES, sites=sites)
    chosen = COUNTY.read_as("7.23", choice)
    assert not chosen.reading("7.23").undecided
    assert list(findings_of(chosen, chosen.rule("UC-01"), facts=facts)["outcome"]) == outcomes
    assert COUNTY.reading("7.23").undecided


def test_a_county_is_told_what_the_city_above_it_would_be() -> None:
    point = COUNTY.reading("7.23").model_copy(update={"chosen": "county"})
    county = COUNTY.read_as("7.23", "county")
    undecided = county.model_copy(
        update={"readings": tuple(point if item.id == "7.23" else item for item in county.readings)}
    )
    facts = small_city(on=date(2024, 12, 31), units=CITY_AND_COUNTIES, sites=[_new(name, "D1") for name in "abc"])
    found = findings_of(undecided, undecided.rule("UC-01"), facts=facts)
    # D1 has 3 and so has the city: both readings agree there. D2 has none.
    assert list(found["outcome"]) == ["met", "needs_decision"]


def test_2024_is_the_year_in_which_the_two_readings_of_existing_areas_part() -> None:
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    units = [
        {"level": "residential-area", "id": f"R{n}", "era": "existing", "obtained_by": "lease", "obtained_on": day}
        for n, day in enumerate(days)
    ]
    facts = small_city(on=date(2026, 3, 31), units=units, sites=[])
    found = findings_of(COUNTY, COUNTY.rule("UC-07"), facts=facts)
    assert list(found["outcome"]) == [
        "deadline_passed_met",
        "needs_decision",
        "needs_decision",
        "deadline_passed_not_met",
    ]
    shown = {item.option.key: item.rule and item.rule.deadline for item in alternatives(COUNTY, "UC-07")}
    assert shown == {"a": date(2023, 12, 31), "b": date(2024, 12, 31)}


def test_a_code_list_that_was_not_verified_says_so_in_every_sentence() -> None:
    rule = COUNTY.rule("UC-12")
    assert isinstance(rule, Host)
    assert [clause.mark for clause in rule.supplied_by] == ["S", "U", "U"]
    parcel = {"level": "parcel", "id": "p", "name": "某地块", "land_use": "0806", "land_use_system": "spatial-2020"}
    facts = small_city(on=date(2025, 6, 30), units=[parcel])
    step = rule.step(rule.evaluate(facts).iloc[0], facts)
    assert "未核实" in step.says
    assert [clause.mark for clause in step.clauses] == ["", "S", "U", "U"]


def test_a_number_of_the_place_is_cited_in_the_sentence_beside_the_clause() -> None:
    area = {"level": "residential-area", "id": "R", "name": "某小区", "era": "new", "residents": 9001, "provided": 45}
    facts = small_city(on=date(2026, 3, 31), units=[area])
    assert COUNTY.parameters == ()
    assert COUNTY.rule("UC-06-places").unsupplied() == ("new_area_places_per_1000",)
    yuncheng = load_profile("yuncheng-2020")
    rule = COUNTY.with_parameters(*yuncheng.parameters).rule("UC-06-places")
    # 9,001 x 6 / 1000 = 54.006, so 55.
    says = rule.step(rule.evaluate(facts).iloc[0], facts).says
    assert "⌈9,001×6÷1000⌉=55" in says
    assert "；另据" in says
    assert "据转引页面，未见原文" in says
