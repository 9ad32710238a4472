"""The walks of one home or site, taken to pieces that add up (see the town in tests/planning/served/conftest.py)."""

from decimal import Decimal

import pandas as pd
import pytest

from planning.errors import UnknownArea
from planning.policy.profile import Profile
from planning.reach.walk_parts import PARTS, adding_up
from planning.reach.walks import Walks
from planning.reach.walks_of_one import WalksOfOne
from planning.tracing.walk import walk_step
from tests.builders import spot
from tests.planning.accessibility.grids import node
from tests.planning.conftest import places, site
from tests.planning.served.conftest import Tables, estate, nodes, studied
from tests.planning.served.conftest import rules as rules  # noqa: PLC0414 - a fixture of the same town
from tests.planning.served.conftest import tables as tables  # noqa: PLC0414


def walked(tables: Tables, rules: Profile, *, limit_m: float = 500) -> Walks:
    return Walks.of(studied(tables, rules).ground, limit_m=limit_m)


def gated(tables: Tables) -> None:
    """A's middle is 20 m south of the street, its gate at the crossing 100 m east; the site is 10 m off the street."""
    tables["residential_areas"][0] = estate("A", at=(0, -0.02))
    tables["walk_nodes"] = [row | {"gate_of": "A"} if row["node_id"] == node(1, 0) else row for row in nodes()]
    tables["sites"][0] = {**tables["sites"][0], "geometry": spot(0.25, -0.01)}


def test_a_walk_is_made_of_the_way_to_the_gate_along_the_streets_and_to_the_site(
    tables: Tables, rules: Profile
) -> None:
    gated(tables)
    walks = walked(tables, rules)
    one = WalksOfOne.of_home(walks, "A", limit_m=500)
    # √(100² + 20²) m to the gate, 150 m along the street, 10 m to the site.
    assert one.pairs.loc["s", [*PARTS, "cost_m"]].tolist() == [102.0, 150.0, 10.0, 262.0]
    back = WalksOfOne.of_site(walks, "s", limit_m=500)
    assert back.pairs.loc["A", [*PARTS, "cost_m"]].tolist() == [102.0, 150.0, 10.0, 262.0]
    assert back.pairs.index.tolist() == ["B", "A"]  # B is 150 m and 10 m away


def test_the_step_of_a_walk_can_be_worked_out_again(tables: Tables, rules: Profile) -> None:
    gated(tables)
    step = walk_step(WalksOfOne.of_home(walked(tables, rules), "A", limit_m=500), walking=rules.walking)
    assert step.filled == "102.0 + 150.0 + 10.0 = 262.0米；262.0 ÷ 50 = 5.2分钟"
    assert step.result == "262.0"
    assert "接入方式：出入口（距102米，算在步行距离之内），已知出入口不受接入距离的限制" in step.says
    assert "居住点到路（或出入口）102米，沿路网150米，路到点位10米，共262米" in step.says
    assert rules.walking is not None
    assert f"分钟按每分钟50米折算（{rules.walking.source.cite()}）" in step.says


def test_a_gate_farther_than_the_limit_of_joining_is_joined_and_the_rule_says_so(
    tables: Tables, rules: Profile
) -> None:
    gated(tables)
    walks = walked(tables, rules)
    assert walks.joined_points.loc["A", "away_m"] > 30  # metres: snap_limit_m of the town
    assert "距路网超过30米的点未接入（居住区有已知出入口的从出入口起算，不受此限）" in walks.note


def test_a_straight_walk_is_the_line_times_the_detour(tables: Tables, rules: Profile) -> None:
    tables["walk_nodes"], tables["walk_edges"] = [], []
    one = WalksOfOne.of_home(walked(tables, rules), "A", limit_m=500)
    assert one.pairs.loc["s", ["straight_m", "cost_m"]].tolist() == [200.0, 300.0]
    assert one.pairs[list(PARTS)].isna().all(axis=None)
    assert walk_step(one, walking=rules.walking).filled == "200.0 × 1.5 = 300.0米；300.0 ÷ 50 = 6.0分钟"


def test_the_doubt_of_an_unknown_gate_is_said(tables: Tables, rules: Profile) -> None:
    one = WalksOfOne.of_home(walked(tables, rules), "A", limit_m=300)
    # The outline of the estate is 80 m long; a gate on its far side is 40 m away.
    assert "出入口不明，误差可达±40米" in walk_step(one, walking=rules.walking).says


def test_nobody_near_is_a_walk_without_a_result(tables: Tables, rules: Profile) -> None:
    one = WalksOfOne.of_home(walked(tables, rules), "A", limit_m=100)
    step = walk_step(one, walking=rules.walking)
    assert (len(one.pairs), step.filled, step.result) == (0, "", "")


def test_every_walk_of_the_town_is_the_sum_of_its_parts(tables: Tables, rules: Profile) -> None:
    for name, rows in site("t", "nursery", "filed", at=(0.33, 0.27)).items():
        tables[name].extend(rows)
    tables["place_reports"].append(places("t", "infant", 10))
    walks = walked(tables, rules, limit_m=2_000)
    costs = walks.costs.table().set_index(["demand_id", "site_id"])["cost_m"]
    for home in ("A", "B"):
        pairs = WalksOfOne.of_home(walks, home, limit_m=2_000).pairs
        assert sorted(pairs.index) == ["s", "t"]
        for site_id, row in pairs.iterrows():
            assert row["cost_m"] == round(costs[home, site_id], 1)
            assert sum(Decimal(str(row[part])) for part in PARTS) == Decimal(str(row["cost_m"]))


def test_rounded_parts_add_up_to_the_rounded_whole() -> None:
    thirds = pd.DataFrame({"a": [1 / 3, 0.6], "b": [1 / 3, 0.6], "c": [1 / 3, 0.0]})
    rounded = adding_up(thirds, digits=0)
    assert rounded.to_numpy().tolist() == [[0, 1, 0], [1, 0, 0]]  # 1 and 1.2


@pytest.mark.parametrize("what", ["of_home", "of_site"])
def test_what_is_not_there_is_unknown(what: str, tables: Tables, rules: Profile) -> None:
    with pytest.raises(UnknownArea):
        getattr(WalksOfOne, what)(walked(tables, rules), "none", limit_m=100)
