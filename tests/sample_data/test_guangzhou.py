from pathlib import Path
from typing import Any

import pytest

from planning.exchange.city_folder import check_city_folder

TOTALS = {
    "existing_2022": 60_336,
    "plan_2025": 121_800,
    "to_add": 61_464,
    "target_2023": 70_010,
    "target_2024": 103_360,
    "target_2025": 121_800,
}


def test_the_folder_is_read_without_a_fault(root: Path) -> None:
    assert check_city_folder(root / "sample_data" / "guangzhou").issues == ()


def test_there_are_11_districts_and_176_streets_and_towns(guangzhou: Any) -> None:
    assert len(guangzhou.areas("district")) == 11
    assert guangzhou.areas("street")["kind"].value_counts().to_dict() == {"subdistrict": 142, "town": 34}


def test_the_reservoir_and_the_forest_farm_are_no_streets(guangzhou: Any) -> None:
    assert not guangzhou.areas("street").index.isin(["440117404", "440117405"]).any()


def test_every_street_stands_in_the_district_of_its_code(guangzhou: Any) -> None:
    streets = guangzhou.areas("street")
    assert (streets["parent_id"] == streets.index.str[:6]).all()
    assert set(streets["parent_id"]) == set(guangzhou.areas("district").index)


def test_communities_add_up_from_streets_to_districts_to_the_city(guangzhou: Any) -> None:
    streets, districts = guangzhou.areas("street"), guangzhou.areas("district")
    assert streets.groupby("parent_id")["communities"].sum().to_dict() == districts["communities"].to_dict()
    assert guangzhou.areas("city")["communities"].tolist() == [districts["communities"].sum()] == [2_849]


def test_the_residents_of_11_districts_add_up_to_the_published_city(guangzhou: Any) -> None:
    people = guangzhou.table("population").set_index("area_id")["residents"]
    assert people[guangzhou.areas("district").index].sum() == people["4401"] == 18_676_605


def test_29_streets_have_a_known_population_and_the_21_of_tianhe_nearly_add_up(guangzhou: Any) -> None:
    people = guangzhou.table("population").set_index("area_id")
    streets = people[people.index.isin(guangzhou.areas("street").index)]
    tianhe = streets[streets.index.str.startswith("440106")]
    assert len(streets) == 29
    assert (tianhe["rounding"] == 100).sum() == 21
    assert tianhe["residents"].sum() == 2_241_800
    assert people.loc["440106", "residents"] == 2_241_826


@pytest.mark.parametrize(("column", "total"), TOTALS.items())
def test_each_column_of_the_annex_adds_up_to_its_printed_total(guangzhou: Any, column: str, total: int) -> None:
    annex = guangzhou.table("reference/annex").query("column == @column").set_index("district_id")["value"]
    assert annex["4401"] == total
    assert annex.drop("4401").sum() == total
    assert set(annex.drop("4401").index) == set(guangzhou.areas("district").index)


def test_still_to_add_is_the_plan_less_what_exists(guangzhou: Any) -> None:
    annex = guangzhou.table("reference/annex").pivot(index="district_id", columns="column", values="value")
    assert (annex["to_add"] == annex["plan_2025"] - annex["existing_2022"]).all()
    assert (annex["target_2025"] == annex["plan_2025"]).all()


def test_reported_places_are_the_existing_ones_of_the_annex(guangzhou: Any) -> None:
    reported = guangzhou.table("reported_places").set_index("area_id")["places"]
    existing = guangzhou.table("reference/annex").query("column == 'existing_2022'").set_index("district_id")["value"]
    assert reported.to_dict() == existing.to_dict()
    assert set(guangzhou.table("reported_places")["on"]) == {"2022-12-31"}


def test_control_totals_agree_with_the_tables(guangzhou: Any) -> None:
    totals = guangzhou.table("reference/control_totals").set_index(["metric", "area_id", "on"])["value"]
    assert totals["resident_population", "4401", "2020-11-01"] == 18_676_605
    assert totals["streets_and_towns", "4401", "2023-06-30"] == len(guangzhou.areas("street"))
    assert totals["communities_and_villages", "4401", "2023-06-30"] == guangzhou.areas("street")["communities"].sum()
    assert totals["existing_places", "4401", "2022-12-31"] == guangzhou.table("reported_places")["places"].max()
