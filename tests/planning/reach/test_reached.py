from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from planning.accessibility.decay import Gaussian, Step, Zones
from planning.accessibility.walking_network import WalkMode
from planning.errors import MeasureError
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.reach.point_reach import ReachQuestion
from planning.reach.reach_notes import reach_notes
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.tracing.reach import reach_steps
from tests.builders import spot
from tests.planning.accessibility.grids import node
from tests.planning.conftest import people, places, site
from tests.planning.served.conftest import Tables, edges, estate, studied
from tests.planning.served.conftest import rules as rules  # noqa: PLC0414 - a fixture of the same town
from tests.planning.served.conftest import tables as tables  # noqa: PLC0414


def reached(
    tables: Tables, rules: Profile, *, asked: ReachQuestion, level: Level = Level.STREET, **more: Any
) -> Reached:
    study = studied(tables, rules)
    walks = Walks.of(study.ground, limit_m=max(asked.within_m, asked.decay.limit), **more)
    return Reached.of(study.ground, walks, level=level, asked=asked)


def nearest(within_m: float, *, rank: int = 1) -> ReachQuestion:
    return ReachQuestion(within_m, rank, Step(within_m))


def two_estates(tables: Tables) -> None:
    """甲街道 has 1,000 people at A, in the south, and 2,000 at A2, in the north."""
    tables["population"] = [people("1", 4_000), people("11", 4_000), people("111", 3_000), people("112", 1_000)]
    north = estate("A2", at=(0, 0.4), residents=2_000)
    tables["residential_areas"] = [estate("A", at=(0, 0)), north, estate("B", at=(0.4, 0))]


def test_the_share_of_a_street_is_that_of_its_homes_near_enough(tables: Tables, rules: Profile) -> None:
    two_estates(tables)
    # A is 200 m from the site, A2 600 m: of the 36 children of the street a third live at A.
    found = reached(tables, rules, asked=nearest(300))
    row = found.areas.loc["111"]
    assert (row["children"], row["children_within"], row["children_share"]) == (36, 12, Fraction(1, 3))
    assert (row["residents"], row["residents_within"], row["residents_share"]) == (3_000, 1_000, Fraction(1, 3))
    city = reached(tables, rules, asked=nearest(300), level=Level.CITY).areas.loc["1"]
    assert city["children_share"] == Fraction(12 + 36, 72)


def test_half_of_the_children_walk_no_farther_than_the_middle_walk(tables: Tables, rules: Profile) -> None:
    two_estates(tables)
    areas = reached(tables, rules, asked=nearest(1_000)).areas
    assert areas["nearest_m"].tolist() == pytest.approx([600, 200], abs=0.1)
    assert reached(tables, rules, asked=nearest(300)).areas.loc["111", "nearest_m"] == np.inf


def test_the_second_nearest_site_is_asked_for_by_rank(tables: Tables, rules: Profile) -> None:
    for name, rows in site("t", "nursery", "filed", at=(0.4, 0.1)).items():
        tables[name].extend(rows)
    tables["place_reports"].append(places("t", "infant", 10))
    areas = reached(tables, rules, asked=nearest(400, rank=2)).areas
    # From A the sites are 200 and 500 m away, from B 200 and 100.
    assert areas["children_within"].tolist() == [0, 36]


def test_places_are_shared_by_all_children_who_reach_them(tables: Tables, rules: Profile) -> None:
    # 9 places, 72 children within 300 m: an eighth of a place for each, wherever the border runs.
    found = reached(tables, rules, asked=nearest(300))
    assert found.areas["places_per_child"].tolist() == pytest.approx([9 / 72] * 2, abs=1e-12)
    assert (found.gini, found.palma) == (pytest.approx(0, abs=1e-12), pytest.approx(0.25))


def test_how_uneven_one_area_is_cannot_be_told(tables: Tables, rules: Profile) -> None:
    found = reached(tables, rules, asked=nearest(300), level=Level.CITY)
    assert found.compared.tolist() == ["1"]
    assert np.isnan([found.gini, found.palma]).all()
    assert "可比的区域不足两个，不计算基尼系数和帕尔马比值" in reach_notes(found, rules)


