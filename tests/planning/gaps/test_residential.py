"""Residential areas of the small town: each new area by itself, never part of its street's number."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.study import Study
from tests.builders import Row, a_city, square
from tests.planning.conftest import DAY


def area(
    area_id: str, residents: int | None, *, planned: int | None = None, due: date = date(2027, 6, 30), **more: Any
) -> dict[str, list[Row]]:
    """A new area under construction in the second community, with one phase."""
    row = {"residential_area_id": area_id, "name": area_id, "era": "new", "status": "building", "residents": residents}
    phase = {
        "residential_area_id": area_id,
        "phase": 1,
        "delivered_on": due,
        "planned_places": planned,
    }
    return {
        "residential_areas": [{**row, "geometry": square(1.1, 0.1, 1.3, 0.3), **more}],
        "phases": [phase],
        "central_urban_area": [{"zone_id": "z", "name": "中心城区", "on": DAY, "geometry": square(0, 0, 2, 1)}],
    }


def judge(tables: dict[str, list[Row]], rules: Profile) -> tuple[pd.Series, Study]:
    study = Study.of(a_city(tables), rules, on=DAY)
    return study.gaps(Level.RESIDENTIAL_AREA).iloc[0], study


@pytest.mark.parametrize(
    ("residents", "planned", "required", "outcome"),
    [
        (1000, 4, 4, "met"),
        (1001, 4, 5, "not_met"),  # 4.004 places
        (999, 1, None, "met"),  # below the threshold no number is set, but a facility is there
        (999, 0, None, "not_met"),
        (None, 4, None, "undetermined"),
        (1000, None, 4, "undetermined"),
    ],
)
def test_a_new_area_is_judged_by_its_own_people_and_its_planned_places(
    tables: dict[str, list[Row]],
    rules: Profile,
    residents: int | None,
    planned: int | None,
    required: int | None,
    outcome: str,
) -> None:
    row, _ = judge(tables | area("n", residents, planned=planned), rules)
    assert (None if pd.isna(row["required"]) else row["required"]) == required
    assert row["outcome"] == outcome


def test_the_share_inside_the_central_area_is_told_in_percent(tables: dict[str, list[Row]], rules: Profile) -> None:
    third = square(1.1, 0.1, 1.3, 0.4)
    tables |= area("n", 1000, planned=4, geometry=third)
    tables["central_urban_area"][0]["geometry"] = square(0, 0, 2, 0.2)  # the southern third of it
    _, study = judge(tables, rules)
    (step,) = (step for step in study.trace(Level.RESIDENTIAL_AREA, "n").steps if step.key == "central")
    assert (step.filled, step.result) == ("33.3%", "33.3%")


def test_places_of_new_areas_are_never_added_to_a_streets_number(tables: dict[str, list[Row]], rules: Profile) -> None:
    _, study = judge(tables | area("n", 10_000, planned=10), rules)
    street = study.gaps(Level.STREET).loc["111"]
    assert street["required"] == 30
    assert street["supplied"] == 32
    assert street[["new_areas", "new_areas_required", "new_areas_provided", "new_areas_short"]].to_list() == [
        1,
        40,
        10,
        1,
    ]


def test_once_delivered_only_open_places_inside_count(tables: dict[str, list[Row]], rules: Profile) -> None:
    around_b = square(1.4, 0.4, 1.6, 0.6)
    built = area("n", 1000, planned=99, due=date(2025, 6, 29), status="delivered", geometry=around_b)
    row, _ = judge(tables | built, rules)
    assert row["provided"] == 20  # the kindergarten class inside, whatever was planned


def test_on_a_day_before_its_last_phase_an_area_delivered_today_is_still_a_plan(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    around_b = square(1.4, 0.4, 1.6, 0.6)
    later = area("n", 1000, planned=99, due=date(2025, 7, 1), status="delivered", geometry=around_b)
    row, _ = judge(tables | later, rules)
    assert row["provided"] == 99


def test_people_derived_from_dwellings_are_labelled_so(tables: dict[str, list[Row]], rules: Profile) -> None:
    row, _ = judge(tables | area("n", None, planned=20, dwellings=400, persons_per_dwelling=Decimal("3.2")), rules)
    assert row[["residents", "residents_basis", "required"]].to_list() == [1280, "derived", 6]  # 5.12 places


def test_an_area_mostly_outside_the_central_urban_area_is_not_bound_by_its_rule(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    astride = square(1.9, 0.1, 2.3, 0.3)  # one quarter inside
    row, _ = judge(tables | area("n", 1000, planned=1, geometry=astride), rules)
    assert row["central_share"] == pytest.approx(0.25, abs=1e-3)
    assert pd.isna(row["required"])


def test_without_a_central_boundary_a_rule_that_asks_for_it_is_undetermined(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    parts = area("n", 1000, planned=4)
    del parts["central_urban_area"]
    row, study = judge(tables | parts, rules)
    findings = study.findings(Level.RESIDENTIAL_AREA)
    assert findings.set_index("rule_id").at["T-3", "outcome"] == "undetermined"
    assert row["outcome"] == "undetermined"


def test_a_new_area_of_which_something_is_unknown_is_counted_apart_and_not_as_nothing(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    known, unknown = area("n", 10_000, planned=10), area("u", None, planned=5)
    for name in ("residential_areas", "phases"):
        known[name] = known[name] + unknown[name]
    _, study = judge(tables | known, rules)
    city = study.gaps(Level.CITY).loc["1"]
    assert city[["new_areas", "new_areas_required", "new_areas_provided"]].to_list() == [2, 40, 10]
    assert city[["new_areas_short", "new_areas_unknown"]].to_list() == [1, 1]
