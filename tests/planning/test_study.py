"""A small town studied from end to end: what is owed, what is there, and what is missing, street by street."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal

from planning.errors import UnknownLevel
from planning.frames import columns_of
from planning.model.city import City
from planning.model.codes import Level
from planning.policy.outcome import Modality
from planning.policy.profile import Profile
from planning.study import Study
from tests.builders import Row, a_city, spot
from tests.planning.conftest import DAY, people, places


def by_name(study: Study, level: Level, column: str) -> dict[str, object]:
    table = study.gaps(level)
    return dict(zip(table["name"], table[column], strict=True))


def test_the_city_owes_five_places_for_every_thousand_residents(study: Study) -> None:
    assert by_name(study, Level.CITY, "required") == {"小城": 50}  # 10,000 x 5 / 1,000


def test_districts_and_streets_owe_their_share_by_children_under_3(study: Study) -> None:
    assert by_name(study, Level.DISTRICT, "required") == {"东区": 45, "西区": 5}  # 50 x 180/200 and 50 x 20/200
    assert by_name(study, Level.STREET, "required") == {"甲街道": 30, "乙镇": 15, "丙街道": 5}  # 45 x 120/180, ...
    assert set(study.gaps(Level.STREET)["required_basis"]) == {"apportioned"}


def test_a_streets_children_are_shared_out_to_its_communities_by_residents(study: Study) -> None:
    assert by_name(study, Level.COMMUNITY, "children_under_3") == {"一社区": 80, "二社区": 40, "三村": 60, "四社区": 20}
    assert by_name(study, Level.COMMUNITY, "required") == {"一社区": 20, "二社区": 10, "三村": 15, "四社区": 5}


def test_only_sites_that_count_by_the_route_of_their_kind_are_supply(study: Study) -> None:
    supplied = by_name(study, Level.COMMUNITY, "supplied")
    assert supplied == {
        "一社区": 12,
        "二社区": 20,
        "三村": 0,
        "四社区": 8,
    }  # the suspended nursery in 三村 does not count


def test_the_gap_is_a_shortage_or_a_surplus_and_never_both(study: Study) -> None:
    assert by_name(study, Level.STREET, "shortage") == {"甲街道": 0, "乙镇": 15, "丙街道": 0}
    assert by_name(study, Level.STREET, "surplus") == {"甲街道": 2, "乙镇": 0, "丙街道": 3}
    assert by_name(study, Level.CITY, "shortage") == {"小城": 10}  # 50 - 40


def test_before_the_deadline_a_gap_is_not_met_and_after_it_the_deadline_has_passed(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    city = a_city(tables, register_on=date(2026, 12, 31))
    due = Study.of(city, rules, on=date(2025, 12, 31))
    after = Study.of(city, rules, on=date(2026, 1, 1))
    assert by_name(due, Level.STREET, "outcome") == {"甲街道": "met", "乙镇": "not_met", "丙街道": "met"}
    assert by_name(after, Level.STREET, "outcome")["乙镇"] == "deadline_passed_not_met"
    assert by_name(after, Level.STREET, "outcome")["甲街道"] == "deadline_passed_met"


@pytest.mark.parametrize("level", [Level.DISTRICT, Level.STREET, Level.COMMUNITY])
def test_the_parts_of_a_target_add_up_to_the_target(study: Study, level: Level) -> None:
    assert study.gaps(level)["required"].sum() == 50


@pytest.mark.parametrize("level", list(Level))
def test_every_table_has_the_columns_of_its_contract_and_a_geometry_in_degrees(study: Study, level: Level) -> None:
    table = study.gaps(level)
    assert list(table.columns) == [column.name for column in columns_of(level)] + ["geometry"]
    assert table.crs.to_epsg() == 4490


def test_ratios_take_capacity_for_places_and_children_for_enrolment(study: Study) -> None:
    street = study.gaps(Level.STREET).loc["111"]
    assert street["places_per_1000"] == pytest.approx(32 * 1000 / 6000)
    assert street["places_per_100_children"] == pytest.approx(32 * 100 / 120)
    assert street["use_rate"] == pytest.approx(16 / 32)
    assert street["inclusive_share"] == pytest.approx(20 / 32)


def test_the_use_rate_leaves_out_places_whose_enrolment_nobody_reported(study: Study) -> None:
    street = study.gaps(Level.STREET).loc["121"]
    assert pd.isna(street["use_rate"])
    assert pd.isna(study.gaps(Level.CITY).loc["1", "use_rate"]) is False
    assert study.gaps(Level.CITY).loc["1", "use_rate"] == pytest.approx(16 / 32)


def test_a_missing_population_is_undetermined_and_never_nothing(tables: dict[str, list[Row]], rules: Profile) -> None:
    tables["population"] = [row for row in tables["population"] if row["area_id"] != "1"] + [people("1", None)]
    study = Study.of(a_city(tables), rules, on=DAY)
    city = study.gaps(Level.CITY).loc["1"]
    assert pd.isna(city["required"])
    assert pd.isna(city["shortage"])
    assert city["outcome"] == "undetermined"
    assert "人口" in city["reason"]


def test_residents_stand_in_for_children_where_a_street_has_none_and_the_label_says_so(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    by_residents = [people(str(row["area_id"]), row["residents"]) for row in tables["population"]]
    study = Study.of(a_city(tables | {"population": by_residents}), rules, on=DAY)
    assert by_name(study, Level.STREET, "required") == {"甲街道": 30, "乙镇": 15, "丙街道": 5}  # 50 x 6/10, 3/10, 1/10
    assert set(study.gaps(Level.STREET)["required_basis"]) == {"apportioned_by_proxy"}


def test_a_site_that_reports_no_places_leaves_its_street_undetermined_when_the_rest_is_too_little(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    tables["site_states"] = [
        {**row, "state": "filed"} if row["site_id"] == "c" else row for row in tables["site_states"]
    ]
    tables["place_reports"] = [row for row in tables["place_reports"] if row["site_id"] != "c"]
    street = Study.of(a_city(tables), rules, on=DAY).gaps(Level.STREET).loc["112"]
    assert street["outcome"] == "undetermined"
    assert "下限" in street["reason"]


def test_any_past_day_can_be_asked_for(tables: dict[str, list[Row]], rules: Profile) -> None:
    tables["place_reports"].append(places("a", "toddler_small", 40, on=date(2025, 9, 1)))
    tables["site_states"].append({"site_id": "d", "since": date(2025, 8, 1), "state": "closed"})
    city = a_city(tables)
    assert by_name(Study.of(city, rules, on=DAY), Level.STREET, "supplied") == {"甲街道": 32, "乙镇": 0, "丙街道": 8}
    later = Study.of(city, rules, on=date(2025, 10, 1))
    assert by_name(later, Level.STREET, "supplied") == {"甲街道": 60, "乙镇": 0, "丙街道": 0}


def test_a_day_after_the_register_ends_has_no_supply(town: City, rules: Profile) -> None:
    street = Study.of(town, rules, on=date(2026, 3, 1)).gaps(Level.STREET).loc["112"]
    assert pd.isna(street["supplied"])
    assert street["outcome"] == "deadline_passed_unknown"


def test_an_institution_on_a_shared_border_counts_once(tables: dict[str, list[Row]], rules: Profile) -> None:
    tables["sites"] = [{**row, "geometry": spot(2, 0.5)} if row["site_id"] == "b" else row for row in tables["sites"]]
    study = Study.of(a_city(tables), rules, on=DAY)
    assert study.gaps(Level.COMMUNITY)["supplied"].sum() == 40


def test_another_metric_system_gives_the_same_places(town: City, tables: dict[str, list[Row]], rules: Profile) -> None:
    other = a_city(tables, metric_crs="EPSG:4526", on=DAY)
    for level in Level:
        left, right = Study.of(town, rules).gaps(level), Study.of(other, rules).gaps(level)
        assert_frame_equal(left.drop(columns="geometry"), right.drop(columns="geometry"))


def test_a_study_leaves_the_citys_tables_as_they_were(town: City, rules: Profile) -> None:
    before = {name: table.copy() for name, table in town.tables.items()}
    Study.of(town, rules)
    for name, table in town.tables.items():
        same = assert_geodataframe_equal if isinstance(table, gpd.GeoDataFrame) else assert_frame_equal
        same(table, before[name])


def test_every_dated_target_stands_beside_the_supply_of_the_day(study: Study) -> None:
    targets = study.targets(Level.STREET).set_index("area_id")
    assert targets["required"].to_dict() == {"111": 30, "112": 15, "121": 5}
    assert targets["shortage"].to_dict() == {"111": 0, "112": 15, "121": 0}
    assert study.targets(Level.LIFE_CIRCLE).empty


def test_an_unknown_level_is_refused_with_the_choices(study: Study) -> None:
    with pytest.raises(UnknownLevel, match="street"):
        study.gaps("county")  # type: ignore[arg-type]


def test_a_level_without_boundaries_has_unknown_supply_and_not_none(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    tables["areas"] = [{**row, "geometry": None} if row["level"] == "community" else row for row in tables["areas"]]
    study = Study.of(a_city(tables), rules, on=DAY)
    community = study.gaps(Level.COMMUNITY).loc["1111"]
    assert pd.isna(community["supplied"])
    assert community["outcome"] == "undetermined"
    assert "没有边界" in community["reason"]
    assert by_name(study, Level.STREET, "supplied") == {"甲街道": 32, "乙镇": 0, "丙街道": 8}


def test_a_site_outside_every_boundary_is_still_the_citys(tables: dict[str, list[Row]], rules: Profile) -> None:
    tables["sites"] = [{**row, "geometry": spot(50, 50)} if row["site_id"] == "a" else row for row in tables["sites"]]
    study = Study.of(a_city(tables), rules, on=DAY)
    assert by_name(study, Level.CITY, "supplied") == {"小城": 40}
    assert study.gaps(Level.DISTRICT)["supplied"].sum() == 28
    rule = study.findings(Level.CITY).set_index("rule_id").loc["T-1"]
    assert rule["value"] == 40


def test_a_rule_that_is_no_longer_in_force_states_no_target(tables: dict[str, list[Row]], rules: Profile) -> None:
    old = rules.rule("T-1").model_copy(update={"in_force_until": date(2025, 1, 1)})
    new = rules.rule("T-1").model_copy(
        update={"id": "T-8", "places_per_1000": 4, "in_force_from": date(2025, 1, 2), "deadline": date(2026, 12, 31)}
    )
    apportion = rules.apportion.model_copy(update={"rules": ("T-1", "T-8")}) if rules.apportion else None
    amended = rules.model_copy(update={"rules": (old, new), "apportion": apportion})
    assert by_name(Study.of(a_city(tables), amended, on=DAY), Level.CITY, "required") == {"小城": 40}
    before = Study.of(a_city(tables), amended, on=date(2024, 12, 31))
    assert by_name(before, Level.CITY, "required") == {"小城": 50}


def test_a_target_that_is_no_duty_says_so_beside_the_verdict(tables: dict[str, list[Row]], rules: Profile) -> None:
    gentle = rules.rule("T-1").model_copy(update={"modality": Modality.STRIVE})
    study = Study.of(a_city(tables), rules.model_copy(update={"rules": (gentle,)}), on=DAY)
    assert "力争" in study.gaps(Level.STREET).loc["112", "reason"]
    assert "力争目标" in " ".join(study.trace(Level.STREET, "112").sentences())


def test_without_a_table_of_inclusive_statuses_the_share_is_unknown(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    del tables["inclusive_statuses"]
    street = Study.of(a_city(tables), rules, on=DAY).gaps(Level.STREET).loc["111"]
    assert pd.isna(street["inclusive_places"])
    assert pd.isna(street["inclusive_share"])


def test_children_enrolled_are_unknown_where_nobody_reported_them(study: Study) -> None:
    streets = study.gaps(Level.STREET)
    assert pd.isna(streets.loc["121", "enrolled"])  # one site, enrolment not reported
    assert streets.loc["112", "enrolled"] == 0  # no counted site at all


def test_a_profile_without_class_sizes_shares_out_no_classes(tables: dict[str, list[Row]], rules: Profile) -> None:
    street = Study.of(a_city(tables), rules.model_copy(update={"classes": ()}), on=DAY).gaps(Level.STREET).loc["111"]
    assert street["required"] == 30
    assert pd.isna(street["required_infant"])


def test_a_rule_cannot_tell_of_one_community_without_a_boundary_beside_others_that_have_one(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    tables["areas"] = [{**row, "geometry": None} if row["area_id"] == "1121" else row for row in tables["areas"]]
    each = rules.rule("T-2").model_copy(update={"level": Level.COMMUNITY})
    study = Study.of(a_city(tables), rules.model_copy(update={"rules": (rules.rule("T-1"), each)}), on=DAY)
    outcome = study.findings(Level.COMMUNITY).set_index("area_id")["outcome"]
    assert outcome.to_dict() == {"1111": "met", "1112": "met", "1121": "undetermined", "1211": "met"}
    assert by_name(study, Level.COMMUNITY, "supplied")["四社区"] == 8
