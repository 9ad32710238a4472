"""Whose lot hangs on what nobody says of a site, or on a walk that cannot be measured."""

from datetime import date

from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.served.offers import Fitting
from planning.served.served import Served
from planning.study import Study
from tests.builders import spot
from tests.planning.conftest import places, site
from tests.planning.served.conftest import Tables, estate, fates, said, studied


def uncertain(study: Study, level: Level = Level.STREET) -> list[int]:
    return [int(number) for number in study.served.of_level(level)["children_uncertain"]]


def another_site(tables: Tables, *, at: tuple[float, float], opened: bool | None, **reported: int) -> None:
    """An inclusive site t with places by class; without any where none are named."""
    for name, rows in site("t", "nursery", "filed", at=at).items():
        tables[name].extend(rows)
    tables["sites"][-1] = {**tables["sites"][-1], "open_to_neighbours": opened}
    tables["inclusive_statuses"].append({"institution_id": "i-t", "recognised_by": "city", "since": date(2023, 1, 1)})
    tables["place_reports"].extend(places("t", name, number) for name, number in reported.items())


def test_a_site_that_is_not_open_to_neighbours_offers_nothing(tables: Tables, rules: Profile) -> None:
    tables["sites"][0] = {**tables["sites"][0], "open_to_neighbours": False}
    study = studied(tables, rules)
    assert fates(study, "111") == {"out_of_reach": 15, "not_seeking": 21}
    assert "不对外开放的1处" in said(study)
    assert uncertain(study) == [0, 0]  # it is known that nobody gets in


def test_whose_lot_hangs_on_a_site_that_does_not_say_whether_it_is_open_is_counted(
    tables: Tables, rules: Profile
) -> None:
    tables["sites"][0] = {**tables["sites"][0], "open_to_neighbours": None}
    study = studied(tables, rules)
    assert fates(study, "111") == {"out_of_reach": 15, "not_seeking": 21}  # never taken for open
    assert (uncertain(study), uncertain(study, Level.CITY)) == ([15, 15], [30])
    assert "没有说明是否对外开放的1处" in said(study)
    assert (
        "1处点位没有说明是否对外开放或没有填报托位数，不当作有位，也不当作无位：至多30名没有托位的儿童去向待定"
        in said(study)
    )
    assert "可达范围内有1处点位没有说明是否对外开放或没有填报托位数，至多15名没有托位的儿童去向待定" in said(study)


def test_no_lot_hangs_on_a_site_that_says_nothing_where_nobody_reaches_it(tables: Tables, rules: Profile) -> None:
    another_site(tables, at=(0.2, 0.4), opened=None, mixed=50)  # 600 m from both estates
    study = studied(tables, rules)
    assert uncertain(study) == [0, 0]
    assert "没有儿童的去向取决于它们" in said(study)
    assert "可达范围内有1处点位没有说明" not in said(study)


def test_a_place_nobody_tells_of_matters_to_all_for_whom_it_could_make_room(tables: Tables, rules: Profile) -> None:
    # t is 100 m from A and 500 m from B, and may have places for 12 to 24 months. At A 2 of that age have none. Had
    # they one, they would leave none at s; but the 4 who have one there could go to t, for the 6 of that age at B.
    another_site(tables, at=(0, 0.1), opened=None, toddler_small=3)
    study = studied(tables, rules)
    assert fates(study, "111") == {"served": 9, "full": 3, "no_class": 3, "not_seeking": 21}
    assert uncertain(study) == [2, 6]


def test_a_place_that_is_not_inclusive_leaves_those_certain_who_seek_such_a_one(tables: Tables, rules: Profile) -> None:
    another_site(tables, at=(0, 0.1), opened=None, toddler_small=3)
    tables["inclusive_statuses"].pop()
    study = studied(tables, rules)
    assert uncertain(study) == [0, 0]
    any_place = Served.of(study.ground, study.walks, uptake=rules.uptake, fitting=Fitting.ANY)
    assert any_place.streets["children_uncertain"].tolist() == [2, 6]


def test_a_site_whose_places_nobody_reported_may_have_some_of_any_age(tables: Tables, rules: Profile) -> None:
    tables["place_reports"] = []
    study = studied(tables, rules)
    assert fates(study, "111") == {"out_of_reach": 15, "not_seeking": 21}
    assert uncertain(study) == [15, 15]
    assert "没有填报托位数的1处" in said(study)
    another_site(tables, at=(0.2, 0), opened=True, toddler_small=2, toddler_large=2)
    study = studied(tables, rules)  # those without a class hang on it as well, and those before full ones
    assert fates(study, "111") == {"served": 4, "full": 8, "no_class": 3, "not_seeking": 21}
    assert uncertain(study) == [11, 15]


def test_a_site_far_from_every_way_offers_nothing_and_is_told(tables: Tables, rules: Profile) -> None:
    tables["sites"][0] = {**tables["sites"][0], "geometry": spot(0.25, 0.05)}  # 50 m off, and 30 m are the most
    study = studied(tables, rules)
    assert fates(study, "111") == {"out_of_reach": 15, "not_seeking": 21}
    assert "共0个；不计：未接入路网或没有位置的1处" in said(study)
    assert uncertain(study) == [15, 15]  # it may be near for all who lie 255 m and 158 m off as the crow flies
    assert uncertain(studied(tables, rules, within_m=250)) == [0, 15]


def test_homes_far_from_every_way_are_told_and_count_as_out_of_reach(tables: Tables, rules: Profile) -> None:
    tables["residential_areas"] = [estate("A", at=(0.05, 0.05)), estate("B", at=(0.4, 0))]
    study = studied(tables, rules)  # A stands 50 m from the nearest street, and 30 m are the most
    assert fates(study, "111") == {"out_of_reach": 15, "not_seeking": 21}
    assert "1处居住点（36名儿童）未接入路网" in said(study)
    assert uncertain(study) == [15, 0]
    assert "至多15名没有托位的儿童去向待定" in said(study)  # 158 m off as the crow flies, and 300 m are near
    far = studied(tables, rules, within_m=150)
    assert uncertain(far) == [0, 0]  # no walk is shorter than the straight line
