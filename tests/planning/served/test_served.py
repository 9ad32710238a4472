from datetime import date

import pandas as pd
import pytest

from planning.accessibility.travel_costs import MeasuredBy
from planning.errors import UnknownLevel
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.served.by_age import split_by_age
from planning.served.offers import Fitting
from planning.served.served import FATE_COLUMNS, Served
from planning.served.served_notes import served_notes
from planning.tracing.served import served_steps
from tests.builders import spot, square
from tests.planning.accessibility.grids import SIDE, node
from tests.planning.conftest import people, places, site
from tests.planning.served.conftest import PARTS, Tables, edges, estate, fates, said, street, studied

EVERYBODY = 36


def test_the_children_of_a_street_fall_into_parts_that_can_be_counted(tables: Tables, rules: Profile) -> None:
    # Both estates are 200 m from the site. Of the 12 seekers aged 12-24 months 4 find a place, of the 12 aged 24-36
    # months 5; all are as near, so the lower id, A, comes first. Nobody takes the infants.
    study = studied(tables, rules)
    assert fates(study, "111") == {"served": 4 + 5, "full": 2 + 1, "no_class": 3, "not_seeking": 21}
    assert fates(study, "112") == {"full": 6 + 6, "no_class": 3, "not_seeking": 21}


def test_who_lives_nearer_comes_first(tables: Tables, rules: Profile) -> None:
    tables["residential_areas"] = [estate("A", at=(0, 0)), estate("B", at=(0.3, 0))]
    study = studied(tables, rules)
    assert fates(study, "112") == {"served": 9, "full": 3, "no_class": 3, "not_seeking": 21}
    assert fates(study, "111") == {"full": 12, "no_class": 3, "not_seeking": 21}


def test_beyond_the_walk_all_who_seek_are_out_of_reach(tables: Tables, rules: Profile) -> None:
    assert fates(studied(tables, rules, within_m=199), "111") == {"out_of_reach": 15, "not_seeking": 21}
    assert fates(studied(tables, rules, within_m=200), "111")["served"] == 9  # the walk of 200 m itself included


def test_a_river_without_a_bridge_puts_a_near_site_out_of_reach(tables: Tables, rules: Profile) -> None:
    # Between the second and third column only the northernmost street crosses: 400 m up, 200 across, 400 down.
    river = {(node(1, row), node(2, row)): {"closed": row != SIDE - 1} for row in range(SIDE)}
    tables["walk_edges"] = edges(river)
    assert fates(studied(tables, rules), "111") == {"out_of_reach": 15, "not_seeking": 21}
    assert fates(studied(tables, rules), "112")["served"] == 9
    assert fates(studied(tables, rules, within_m=1_000), "111") == {"full": 12, "no_class": 3, "not_seeking": 21}


def test_a_place_that_is_not_inclusive_serves_only_those_who_take_any(tables: Tables, rules: Profile) -> None:
    tables["inclusive_statuses"] = [{"institution_id": "i-x", "recognised_by": "city", "since": date(2023, 1, 1)}]
    tables["institutions"].append({"institution_id": "i-x", "name": "x", "kind": "nursery", "ownership": "private"})
    study = studied(tables, rules)
    assert fates(study, "111") == {"only_non_inclusive": 12, "no_class": 3, "not_seeking": 21}
    assert fates(study, "111", fitting=Fitting.ANY)["served"] == 9


def test_a_mixed_class_takes_from_eighteen_months_on(tables: Tables, rules: Profile) -> None:
    tables["place_reports"] = [places("s", "mixed", 100)]
    assert fates(studied(tables, rules), "111") == {"served": 3 + 6, "no_class": 3 + 3, "not_seeking": 21}


def test_without_births_by_month_nothing_is_said_of_the_street_and_of_all_above_it(
    tables: Tables, rules: Profile
) -> None:
    tables["births"] = [row for row in tables["births"] if row["area_id"] != "112" or row["month"] != "2024-03"]
    study = studied(tables, rules)
    assert study.served.streets.loc["112", list(FATE_COLUMNS)].isna().all()
    assert study.served.streets.loc["112", "reason"] == "3岁以下儿童或其出生月份不明"
    assert pd.isna(study.served.streets.loc["112", "children_uncertain"])
    district = study.served.of_level(Level.DISTRICT).loc["11"]
    assert (district[list(FATE_COLUMNS)].isna().all(), district["reason"]) == (True, "1个街道（镇）无法判定")
    assert fates(study, "111")["served"] == 9


