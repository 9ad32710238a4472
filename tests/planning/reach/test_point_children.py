import pandas as pd

from planning.reach.point_children import point_children


def test_the_ages_of_a_street_do_not_gather_at_the_same_homes() -> None:
    # 150 children at 100 homes of one size: one or two at each, whatever their ages.
    homes = pd.Index([f"H{place:03d}" for place in range(100)])
    points = pd.DataFrame({"street": "111", "residents": pd.array([40] * 100, dtype="Int64")}, index=homes)
    of_streets = pd.DataFrame({f"band {place}": [30] for place in range(5)}, index=["111"], dtype="Int64")
    found = point_children(points, of_streets)
    assert found.sum().tolist() == [30] * 5
    assert sorted(set(found.sum(axis="columns"))) == [1, 2]


def test_homes_that_stand_in_no_street_have_no_number() -> None:
    points = pd.DataFrame({"street": ["111", None], "residents": [10, 10]}, index=["H1", "H2"])
    found = point_children(points, pd.DataFrame({"0-36": [7]}, index=["111"], dtype="Int64"))
    assert found["0-36"].tolist() == [7, pd.NA]
