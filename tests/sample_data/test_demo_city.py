from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from planning.exchange.city_folder import check_city_folder
from planning.model import codes
from planning.model.contracts import Column, Kind, TableContract
from planning.model.tables import CITY_TABLES
from sample_data.generator.calibration import CIRCLE_RESIDENTS, CLASS_SIZES, HOME_BASED_PLACES

OPENS_ON = "2026-09-30"
CODE_COLUMNS = [
    (contract, column)
    for contract in CITY_TABLES
    for column in contract.columns
    if column.kind in {Kind.CODE, Kind.CODES} and contract.name != "reported_places"
]


def test_the_folder_is_read_without_a_fault(root: Path) -> None:
    report = check_city_folder(root / "sample_data" / "demo_city")
    assert report.issues == ()
    assert {warning.code for warning in report.warnings} == {"over-capacity", "ways-apart"}


@pytest.mark.parametrize(("contract", "column"), CODE_COLUMNS, ids=[f"{c.name}.{k.name}" for c, k in CODE_COLUMNS])
def test_every_code_occurs(demo: Any, contract: TableContract, column: Column) -> None:
    assert column.codes is not None
    found = demo.table(contract.name)[column.name].dropna().str.split(";").explode()
    assert set(found) == {str(code) for code in column.codes}


def test_there_are_4_districts_40_streets_and_600_communities(demo: Any) -> None:
    counts = demo.table("areas")["level"].value_counts()
    assert counts.to_dict() == {"community": 600, "street": 40, "district": 4, "city": 1}


@pytest.mark.parametrize("level", ["district", "street", "community"])
def test_the_areas_of_a_level_tile_the_city(demo: Any, level: str) -> None:
    shapes = demo.areas(level)["geometry"].to_numpy()
    city = demo.areas("city")["geometry"].iloc[0]
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.coverage_union_all(shapes).equals(city)


@pytest.mark.parametrize(("level", "below"), [("city", "district"), ("district", "street"), ("street", "community")])
def test_children_make_up_their_parent_edge_for_edge(demo: Any, level: str, below: str) -> None:
    children = demo.areas(below).groupby("parent_id")["geometry"]
    unions = children.agg(lambda shapes: shapely.coverage_union_all(shapes.to_numpy()))
    parents = demo.areas(level)["geometry"]
    assert shapely.equals(unions.reindex(parents.index).to_numpy(), parents.to_numpy()).all()


@pytest.mark.parametrize(("level", "below", "length"), [("city", "district", 2), ("district", "street", 4)])
def test_residents_add_up_exactly_on_every_day(demo: Any, level: str, below: str, length: int) -> None:
    people = demo.table("population").query("kind == 'permanent'")
    sums = people[people["area_id"].isin(demo.areas(below).index)]
    sums = sums.groupby([sums["area_id"].str[:length], "on"])["residents"].sum()
    stated = people[people["area_id"].isin(demo.areas(level).index)].set_index(["area_id", "on"])["residents"]
    assert len(stated) == len(demo.areas(level)) * 6
    assert (sums.loc[stated.index] == stated).all()


@pytest.mark.parametrize("day", ["2020-11-01", "2025-12-31"])
def test_communities_add_up_to_their_street_but_for_two_that_are_not_known(demo: Any, day: str) -> None:
    people = demo.table("population").query("kind == 'permanent' and on == @day").set_index("area_id")["residents"]
    communities = people[people.index.str.len() == 9]
    unknown = communities[communities.isna()].index
    assert len(communities) == 600
    assert len(unknown) == 2
    missing = people[demo.areas("street").index] - communities.groupby(communities.index.str[:6]).sum()
    assert (missing[unknown.str[:6]] > 0).all()
    assert (missing.drop(unknown.str[:6]) == 0).all()