def test_a_district_without_streets_is_unknown_and_says_so(tables: Tables, rules: Profile) -> None:
    outside = {"name": "西区", "level": "district", "kind": "district", "parent_id": "1"}
    tables["areas"].append({"area_id": "12", **outside, "geometry": square(0.45, -0.05, 0.5, 0.45)})
    served = studied(tables, rules).served
    districts, city = served.of_level(Level.DISTRICT), served.of_level(Level.CITY)
    assert districts.loc["12", list(FATE_COLUMNS)].isna().all()
    assert districts["reason"].to_dict() == {"11": "", "12": "没有街道（镇）"}
    assert districts.loc["11", "children_served"] == 9
    # The city is all its districts, and of one nothing is known.
    assert (city.loc["1", list(FATE_COLUMNS)].isna().all(), city.loc["1", "reason"]) == (True, "1个区没有街道（镇）")


@pytest.mark.parametrize("level", [Level.COMMUNITY, Level.LIFE_CIRCLE, Level.RESIDENTIAL_AREA])
def test_below_the_street_there_is_no_split(level: Level, tables: Tables, rules: Profile) -> None:
    with pytest.raises(UnknownLevel, match="street"):
        studied(tables, rules).served.of_level(level)


def test_children_of_an_age_that_no_class_takes_are_not_asked(tables: Tables, rules: Profile) -> None:
    infant, _, large, _ = rules.classes
    study = studied(tables, rules.model_copy(update={"classes": (infant, large)}))
    # 6 of 6 to 12 months and 12 of 24 to 36, half of them; the 12 between are not asked.
    assert fates(study, "111") == {"served": 5, "full": 1, "no_class": 3, "not_seeking": 27}
    assert "0—6月龄、12—24月龄没有班型可入" in said(study)


def test_without_an_uptake_or_a_reach_the_question_is_open_and_says_why(tables: Tables, rules: Profile) -> None:
    study = studied(tables, rules.model_copy(update={"uptake": None}))
    assert "没有入托意愿" in study.served.unanswered
    assert study.gaps(Level.STREET)[list(FATE_COLUMNS)].isna().all(axis=None)
    untold = Served.of(study.ground, None, uptake=rules.uptake)
    assert (untold.unanswered, untold.of_level(Level.CITY).loc["1", "reason"]) == ("没有给出服务半径",) * 2


def test_without_a_table_of_inclusive_statuses_only_all_places_can_be_counted(tables: Tables, rules: Profile) -> None:
    tables["inclusive_statuses"] = []
    study = studied(tables, rules)
    assert study.served.unanswered == "没有普惠认定资料；可改按全部托位计算"
    assert fates(study, "111", fitting=Fitting.ANY)["served"] == 9


def test_the_parts_add_up_to_the_children_of_every_street_district_and_city(tables: Tables, rules: Profile) -> None:
    study = studied(tables, rules)
    for level, children in ((Level.STREET, EVERYBODY), (Level.DISTRICT, 2 * EVERYBODY), (Level.CITY, 2 * EVERYBODY)):
        table = study.gaps(level)
        assert (table[list(FATE_COLUMNS)].sum(axis="columns") == table["children_under_3"]).all()
        assert (table["children_under_3"] == children).all()


def test_to_move_a_border_changes_no_served_child(tables: Tables, rules: Profile) -> None:
    before = studied(tables, rules).served
    tables["areas"] = [*tables["areas"][:2], street("111", "甲乙街道", km=(-0.05, 0.45))]
    tables["population"] = [people("1", 2_000), people("11", 2_000), people("111", 2_000)]
    tables["births"] = [{**row, "births": 2} for row in tables["births"] if row["area_id"] == "111"]
    after = studied(tables, rules).served
    pd.testing.assert_frame_equal(before.by_point, after.by_point)


def test_one_more_site_never_serves_fewer(tables: Tables, rules: Profile) -> None:
    before = studied(tables, rules)
    for name, rows in site("t", "nursery", "filed", at=(0.3, 0.1)).items():
        tables[name].extend(rows)
    tables["sites"][-1] = {**tables["sites"][-1], "open_to_neighbours": True}
    tables["inclusive_statuses"].append({"institution_id": "i-t", "recognised_by": "city", "since": date(2023, 1, 1)})
    tables["place_reports"].append(places("t", "infant", 2))
    after = studied(tables, rules)
    assert after.served.of_level(Level.CITY).loc["1", "children_served"] == 9 + 2
    assert before.served.of_level(Level.CITY).loc["1", "children_served"] == 9


