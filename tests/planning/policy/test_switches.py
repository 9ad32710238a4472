"""Open points are switches: each reading is computed as its words say."""

from datetime import date
from pathlib import Path

import pytest

from planning.errors import ProfileRefused, UnknownChoice
from planning.policy.examples.world import small_city
from planning.policy.outcome import Modality
from planning.policy.reading import list_profiles, load_profile, read_profile
from tests.planning.policy.test_reading import HEAD, RULE

ON = date(2025, 12, 31)
EIGHT_THOUSAND = [
    {"level": "residential-area", "id": "R1", "residents": 8000, "era": "new", "central": True, "provided": 0},
    {"level": "residential-area", "id": "R2", "residents": 8001, "era": "new", "central": True, "provided": 0},
]


def test_whether_8000_people_and_more_begins_at_8000_is_a_switch() -> None:
    facts = small_city(on=ON, units=EIGHT_THOUSAND)
    profile = load_profile("ezhou-2021-draft")
    included = profile.rule("EZ-06").evaluate(facts)
    excluded = profile.read_as("7.1", "b").rule("EZ-06").evaluate(facts)
    assert list(included["outcome"]) == ["not_met", "not_met"]
    assert list(excluded["outcome"]) == ["not_applicable", "not_met"]
    assert excluded["reason"].iloc[0] == "未满足：人口超过8,000人"


def test_another_reading_is_another_profile_and_leaves_the_first_as_it_was() -> None:
    profile = load_profile("ezhou-2021-draft")
    other = profile.read_as("7.8", "b")
    assert other.rule("EZ-07").modality is Modality.MUST
    assert profile.rule("EZ-07").modality is Modality.REFERENCE
    assert other.read_as("7.8", "a") == profile


def test_existing_areas_without_thresholds_all_get_a_reference_value() -> None:
    area = {"level": "residential-area", "id": "R1", "residents": 2500, "era": "existing", "provided": 4}
    facts = small_city(on=ON, units=[area])
    profile = load_profile("ezhou-2021-draft")
    kept = profile.rule("EZ-07").evaluate(facts).iloc[0]
    without = profile.read_as("7.8", "c").rule("EZ-07").evaluate(facts).iloc[0]
    assert kept["outcome"] == "not_applicable"
    assert kept["reason"].endswith("不设规模和中心城区的门槛时为10个托位")
    assert (without["required"], without["shortfall"], without["outcome"]) == (10, 6, "not_met")


def test_new_places_of_the_year_are_fewer_than_those_since_the_baseline() -> None:
    units = [{"level": "district", "id": "D1"}]
    sites = [
        {"id": str(n), "within": ["D1"], "kind": "employer", "opened_on": date(2023 + n // 3, 5, 1)} for n in range(6)
    ]
    facts = small_city(on=date(2024, 12, 31), units=units, sites=sites)
    profile = load_profile("guangzhou-2023-2025")
    assert profile.rule("GZ-11-district").evaluate(facts)["value"].item() == 6
    assert profile.read_as("7.14", "b").rule("GZ-11-district").evaluate(facts)["value"].item() == 3


def test_one_test_for_the_whole_city_drops_the_one_for_each_street() -> None:
    other = load_profile("guangzhou-2023-2025").read_as("7.13", "b")
    assert "GZ-17" not in {rule.id for rule in other.rules}
    assert "GZ-29" in {rule.id for rule in other.rules}


def test_every_reading_of_every_profile_can_be_chosen() -> None:
    for profile in map(load_profile, list_profiles()):
        for switch in profile.readings:
            for option in switch.options:
                assert profile.read_as(switch.id, option.key).reading(switch.id).option == option


def test_an_unknown_point_or_reading_is_told_with_those_there_are() -> None:
    profile = load_profile("ezhou-2021-draft")
    with pytest.raises(UnknownChoice, match=r"7\.1"):
        profile.read_as("9.9", "a")
    with pytest.raises(UnknownChoice, match="a, b, c"):
        profile.read_as("7.8", "z")


@pytest.mark.parametrize(
    ("option", "remedy"),
    [
        ('sets = [{ rule = "T-01", key = "filter.0.central", value = true }]', "no such key"),
        ('sets = [{ rule = "T-01", key = "radius_m", value = 300 }]', "unknown key"),
        ('sets = [{ rule = "T-01", key = "places_per_1000", value = -1 }]', "greater than 0"),
        ('sets = [{ rule = "T-02", key = "places_per_1000", value = 1 }]', "name in rules"),
        ('drops = ["T-02"]', "name in rules"),
    ],
)
def test_a_reading_that_does_not_fit_its_rule_is_refused(tmp_path: Path, option: str, remedy: str) -> None:
    switch = f"""
[[reading]]
id = "1"
point = "…"
rules = ["T-01"]
chosen = "a"
[[reading.option]]
key = "a"
says = "…"
[[reading.option]]
key = "b"
says = "…"
{option}
"""
    path = tmp_path / "town.toml"
    path.write_text(HEAD + RULE + switch, encoding="utf-8")
    with pytest.raises(ProfileRefused) as refused:
        read_profile(path)
    assert "reading" in refused.value.key
    assert remedy in refused.value.remedy


def test_an_area_lies_in_the_centre_if_more_than_half_of_it_does_and_the_reading_says_so() -> None:
    says = load_profile("ezhou-2021-draft").reading("7.5").option.says
    assert "超过一半在中心城区内的" in says


def test_two_documents_that_leave_the_same_point_open_keep_a_switch_each() -> None:
    demo = load_profile("demo-city")
    assert demo.reading("7.18").rules == ("GZ-07", "GZ-14", "GZ-21")
    assert demo.reading("ezhou-2021-draft/7.18").rules == ("EZ-06", "EZ-07")
