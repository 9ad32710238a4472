"""What the demo city says of land, hosts, institutions and phases: enough to see every rule that it adopts at work."""

import itertools
from typing import Any

import pandas as pd
import pytest

from planning.exchange.city_folder import read_city_folder
from planning.policy.reading import load_profile
from planning.study import Study

OPENS_ON = "2026-09-30"


@pytest.fixture(scope="module")
def study(root: Any) -> Study:
    city = read_city_folder(root / "sample_data" / "demo_city")
    return Study.of(city, load_profile(city.manifest.profile))


def test_the_names_of_no_persons_are_in_the_statements(demo: Any) -> None:
    statements = demo.table("statements")
    words = statements[statements["value"].str.contains("[\u4e00-\u9fff]", regex=True)]
    named = {"host_kind", "mode", "care_built_by", "care_handed_over_to"}
    assert set(words["attribute"]) == named


def test_staff_and_their_certificates_are_counts_and_no_more_are_certified_than_there_are(demo: Any) -> None:
    statements = demo.table("statements")
    by_name = statements.pivot(index=["subject_id", "on"], columns="attribute", values="value")
    for part, whole in (("certified_staff", "staff"), ("certified_heads", "heads")):
        both = by_name[[part, whole]].dropna().astype(int)
        assert len(both) > 200
        assert (both[part] <= both[whole]).all()
        assert (both[part] < both[whole]).any()


def test_a_check_is_made_by_an_office_and_some_are_still_to_be_made(demo: Any) -> None:
    checks = demo.table("checks")
    assert set(checks["by"]) == {"示范市卫生健康部门（合成）"}
    assert set(checks["answer"]) == {"yes", "no", "not_applicable"}
    assert (checks["on"] <= OPENS_ON).all()
    assert checks.groupby("rule_id").size().min() < 5  # the city and four districts could all have been checked


def test_childcare_keeps_step_with_the_homes_in_most_phases_and_is_late_in_some(demo: Any) -> None:
    phases = demo.table("phases").dropna(subset=["care_delivered_on", "delivered_on"])
    late = phases["care_delivered_on"] > phases["delivered_on"]
    assert 0 < late.mean() < 0.5
    assert (phases["planned_places"] > 0).all()


def test_stages_follow_each_other_and_none_lies_ahead(demo: Any) -> None:
    phases = demo.table("phases")
    stages = ["planned_on", "designed_on", "built_on", "accepted_on"]
    assert (phases[stages].max() <= OPENS_ON).all()
    for earlier, later in itertools.pairwise(stages):
        both = phases.dropna(subset=[earlier, later])
        assert (both[earlier] < both[later]).all()


def test_land_is_sold_before_the_homes_on_it_are_planned(demo: Any) -> None:
    areas = demo.table("residential_areas").set_index("residential_area_id")["land_sold_on"]
    sold = areas.dropna()
    first = demo.table("phases").groupby("residential_area_id")["delivered_on"].min()
    assert len(sold) > 150
    assert (sold < first[sold.index]).all()
    assert areas.isna().any()


def test_most_institutions_are_registered_where_their_form_asks_and_some_are_not(demo: Any) -> None:
    table = demo.table("institutions")
    own = {
        "public_institution": "staffing_office",
        "social_service": "civil_affairs",
        "for_profit": "market_regulation",
    }
    asked = table[(table["kind"] != "kindergarten_class") & table["registered_with"].notna()]
    fits = asked["registered_with"] == asked["legal_form"].map(own)
    assert 0.7 < fits.mean() < 1


def test_hosts_parcels_and_employers_stand_in_communities(demo: Any) -> None:
    subjects = demo.table("subjects")
    assert subjects["subject"].value_counts().to_dict() == {"host": 120, "parcel": 80, "employer": 40}
    assert subjects["area_id"].astype(str).isin(demo.areas("community").index).all()


def test_every_rule_that_the_city_adopts_finds_something_to_judge(study: Study) -> None:
    assert [rule.id for rule in study.profile.rules if study.findings_of(rule.id).empty] == []


@pytest.mark.parametrize(
    "rule_id",
    ["GZ-28", "GZ-32", "GZ-36", "GZ-37", "GZ-37-carers", "GZ-37-skills", "GZ-40", "GZ-41", "GZ-43", "GZ-44", "GZ-45"],
)
def test_rules_about_single_subjects_are_met_missed_and_open(study: Study, rule_id: str) -> None:
    outcomes: pd.Series = study.findings_of(rule_id)["outcome"].str.removeprefix("deadline_passed_")
    assert {"met", "not_met"} <= set(outcomes)
    assert set(outcomes) & {"undetermined", "unknown"}


def test_nothing_contradicts_itself_but_sites_with_more_children_than_places(study: Study) -> None:
    rules = [rule.id for rule in study.profile.rules]
    reasons = pd.concat([study.findings_of(rule_id)["reason"] for rule_id in rules])
    told = reasons[reasons.str.contains("数据矛盾")].str.extractall(
        r"数据矛盾：(?:点位[ST\d、]+(?:等\d+处)?)?([^；]+)"
    )[0]
    assert set(told) == {"在托人数多于托位"}
