"""What the counted sites of a unit add up to."""

from datetime import date

import pandas as pd
import pytest

from planning.model.codes import Level
from planning.policy.examples.world import small_city
from planning.policy.reading import load_profile
from planning.policy.site_filter import SiteFilter
from planning.policy.tally import Counted, tally

ON = date(2026, 9, 30)
UNITS = [
    {"level": "city", "id": "C"},
    {"level": "street", "id": "S1", "parent_id": "C"},
    {"level": "street", "id": "S2", "parent_id": "C"},
]


def test_a_site_outside_every_street_is_still_a_site_of_the_city() -> None:
    facts = small_city(
        on=ON, units=UNITS, sites=[{"id": "a", "places": 40}, {"id": "b", "within": ["S1"], "places": 20}]
    )
    assert tally(facts, Level.CITY, sites=SiteFilter(), counts=Counted.PLACES).value["C"] == 60
    assert tally(facts, Level.STREET, sites=SiteFilter(), counts=Counted.PLACES).value.to_list() == [20, 0]


def test_a_site_that_does_not_say_what_is_asked_leaves_its_street_alone_unknown() -> None:
    sites = [
        {"id": "a", "within": ["S1"], "channel": "social", "places": 40},
        {"id": "b", "within": ["S1"], "places": 10},
        {"id": "c", "within": ["S2"], "channel": "social", "places": 30},
    ]
    facts = small_city(on=ON, units=UNITS, sites=sites)
    counted = tally(facts, Level.STREET, sites=SiteFilter(channels=("social",)), counts=Counted.PLACES)
    assert counted.value.isna().to_list() == [True, False]
    assert counted.value["S2"] == 30
    assert counted.why.to_list() == ["1处点位未填供给渠道", ""]


def test_what_is_known_bounds_what_there_can_be() -> None:
    sites = [
        {"id": "a", "within": ["S1"], "channel": "social", "places": 40},
        {"id": "b", "within": ["S1"], "places": 10},
        {"id": "c", "within": ["S2"], "channel": "social", "places": 30},
        {"id": "d", "within": ["S2"], "channel": "social"},
        {"id": "e", "within": ["S2"], "channel": "street"},
    ]
    facts = small_city(on=ON, units=UNITS, sites=sites)
    social = SiteFilter(channels=("social",))
    places = tally(facts, Level.STREET, sites=social, counts=Counted.PLACES)
    assert places.at_least.to_list() == [40, 30]
    assert places.at_most["S1"] == 50
    assert pd.isna(places.at_most["S2"])  # a site that did not report may have any number of places
    counted = tally(facts, Level.STREET, sites=social, counts=Counted.SITES)
    assert (counted.at_least.to_list(), counted.at_most.to_list()) == ([1, 2], [2, 2])
    assert counted.value["S2"] == 2


def test_a_second_site_of_an_institution_that_counts_already_changes_nothing() -> None:
    sites = [
        {"id": "a1", "institution_id": "a", "within": ["S1"], "service_forms": ("full_day",)},
        {"id": "a2", "institution_id": "a", "within": ["S1"]},
        {"id": "b1", "institution_id": "b", "within": ["S2"]},
        {"id": "b2", "institution_id": "b", "within": ["S2"]},
    ]
    facts = small_city(on=ON, units=UNITS, sites=sites)
    full_day = SiteFilter(service_forms=("full_day",))
    counted = tally(facts, Level.STREET, sites=full_day, counts=Counted.INSTITUTIONS)
    assert counted.value["S1"] == 1
    assert (counted.at_least["S2"], counted.at_most["S2"]) == (0, 1)
    assert counted.why.to_list() == ["", "2处点位未填服务形式"]


def test_a_site_without_places_leaves_the_sum_unknown_but_can_be_counted() -> None:
    facts = small_city(on=ON, units=UNITS, sites=[{"id": "a", "within": ["S1"]}])
    assert tally(facts, Level.STREET, sites=SiteFilter(), counts=Counted.PLACES).why["S1"] == "1处点位未填托位数"
    assert tally(facts, Level.STREET, sites=SiteFilter(), counts=Counted.SITES).value["S1"] == 1


def test_an_institution_is_new_only_if_every_site_of_it_is() -> None:
    sites = [
        {"id": "a1", "institution_id": "a", "within": ["S1"], "opened_on": date(2022, 12, 31)},
        {"id": "a2", "institution_id": "a", "within": ["S1"], "opened_on": date(2024, 1, 1), "places": 30},
        {"id": "a3", "institution_id": "a", "within": ["S1"], "opened_on": None, "places": 20},
        {"id": "b1", "institution_id": "b", "within": ["S2"], "opened_on": date(2024, 1, 1), "places": 10},
        {"id": "b2", "institution_id": "b", "within": ["S1"], "opened_on": None, "places": 0},
    ]
    facts = small_city(on=ON, units=UNITS, sites=sites)
    new = SiteFilter(since=date(2022, 12, 31))
    institutions = tally(facts, Level.STREET, sites=new, counts=Counted.INSTITUTIONS)
    assert (institutions.at_least.to_list(), institutions.at_most.to_list()) == ([0, 0], [1, 1])
    assert institutions.why.to_list() == ["1处点位未填开办日期"] * 2
    places = tally(facts, Level.STREET, sites=new, counts=Counted.PLACES)
    assert (places.at_least.to_list(), places.at_most.to_list()) == ([30, 10], [50, 10])


