"""What a site was on a day: its state, its latest report, its inclusive status, whatever came later."""

from datetime import date

import pandas as pd

from planning.register.standing import standing_sites
from tests.builders import Row, a_city
from tests.planning.conftest import places


def standing(tables: dict[str, list[Row]], on: date) -> pd.DataFrame:
    return pd.DataFrame(standing_sites(a_city(tables), on))


def test_the_state_is_that_of_the_latest_row_on_or_before_the_day(tables: dict[str, list[Row]]) -> None:
    tables["site_states"] += [
        {"site_id": "a", "since": date(2024, 3, 1), "state": "suspended"},
        {"site_id": "a", "since": date(2024, 9, 1), "state": "filed"},
    ]
    assert standing(tables, date(2024, 2, 29)).at["a", "state"] == "filed"
    assert standing(tables, date(2024, 3, 1)).at["a", "state"] == "suspended"
    assert standing(tables, date(2024, 9, 1)).at["a", "state"] == "filed"
    assert standing(tables, date(2024, 9, 1)).at["a", "opened_on"] == date(2020, 1, 1)


def test_a_site_before_its_first_row_has_no_state(tables: dict[str, list[Row]]) -> None:
    assert pd.isna(standing(tables, date(2019, 12, 31)).at["a", "state"])


def test_a_new_report_replaces_the_whole_old_one_class_by_class(tables: dict[str, list[Row]]) -> None:
    tables["place_reports"] += [
        places("a", "infant", 5, on=date(2023, 12, 31)),
        places("a", "toddler_large", 18, on=date(2025, 6, 30)),
        places("a", "mixed", 2, on=date(2025, 6, 30)),
    ]
    before, after = standing(tables, date(2025, 6, 29)).loc["a"], standing(tables, date(2025, 6, 30)).loc["a"]
    assert (before["places"], before["places_infant"], before["places_toddler_small"]) == (12, 0, 12)
    assert (after["places"], after["places_toddler_small"], after["places_toddler_large"], after["places_mixed"]) == (
        20,
        0,
        18,
        2,
    )


def test_a_site_that_never_reported_has_unknown_places_not_none(tables: dict[str, list[Row]]) -> None:
    assert pd.isna(standing(tables, date(2024, 6, 30)).at["a", "places"])


def test_inclusive_is_a_status_with_a_beginning_and_an_end(tables: dict[str, list[Row]]) -> None:
    tables["inclusive_statuses"] = [
        {"institution_id": "i-b", "recognised_by": "city", "since": date(2023, 1, 1), "until": date(2023, 12, 31)}
    ]
    on = {
        day: bool(standing(tables, day).at["b", "inclusive"])
        for day in (date(2022, 12, 31), date(2023, 12, 31), date(2024, 1, 1))
    }
    assert list(on.values()) == [False, True, False]


def test_a_demonstration_counts_from_its_day(tables: dict[str, list[Row]]) -> None:
    tables["institutions"][0] = {
        **tables["institutions"][0],
        "demonstration": "city",
        "demonstration_from": date(2024, 5, 1),
    }
    assert pd.isna(standing(tables, date(2024, 4, 30)).at["a", "demonstration"])
    assert standing(tables, date(2024, 5, 1)).at["a", "demonstration"] == "city"


def test_of_two_states_that_begin_on_one_day_the_one_that_closes_holds(tables: dict[str, list[Row]]) -> None:
    tables["site_states"] += [
        {"site_id": "a", "since": date(2024, 3, 1), "state": "closed"},
        {"site_id": "a", "since": date(2024, 3, 1), "state": "filed"},
    ]
    assert standing(tables, date(2024, 3, 1)).at["a", "state"] == "closed"


def test_classes_are_unknown_as_soon_as_one_row_leaves_them_out(tables: dict[str, list[Row]]) -> None:
    tables["place_reports"] += [
        {**places("b", "infant", 5), "classes": 1},
        {**places("d", "infant", 5), "classes": 1},
    ]
    tables["place_reports"] = [
        {**row, "classes": 1} if row["site_id"] == "d" else row for row in tables["place_reports"]
    ]
    found = standing(tables, date(2025, 1, 1))["classes"]
    assert pd.isna(found["b"])
    assert found["d"] == 2
