from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.allocation.comparison import compare
from planning.allocation.factor import Factor
from planning.allocation.reference import read_factors
from planning.allocation.split import Split, equal_weights, split
from planning.errors import ApportionmentError, TableError
from planning.policy.reading import load_profile

REFERENCE = Path(__file__).parents[3] / "sample_data/guangzhou/reference/allocation_factors.csv"
NAMES = pd.Series({"A": "东区", "B": "西区", "C": "南区"})


def factor(key: str, *values: Any, **why: str) -> Factor:
    return Factor(key, f"因素{key}", pd.Series(list(values), index=list(NAMES.index)[: len(values)]), "测试", why)


def shared(total: int, *factors: Factor, floor: dict[str, int] | None = None, **weights: Any) -> Split:
    told = {key: Fraction(weight) for key, weight in weights.items()} or equal_weights(factors)
    least = None if floor is None else pd.Series(floor, dtype="Int64")
    return split(total, factors, weights=told, names=NAMES, floor=least)


def test_a_score_is_the_weighted_sum_of_the_shares_of_each_factor() -> None:
    # Shares of p: 1/2, 1/4, 1/4; of q: 1/5, 2/5, 2/5. With weights 1 and 3 A scores 1/2 + 3/5 = 11/10 of 4.
    made = shared(40, factor("p", 20, 10, 10), factor("q", 1, 2, 2), p=1, q=3)
    assert made.table["p_share"].tolist() == [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)]
    assert made.table["score"].tolist() == [Fraction(11, 10), Fraction(29, 20), Fraction(29, 20)]
    assert made.table["quota"].tolist() == [11, Fraction(29, 2), Fraction(29, 2)]
    # 14.5 twice: one place is left, and equal remainders go by code.
    assert made.table["places"].tolist() == [11, 15, 14]


def test_a_decimal_and_a_fraction_count_exactly() -> None:
    made = shared(3, factor("p", Decimal("0.1"), Fraction(1, 10), Decimal("0.1")))
    assert made.table["places"].tolist() == [1, 1, 1]


def test_a_unit_gets_at_least_its_floor_and_the_rest_share_what_is_left() -> None:
    # Quotas 5, 3, 2; C is held at 4, so A and B share 6 as 5 to 3: 3.75 and 2.25.
    made = shared(10, factor("p", 5, 3, 2), floor={"C": 4})
    assert made.table["floor"].tolist() == [0, 0, 4]
    assert made.table["places"].tolist() == [4, 2, 4]
    assert made.sentences()[-1] == "南区：得分0.2000，按得分应得2.00个，下限4个，取整后4个"


def test_a_unit_without_a_value_leaves_the_split_undetermined_and_is_named() -> None:
    made = shared(10, factor("p", 5, pd.NA, 2, B="区界有调整"), factor("q", 1, 1, 1))
    assert not made.determined
    assert made.table["places"].isna().all()
    assert [one.said() for one in made.missing] == ["西区缺少“因素p”：区界有调整"]
    assert "西区缺少“因素p”：区界有调整" in made.sentences()


def test_a_factor_whose_sum_is_0_says_nothing_of_who_gets_what() -> None:
    made = shared(10, factor("p", 0, 0, 0))
    assert not made.determined
    assert "“因素p”合计为0，无法按占比分配" in made.sentences()


def test_the_formula_has_the_weights_of_the_user() -> None:
    made = shared(10, factor("p", 1, 1, 1), factor("q", 1, 1, 1), p="1/3", q="0.25")
    assert made.formula().startswith("得分 = 1/3×因素p占各单元合计的比例 + 0.25×因素q")


