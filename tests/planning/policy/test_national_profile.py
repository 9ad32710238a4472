"""The national profile: figures with how well they were seen, and nothing from memory that decides."""

import pytest

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


def test_a_citys_own_target_goes_before_the_nations() -> None:
    assert NATIONAL.rule("NAT-F5").fallback
    assert NATIONAL.tier == "nation"