def test_the_order_of_rows_and_another_metric_system_change_nothing(tables: Tables, rules: Profile) -> None:
    before = studied(tables, rules).served
    turned = studied({name: list(reversed(rows)) for name, rows in tables.items()}, rules).served
    pd.testing.assert_frame_equal(before.streets, turned.streets.loc[before.streets.index])
    elsewhere = studied(tables, rules, metric_crs="EPSG:4546").served  # measured from 111 degrees east
    pd.testing.assert_frame_equal(before.streets, elsewhere.streets)


def test_a_street_without_children_is_counted_and_has_none(tables: Tables, rules: Profile) -> None:
    tables["births"] = [{**row, "births": 0} if row["area_id"] == "112" else row for row in tables["births"]]
    study = studied(tables, rules)
    assert fates(study, "112") == {}
    assert study.served.streets.loc["112", list(FATE_COLUMNS)].notna().all()
    assert fates(study, "111")["served"] == 9


def test_people_outside_every_estate_stand_inside_their_street_and_that_is_said(tables: Tables, rules: Profile) -> None:
    tables["residential_areas"] = [estate("A", at=(0, 0), residents=500), estate("B", at=(0.4, 0))]
    study = studied(tables, rules)
    points = study.walks.points if study.walks else pd.DataFrame()
    assert points["dwelling"].tolist() == ["residential_area", "residential_area", "rest_of_street"]
    assert points["residents"].tolist() == [500, 1_000, 500]
    assert study.served.by_point["children"].tolist() == [18, 36, 18]
    assert any("居住区以外的18名儿童" in line for line in served_notes(study.served, study.reach))


def test_without_a_network_walks_are_straight_lines_times_the_cited_factor(tables: Tables, rules: Profile) -> None:
    tables["walk_nodes"], tables["walk_edges"] = [], []
    study = studied(tables, rules, within_m=300)  # 200 m x 1.5, itself included
    assert study.walks is not None
    assert study.walks.measured_by is MeasuredBy.STRAIGHT_LINE
    assert "直线距离×1.5" in study.walks.note
    assert fates(study, "111")["served"] == 9
    assert fates(studied(tables, rules, within_m=299), "111")["out_of_reach"] == 15


def test_every_step_of_a_street_can_be_read_and_added_up_again(tables: Tables, rules: Profile) -> None:
    study = studied(tables, rules)
    steps = served_steps(study.served, Level.STREET, area_id="111", name="甲街道", reach=study.reach)
    assert [step.key for step in steps] == ["seeking", "walks", "served", "sites"]
    assert steps[0].filled == "30 × 50% → 15"
    assert "6—12月龄3人、12—18月龄3人、18—24月龄3人、24—36月龄6人" in steps[0].says
    assert steps[2].filled == "9 + 0 + 3 + 0 + 3 + 21 = 36"
    assert "s园9人，平均步行200米" in steps[3].says
    assert [clause.cite() for clause in steps[2].clauses] == [
        rules.uptake.source.cite() if rules.uptake else "",
        "《测试》 使用者给定的服务半径",
    ]


def test_the_ages_of_each_part_are_told_and_add_up(tables: Tables, rules: Profile) -> None:
    served = studied(tables, rules).served
    ages = split_by_age(served, Level.STREET, area_id="111")
    # Nobody takes the 3 seekers of 6 to 12 months; 4 places for those of 12 to 24 months, 5 for the oldest.
    assert ages.index.to_list() == ["0-6", "6-12", "12-18", "18-24", "24-36"]
    assert ages["children"].to_list() == [6, 6, 6, 6, 12]
    assert ages["seekers"].to_list() == [0, 3, 3, 3, 6]
    assert ages["no_class"].to_list() == [0, 3, 0, 0, 0]
    assert (ages["served"][["12-18", "18-24"]].sum(), ages["served"]["24-36"]) == (4, 5)
    for level, area_id in ((Level.CITY, "1"), (Level.DISTRICT, "11"), (Level.STREET, "111"), (Level.STREET, "112")):
        sums = split_by_age(served, level, area_id=area_id)[list(PARTS)].sum()
        assert sums.to_list() == served.of_level(level).loc[area_id, list(FATE_COLUMNS)].to_list()
    step = served_steps(served, Level.STREET, area_id="111", name="甲街道", reach=None)[2]
    assert "可达但无适龄班的为6—12月龄3人。" in step.says


def test_an_undetermined_street_has_no_ages(tables: Tables, rules: Profile) -> None:
    tables["births"] = []
    assert split_by_age(studied(tables, rules).served, Level.CITY, area_id="1").empty