def test_about_4_million_people_live_there_and_about_19_in_1000_are_under_3(demo: Any) -> None:
    people = demo.table("population").query("area_id == '99' and kind == 'permanent' and on == '2025-12-31'")
    births = demo.table("births")
    born = births.loc[births["month"].between("2023-01", "2025-12"), "births"].sum()
    residents = people["residents"].iloc[0]
    assert residents == pytest.approx(4_000_000, rel=0.02)
    assert 18 <= born / residents * 1000 <= 19


def test_births_follow_the_nation_from_year_to_year(demo: Any) -> None:
    births = demo.table("births")
    years = births.groupby(births["month"].str[:4])["births"].sum()
    assert years["2023"] / years["2022"] == pytest.approx(902 / 956, abs=0.001)
    assert years["2024"] / years["2022"] == pytest.approx(954 / 956, abs=0.001)
    assert years["2025"] / years["2022"] == pytest.approx(792 / 956, abs=0.001)


def test_births_are_told_for_every_street_and_month(demo: Any) -> None:
    births = demo.table("births")
    assert births["month"].nunique() == 69
    assert len(births) == 69 * 40


def test_towns_stand_on_both_sides_of_30000_and_of_100000_people(demo: Any) -> None:
    people = demo.table("population").query("kind == 'permanent' and on == '2025-12-31'").set_index("area_id")
    streets = demo.areas("street")
    towns = people["residents"][streets[streets["kind"] != "subdistrict"].index]
    assert (towns >= 100_000).sum() >= 2
    assert (towns < 30_000).sum() >= 3
    assert towns.between(30_000, 99_999).sum() >= 3


@pytest.mark.parametrize("minutes", ["5", "10", "15"])
def test_a_life_circle_holds_as_many_people_as_its_walk_asks(demo: Any, minutes: str) -> None:
    circles = demo.table("life_circles")
    circles = circles[circles["minutes"] == minutes]
    people = demo.table("population").query("kind == 'permanent' and on == '2025-12-31'").set_index("area_id")
    communities = demo.areas("community")
    spots = shapely.point_on_surface(communities["geometry"].to_numpy())
    circle, spot = shapely.STRtree(spots).query(circles["geometry"].to_numpy(), predicate="contains")
    known = people["residents"][communities.index].to_numpy()[spot]
    held = np.bincount(circle, np.nan_to_num(known), minlength=len(circles))
    counted = np.bincount(circle, np.isnan(known), minlength=len(circles)) == 0
    fewest, most = CIRCLE_RESIDENTS[minutes]
    # Circles follow roads, not the borders of communities, so that a few differ from the sum of whole communities.
    fits = (held >= fewest) & (held <= most)
    assert fits[counted].mean() > 0.97


def test_15_minute_circles_cover_the_built_up_ground(demo: Any) -> None:
    circles = demo.table("life_circles")
    covered = shapely.union_all(circles.loc[circles["minutes"] == "15", "geometry"].to_numpy())
    central = demo.table("central_urban_area")["geometry"].iloc[0]
    assert covered.intersection(central).area / central.area > 0.93


def test_small_circles_do_not_all_nest_in_large_ones(demo: Any) -> None:
    circles = demo.table("life_circles")
    ten, fifteen = (circles.loc[circles["minutes"] == size, "geometry"].to_numpy() for size in ("10", "15"))
    inner, _ = shapely.STRtree(fifteen).query(shapely.buffer(ten, -0.0008), predicate="within")
    assert 0.2 < len(np.unique(inner)) / len(ten) < 0.8


def test_residential_areas_do_not_overlap(demo: Any) -> None:
    shapes = demo.table("residential_areas")["geometry"].to_numpy()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    assert (first == second).all()
    assert shapely.is_valid(shapes).all()


def test_areas_of_7999_8000_and_8001_people_stand_in_the_central_urban_area(demo: Any) -> None:
    areas = demo.table("residential_areas")
    central = demo.table("central_urban_area")["geometry"].iloc[0]
    new = areas[(areas["era"] == "new") & areas["geometry"].within(central)]
    places = demo.table("phases").groupby("residential_area_id")["planned_places"].sum()
    at_the_line = new[new["residents"].isin([7_999, 8_000, 8_001])].sort_values("residents")
    assert at_the_line["residents"].tolist() == [7_999, 8_000, 8_001]
    assert places[at_the_line["residential_area_id"]].tolist() == [0, 32, 32]


