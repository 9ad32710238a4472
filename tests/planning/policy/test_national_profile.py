"""The national profile: figures with how well they were seen, and nothing from memory that decides."""

from datetime import date

import pytest

from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile

NATIONAL = load_profile("national")
FIGURES = {"NAT-F5": ("places_per_1000", "4.5"), "NAT-B4": ("at_least_m2", "600")}


@pytest.mark.parametrize(("rule_id", "figure"), FIGURES.items())
def test_a_rule_has_the_figure_of_its_row(rule_id: str, figure: tuple[str, str]) -> None:
    name, value = figure
    assert str(getattr(NATIONAL.rule(rule_id), name)) == value


def test_every_rule_rests_on_a_row_that_was_seen_and_says_how() -> None:
    assert {rule.source.mark for rule in NATIONAL.rules} <= {"V", "S"}
    assert all("转引" in rule.source.brief() for rule in NATIONAL.rules if rule.source.mark == "S")


def test_what_is_from_memory_is_a_parameter_that_says_unverified() -> None:
    remembered = [item for item in NATIONAL.parameters if item.source.mark == "U"]
    assert remembered
    assert all("未核实" in item.source.cite() for item in remembered)
    assert not {clause.mark for rule in NATIONAL.rules for clause in rule.clauses} & {"U"}


def test_the_rows_that_are_national_law_are_rules_and_facts_cities_and_codes_are_not() -> None:
    rows = {rule.id.removeprefix("NAT-") for rule in NATIONAL.rules}
    assert rows == {"F5", "B4", "C4", "C6", "C7", "D2", "D3", "D4", "D5", "D11", "D12", "D16"}
    assert not {row for row in rows if row[0] in "EGHKMN"}


def test_what_national_rules_a_person_answers_and_which_are_computed() -> None:
    kinds = {rule.id.removeprefix("NAT-"): rule.type for rule in NATIONAL.rules}
    assert {row for row, kind in kinds.items() if kind == "checklist"} == {"C6", "D2", "D3", "D4", "D5", "D12"}
    assert {row: kind for row, kind in kinds.items() if kind != "checklist"} == {
        "F5": "density",
        "B4": "area",
        "C4": "siting",
        "C7": "siting",
        "D11": "routing",
        "D16": "routing",
    }


def test_class_sizes_and_walking_distances_are_those_that_were_seen() -> None:
    assert [(item.place_class.value, item.size) for item in NATIONAL.classes] == [
        ("infant", 10),
        ("toddler_small", 15),
        ("toddler_large", 20),
        ("mixed", 18),
    ]
    assert NATIONAL.reach is not None
    assert NATIONAL.reach.radius_m == {"15": 1000, "10": 500, "5": 300}
    assert {NATIONAL.reach.source.mark, *(item.source.mark for item in NATIONAL.classes)} == {"S"}


def test_a_rule_that_borrows_a_figure_from_memory_says_unverified_in_its_sentence() -> None:
    remembered = next(item for item in NATIONAL.parameters if item.id == "childcare_service_radius_m")
    place = load_profile("shanxi-2020").with_parameters(
        remembered.model_copy(update={"id": "new_area_places_per_1000", "value": 4})
    )
    area = {"level": "residential-area", "id": "R", "era": "new", "residents": 1000, "provided": 4}
    facts = small_city(on=date(2026, 3, 31), units=[area])
    rule = place.rule("SX-03-places")
    step = rule.step(rule.evaluate(facts).iloc[0], facts)
    assert "未核实；unverified" in step.says


def test_a_citys_own_target_goes_before_the_nations() -> None:
    assert NATIONAL.rule("NAT-F5").fallback
    assert NATIONAL.tier == "nation"


def test_carers_by_class_are_those_of_the_row() -> None:
    carers = {item.place_class.value: item.children_per_carer for item in NATIONAL.classes}
    assert carers == {"infant": 3, "toddler_small": 5, "toddler_large": 7, "mixed": None}
