"""A home beside a stub of a way that leads nowhere (see the town in tests/planning/served/conftest.py)."""

from planning.accessibility.decay import Step
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.reach.point_reach import ReachQuestion
from planning.reach.reach_notes import reach_notes
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.reach.walks_of_one import WalksOfOne
from planning.tracing.walk import walk_step
from tests.builders import spot
from tests.planning.served.conftest import Tables, edges, estate, nodes, studied
from tests.planning.served.conftest import rules as rules  # noqa: PLC0414 - a fixture of the same town
from tests.planning.served.conftest import tables as tables  # noqa: PLC0414


def beside_a_stub(tables: Tables) -> None:
    """A is 10 m from a way of 20 m that joins no other, and 50 m from the streets."""
    tables["residential_areas"][0] = estate("A", at=(0.05, 0.05))
    tables["walk_nodes"] = [
        *nodes(),
        {"node_id": "X1", "geometry": spot(0.04, 0.06)},
        {"node_id": "X2", "geometry": spot(0.06, 0.06)},
    ]
    tables["walk_edges"] = [*edges(), {"edge_id": "X", "from_node": "X1", "to_node": "X2", "kind": "path"}]


def test_a_home_that_cannot_walk_on_is_measured_and_told(tables: Tables, rules: Profile) -> None:
    beside_a_stub(tables)
    walks = Walks.of(studied(tables, rules).ground, limit_m=300)
    told = "所接路段与主要路网不相通：居住点1处（所在部分有2个节点），只能走到同一部分路网上的点"
    assert told in walks.note
    found = Reached.of(studied(tables, rules).ground, walks, level=Level.STREET, asked=ReachQuestion(300, 1, Step(300)))
    assert (found.areas.loc["111", "children_within"], found.areas.loc["111", "unmeasured"]) == (0, 0)
    assert any(told in line for line in reach_notes(found, rules))
    step = walk_step(WalksOfOne.of_home(walks, "A", limit_m=300), walking=rules.walking)
    assert "所接路段与主要路网不相通（这一部分有2个节点），走不到这一部分以外的点" in step.says


def test_of_a_town_in_one_piece_nothing_is_said(tables: Tables, rules: Profile) -> None:
    walks = Walks.of(studied(tables, rules).ground, limit_m=300)
    assert walks.islands is not None
    assert walks.islands.points.isna().all()
    assert "不相通" not in walks.note