def test_children_of_unmeasured_walks_stand_apart_from_those_without_a_site(tables: Tables, rules: Profile) -> None:
    # B lies 31 m from the nearest way and is not joined; straight, the site is 202 m away: nobody knows within 250 m.
    tables["residential_areas"] = [estate("A", at=(0, 0)), estate("B", at=(0.4, -0.031))]
    study = studied(tables, rules, within_m=250)
    step = served_steps(study.served, Level.CITY, area_id="1", name="城", reach=study.reach)[1]
    assert (step.filled, step.result) == ("72 − 0 − 36 = 36", "36")
    assert "1处（36名）因步行距离量不出而不知有无" in step.says


def test_a_child_who_goes_to_a_site_across_the_border_is_told(tables: Tables, rules: Profile) -> None:
    tables["residential_areas"] = [estate("A", at=(0, 0)), estate("B", at=(0.3, 0))]
    study = studied(tables, rules)
    last = served_steps(study.served, Level.STREET, area_id="112", name="乙街道", reach=study.reach)[-1]
    assert "其中9人到本区域以外的点位" in last.says


def test_the_trace_of_a_gap_tells_the_parts(tables: Tables, rules: Profile) -> None:
    said = " ".join(studied(tables, rules).trace(Level.STREET, "111").sentences())
    assert "3岁以下婴幼儿36人中，寻求托位15人：有位可入9人、不可达0人、可达但无适龄班3人" in said


def test_inputs_are_left_as_they_were(tables: Tables, rules: Profile) -> None:
    study = studied(tables, rules)
    before = study.ground.people.copy(), study.ground.counted.copy()
    Served.of(study.ground, study.walks, uptake=rules.uptake, fitting=Fitting.ANY)
    pd.testing.assert_frame_equal(study.ground.people, before[0])
    pd.testing.assert_frame_equal(study.ground.counted, before[1])


def test_a_circle_whose_homes_walk_too_far_is_not_within_reach(tables: Tables, rules: Profile) -> None:
    circle = {"circle_id": "c", "name": "圈", "minutes": "15", "geometry": square(-0.05, -0.05, 0.45, 0.45)}
    tables["life_circles"] = [circle]
    river = {(node(c, row), node(c + 1, row)): {"closed": True} for c in (1, 2) for row in range(SIDE)}
    assert studied(tables, rules).gaps(Level.LIFE_CIRCLE).loc["c", "within_reach"] == "met"
    tables["walk_edges"] = edges(river)
    row = studied(tables, rules).gaps(Level.LIFE_CIRCLE).loc["c"]
    assert (row["within_reach"], row["children_in_reach"]) == ("not_met", 0)


def test_a_circle_whose_homes_do_not_join_the_network_is_undetermined(tables: Tables, rules: Profile) -> None:
    circle = {"circle_id": "c", "name": "圈", "minutes": "15", "geometry": square(-0.05, -0.05, 0.45, 0.45)}
    tables["life_circles"] = [circle]
    tables["residential_areas"] = [estate("A", at=(0.05, 0.05)), estate("B", at=(0.4, 0))]
    # All children must be in reach: B's are, and nobody can tell of A's.
    row = studied(tables, rules).gaps(Level.LIFE_CIRCLE).loc["c"]
    assert (row["within_reach"], row["children_in_reach"]) == ("undetermined", EVERYBODY)
    # Where B's are not, A's can no longer turn the verdict.
    row = studied(tables, rules, within_m=100).gaps(Level.LIFE_CIRCLE).loc["c"]
    assert row["within_reach"] == "not_met"


def test_a_circle_near_a_site_off_the_network_is_undetermined_and_says_why(tables: Tables, rules: Profile) -> None:
    circle = {"circle_id": "c", "name": "圈", "minutes": "15", "geometry": square(-0.05, -0.05, 0.45, 0.45)}
    tables["life_circles"] = [circle]
    # 50 m from every way where 30 m are the most; in a straight line 206 m from either estate.
    tables["sites"][0] = {**tables["sites"][0], "geometry": spot(0.2, -0.05)}
    study = studied(tables, rules)
    row = study.gaps(Level.LIFE_CIRCLE).loc["c"]
    assert (row["within_reach"], row["children_in_reach"]) == ("undetermined", 0)
    assert "1处计入供给的点位未接入路网" in row["reason"]
    said = " ".join(study.trace(Level.LIFE_CIRCLE, "c").sentences())
    assert "不受此限）：计入供给的点位1处" in said
    # A walk is never shorter than the straight line: beyond 206 m nobody is near, whatever joins.
    row = studied(tables, rules, within_m=200).gaps(Level.LIFE_CIRCLE).loc["c"]
    assert (row["within_reach"], "量不出" in row["reason"]) == ("not_met", False)
