"""How every rule treats the missing, the empty and the overdue."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planning.model.codes import Level
from planning.policy.examples.world import small_city
from planning.policy.facts import Facts
from planning.policy.outcome import Outcome
from planning.policy.reading import list_profiles, load_profile

GZ07 = load_profile("guangzhou-2023-2025").rule("GZ-07")
GZ30 = load_profile("guangzhou-2023-2025").rule("GZ-30")
EZ06 = load_profile("ezhou-2021-draft").rule("EZ-06")
DUE = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("residents", "places", "before", "after"),
    [
        (1000, 4, "met", "deadline_passed_met"),
        (1000, 3, "not_met", "deadline_passed_not_met"),
        (None, 3, "undetermined", "deadline_passed_unknown"),
        (1000, None, "undetermined", "deadline_passed_unknown"),
        (0, 3, "not_applicable", "not_applicable"),
    ],
)
def test_on_the_day_of_the_deadline_a_rule_is_due_and_on_the_next_it_has_passed(
    residents: int | None, places: int | None, before: str, after: str
) -> None:
    units = [{"level": "city", "id": "C", "residents": residents}]
    reported = {} if places is None else {"C": places}
    for day, outcome in ((DUE, before), (DUE + timedelta(days=1), after)):
        found = GZ07.evaluate(small_city(on=day, units=units, reported=reported))
        assert found["outcome"].to_list() == [outcome]


@pytest.mark.parametrize(
    ("known", "reported", "outcome", "shortfall"),
    [(4, False, "met", 0), (3, False, "undetermined", None), (4, True, "met", 0), (3, True, "not_met", 1)],
)
def test_places_that_nobody_reported_can_only_add_to_those_that_are_known(
    known: int, reported: bool, outcome: str, shortfall: int | None
) -> None:
    units = [{"level": "city", "id": "C", "residents": 1000}]
    other = {"id": "b", "places": 0 if reported else None}
    row = GZ07.evaluate(small_city(on=DUE, units=units, sites=[{"id": "a", "places": known}, other])).iloc[0]
    assert row["outcome"] == outcome
    assert (None if pd.isna(row["shortfall"]) else row["shortfall"]) == shortfall
    assert pd.isna(row["value"]) is not reported


@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.sampled_from([0, 30, None]), min_size=1, max_size=8),
    some.sampled_from([Decimal("0.5"), Decimal(1)]),
)
def test_a_share_is_decided_only_where_no_answer_to_what_is_open_could_change_it(
    provided: list[int | None], share: Decimal
) -> None:
    rule = GZ30.model_copy(update={"share": share})

    def outcome(answers: list[int | None]) -> str:
        areas = [
            {"level": "residential-area", "id": f"R{n}", "era": "new", "provided": has} for n, has in enumerate(answers)
        ]
        return str(rule.evaluate(small_city(on=DUE, units=[{"level": "city", "id": "C"}, *areas]))["outcome"].item())

    least = outcome([0 if has is None else has for has in provided])
    most = outcome([30 if has is None else has for has in provided])
    assert outcome(provided) == (least if least == most else "undetermined")


@settings(max_examples=60, deadline=None)
@given(
    some.lists(
        some.tuples(
            some.one_of(some.none(), some.integers(0, 30_000)),
            some.sampled_from(["new", "existing"]),
            some.sampled_from([True, False, None]),
            some.one_of(some.none(), some.integers(0, 200)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_met_is_only_said_of_an_area_whose_numbers_are_all_known_and_suffice(
    areas: list[tuple[int | None, str, bool | None, int | None]],
) -> None:
    units = [
        {
            "level": "residential-area",
            "id": f"R{n}",
            "residents": people,
            "era": era,
            "central": inside,
            "provided": has,
        }
        for n, (people, era, inside, has) in enumerate(areas)
    ]
    found = EZ06.evaluate(small_city(on=date(2026, 9, 30), units=units))
    assert found["area_id"].to_list() == [unit["id"] for unit in units]
    for (people, era, inside, has), outcome in zip(areas, found["outcome"], strict=True):
        out = era != "new" or inside is False or (people is not None and people < 8000)
        unknown = people is None or inside is None or has is None
        expected = "not_applicable" if out else "undetermined" if unknown else None
        enough = not out and not unknown and has * 1000 >= people * 4
        assert outcome == (expected or ("met" if enough else "not_met"))


@pytest.mark.parametrize("profile", [load_profile(name) for name in list_profiles()], ids=lambda item: item.profile_id)
def test_a_city_of_which_nothing_is_known_has_no_findings_but_unknown_ones(profile) -> None:  # type: ignore[no-untyped-def]
    facts = Facts(on=date(2022, 6, 30), units={})
    of_the_city = [rule for rule in profile.rules if rule.type != "consistency"]  # which reads the document alone
    found = pd.concat([rule.evaluate(facts) for rule in of_the_city], ignore_index=True)
    unknown = {"undetermined", "deadline_passed_unknown", "manual"}
    assert set(found["outcome"]) <= unknown
    lone = small_city(on=date(2022, 6, 30), units=[{"level": "city", "id": "C"}])
    for rule in profile.rules_for(Level.CITY, lone.on):
        said = rule.evaluate(lone)
        assert set(said["area_id"]) == {"C"}
        assert set(said["outcome"]) <= unknown
        assert (said["outcome"] == "manual").all() == (rule.type == "checklist")
        assert (said["reason"] != "").all()


def test_an_outcome_is_read_from_its_code() -> None:
    assert Outcome.read("not_met") is Outcome.NOT_MET
    with pytest.raises(KeyError):
        Outcome.read("nearly")


def test_communities_are_found_in_their_district_by_way_of_their_street() -> None:
    units = [
        {"level": "district", "id": "D", "parent_id": "C"},
        {"level": "street", "id": "S", "parent_id": "D"},
        {"level": "community", "id": "K1", "parent_id": "S"},
        {"level": "community", "id": "K2", "parent_id": "elsewhere"},
    ]
    found = small_city(on=DUE, units=units).parents(Level.COMMUNITY, Level.DISTRICT)
    assert found["K1"] == "D"
    assert pd.isna(found["K2"])