def test_farther_zones_count_less(tables: Tables, rules: Profile) -> None:
    tables["residential_areas"] = [estate("A", at=(0.1, 0)), estate("B", at=(0.4, 0))]
    zones = ReachQuestion(300, 1, Zones(((150, 1.0), (300, 0.5))))
    # A is in the inner zone (weight 1), B in the outer (1/2): 9 places / (36 + 18) weighted children.
    found = reached(tables, rules, asked=zones)
    assert found.areas["places_per_child"].tolist() == pytest.approx([9 / 54, 9 / 54 / 2], abs=1e-6)
    assert found.gini > 0


def test_all_places_are_handed_out_where_all_reach_all(tables: Tables, rules: Profile) -> None:
    found = reached(tables, rules, asked=ReachQuestion(2_000, 1, Gaussian(2_000)))
    held = (found.points["places_per_child"] * found.points["children"].astype(float)).sum()
    assert held == pytest.approx(9)


def test_a_stroller_takes_no_steps(tables: Tables, rules: Profile) -> None:
    steps = {(node(0, 0), node(1, 0)): {"steps": True}}
    tables["walk_edges"] = edges(steps)
    assert reached(tables, rules, asked=nearest(300)).areas.loc["111", "children_within"] == 36
    with_stroller = reached(tables, rules, asked=nearest(300), mode=WalkMode.STROLLER)
    assert with_stroller.areas.loc["111", "children_within"] == 0  # 100 m north, 200 east, 100 south


def test_a_stroller_is_told_of_how_many_ways_nobody_says_whether_they_have_steps(
    tables: Tables, rules: Profile
) -> None:
    tables["walk_edges"] = edges(
        {(node(0, 0), node(1, 0)): {"steps": True}, (node(1, 0), node(2, 0)): {"steps": False}}
    )
    ground = studied(tables, rules).ground
    # Of 40 ways one has steps, one has none; nobody says of the others.
    assert "38条路段没有说明有无台阶，按推车可通行计" in Walks.of(ground, limit_m=300, mode=WalkMode.STROLLER).note
    assert "台阶" not in Walks.of(ground, limit_m=300).note
    tables["walk_edges"] = [edge | {"steps": False} for edge in edges()]
    ground = studied(tables, rules).ground
    assert "台阶" not in Walks.of(ground, limit_m=300, mode=WalkMode.STROLLER).note


def test_children_whose_walk_cannot_be_measured_are_counted_apart(tables: Tables, rules: Profile) -> None:
    tables["residential_areas"] = [estate("A", at=(0.05, 0.05)), estate("B", at=(0.4, 0))]
    found = reached(tables, rules, asked=nearest(300))
    assert found.areas["unmeasured"].tolist() == [36, 0]
    assert found.areas["residents_unmeasured"].tolist() == [1_000, 0]
    assert found.areas["children_within"].tolist() == [pd.NA, 36]
    assert np.isnan(found.points.loc["A", "nearest_m"])
    reason = "儿童的步行距离都量不出，可达儿童无法判定；不计算可及托位"
    assert found.areas.loc["111", "reason"] == reason
    (step,) = reach_steps(found, area_id="111")
    assert step.says.startswith(f"甲街道3岁以下婴幼儿36人：{reason}")
    assert (step.filled, step.basis) == ("", "missing")


@pytest.mark.parametrize("column", ["children_share", "residents_share", "children_within", "residents_within"])
def test_where_no_walk_is_measured_no_share_is_told_and_surely_far_is_said(
    column: str, tables: Tables, rules: Profile
) -> None:
    # A stands 50 m from every way, and 158 m from the site in a straight line.
    tables["residential_areas"] = [estate("A", at=(0.05, 0.05)), estate("B", at=(0.4, 0))]
    found = reached(tables, rules, asked=nearest(150))
    row = found.areas.loc["111"]
    assert (pd.isna(row[column]), row["unmeasured"]) == (True, 0)
    assert "儿童的步行距离都量不出，不计算可达儿童；到最近的点位的直线距离已超过150米，步行不会更近" in row["reason"]
    assert "÷" not in " ".join(step.says + step.filled for step in reach_steps(found, area_id="111"))


