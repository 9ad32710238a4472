"""Children to come, worked out by hand for a town of two streets (see demand_town)."""

from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

from planning.demand.projection import Projection, project
from planning.errors import ProjectionError
from planning.ground import Ground, lay_ground
from planning.model.city import City
from planning.model.codes import Assumption, Variant
from planning.policy.profile import Profile
from planning.policy.reading import load_profile
from tests.planning.demand.demand_town import AREAS as TOWN
from tests.planning.demand.demand_town import BIRTHS, DAY, a_town, assumed, born, new_estate, people

AREAS = ("1", "11", "111", "112")
PRESENT = {"1": 108, "11": 108, "111": 72, "112": 36}


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile("national")


@pytest.fixture
def ahead(profile: Profile) -> Any:
    """Project a town to a year."""

    def of(city: City, until: int = 2026, *, on: date = DAY) -> Projection:
        return project(lay_ground(city, profile, on=on), until=until)

    return of


def children(found: Projection, year: int, variant: Variant = Variant.MID) -> dict[str, int]:
    return {area: count for (of, when, area), count in found.totals.items() if (of, when) == (variant, year)}


def test_the_children_at_the_study_day_are_those_of_the_study(ahead: Any, profile: Profile) -> None:
    ground = lay_ground(a_town(assumed("survival", "0.5")), profile, on=DAY)
    found = ahead(a_town(assumed("survival", "0.5")), 2025)
    assert children(found, 2025) == ground.people["children_under_3"].to_dict() == PRESENT
    assert found.future.units.by_age.sum(axis="columns").to_dict() == {"111": 72, "112": 36}


def test_without_assumptions_births_stay_as_they_are_and_it_is_said(ahead: Any) -> None:
    found = ahead(a_town(), 2035)
    assert children(found, 2035) == {"1": 108, "11": 108, "111": 72, "112": 36}
    assert found.future.assumptions.not_given(Variant.MID) == tuple(Assumption)


def test_births_are_those_of_the_same_month_times_the_factor_of_each_year(ahead: Any) -> None:
    # 甲街道 at the end of 2027: 2025 24, 2026 24 x 0.5 = 12, 2027 24 x 0.5 x 0.5 = 6.
    found = ahead(a_town(assumed("births_factor", "0.5")), 2027)
    assert children(found, 2026) == {"1": 90, "11": 90, "111": 60, "112": 30}
    assert children(found, 2027) == {"1": 63, "11": 63, "111": 42, "112": 21}


def test_a_month_of_the_running_year_is_counted_from_the_month_a_year_before(ahead: Any) -> None:
    # On 30 June 2025 the last twelve months are July 2024 to June 2025; 甲街道 had 2 a month, and 4 from July on.
    later = [row | {"births": 4} if "2024-07" <= row["month"] < "2025-01" else row for row in born({"111": 2})]
    known = [row for row in later if row["month"] <= "2025-06"] + [
        {"area_id": area, "month": f"2022-{month:02d}", "births": 2, "source": "出生登记"}
        for area in ("111",)
        for month in range(7, 13)
    ]
    city = a_town(assumed("births_factor", "0.5"), births=known)
    found = ahead(city, 2025, on=date(2025, 6, 30))
    # At the end of 2025: 24 of 2023, 12 + 24 of 2024, 12 of the first half of 2025, 24 x 0.5 of the second.
    assert children(found, 2025)["111"] == 24 + 36 + 12 + 12


def test_survival_works_from_the_study_day_and_by_the_month(ahead: Any) -> None:
    # 甲街道: 48 born before 2026 live its whole year, x 0.9; one born in month m lives 12 - m months of it:
    # 2 x (12 - 0.1 x 66 / 12) = 22.9. Together 66.1, in 乙镇 33.05, in the town 99.15.
    found = ahead(a_town(assumed("survival", "0.9")))
    exact = found.exact(Variant.MID, 2026)
    assert sum(exact.of("111", exact.children)) == Fraction("66.1")
    assert children(found, 2026) == {"1": 99, "11": 99, "111": 66, "112": 33}


