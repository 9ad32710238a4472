from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.policy.reading import load_profile
from planning.policy.uptake import Uptake
from planning.population.age_bands import Ages
from planning.served.seekers import street_seekers
from planning.systematic_rounding import share_evenly

AGES = Ages.of(load_profile("demo-city").classes)


def uptake(share: str) -> Uptake:
    return Uptake.given(Decimal(share), source="问卷")


def children(rows: list[list[int | None]]) -> pd.DataFrame:
    """Streets 1101, 1102, ... of one district by the bands of the classes."""
    index = [f"11{place:02d}" for place in range(1, len(rows) + 1)]
    return pd.DataFrame(rows, index=index, columns=list(AGES.names), dtype="Int64")


def seeking(rows: list[list[int | None]], *, share: str) -> pd.DataFrame:
    table = children(rows)
    lineage = {street: (street, "11", "1") for street in table.index}
    return street_seekers(table, lineage=lineage, ages=AGES, uptake=uptake(share))


def test_the_city_is_rounded_once_and_its_streets_share_it() -> None:
    # 20 streets x 5 children x 10 % = 10 in all, one in every second street and not one in each.
    found = seeking([[1, 1, 1, 2]] * 20, share="0.1")
    assert found.sum(axis="columns").tolist() == [1] * 10 + [0] * 10


def test_a_half_of_the_city_goes_up() -> None:
    assert int(seeking([[1, 1, 1, 0]], share="0.5").to_numpy().sum()) == 2  # 1.5


def test_an_unknown_street_leaves_its_neighbours_known() -> None:
    found = seeking([[2, 2, 2, 2], [2, None, 2, 2]], share="0.5")
    assert found.loc["1101"].tolist() == [1, 1, 1, 1]
    assert found.loc["1102"].isna().all()


counts = st.lists(st.integers(0, 9), min_size=4, max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(counts, min_size=1, max_size=6), min_size=1, max_size=5), st.integers(1, 100))
def test_no_point_and_age_has_more_seekers_than_children(streets: list[list[list[int]]], percent: int) -> None:
    # Each street is a list of points, each point its children by band.
    points = pd.DataFrame(
        [row for street in streets for row in street],
        index=[f"{place}-{point}" for place, street in enumerate(streets, 1) for point in range(len(street))],
        columns=list(AGES.names),
        dtype="Int64",
    )
    street_of = pd.Series([f"11{int(point.split('-')[0]):02d}" for point in points.index], index=points.index)
    rows = points.groupby(street_of).sum()
    of_streets = seeking(rows.to_numpy().tolist(), share=str(Decimal(percent) / 100))
    of_points = share_evenly(of_streets, points, parent_of=street_of)
    assert (of_points <= points).all(axis=None)
    assert of_points.groupby(street_of).sum().to_numpy().tolist() == of_streets.to_numpy().tolist()
    exact = Decimal(percent) * int(points.to_numpy().sum()) / 100
    assert abs(int(of_points.to_numpy().sum()) - exact) <= Decimal("0.5")
