"""Demand to come as a picture and on a map: what is drawn is what was computed, and nothing else."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from maps.demand_chart import demand_chart
from maps.demand_map import demand_balance, demand_map
from maps.offline import offline_page
from maps.palette import UNDETERMINED, gap_scale
from planning.demand.demand import Demand, Measure
from planning.model.city import City
from planning.model.codes import Level, Variant
from tests.planning.demand.demand_town import a_town, assumed, born, care, demand_of


@pytest.fixture
def needed(tmp_path: Path) -> Callable[[City], Demand]:
    """Work out what a town needs to 2028, where half of the families want a place."""
    return partial(demand_of, folder=tmp_path, until=2028)


def lines(figure: Any) -> dict[str, list[tuple[int, int]]]:
    """Each line of a picture by its label: years with numbers."""
    (axes,) = figure.axes
    return {
        line.get_label(): [(int(year), int(number)) for year, number in zip(*line.get_data(), strict=True)]
        for line in axes.get_lines()
    }


def test_each_measure_is_a_line_beside_what_is_open(needed: Callable[[City], Demand]) -> None:
    city = a_town(assumed("births_factor", "0.5", variant="low"), **care(40, enrolled=18))
    drawn = lines(demand_chart(needed(city).rows(level=Level.CITY), title="小城"))
    years = (2025, 2026, 2027, 2028)
    assert drawn == {
        "意愿口径（中方案，低—高）": [(year, 45) for year in years],
        "在托口径（中方案，低—高）": [(year, 18) for year in years],
        "政策口径": [(year, 54) for year in years],
        "现有托位（假定不变）": [(year, 40) for year in years],
    }


def test_a_lower_bound_is_labelled_as_one(needed: Callable[[City], Demand]) -> None:
    tables = care(40, enrolled=18)
    tables["place_reports"].append({**tables["place_reports"][0], "place_class": "infant", "enrolled": None})
    drawn = lines(demand_chart(needed(a_town(**tables)).rows(level=Level.CITY), title="小城"))
    assert drawn["在托口径（下限；中方案，低—高）"] == [(year, 18) for year in (2025, 2026, 2027, 2028)]


def test_the_band_reaches_from_the_low_to_the_high_variant(needed: Callable[[City], Demand]) -> None:
    demand = needed(a_town(assumed("births_factor", "0.5", variant="low"), **care(40, enrolled=18)))
    rows = demand.rows(level=Level.CITY)
    (axes,) = demand_chart(rows, title="小城").axes
    edges = axes.collections[0].get_paths()[0].vertices
    low = rows[rows["variant"] == "low"].set_index("year")["willingness"]
    assert {(int(year), int(number)) for year, number in edges if year == 2028} == {(2028, low[2028]), (2028, 45)}


def test_an_unknown_number_is_no_point_of_a_line(needed: Callable[[City], Demand]) -> None:
    drawn = lines(demand_chart(needed(a_town(births=[])).rows(level=Level.CITY), title="小城"))
    assert drawn["意愿口径（中方案，低—高）"] == drawn["现有托位（假定不变）"] == []
    assert len(drawn["政策口径"]) == 4


def test_the_map_colours_what_one_measure_says(needed: Callable[[City], Demand]) -> None:
    demand = needed(a_town(births=born({"111": 2}), **care(40, enrolled=18)))
    balance = demand_balance(demand, Measure.WILLINGNESS, year=2026, variant=Variant.MID, level=Level.STREET)
    assert balance.loc["111", ["shortage", "surplus"]].to_list() == [0, 10]  # 60 x 0.5 = 30 of 40
    assert gap_scale(Level.STREET).class_keys(balance)["112"] == UNDETERMINED.key
    page = offline_page(demand_map(demand, Measure.WILLINGNESS, year=2026))
    assert json.dumps("2026年意愿口径余缺（中方案）") in page
    assert json.dumps("甲街道")[1:-1] in page


def test_the_map_of_demand_has_its_title_and_legend_and_the_hatch_of_what_is_undetermined(
    needed: Callable[[City], Demand],
) -> None:
    demand = needed(a_town(births=born({"111": 2}), **care(40, enrolled=18)))
    page = offline_page(demand_map(demand, Measure.WILLINGNESS, year=2026))
    assert f"<h1>{demand.study.city.manifest.name}2026年意愿口径余缺（中方案）</h1>" in page
    assert '<pattern id="hatch"' in page
    labels = [*(entry.label for entry in gap_scale(Level.STREET).classes), UNDETERMINED.label]
    assert [label for label in labels if f"</svg>{label}</li>" not in page] == []
