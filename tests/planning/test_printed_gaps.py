"""The gap table as people get it: later targets and sites asked for stand behind the columns of the level."""

from planning.frames import columns_of
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.study import Study
from tests.builders import Row, a_city
from tests.planning.conftest import DAY


def names(study: Study, level: Level) -> list[str]:
    printed = study.printed(level)
    assert [column.name for column in printed.columns] == [name for name in printed.table.columns if name != "geometry"]
    return [column.name for column in printed.columns]


def test_one_target_alone_adds_no_column(study: Study) -> None:
    assert names(study, Level.STREET) == [column.name for column in columns_of(Level.STREET)]


def test_several_dates_stand_side_by_side_with_what_each_lacks(tables: dict[str, list[Row]], rules: Profile) -> None:
    later = rules.rule("T-1").model_copy(update={"id": "T-9", "places_per_1000": 8, "deadline": DAY.replace(year=2027)})
    apportion = rules.apportion.model_copy(update={"rules": ("T-1", "T-9")}) if rules.apportion else None
    both = rules.model_copy(update={"rules": (*rules.rules, later), "apportion": apportion})
    study = Study.of(a_city(tables), both, on=DAY)
    assert {"required_2025-12-31", "shortage_2025-12-31", "required_2027-06-30"} <= set(names(study, Level.STREET))
    table = study.printed(Level.STREET).table
    assert table["required_2027-06-30"].to_dict() == {"111": 48, "112": 24, "121": 8}  # 80 by children, 120 : 60 : 20
    assert table["shortage_2027-06-30"].to_dict() == {"111": 16, "112": 24, "121": 0}


def test_a_rule_that_asks_for_sites_says_how_many_and_how_many_there_are(
    tables: dict[str, list[Row]], rules: Profile
) -> None:
    study = Study.of(a_city(tables), rules, on=DAY)
    city = study.printed(Level.CITY).table.loc["1"]
    assert "owed_T-4" in study.printed(Level.CITY).table
    assert city["required"] == 50