@pytest.mark.parametrize("level", [Level.STREET, Level.DISTRICT, Level.CITY])
@pytest.mark.parametrize("within_m", [150, 199, 200, 300, 400, 599, 600, 700])
def test_what_is_said_of_half_the_children_agrees_with_the_share(
    level: Level, within_m: int, tables: Tables, rules: Profile
) -> None:
    two_estates(tables)
    tables["residential_areas"].append(estate("A3", at=(0.05, 0.05), residents=500))  # does not join the network
    tables["population"] = [people("1", 4_500), people("11", 4_500), people("111", 3_500), people("112", 1_000)]
    areas = reached(tables, rules, asked=nearest(within_m), level=level).areas
    for area_id, share in areas["children_share"].items():
        half = areas.loc[area_id, "nearest_m"]
        assert (share >= Fraction(1, 2)) == bool(pd.notna(half) and half <= within_m)


def test_a_share_that_is_a_lower_bound_says_so_with_the_number(tables: Tables, rules: Profile) -> None:
    two_estates(tables)
    # A2, with 24 of the 36 children, stands 50 m from the nearest way and 381 m from the site.
    tables["residential_areas"][1] = estate("A2", at=(0.05, 0.35), residents=2_000)
    found = reached(tables, rules, asked=nearest(500))
    assert "另有24名儿童的步行距离量不出，可达儿童及其占比为下限" in found.areas.loc["111", "reason"]
    near, *_ = reach_steps(found, area_id="111")
    assert "至少12人到最近的点位步行不超过500米，占至少33.3%，另有24名量不出" in near.says


def test_walks_that_end_before_the_question_does_are_refused(tables: Tables, rules: Profile) -> None:
    study = studied(tables, rules)
    walks = Walks.of(study.ground, limit_m=100)
    with pytest.raises(MeasureError):
        Reached.of(study.ground, walks, level=Level.STREET, asked=nearest(300))


def test_the_steps_of_an_area_can_be_recomputed(tables: Tables, rules: Profile) -> None:
    found = reached(tables, rules, asked=nearest(300))
    near, middle, held = reach_steps(found, area_id="111")
    assert near.filled == "36 ÷ 36 = 100%"
    assert "沿步行路网（测绘局，2025-01-01）" in near.says
    assert middle.result == "200"
    assert held.result == "0.125"


def test_near_a_site_off_the_network_nobody_knows_who_reaches_it(tables: Tables, rules: Profile) -> None:
    # 50 m from every way where 30 m are the most; in a straight line 206 m from either estate.
    tables["sites"][0] = {**tables["sites"][0], "geometry": spot(0.2, -0.05)}
    found = reached(tables, rules, asked=nearest(300))
    assert found.points["within"].isna().all()
    row = found.areas.loc["111"]
    assert (row["children_within"], row["unmeasured"], row["at_least"]) == (pd.NA, 36, True)
    assert pd.isna(row["nearest_m"])
    assert row["reason"].startswith("儿童的步行距离都量不出，可达儿童无法判定")
    assert any("计入供给的点位1处" in line for line in reach_notes(found, rules))
    # No walk is shorter than the straight line.
    beyond = reached(tables, rules, asked=nearest(200))
    assert (beyond.points["within"].tolist(), beyond.areas["unmeasured"].tolist()) == ([False, False], [0, 0])
    assert "一半以上的儿童到最近的点位步行超过200米" in reach_steps(beyond, area_id="111")[1].says


def test_another_site_off_the_network_may_be_the_second_nearest(tables: Tables, rules: Profile) -> None:
    for name, rows in site("t", "nursery", "filed", at=(0.05, 0.05)).items():
        tables[name].extend(rows)
    # A is 71 m from it in a straight line, B 354 m.
    found = reached(tables, rules, asked=nearest(300, rank=2))
    assert found.points["within"].tolist() == [pd.NA, False]
    assert reached(tables, rules, asked=nearest(300)).points["within"].all()


def test_a_site_without_a_place_is_near_nobody_and_is_told(tables: Tables, rules: Profile) -> None:
    tables["sites"][0] = {**tables["sites"][0], "geometry": None}
    found = reached(tables, rules, asked=nearest(300))
    assert found.points["within"].tolist() == [False, False]
    assert "1处计入供给的点位没有位置，不算在任何人附近" in found.walks.note


def without_births_of_112(tables: Tables) -> None:
    tables["births"] = [row for row in tables["births"] if row["area_id"] != "112"]


