"""The Ezhou draft carries every row of its catalogue (23 of the text, 16 of the annex), each with its own figures."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from planning.policy.alternatives import alternatives, findings_of
from planning.policy.examples.reading import example_files, read_examples
from planning.policy.examples.world import small_city
from planning.policy.outcome import Modality
from planning.policy.reading import PROFILES, load_profile
from planning.policy.rules.checklist import Checklist

EZHOU = load_profile("ezhou-2021-draft")
EXAMPLES = [
    example
    for path in example_files([PROFILES.parent / "worked_examples" / EZHOU.profile_id])
    for example in read_examples(path)
]
ON = date(2026, 9, 30)

ROWS = {
    *("EZ-01", "EZ-02", "EZ-03", "EZ-04", "EZ-05", "EZ-06", "EZ-07", "EZ-08", "EZ-09", "EZ-10", "EZ-11", "EZ-12"),
    *("EZ-13", "EZ-14", "EZ-15", "EZ-16", "EZ-17", "EZ-18", "EZ-19", "EZ-20", "EZ-21", "EZ-22", "EZ-23"),
    *("EZ-A01", "EZ-A02", "EZ-A03", "EZ-A04", "EZ-A05", "EZ-A06", "EZ-A07", "EZ-A08"),
    *("EZ-A09", "EZ-A10", "EZ-A11", "EZ-A12", "EZ-A13", "EZ-A14", "EZ-A15", "EZ-A16"),
}

# The rows that a person ticks, and why no machine does.
TICKED = {
    **dict.fromkeys(("EZ-03", "EZ-08", "EZ-14", "EZ-16", "EZ-21", "EZ-A02", "EZ-A03", "EZ-A05", "EZ-A09"), "manual"),
    **dict.fromkeys(("EZ-11", "EZ-22"), "data"),
    "EZ-15": "supervision",
}

# Rule, its decisive number, and the year whose last day is the deadline.
FIGURES = [
    ("EZ-01", "at_least", 300, 2021),
    ("EZ-02", "at_least", 1, 2021),
    ("EZ-03", "at_least", 1, 2022),
    ("EZ-04", "places_per_1000", Decimal(2), 2025),
    ("EZ-05", "share", Decimal("0.9"), 2025),
    ("EZ-06", "places_per_1000", Decimal(4), None),
    ("EZ-07", "places_per_1000", Decimal(4), None),
    ("EZ-19", "yuan_each", Decimal(600), None),
    ("EZ-23", "at_least", 1, 2021),
    ("EZ-23", "at_most", 2, 2021),
    ("EZ-A01", "share", Decimal(1), 2021),
    ("EZ-A06", "yuan_each", Decimal(600), None),
    ("EZ-A07-employer", "at_least", 1, 2021),
    ("EZ-A07-community", "at_least", 1, 2021),
    ("EZ-A07-kindergarten", "at_least", 1, 2021),
    ("EZ-A07-social", "at_least", 1, 2021),
    ("EZ-A08", "at_least", 1, 2021),
    ("EZ-A08-district", "at_least", 1, 2021),
    ("EZ-A10", "at_least", 1, 2021),
    ("EZ-A10-employer", "at_least", 1, 2021),
    ("EZ-A10-community", "at_least", 1, 2021),
    ("EZ-A10-kindergarten", "at_least", 1, 2021),
    ("EZ-A10-social", "at_least", 1, 2021),
    ("EZ-A11", "at_least", 30, 2022),
    ("EZ-A12-community", "at_least", 1, 2022),
    ("EZ-A12-existing", "share", Decimal("0.5"), 2022),
    ("EZ-A13", "at_least", 1, 2023),
    ("EZ-A14", "at_least", 1, 2024),
    ("EZ-A15-community", "at_least", 1, 2025),
    ("EZ-A15-town", "at_least", 1, 2025),
    ("EZ-A15-village", "at_least", 1, 2025),
    ("EZ-A16-guidance", "share", Decimal("0.9"), 2025),
    ("EZ-A16-health", "share", Decimal("0.95"), 2025),
]

# Task of the annex: lead body, and the year of its deadline; a standing task (长期) has none.
TASKS = {
    "EZ-A01": ("市卫健委", 2021),
    "EZ-A02": ("市卫健委", 2021),
    "EZ-A03": ("市人社局", None),
    "EZ-A04": ("市自然资源局", None),
    "EZ-A05": ("市教育局", None),
    "EZ-A06": ("市财政局", None),
    "EZ-A07": ("市卫健委", 2021),
    "EZ-A08": ("市卫健委", 2021),
    "EZ-A09": ("市发改委、市卫健委", 2021),
    "EZ-A10": ("市卫健委", 2021),
    "EZ-A11": ("市卫健委", 2022),
    "EZ-A12": ("市民政局", 2022),
    "EZ-A13": ("市卫健委", 2023),
    "EZ-A14": ("市卫健委", 2024),
    "EZ-A15": ("市卫健委", 2025),
    "EZ-A16": ("市卫健委", 2025),
}

COMPUTED = [rule.id for rule in EZHOU.rules if not isinstance(rule, Checklist)]


def test_every_row_of_the_catalogue_is_carried_by_a_rule_and_none_is_made_up() -> None:
    assert len(ROWS) == 39
    assert {rule.catalogue_row for rule in EZHOU.rules} == ROWS


def test_only_what_a_person_has_to_tell_is_ticked() -> None:
    ticked = {rule.catalogue_row: rule.row_type for rule in EZHOU.rules if isinstance(rule, Checklist)}
    assert ticked == TICKED


@pytest.mark.parametrize(("rule_id", "key", "figure", "year"), FIGURES)
def test_a_rule_has_the_figure_and_the_deadline_of_its_clause(
    rule_id: str, key: str, figure: object, year: int | None
) -> None:
    rule = EZHOU.rule(rule_id)
    assert getattr(rule, key) == figure
    assert rule.deadline == (None if year is None else date(year, 12, 31))


@pytest.mark.parametrize(("row", "task"), TASKS.items())
def test_a_task_of_the_annex_names_its_lead_body_and_its_day(row: str, task: tuple[str, int | None]) -> None:
    body, year = task
    rules = [rule for rule in EZHOU.rules if rule.catalogue_row == row]
    assert {rule.responsible for rule in rules} == {body}
    assert {rule.deadline for rule in rules} == {None if year is None else date(year, 12, 31)}


def test_thresholds_of_population_are_those_of_the_clauses() -> None:
    least = {rule.id: [way.min_residents for way in rule.filter if way.min_residents] for rule in EZHOU.rules}
    assert {rule_id: numbers for rule_id, numbers in least.items() if numbers} == {
        "EZ-06": [8_000],
        "EZ-07": [8_000],
        "EZ-A12-community": [8_000],
        "EZ-A13": [100_000],
        "EZ-A15-town": [30_000],
    }


def test_every_rule_says_in_its_own_words_what_it_asks_and_whose_question_it_answers() -> None:
    for rule in EZHOU.rules:
        assert rule.summary.endswith("。"), rule.id
        assert rule.summary.rstrip("。") != rule.source.quote, rule.id
        assert rule.serves, rule.id


def test_only_four_clauses_of_the_draft_are_no_duty() -> None:
    weak = {rule.id: rule.modality for rule in EZHOU.rules if rule.modality is not Modality.MUST}
    assert weak == {
        "EZ-07": Modality.REFERENCE,
        "EZ-09": Modality.REFERENCE,
        "EZ-10": Modality.ENCOURAGED,
        "EZ-12": Modality.ENCOURAGED,
    }


@pytest.mark.parametrize("rule_id", COMPUTED)
def test_every_computed_rule_has_a_worked_example_that_is_met_one_that_is_not_and_one_that_cannot_be_told(
    rule_id: str,
) -> None:
    told = defaultdict(set)
    for example in EXAMPLES:
        told[example.rule] |= {str(item.outcome).removeprefix("deadline_passed_") for item in example.findings}
    assert told[rule_id] >= {"met", "not_met"}
    assert told[rule_id] & {"undetermined", "unknown"}


def test_every_open_point_of_the_draft_can_be_computed_in_every_reading() -> None:
    points = {switch.id: len(switch.options) for switch in EZHOU.readings}
    assert points == {
        "7.1": 2,
        "7.5": 3,
        "7.6": 2,
        "7.8": 3,
        "7.9": 2,
        "7.10": 2,
        "7.11": 3,
        "7.12": 2,
        "7.17": 2,
        "7.18": 2,
        "7.19": 2,
        "7.20": 2,
        "7.22": 2,
    }
    assert not any(switch.not_offered or switch.undecided for switch in EZHOU.readings)


def test_a_reading_is_never_chosen_in_silence() -> None:
    area = {"level": "residential-area", "id": "R1", "residents": 20000, "era": "new", "provided": 48}
    facts = small_city(on=ON, units=[area | {"central_share": Decimal("0.6")}])
    found = findings_of(EZHOU, EZHOU.rule("EZ-06"), facts=facts).iloc[0]
    assert found["outcome"] == "not_met"
    assert "用地60.0%在内（整体计入：80个托位；只计区内部分：48个托位）" in found["reason"]
    answers = {
        item.option.key: item.answer(facts, "R1")[0].outcome
        for item in alternatives(EZHOU, "EZ-06")
        if item.point.id == "7.5"
    }
    assert answers == {"a": "not_met", "whole": "not_met", "inside": "met"}


def test_no_rule_of_the_draft_names_a_person() -> None:
    words = " ".join(rule.responsible for rule in EZHOU.rules)
    assert not any(title in words for title in ("市长", "局长", "主任", "同志"))