def test_a_move_in_is_a_factor_above_one(ahead: Any) -> None:
    # 48 x 1.5 + 2 x (12 + 0.5 x 66 / 12) = 72 + 29.5 in 甲街道 alone.
    found = ahead(a_town(assumed("migration_factor", "1.5", area="111")))
    assert children(found, 2026) == {"1": 138, "11": 138, "111": 102, "112": 36}  # 101.5 + 36 = 137.5


def test_the_nearest_area_and_the_latest_year_speak(ahead: Any) -> None:
    city = a_town(
        assumed("births_factor", "0.5"),
        assumed("births_factor", "2", area="112", since=2027),
        assumed("births_factor", "0", area="111", since=2027),
    )
    found = ahead(city, 2027)
    assert children(found, 2026) == {"1": 90, "11": 90, "111": 60, "112": 30}
    assert children(found, 2027)["111"] == 24 + 12
    assert children(found, 2027)["112"] == 12 + 6 + 12


def test_people_from_outside_bring_their_children(ahead: Any) -> None:
    # 720 people at 72 children for 7,200 are 7.2 children; 79.2 and 36, 115.2 together.
    found = ahead(a_town(assumed("housing_from_outside", "1"), **new_estate(720)))
    assert children(found, 2026) == {"1": 115, "11": 115, "111": 79, "112": 36}


def test_who_moves_within_the_city_leaves_its_total_as_it_is(ahead: Any) -> None:
    # 7.2 children move in, 7.2 x 72 / 108 = 4.8 of them from 甲街道 itself and 2.4 from 乙镇.
    found = ahead(a_town(**new_estate(720)))
    assert children(found, 2026) == {"1": 108, "11": 108, "111": 74, "112": 34}  # 74.4 and 33.6


def test_homes_count_from_the_year_of_their_delivery(ahead: Any) -> None:
    later = new_estate(720, delivered_on=date(2027, 1, 1))
    found = ahead(a_town(assumed("housing_from_outside", "1"), **later), 2027)
    assert (children(found, 2026)["1"], children(found, 2027)["1"]) == (108, 115)


def test_homes_delivered_by_the_study_day_have_their_children_in_the_births(ahead: Any) -> None:
    found = ahead(a_town(assumed("housing_from_outside", "1"), **new_estate(720, delivered_on=DAY)))
    assert children(found, 2026)["1"] == 108


def test_a_phase_without_people_is_left_out_by_name(ahead: Any) -> None:
    found = ahead(a_town(**new_estate(None)))
    assert found.homes.left_out == ("R1-1：没有人口",)
    assert children(found, 2026)["111"] == 72


def test_more_movers_than_children_decide_nothing(ahead: Any) -> None:
    found = ahead(a_town(**new_estate(100_000)))
    assert children(found, 2025) == PRESENT
    assert children(found, 2026) == {}
    assert "多于全市儿童" in found.reasons["1"]


def test_a_missing_month_leaves_the_street_and_all_above_it_undetermined(ahead: Any) -> None:
    births = born({"111": 2}) + born({"112": 1}, without=("2024-03", "2024-04"))
    found = ahead(a_town(births=births))
    assert children(found, 2026) == {"111": 72}
    assert found.reasons["112"] == "出生人口缺2024-03—2024-04"
    assert found.reasons["11"] == found.reasons["1"] == "乙镇出生人口缺2024-03—2024-04"
    assert set(found.months["area_id"]) == {"111"}


def test_a_street_without_any_births_is_named_too(ahead: Any) -> None:
    found = ahead(a_town(births=born({"111": 2})))
    assert (found.reasons["112"], found.reasons["1"]) == ("没有出生人口", "乙镇没有出生人口")


def test_births_of_the_district_alone_speak_for_the_district(ahead: Any) -> None:
    found = ahead(a_town(births=born({"11": 3})))
    assert children(found, 2026) == {"1": 108, "11": 108}
    assert found.reasons["111"] == "只有上级区划的出生人口"


COMMUNITIES = tuple(
    {"area_id": area, "name": name, "level": "community", "kind": "village", "parent_id": area[:3]}
    for area, name in (("1111", "一村"), ("1112", "二村"), ("1121", "三村"))
)


def test_births_of_all_communities_are_those_of_their_street(ahead: Any) -> None:
    births = born({"1111": 1, "1112": 1, "1121": 1})
    found = ahead(a_town(areas=(*TOWN, *COMMUNITIES), births=births))
    assert children(found, 2026) == PRESENT