@pytest.mark.parametrize(
    ("factors", "weights", "total", "floor"),
    [
        ([], {}, 10, None),
        ([factor("p", 1, 1, 1)], {"q": 1}, 10, None),
        ([factor("p", 1, 1, 1)], {"p": 0}, 10, None),
        ([factor("p", 1, -1, 1)], {"p": 1}, 10, None),
        ([factor("p", 1, 0.5, 1)], {"p": 1}, 10, None),
        ([factor("p", 1, 1, 1)], {"p": 1}, -1, None),
        ([factor("p", 1, 1, 1)], {"p": 1}, 10, {"A": 11}),
    ],
)
def test_what_cannot_be_shared_out_is_refused(factors: list[Factor], weights: Any, total: int, floor: Any) -> None:
    with pytest.raises(ApportionmentError):
        split(total, factors, weights=weights, names=NAMES, floor=floor and pd.Series(floor, dtype="Int64"))


@given(
    total=st.integers(0, 500),
    rows=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=3, max_size=3),
    p=st.integers(1, 5),
    q=st.integers(1, 5),
    floor=st.lists(st.integers(0, 20), min_size=3, max_size=3),
)
def test_places_add_up_and_are_no_less_than_the_floors(
    total: int, rows: list[tuple[int, int]], p: int, q: int, floor: list[int]
) -> None:
    total += sum(floor)
    first, second = (factor(key, *values) for key, values in zip("pq", zip(*rows, strict=True), strict=True))
    made = shared(total, first, second, p=p, q=q, floor=dict(zip("ABC", floor, strict=True)))
    if not any(value for value, _ in rows):
        assert not made.determined
        return
    assert made.table["places"].sum() == total
    assert (made.table["places"] >= made.table["floor"]).all()
    assert sum(made.table["score"]) == p + q
    assert sum(made.table["quota"]) == total


def districts() -> pd.Series:
    areas = pd.read_csv(REFERENCE.parents[1] / "areas.csv", dtype=str)
    names: pd.Series = areas[areas["level"] == "district"].set_index("area_id")["name"]
    return names


def test_growth_is_not_known_where_the_borders_were_redrawn() -> None:
    growth, women = read_factors(REFERENCE)
    assert list(growth.unknown()) == ["440112", "440113", "440115"]
    assert all("区界有调整" in why for why in growth.unknown().values())
    assert growth.values["440104"] == Fraction(1_038_643, 1_157_666)  # 越秀 has fewer people than in 2010
    assert women.unknown() == {}
    assert women.values["440106"] == Fraction("0.3276")


def test_equal_weights_beside_the_annex_are_called_an_assumption() -> None:
    found = compare(load_profile("guangzhou-2023-2025"), read_factors(REFERENCE), names=districts())
    assert found is not None
    assert found.unknown == ("托位利用率", "城镇人口比例")
    assert found.checks == ("GZ-24-seventy",)
    assert all(variant.label.startswith("假设") for variant in found.variants)
    both, women, comparable = found.variants
    assert not both.split.determined
    assert sorted(one.name for one in both.split.missing) == ["南沙区", "番禺区", "黄埔区"]
    assert (len(women.table), women.split.total) == (11, 121_800)
    # 121,800 less 15,250 of 黄埔, 19,010 of 番禺 and 7,950 of 南沙.
    assert (len(comparable.table), comparable.split.total) == (8, 79_590)
    # 天河: 121,800 x 0.3276 / 3.0801 = 12,954.67.
    assert women.table.loc["440106", ["places", "printed", "difference"]].tolist() == [12_955, 17_060, -4_105]
    assert comparable.table["difference"].sum() == 0


def test_a_profile_without_a_printed_schedule_is_compared_with_nothing() -> None:
    assert compare(load_profile("gansu"), read_factors(REFERENCE), names=districts()) is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("area_id,factor\nA,p\n", "stands_for|zh"),
        ("area_id,factor,zh,stands_for,value,over,comparable,note,source\nA,p,P,,many,,yes,,x\n", "many"),
        ("area_id,factor,zh,stands_for,value,over,comparable,note,source\nA,p,P,,1,0,yes,,x\n", "over '0'"),
        ("area_id,factor,zh,stands_for,value,over,comparable,note,source\nA,p,P,,1,,,,x\nA,p,P,,1,,,,x\n", "twice"),
        ("", "UTF-8"),
    ],
)
def test_a_table_of_factors_with_a_fault_is_refused(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "factors.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=says):
        read_factors(file)
