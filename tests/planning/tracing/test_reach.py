from planning.accessibility.decay import Step
from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.reach.point_reach import ReachQuestion
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.trace import Step as TraceStep
from planning.tracing.reach import reach_steps
from tests.planning.served.conftest import Tables, studied
from tests.planning.served.conftest import rules as rules  # noqa: PLC0414 - a fixture of the same town
from tests.planning.served.conftest import tables as tables  # noqa: PLC0414


def steps(tables: Tables, rules: Profile, *, rank: int) -> tuple[TraceStep, ...]:
    """Those of 甲街道, whose 36 children live 200 m from the only site."""
    ground = studied(tables, rules).ground
    asked = ReachQuestion(300, rank, Step(300))
    return reach_steps(
        Reached.of(ground, Walks.of(ground, limit_m=300), level=Level.STREET, asked=asked), area_id="111"
    )


def test_the_words_for_a_farther_site_are_plain_and_in_metres(tables: Tables, rules: Profile) -> None:
    near, _, held = steps(tables, rules, rank=1)
    assert "36人到最近的点位步行不超过300米，占100%" in near.says
    assert "不衰减：300米以内都按1计，以外不计" in held.says
    second, *_ = steps(tables, rules, rank=2)
    assert "0人到第2近的点位步行不超过300米" in second.says
