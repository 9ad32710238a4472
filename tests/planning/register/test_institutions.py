"""What an institution was on a day: one that cares for children or pauses, with what its sites have together."""

from datetime import date
from typing import Any

import pandas as pd

from planning.register.institutions import standing_institutions
from planning.register.standing import standing_sites
from tests.builders import Row, a_city, spot
from tests.planning.conftest import places


def standing(tables: dict[str, list[Row]], on: date = date(2025, 6, 30)) -> pd.DataFrame:
    city = a_city(tables)
    return standing_institutions(city, on, sites=pd.DataFrame(standing_sites(city, on)))


def second_site(tables: dict[str, list[Row]], state: str, *reports: Row) -> None:
    """A further site of the institution of site a, since 2022."""
    tables["sites"].append({"site_id": "a2", "institution_id": "i-a", "name": "a园二部", "geometry": spot(0.6, 0.5)})
    tables["site_states"].append({"site_id": "a2", "since": date(2022, 1, 1), "state": state})
    tables["place_reports"] += list(reports)


def told(tables: dict[str, list[Row]], **values: Any) -> None:
    """What the table says of the institution of site a."""
    tables["institutions"] = [
        {**row, **values} if row["institution_id"] == "i-a" else row for row in tables["institutions"]
    ]


def test_one_that_is_closed_barred_or_not_open_yet_does_not_stand(tables: dict[str, list[Row]]) -> None:
    for site_id, state in (("a", "closed"), ("b", "blacklisted")):
        tables["site_states"].append({"site_id": site_id, "since": date(2025, 1, 1), "state": state})
    tables["site_states"] = [row for row in tables["site_states"] if row["site_id"] != "d"]
    tables["site_states"].append({"site_id": "d", "since": date(2020, 1, 1), "state": "planned"})
    assert standing(tables).index.tolist() == ["i-c"]  # suspended: it has not gone


def test_places_and_children_are_those_of_its_open_sites_together(tables: dict[str, list[Row]]) -> None:
    second_site(tables, "filed", places("a2", "mixed", 9, enrolled=4))
    found = standing(tables).loc["i-a"]
    assert (found["sites"], found["places"], found["enrolled"]) == (2, 12 + 9, 6 + 4)


def test_a_site_that_is_suspended_adds_no_places(tables: dict[str, list[Row]]) -> None:
    second_site(tables, "suspended", places("a2", "mixed", 9, enrolled=4))
    assert standing(tables).at["i-a", "places"] == 12
    assert standing(tables).at["i-c", "places"] == 0


def test_one_site_or_class_that_does_not_say_leaves_the_sum_unknown(tables: dict[str, list[Row]]) -> None:
    second_site(tables, "filed")
    assert pd.isna(standing(tables).at["i-a", "places"])
    tables["place_reports"].append(places("a2", "mixed", 9, enrolled=4))
    tables["place_reports"].append(places("a2", "infant", 5))
    found = standing(tables).loc["i-a"]
    assert found["places"] == 12 + 9 + 5
    assert pd.isna(found["enrolled"])


def test_the_day_of_filing_is_the_tables_else_the_first_on_which_a_site_was_filed(
    tables: dict[str, list[Row]],
) -> None:
    assert standing(tables).at["i-a", "filed_on"] == date(2020, 1, 1)
    told(tables, filed_on=date(2020, 3, 1), filed_with="health_office")
    found = standing(tables).loc["i-a"]
    assert (found["filed_on"], found["filed_with"]) == (date(2020, 3, 1), "health_office")
    assert pd.isna(found["registered_on"])  # no site was ever in that state, and the table is silent


def test_what_was_filed_after_the_day_is_not_filed_yet(tables: dict[str, list[Row]]) -> None:
    told(tables, filed_on=date(2025, 7, 1), filed_with="health_office")
    before, after = standing(tables).loc["i-a"], standing(tables, date(2025, 7, 1)).loc["i-a"]
    assert pd.isna(before["filed_on"])
    assert pd.isna(before["filed_with"])
    assert after["filed_with"] == "health_office"


def test_it_is_open_to_neighbours_where_one_of_its_sites_is(tables: dict[str, list[Row]]) -> None:
    second_site(tables, "filed")
    assert pd.isna(standing(tables).at["i-a", "open_to_neighbours"])
    tables["sites"] = [{**row, "open_to_neighbours": row["site_id"] == "a2"} for row in tables["sites"]]
    assert standing(tables)["open_to_neighbours"].to_dict() == {"i-a": True, "i-b": False, "i-c": False, "i-d": False}