@pytest.mark.parametrize(
    ("sites", "counted"),
    [
        (SiteFilter(), ["a", "b", "c"]),
        (SiteFilter(kinds=("employer",)), ["b"]),
        (SiteFilter(ownership=("public",)), ["a"]),
        (SiteFilter(inclusive=True), ["a"]),
        (SiteFilter(inclusive=False), ["b", "c"]),
        (SiteFilter(inclusive_levels=("city",)), ["a"]),
        (SiteFilter(inclusive_levels=("district",)), []),
        (SiteFilter(demonstration=("province", "city")), ["c"]),
        (SiteFilter(service_forms=("full_day",)), ["a", "b", "c"]),
        (SiteFilter(service_forms=("full_day", "hourly")), ["b"]),
        (SiteFilter(since=date(2022, 12, 31)), ["b"]),
        (SiteFilter(kinds=("employer",), inclusive=True), []),
    ],
)
def test_a_filter_lets_through_the_sites_that_meet_every_condition(sites: SiteFilter, counted: list[str]) -> None:
    rows = [
        {
            "id": "a",
            "ownership": "public",
            "inclusive": True,
            "inclusive_level": "city",
            "service_forms": ("full_day",),
        },
        {"id": "b", "kind": "employer", "opened_on": date(2023, 1, 1), "service_forms": ("full_day", "hourly")},
        {"id": "c", "demonstration": "city", "opened_on": date(2022, 12, 31), "service_forms": ("full_day",)},
    ]
    facts = small_city(on=ON, units=UNITS, sites=rows)
    assert facts.sites is not None
    assert facts.sites.index[sites.mask(facts.sites)].to_list() == counted


def test_without_a_register_only_an_unfiltered_total_of_the_day_can_be_told() -> None:
    facts = small_city(on=ON, units=UNITS, reported={"C": 900})
    whole = tally(facts, Level.CITY, sites=SiteFilter(), counts=Counted.PLACES)
    assert whole.value["C"] == 900
    streets = tally(facts, Level.STREET, sites=SiteFilter(), counts=Counted.PLACES)
    assert streets.why.to_list() == ["当日没有点位登记册，也没有统计数"] * 2
    assert tally(facts, Level.CITY, sites=SiteFilter(inclusive=True), counts=Counted.PLACES).value.isna().all()
    assert tally(facts, Level.CITY, sites=SiteFilter(), counts=Counted.SITES).value.isna().all()


@pytest.mark.parametrize(
    "sites",
    [SiteFilter(inclusive=True), SiteFilter(inclusive=False), SiteFilter(inclusive_levels=("city", "district"))],
)
def test_where_nobody_told_which_sites_are_inclusive_all_or_none_may_be(sites: SiteFilter) -> None:
    rows = [
        {"id": "a", "within": ["S1"], "places": 40, "inclusive": None},
        {"id": "b", "within": ["S1"], "places": 10, "inclusive": None},
    ]
    facts = small_city(on=ON, units=UNITS, sites=rows)
    counted = tally(facts, Level.STREET, sites=sites, counts=Counted.PLACES)
    assert pd.isna(counted.value["S1"])
    assert (counted.at_least["S1"], counted.at_most["S1"]) == (0, 50)
    assert counted.why["S1"].startswith("2处点位未填")
    assert counted.value["S2"] == 0  # a street without sites has no inclusive ones either


def test_a_share_of_inclusive_places_is_open_where_nobody_told_which_are() -> None:
    rule = load_profile("guangzhou-2023-2025").rule("GZ-23")
    units = [{"level": "city", "id": "C"}]
    row = rule.evaluate(small_city(on=ON, units=units, sites=[{"id": "a", "places": 90, "inclusive": None}])).iloc[0]
    assert (row["outcome"], row["denominator"]) == ("deadline_passed_unknown", 90)
    assert row["reason"] == "1处点位未填是否普惠；至多90个托位"


def test_counting_leaves_the_facts_as_they_were() -> None:
    facts = small_city(on=ON, units=UNITS, sites=[{"id": "a", "within": ["S1"], "places": 40}])
    assert facts.sites is not None
    before = facts.sites.copy(deep=True)
    tally(facts, Level.STREET, sites=SiteFilter(inclusive=True), counts=Counted.PLACES)
    assert facts.sites.equals(before)


def test_a_window_holds_its_last_day_and_an_institution_by_its_first_site() -> None:
    window = SiteFilter(since=date(2022, 12, 31), until=date(2024, 12, 31))
    days = {
        "a": date(2022, 12, 31),
        "b": date(2023, 1, 1),
        "c": date(2024, 12, 31),
        "d": date(2025, 1, 1),
    }
    sites = [{"id": name, "within": ["S1"], "opened_on": day} for name, day in days.items()]
    # One institution with a site in the window and a later one.
    sites += [
        {"id": f"e{day.year}", "institution_id": "e", "within": ["S2"], "opened_on": day}
        for day in (date(2023, 5, 1), date(2025, 5, 1))
    ]
    facts = small_city(on=ON, units=UNITS, sites=sites)
    counted = tally(facts, Level.STREET, sites=window, counts=Counted.INSTITUTIONS)
    assert counted.value.to_list() == [2, 1]
    assert tally(facts, Level.STREET, sites=window, counts=Counted.SITES).value.to_list() == [2, 1]
    assert window.words() == "2022-12-31之后、2024-12-31及以前新增的"
    assert SiteFilter(until=date(2024, 12, 31)).words() == "2024-12-31及以前开办的"