def test_a_month_that_one_community_leaves_out_is_unknown_of_its_street(ahead: Any) -> None:
    births = born({"1111": 1, "1121": 1}) + born({"1112": 1}, without=("2024-03",))
    found = ahead(a_town(areas=(*TOWN, *COMMUNITIES), births=births))
    assert children(found, 2026) == {"112": 36}
    assert found.reasons["111"] == "出生人口缺2024-03"


def test_births_of_the_street_go_before_those_of_its_communities(ahead: Any) -> None:
    births = born(BIRTHS) + born({"1111": 5, "1112": 5, "1121": 5})
    assert children(ahead(a_town(areas=(*TOWN, *COMMUNITIES), births=births)), 2026) == PRESENT


def test_a_town_without_births_has_no_projection(ahead: Any) -> None:
    found = ahead(a_town(births=[]))
    assert found.totals == {}
    assert found.months.empty
    assert {found.reasons[area] for area in AREAS} == {"没有出生人口"}


def test_months_add_up_to_streets_and_streets_to_the_city(ahead: Any) -> None:
    city = a_town(
        assumed("births_factor", "0.93"),
        assumed("survival", "0.987"),
        assumed("migration_factor", "1.013", area="112"),
        **new_estate(1111),
    )
    found = ahead(city, 2035)
    months = found.months.groupby(["variant", "year", "area_id"])["children"].sum()
    for (variant, year, area), total in found.totals.items():
        parts = [key for key in found.totals if key[:2] == (variant, year) and key[2].startswith(area)]
        below = [key for key in parts if len(key[2]) == len(area) + 1]
        assert total == (sum(found.totals[key] for key in below) if below else months[str(variant), year, area])


def test_ordered_factors_give_ordered_variants(ahead: Any) -> None:
    rows = [
        assumed("births_factor", value, variant=variant)
        for variant, value in (("low", "0.9"), ("mid", "0.95"), ("high", "1.02"))
    ]
    found = ahead(a_town(*rows), 2035)
    for area in AREAS:
        for year in found.years:
            low, mid, high = (found.totals[variant, year, area] for variant in Variant)
            assert low <= mid <= high


def test_the_order_of_rows_changes_nothing_and_inputs_stay(ahead: Any) -> None:
    rows = [assumed("births_factor", "0.93"), assumed("births_factor", "0.9", since=2028), assumed("survival", "0.98")]
    city, turned = (
        a_town(*rows),
        a_town(*reversed(rows), births=list(reversed(born(BIRTHS))), population=people()[::-1]),
    )
    before = {name: table.copy() for name, table in city.tables.items()}
    assert ahead(city, 2030).totals == ahead(turned, 2030).totals
    for name, table in city.tables.items():
        pd.testing.assert_frame_equal(table, before[name])


@pytest.mark.parametrize("until", [2024, 2076])
def test_a_year_before_the_day_or_out_of_sight_is_refused(until: int, ahead: Any) -> None:
    with pytest.raises(ProjectionError, match="2025"):
        ahead(a_town(), until)


@pytest.mark.parametrize("assumption", ["survival", "housing_from_outside"])
def test_more_than_all_cannot_be_assumed(assumption: str, ahead: Any) -> None:
    with pytest.raises(ProjectionError, match=r"1\.01"):
        ahead(a_town(assumed(assumption, "1.01")))


@pytest.mark.parametrize("assumption", ["births_factor", "migration_factor"])
def test_a_percentage_typed_as_a_factor_is_refused(assumption: str, ahead: Any) -> None:
    with pytest.raises(ProjectionError, match="98%写作"):
        ahead(a_town(assumed(assumption, "98")))


def test_factors_that_lead_beyond_all_children_on_earth_are_refused(ahead: Any) -> None:
    with pytest.raises(ProjectionError, match="请核对各年系数"):
        ahead(a_town(assumed("births_factor", "10")), 2050)


def test_the_ground_is_left_as_it_was(profile: Profile) -> None:
    ground: Ground = lay_ground(a_town(**new_estate(720)), profile, on=DAY)
    before = ground.people.copy()
    project(ground, until=2027)
    pd.testing.assert_frame_equal(ground.people, before)
