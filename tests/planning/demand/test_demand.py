"""Places needed, by three measures, worked out by hand for a town of two streets (see demand_town)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planning.demand.demand import Demand
from planning.demand.demand_notes import demand_notes, listed_assumptions
from planning.model.codes import Level
from planning.policy.uptake import Uptake
from planning.study import Study
from tests.builders import spot
from tests.planning.demand.demand_town import DAY, a_town, assumed, born, care, demand_of, new_estate

Needed = Callable[..., Demand]
HALF = Uptake.given(Decimal("0.5"), source="问卷")


@pytest.fixture
def needed(tmp_path: Path) -> Needed:
    """Work out what a town needs; half of the families want a place."""
    return partial(demand_of, folder=tmp_path)


def row(found: Demand, area_id: str, *, year: int = 2026, variant: str = "mid") -> Any:
    table = found.table
    (place,) = table.index[(table["area_id"] == area_id) & (table["year"] == year) & (table["variant"] == variant)]
    return table.loc[place]


def test_children_are_told_by_the_ages_of_classes(needed: Needed) -> None:
    # 2 births a month: 12 under six months, 12 up to a year, 24 and 24.
    found = row(needed(a_town()), "111")
    ages = ("children_younger", "children_infant", "children_toddler_small", "children_toddler_large", "eligible")
    assert [found[name] for name in ages] == [12, 12, 24, 24, 60]


def test_three_measures_stand_side_by_side_against_what_is_open(needed: Needed) -> None:
    found = row(needed(a_town(**care(40, enrolled=18))), "1")
    # 10,800 people x 5 / 1,000 = 54; (60 + 30) x 0.5 = 45; 18 of 72 children in 甲街道, none in 乙镇.
    assert (found["places"], found["policy"], found["willingness"], found["enrolment"]) == (40, 54, 45, 18)
    assert (found["policy_shortage"], found["willingness_shortage"], found["enrolment_surplus"]) == (14, 5, 22)
    assert (found["policy_surplus"], found["enrolment_shortage"]) == (0, 0)


def test_a_surplus_is_said_as_a_shortage_is(needed: Needed) -> None:
    found = row(needed(a_town(**care(40, enrolled=18))), "1")
    assert found["finding"] == "政策口径缺14个；意愿口径缺5个；在托口径富余22个"


def test_the_policy_of_a_year_is_the_target_that_fell_due_last(needed: Needed) -> None:
    found = needed(a_town(), until=2028, dated="2027-12-31")
    assert row(found, "1", year=2026)["policy"] is pd.NA
    assert row(found, "1", year=2026)["policy_reason"] == "最早的目标2027-12-31才到期"
    assert (row(found, "1", year=2027)["policy"], row(found, "1", year=2028)["policy_on"]) == (54, date(2027, 12, 31))


def test_the_policy_is_shared_out_as_in_the_study(needed: Needed) -> None:
    found = needed(a_town())
    assert [row(found, area)["policy"] for area in ("1", "11", "111", "112")] == [54, 54, 36, 18]


def test_willingness_is_rounded_once_and_shared_out(needed: Needed) -> None:
    # 90 x 0.35 = 31.5, so 32: 甲街道 21 and 乙镇 10.5; classes by 12 : 24 : 24 and 6 : 12 : 12.
    found = needed(a_town(), uptake="0.35")
    assert [row(found, area)["willingness"] for area in ("1", "111", "112")] == [32, 21, 11]
    classes = [f"willingness_{name}" for name in ("infant", "toddler_small", "toddler_large")]
    assert [row(found, "111")[name] for name in classes] == [4, 8, 9]  # 4.2, 8.4, 8.4
    assert [row(found, "112")[name] for name in classes] == [2, 4, 5]  # 2.2, 4.4, 4.4
    assert [row(found, "1")[name] for name in classes] == [6, 12, 14]


def test_without_a_share_of_families_there_is_no_willingness(needed: Needed) -> None:
    found = needed(a_town(), uptake=None)
    assert row(found, "1")["willingness"] is pd.NA
    assert row(found, "1")["willingness_shortage"] is pd.NA
    assert row(found, "1")["willingness_reason"] == "方案没有入托意愿比例，也没有给出"
    assert row(found, "1")["finding"].split("；")[1] == "意愿口径无法判定"


def test_enrolment_follows_the_children(needed: Needed) -> None:
    # Half the births: 60 children in 甲街道 in 2026, 18 / 72 x 60 = 15.
    found = needed(a_town(assumed("births_factor", "0.5"), **care(40, enrolled=18)))
    assert [row(found, area)["enrolment"] for area in ("1", "111", "112")] == [15, 15, 0]


def test_enrolment_that_nobody_told_decides_nothing(needed: Needed) -> None:
    found = needed(a_town(**care(40, enrolled=None)))
    assert row(found, "111")["enrolment"] is row(found, "1")["enrolment"] is pd.NA
    assert row(found, "1")["enrolment_reason"] == "在托人数不明"
    assert not row(found, "1")["enrolment_at_least"]
    assert row(found, "112")["enrolment"] == 0


def two_sites(reported: int | None) -> dict[str, list[dict[str, Any]]]:
    """A second site in 甲街道, whose places are known and its enrolment is not, or not even its places."""
    tables = care(40, enrolled=18)
    for name, key in (("institutions", "institution_id"), ("sites", "site_id"), ("site_states", "site_id")):
        (first,) = tables[name]
        tables[name].append({**first, key: first[key].replace("1", "2")})
    tables["sites"][1] |= {"institution_id": "I2"}
    if reported is not None:
        tables["place_reports"].append(
            {**tables["place_reports"][0], "site_id": "S2", "places": reported, "enrolled": None}
        )
    return tables


@pytest.mark.parametrize("reported", [60, None])
def test_enrolment_that_some_site_did_not_report_is_a_lower_bound(reported: int | None, needed: Needed) -> None:
    found = needed(a_town(**two_sites(reported)))
    assert row(found, "111")["places"] == 40 + (reported or 0)
    for area in ("111", "11", "1"):
        told = row(found, area)
        assert (told["enrolment"], told["enrolment_at_least"]) == (18, True)
        # 18 are fewer than the places there are; whether that is enough hangs on the silent site.
        assert told["enrolment_surplus"] is told["enrolment_shortage"] is pd.NA
        assert told["enrolment_reason"] == "1个点位未填报在托人数，已填报的18人只是下限"
        assert told["finding"].endswith("在托口径至少18个（1个点位未填报在托人数），余缺无法判定")
    other = row(found, "112")
    assert (other["enrolment"], other["enrolment_at_least"], other["finding"][-6:]) == (0, False, "在托口径正好")


def test_a_lower_bound_above_the_places_is_a_shortage(needed: Needed) -> None:
    # Twice the births of 2026 make 96 children of 72: 18 x 96 / 72 = 24 at least, for 20 + 2 places.
    tables = two_sites(2)
    tables["place_reports"][0]["places"] = 20
    told = row(needed(a_town(assumed("births_factor", "2", since=2026), **tables)), "111")
    assert (told["enrolment"], told["enrolment_shortage"], told["enrolment_surplus"]) == (24, 2, 0)
    assert told["finding"].endswith("在托口径至少24个（1个点位未填报在托人数），至少缺2个")


def test_places_and_enrolment_both_untold_decide_nothing(needed: Needed) -> None:
    tables = two_sites(None)
    tables["place_reports"][0]["places"] = 10
    told = row(needed(a_town(**tables)), "111")
    assert (told["enrolment"], told["enrolment_shortage"], told["enrolment_surplus"]) == (18, pd.NA, pd.NA)


def test_a_street_of_which_nobody_reported_leaves_the_city_a_lower_bound(needed: Needed) -> None:
    tables = two_sites(60)
    tables["sites"][1]["geometry"] = spot(1.5, 0.5)
    found = needed(a_town(**tables))
    assert (row(found, "111")["enrolment"], row(found, "111")["enrolment_at_least"]) == (18, False)
    assert (row(found, "112")["enrolment"], row(found, "112")["enrolment_reason"]) == (pd.NA, "在托人数不明")
    assert (row(found, "1")["enrolment"], row(found, "1")["enrolment_at_least"]) == (18, True)


def test_children_of_an_age_that_no_class_takes_seek_no_place(needed: Needed) -> None:
    study = needed(a_town()).study
    infant, _, large, mixed = study.profile.classes
    gap = study.profile.model_copy(update={"classes": (infant, large)})
    found = row(Demand.of(Study.of(study.city, gap, on=DAY), until=2026, uptake=HALF), "111")
    assert (found["children_younger"], found["eligible"], found["willingness"]) == (12, 12 + 24, 18)
    assert found["children_toddler_small"] is pd.NA
    # A mixed class from 18 months on takes in 12 more, as it does where places are shared out today.
    gap = study.profile.model_copy(update={"classes": (infant, large, mixed)})
    found = row(Demand.of(Study.of(study.city, gap, on=DAY), until=2026, uptake=HALF), "111")
    assert (found["eligible"], found["willingness"]) == (48, 24)


def test_a_street_without_births_has_a_policy_and_nothing_else(needed: Needed) -> None:
    found = row(needed(a_town(births=born({"111": 2}))), "1")
    assert (found["policy"], found["children_under_3"], found["willingness"]) == (54, pd.NA, pd.NA)
    assert found["reason"] == found["willingness_reason"] == "乙镇没有出生人口"


def test_parts_add_up_by_every_measure(needed: Needed) -> None:
    city = a_town(assumed("births_factor", "0.93"), assumed("survival", "0.987"), **care(40, enrolled=17))
    table = needed(city, until=2035, uptake="0.37").table.set_index(["variant", "year"])
    numbers = ["children_under_3", "children_infant", "eligible", "willingness", "willingness_infant", "enrolment"]
    city_rows, parts = (table[table["level"] == str(level)][numbers] for level in (Level.CITY, Level.STREET))
    pd.testing.assert_frame_equal(parts.groupby(["variant", "year"]).sum(), city_rows.sort_index())
    classes = [f"willingness_{name}" for name in ("infant", "toddler_small", "toddler_large")]
    assert (table[classes].sum(axis="columns") == table["willingness"]).all()


def test_every_assumption_is_listed_with_its_source_and_those_not_given_too(needed: Needed) -> None:
    listed = listed_assumptions(needed(a_town(assumed("births_factor", "0.9"))))
    given = [(one.variant, one.area, one.from_year, one.value, one.source) for one in listed if one.source]
    assert given == [("mid", "小城", 2025, "0.9", "课题组")]
    assert len([one for one in listed if one.note == "未给出，按不变计算"]) == 11  # 4 of 3 variants, but the one given


def test_notes_say_what_stays_and_what_is_left_out(needed: Needed) -> None:
    notes = "".join(demand_notes(needed(a_town(**new_estate(None)))))
    for words in (
        "现有托位按2025-12-31计并假定不变",
        "适龄儿童的50%（《问卷》",
        "未给出，按不变计算",
        "R1-1：没有人口",
    ):
        assert words in notes


def test_a_stated_number_that_differs_from_the_births_is_told(needed: Needed) -> None:
    stated = {"area_id": "111", "on": DAY, "kind": "permanent", "residents": 7200, "children_under_3": 80}
    notes = "".join(demand_notes(needed(a_town(population=[stated]))))
    assert "甲街道研究日为80人（统计），出生人口累计为72人" in notes