def test_one_development_is_divided_into_plots_below_8000_people(demo: Any) -> None:
    areas = demo.table("residential_areas").query("development_id == 'DV004'")
    assert sorted(areas["residents"]) == [3_800, 4_900, 5_200]
    assert areas.to_crs("EPSG:4547").union_all("unary").buffer(30).geom_type == "Polygon"


def test_some_new_areas_state_no_residents_and_a_few_not_even_dwellings(demo: Any) -> None:
    new = demo.table("residential_areas").query("era == 'new'")
    silent = new[new["residents"].isna()]
    assert silent["dwellings"].notna().sum() == 40
    assert (silent["dwellings"].notna() == silent["persons_per_dwelling"].notna()).all()
    assert silent["dwellings"].isna().sum() == 6


def test_some_new_areas_lie_across_the_central_border(demo: Any) -> None:
    areas = demo.table("residential_areas")
    border = demo.table("central_urban_area")["geometry"].iloc[0].exterior
    assert (areas["geometry"].crosses(border) & (areas["era"] == "new")).sum() >= 4


def test_phases_add_up_to_the_residents_of_their_area(demo: Any) -> None:
    areas = demo.table("residential_areas").set_index("residential_area_id")["residents"].dropna()
    phases = demo.table("phases").groupby("residential_area_id")["residents"].sum()
    stated = areas[areas.index.isin(phases.index)]
    assert len(stated) == 254
    assert (phases[stated.index] == stated).all()


def test_large_new_areas_meet_the_ratio_or_fall_short_or_have_more_or_do_not_say(demo: Any) -> None:
    areas = demo.table("residential_areas").query("era == 'new' and residents >= 8000")
    central = demo.table("central_urban_area")["geometry"].iloc[0]
    areas = areas[areas["geometry"].within(central)].set_index("residential_area_id")
    places = (
        demo.table("phases").groupby("residential_area_id")["planned_places"].agg(lambda each: each.sum(skipna=False))
    )
    planned, due = places[areas.index], np.ceil(areas["residents"] * 4 / 1000)
    kinds = {"met": (planned == due), "short": (planned < due), "more": (planned > due), "unsaid": planned.isna()}
    assert [name for name, found in kinds.items() if not found.any()] == []


def standing(demo: Any, day: str) -> pd.Series:
    """The state of each site on a day."""
    states = demo.table("site_states")
    last: pd.Series = states[states["since"] <= day].groupby("site_id")["state"].last()
    return last


def counted_places(demo: Any, day: str) -> pd.DataFrame:
    """The last report of each site that counts on a day: filed, changed, or under the education department."""
    state = standing(demo, day)
    counting = state[state.isin(["filed", "changed", "under_education"])].index
    reports = demo.table("place_reports")
    reports = reports[reports["site_id"].isin(counting) & (reports["reported_on"] <= day)]
    last: pd.DataFrame = reports[reports["reported_on"] == reports.groupby("site_id")["reported_on"].transform("max")]
    return last


def test_350_institutions_have_one_to_three_sites_of_about_50_places(demo: Any) -> None:
    sites = demo.table("sites").groupby("institution_id").size()
    assert len(demo.table("institutions")) == 350
    assert set(sites) == {1, 2, 3}
    assert (sites == 1).mean() > 0.8
    assert 45 <= counted_places(demo, OPENS_ON).groupby("site_id")["places"].sum().mean() <= 60