def test_places_shared_with_children_of_unknown_number_are_unknown(tables: Tables, rules: Profile) -> None:
    without_births_of_112(tables)
    found = reached(tables, rules, asked=nearest(300))
    assert found.areas["places_per_child"].isna().all()  # 9 / 72 if there were 36 of them, 9 / 36 if none
    assert found.areas["reason"].tolist() == ["共用点位的儿童数不明，可及托位无法判定", "3岁以下儿童数不明"]
    assert (found.compared.tolist(), np.isnan(found.gini)) == ([], True)
    # From B, 200 m off, the site is out of the catchment of 150 m: what A has is known.
    tables["residential_areas"] = [estate("A", at=(0.1, 0)), estate("B", at=(0.4, 0))]
    alone = reached(tables, rules, asked=nearest(150))
    assert alone.areas.loc["111", "places_per_child"] == pytest.approx(9 / 36)
    assert alone.compared.tolist() == ["111"]
    assert any("1个单元不计入基尼系数" in line for line in reach_notes(alone, rules))


@pytest.mark.parametrize("level", [Level.DISTRICT, Level.CITY])
def test_an_area_with_children_of_unknown_number_is_unknown_and_answered(
    level: Level, tables: Tables, rules: Profile
) -> None:
    without_births_of_112(tables)
    (row,) = reached(tables, rules, asked=nearest(300), level=level).areas.to_dict("records")
    assert all(pd.isna(row[name]) for name in ("children", "children_within", "children_share", "nearest_m"))
    assert (row["residents"], row["residents_within"]) == (2_000, 2_000)


def test_the_step_of_a_street_whose_children_are_unknown_says_so(tables: Tables, rules: Profile) -> None:
    without_births_of_112(tables)
    (step,) = reach_steps(reached(tables, rules, asked=nearest(300)), area_id="112")
    assert step.says.startswith("乙街道3岁以下婴幼儿人数不明")


def test_children_of_a_street_without_residents_are_counted_as_unmeasured(tables: Tables, rules: Profile) -> None:
    tables["population"] = [row for row in tables["population"] if row["area_id"] != "112"]
    tables["residential_areas"] = [estate("A", at=(0, 0))]
    street = reached(tables, rules, asked=nearest(300)).areas.loc["112"]
    assert (street["children"], street["children_within"], street["unmeasured"]) == (36, pd.NA, 36)
    assert "没有可以落到位置上的人口" in street["reason"]
    city = reached(tables, rules, asked=nearest(300), level=Level.CITY).areas.loc["1"]
    assert (city["children"], city["children_within"], city["children_share"]) == (72, 36, Fraction(1, 2))
    assert (city["unmeasured"], pd.isna(city["residents"])) == (36, True)
    assert "有街道（镇）没有可以落到位置上的人口" in city["reason"]


def test_children_who_cannot_be_measured_come_last_in_the_middle_walk(tables: Tables, rules: Profile) -> None:
    two_estates(tables)
    # A2, with 24 of the 36 children, stands 50 m from the nearest way and 381 m from the site.
    tables["residential_areas"][1] = estate("A2", at=(0.05, 0.35), residents=2_000)
    far = reached(tables, rules, asked=nearest(500))
    assert (far.areas.loc["111", "children_within"], far.areas.loc["111", "unmeasured"]) == (12, 24)
    assert "无法判定一半的儿童到最近的点位步行是否不超过500米" in reach_steps(far, area_id="111")[1].says
    assert far.areas.loc["112", "nearest_m"] == pytest.approx(200, abs=0.1)


@pytest.mark.parametrize(
    ("opened", "reported", "at_least"),
    [(True, False, True), (None, True, True), (False, True, False), (False, False, False)],
)
def test_only_places_that_neighbours_can_have_count_and_the_unknown_make_a_lower_bound(
    opened: bool | None, reported: bool, at_least: bool, tables: Tables, rules: Profile
) -> None:
    tables["sites"][0] = {**tables["sites"][0], "open_to_neighbours": opened}
    tables["place_reports"] = tables["place_reports"] if reported else []
    found = reached(tables, rules, asked=nearest(300))
    row = found.areas.loc["111"]
    assert (row["places_per_child"], row["at_least"], row["children_within"]) == (0, at_least, 36)
    assert ("可及托位为下限" in row["reason"]) is at_least
    assert f"每名儿童{'至少' if at_least else ''}可及托位0.000个" in reach_steps(found, area_id="111")[2].says
    assert len(found.compared) == (0 if at_least else 2)
