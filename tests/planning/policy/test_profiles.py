"""The profiles that come with the product: every figure with its clause, and the figures of the documents."""

from datetime import date
from decimal import Decimal

import pytest

from planning.errors import UnknownChoice
from planning.model.codes import InstitutionKind, Level, PlaceClass, SiteState
from planning.policy.outcome import Modality
from planning.policy.profile import Profile
from planning.policy.reading import list_profiles, load_profile
from planning.policy.rules.density import Density
from planning.policy.rules.schedule import Schedule
from planning.policy.switches import as_read

AFTER = date(2026, 1, 1)

GUANGZHOU = load_profile("guangzhou-2023-2025")
EZHOU = load_profile("ezhou-2021-draft")
DEMO = load_profile("demo-city")
ALL = (GUANGZHOU, EZHOU, DEMO)


def test_the_profiles_of_the_documents_come_with_the_product() -> None:
    assert {"demo-city", "ezhou-2021-draft", "guangzhou-2023-2025"} <= set(list_profiles())
    assert {"gansu", "shanxi-2020", "yuncheng-2020"} <= set(list_profiles())


@pytest.mark.parametrize("profile", ALL, ids=lambda profile: profile.profile_id)
def test_every_rule_quotes_the_words_of_its_clause(profile: Profile) -> None:
    for rule in profile.rules:
        assert rule.source.rule_id == rule.id
        assert rule.source.clause
        assert rule.source.quote
        assert rule.source.document in profile.documents


@pytest.mark.parametrize("profile", ALL, ids=lambda profile: profile.profile_id)
def test_every_numeric_deadline_falls_on_the_last_day_of_a_year(profile: Profile) -> None:
    for rule in profile.rules:
        assert rule.deadline is None or (rule.deadline.month, rule.deadline.day) == (12, 31)
        assert rule.deadline is None or rule.deadline < AFTER


@pytest.mark.parametrize("profile", ALL, ids=lambda profile: profile.profile_id)
def test_a_profile_survives_json(profile: Profile) -> None:
    shown = profile.model_dump(mode="json")
    assert [rule["id"] for rule in shown["rules"]] == [rule.id for rule in profile.rules]
    assert all(rule["source"]["document"]["status"] for rule in shown["rules"])


def test_guangzhou_asks_for_its_densities_year_by_year() -> None:
    densities = [rule for rule in GUANGZHOU.rules_for(Level.CITY, AFTER) if isinstance(rule, Density)]
    assert [(rule.id, rule.places_per_1000, rule.deadline, rule.modality) for rule in densities] == [
        ("GZ-07", Decimal("4.0"), date(2023, 12, 31), Modality.MUST),
        ("GZ-14", Decimal("5.0"), date(2024, 12, 31), Modality.STRIVE),
        ("GZ-21", Decimal("5.8"), date(2025, 12, 31), Modality.STRIVE),
    ]


def test_the_annex_of_guangzhou_stands_as_printed_and_not_as_its_formula_says() -> None:
    annex = GUANGZHOU.rule("GZ-24")
    assert isinstance(annex, Schedule)
    assert annex.totals == (70_010, 103_360, 121_800)
    table = annex.table().pivot(index="name", columns="deadline", values="required")
    assert len(table) == 11
    # 3,744 + 0.7 x (6,560 - 3,744) = 5,715.2, which rounds to 5,720; 5,710 is printed.
    assert table.loc["荔湾区", date(2024, 12, 31)] == 5_710
    assert table.loc["黄埔区", date(2024, 12, 31)] == 12_410
    assert table.loc["天河区"].to_list() == [8_320, 13_960, 17_060]


def test_ezhou_is_a_draft_everywhere() -> None:
    assert all("征求意见稿" in rule.source.cite() for rule in EZHOU.rules)


def test_the_demo_city_carries_the_draft_mark_of_what_it_adopts() -> None:
    assert "征求意见稿" in DEMO.rule("EZ-06").source.brief()
    assert DEMO.rule("EZ-06") == EZHOU.rule("EZ-06")
    assert DEMO.reading("7.1").rules == ("EZ-06", "EZ-07", "EZ-A12-community")


