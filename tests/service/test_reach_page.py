"""docs/reach.md works its example out by hand; the service says the same, number by number."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.service.walking_city import HOMES, SITES

PAGE = (Path(__file__).parents[2] / "docs" / "reach.md").read_text(encoding="utf-8")
GIVEN = {"uptake": "0.5", "uptake_source": "2025年问卷"}
FATES = ("served", "out_of_reach", "no_class", "only_non_inclusive", "full", "not_seeking")


def table(first_column: str) -> list[list[str]]:
    """The rows of the table of the page whose heading begins so."""
    lines = PAGE[PAGE.index(f"| {first_column} |") :].splitlines()
    rows = []
    for line in lines[2:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def result(cell: str) -> Fraction:
    """What a cell comes to: the number behind its last sign of equality."""
    return Fraction(cell.rpartition("= ")[2].strip("()"))


def sum_of(cell: str) -> int:
    return sum(int(part) for part in cell.partition("=")[0].split("+"))


def test_the_drawing_is_the_city_that_the_tests_walk_in() -> None:
    (drawing,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    signs = [re.findall(r"[HS][0-9]|\.\.", line) for line in reversed(drawing.splitlines())]
    assert [len(row) for row in signs] == [5] * 5
    found = {sign: (x, y) for y, row in enumerate(signs) for x, sign in enumerate(row) if sign != ".."}
    assert found == HOMES | SITES


def test_every_walk_of_the_page_is_measured(walked: TestClient) -> None:
    rows = table("home")
    assert [row[0] for row in rows] == list(HOMES)
    for home, *cells in rows:
        answer = walked.get(f"/reach/homes/{home}", params={"within_m": 3000}).json()
        walks = {site["site_id"]: site["cost_m"] for site in answer["sites"]}
        assert walks == {site: result(cell) for site, cell in zip(SITES, cells, strict=True)}
        near = {site["site_id"] for site in walked.get(f"/reach/homes/{home}").json()["sites"]}
        assert near == {site for site, cell in zip(SITES, cells, strict=True) if not cell.startswith("(")}


def test_the_stroller_and_the_straight_line_are_as_told(walked: TestClient) -> None:
    assert "With a stroller H4 is 2,400 m from S1" in PAGE
    answer = walked.get("/reach/homes/H4", params={"within_m": 3000, "mode": "stroller"}).json()
    assert {site["site_id"]: site["cost_m"] for site in answer["sites"]}["S1"] == 2400
    assert "S2 lies 424 m off over the water" in PAGE
    (x, y), (to_x, to_y) = HOMES["H4"], SITES["S2"]
    assert round(300 * ((x - to_x) ** 2 + (y - to_y) ** 2) ** 0.5) == 424


@pytest.mark.parametrize("places", ["inclusive", "any"])
def test_every_part_of_the_split_is_counted(walked: TestClient, places: str) -> None:
    answer = walked.get("/served", params={"places": places, **GIVEN}).json()
    rows = [cells for which, *cells in table("`places`") if which == places]
    assert [row[0] for row in rows] == [row["name"] for row in answer["rows"]]
    for (_, *cells), row in zip(rows, answer["rows"], strict=True):
        *parts, children = (result(cell) for cell in cells)
        assert parts == [row[f"children_{fate}"] for fate in FATES]
        assert [sum_of(cell) for cell in cells] == [*parts, children]
        assert sum(parts) == children == row["children_under_3"]


def test_places_for_each_child_and_how_uneven_they_are(walked: TestClient) -> None:
    answer = walked.get("/reach").json()
    told = {street: float(result(cell)) for street, cell in table("2SFCA")}
    assert {row["name"]: row["places_per_child"] for row in answer["rows"]} == pytest.approx(told)
    gini, palma = re.findall(r"Gini = (\d+/\d+); Palma = (\d+/\d+)", PAGE)[0]
    assert (answer["gini"], answer["palma"]) == pytest.approx((float(Fraction(gini)), float(Fraction(palma))))
