"""Every question of the table of peers is answered alike by ours and by the peer, on a small field."""

import io
from collections.abc import Callable, Iterator

import pytest
from rich.console import Console

from scripts.benchmarks.catchment_peers import catchment_peers
from scripts.benchmarks.cell_peers import cell_peers
from scripts.benchmarks.network_peers import network_peers
from scripts.benchmarks.peers import Peer, compare_with_peers

SMALL = 0.001  # five thousand cells, 130 sites, 40 streets

# Access itself calls pandas in a way that pandas 4 will refuse.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword:pandas.errors.Pandas4Warning")


def a_peer(ours: int, theirs: int, asked: float) -> Peer:
    return Peer(
        "a sum",
        "two numbers",
        "a peer",
        asked,
        ours=lambda: ours,
        prepare=lambda: theirs,
        theirs=lambda number: number,
        same=lambda left, right: left == right,
    )


@pytest.mark.parametrize("subject", [cell_peers, catchment_peers, network_peers])
def test_ours_and_the_peer_give_one_answer(subject: Callable[[float], Iterator[Peer]]) -> None:
    for pair in subject(SMALL):
        assert pair.same(pair.ours(), pair.theirs(pair.prepare())), pair.work


def test_two_answers_end_the_measuring() -> None:
    with pytest.raises(SystemExit, match="a sum: ours and a peer give different answers"):
        compare_with_peers([a_peer(ours=1, theirs=2, asked=1)], Console(file=io.StringIO()))


def test_a_ratio_below_the_one_asked_for_is_marked() -> None:
    page = io.StringIO()
    compare_with_peers([a_peer(ours=1, theirs=1, asked=1e9)], Console(file=page, width=160))
    assert "short" in page.getvalue()