def test_filed_and_changed_sites_are_supply_and_kindergarten_classes_under_education() -> None:
    assert DEMO.supply.counts("nursery", "filed")
    assert DEMO.supply.counts("kindergarten_class", "under_education")
    assert not DEMO.supply.counts("nursery", "under_education")
    counted = {state for _, state in DEMO.supply.pairs()}
    assert counted == {SiteState.FILED, SiteState.CHANGED, SiteState.UNDER_EDUCATION}
    assert {kind for kind, _ in DEMO.supply.pairs()} == set(InstitutionKind)
    assert all(route.source.clause for route in DEMO.supply.routes)


def test_only_the_demo_city_has_a_radius_and_it_says_how_it_was_seen() -> None:
    assert GUANGZHOU.reach is None
    assert EZHOU.reach is None
    assert DEMO.reach is not None
    assert DEMO.reach.radius_m == {"15": 1000, "10": 500, "5": 300}
    assert DEMO.reach.source.mark == "S"
    assert "据转引页面，未见原文" in DEMO.reach.source.brief()


def test_a_user_who_gives_a_radius_is_named_as_its_source() -> None:
    reach = type(DEMO.reach).given(800, source="街道办调研")
    assert reach.radius_m["15"] == 800
    assert "街道办调研" in reach.source.cite()


def test_targets_are_shared_out_by_children_under_the_clause_that_says_so() -> None:
    assert DEMO.apportion is not None
    assert GUANGZHOU.apportion is not None
    assert DEMO.apportion.rules == ("GZ-07", "GZ-14", "GZ-21")
    assert GUANGZHOU.apportion.rules == ("GZ-24",)
    assert EZHOU.apportion is not None
    assert EZHOU.apportion.rules == ("EZ-04",)
    assert {item.apportion.source.rule_id for item in (DEMO, GUANGZHOU, EZHOU) if item.apportion} == {"GZ-26"}
    below = (Level.DISTRICT, Level.STREET, Level.COMMUNITY, Level.LIFE_CIRCLE)
    assert DEMO.apportion.levels == GUANGZHOU.apportion.levels == below


def test_classes_take_ten_fifteen_twenty_and_mixed_eighteen() -> None:
    sizes = {size.place_class: (size.from_months, size.to_months, size.size) for size in DEMO.classes}
    assert sizes == {
        PlaceClass.INFANT: (6, 12, 10),
        PlaceClass.TODDLER_SMALL: (12, 24, 15),
        PlaceClass.TODDLER_LARGE: (24, 36, 20),
        PlaceClass.MIXED: (18, 36, 18),
    }


def test_rules_are_chosen_by_level_and_stay_when_their_deadline_has_passed() -> None:
    assert [rule.id for rule in DEMO.rules_for(Level.LIFE_CIRCLE, AFTER)] == ["GZ-27"]
    assert [rule.id for rule in DEMO.rules_for(Level.RESIDENTIAL_AREA, AFTER)] == ["EZ-06", "EZ-07", "GZ-30"]
    assert {"GZ-07", "GZ-14", "GZ-21"} <= {rule.id for rule in DEMO.rules_for(Level.CITY, date(2030, 1, 1))}


def test_an_amended_rule_speaks_from_its_day_on_and_the_old_one_until_then() -> None:
    old = EZHOU.rule("EZ-06").model_copy(update={"in_force_until": date(2024, 12, 31)})
    new = EZHOU.rule("EZ-06").model_copy(update={"id": "EZ-06-2025", "in_force_from": date(2025, 1, 1)})
    profile = EZHOU.model_copy(update={"rules": as_read((old, new), ())})
    assert [rule.id for rule in profile.rules_for(Level.RESIDENTIAL_AREA, date(2024, 12, 31))] == ["EZ-06"]
    assert [rule.id for rule in profile.rules_for(Level.RESIDENTIAL_AREA, date(2025, 1, 1))] == ["EZ-06-2025"]


def test_clauses_and_rules_are_found_by_their_id_and_others_are_told() -> None:
    assert GUANGZHOU.clause("GZ-26").quote.startswith("根据本辖区")
    assert GUANGZHOU.clause("GZ-07").clause == "二"
    with pytest.raises(UnknownChoice, match="GZ-01"):
        GUANGZHOU.rule("GZ-99")