def test_the_city_has_4_to_4_7_places_per_1000_people_and_half_of_them_inclusive(demo: Any) -> None:
    places = counted_places(demo, OPENS_ON).groupby("site_id")["places"].sum()
    assert 4.0 <= places.sum() / 4_018_562 * 1000 <= 4.7
    periods = demo.table("inclusive_statuses")
    open_now = (periods["since"] <= OPENS_ON) & ~(periods["until"] < OPENS_ON)
    owner = demo.table("sites").set_index("site_id")["institution_id"][places.index]
    inclusive = owner.isin(periods.loc[open_now, "institution_id"])
    assert places[inclusive.to_numpy()].sum() / places.sum() == pytest.approx(0.499, abs=0.03)


def test_any_past_day_since_2019_can_be_asked_about(demo: Any) -> None:
    days = [f"{year}-12-31" for year in range(2019, 2026)]
    places = [counted_places(demo, day)["places"].sum() for day in days]
    assert places == sorted(places)
    assert places[0] > 2_000
    # 2.03 and 2.5 places per 1,000 people at the ends of 2021 and 2022, 4.73 at the end of 2025: the same growth here.
    assert places[2] / places[6] == pytest.approx(2.03 / 4.73, abs=0.05)
    assert places[3] / places[6] == pytest.approx(2.5 / 4.73, abs=0.05)


def test_a_site_that_counts_has_told_its_places(demo: Any) -> None:
    state = standing(demo, OPENS_ON)
    counting = set(state[state.isin(["filed", "changed", "under_education"])].index)
    assert counting == set(counted_places(demo, OPENS_ON)["site_id"])


def test_classes_hold_no_more_places_than_they_may(demo: Any) -> None:
    reports = demo.table("place_reports")
    assert (reports["places"] <= reports["classes"] * reports["place_class"].map(CLASS_SIZES)).all()
    kinds = demo.table("institutions").set_index("institution_id")["kind"]
    sites = demo.table("sites").set_index("site_id")["institution_id"].map(kinds)
    home = reports[reports["site_id"].map(sites) == "home_based"]
    assert (home.groupby(["site_id", "reported_on"])["places"].sum() <= HOME_BASED_PLACES).all()


def test_few_sites_have_more_children_than_places_and_few_leave_children_out(demo: Any) -> None:
    reports = counted_places(demo, OPENS_ON)
    assert 1 <= (reports["enrolled"] > reports["places"]).sum() <= 15
    assert 0 < reports["enrolled"].isna().mean() < 0.1
    told = reports.dropna(subset=["enrolled"])
    use = (told["enrolled"].groupby(told["site_id"]).sum() / told.groupby("site_id")["places"].sum()).to_numpy()
    assert (use > 0.95).mean() > 0.1
    assert (use < 0.6).mean() > 0.1


def test_places_are_unequal_some_streets_have_none_and_some_more_than_8_per_1000(demo: Any) -> None:
    places = counted_places(demo, OPENS_ON).groupby("site_id")["places"].sum()
    streets = demo.areas("street")
    sites = demo.table("sites").set_index("site_id").loc[places.index]
    street, site = shapely.STRtree(sites["geometry"].to_numpy()).query(
        streets["geometry"].to_numpy(), predicate="contains"
    )
    held = np.bincount(street, places.to_numpy()[site], minlength=len(streets))
    people = demo.table("population").query("kind == 'permanent' and on == '2025-12-31'").set_index("area_id")
    rate = held / people["residents"][streets.index].to_numpy() * 1000
    assert held.sum() == places.sum()
    assert (rate == 0).sum() >= 3
    assert (rate > 8).sum() >= 3
    assert (streets["kind"].to_numpy()[rate == 0] != "subdistrict").all()


def test_names_are_used_once(demo: Any) -> None:
    for table in ("areas", "residential_areas", "institutions", "sites", "life_circles"):
        assert not demo.table(table)["name"].duplicated().any(), table


def test_codes_begin_as_no_real_code_does(demo: Any) -> None:
    assert demo.table("areas")["area_id"].str.startswith("99").all()
    assert codes.AreaLevel.COMMUNITY in set(demo.table("areas")["level"])
    assert demo.table("institutions")["credit_code"].dropna().str.fullmatch(r"99DEMO\d{12}").all()
