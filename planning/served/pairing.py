"""Who goes where among equally good pairings (同优取先): the first by ids, found by exchanges that cost nothing."""

from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Whole = NDArray[np.int64]


def first_pairing(seeker: Whole, place: Whole, *, children: Whole) -> Whole:
    """
    Exchange places among children until the first pair has as many of them as it can, then the second, and so on.

    Parameters
    ----------
    seeker, place
        Positions of the pairs that may be used at no cost, rising by seeker, then place; each pair once.
    children
        Children of each pair, 0 or more.

    Returns
    -------
    ndarray
        int64, children of each pair, as many of every seeker and of every place as before. There is one such answer,
        whatever the `children` one starts from: no other gives more to a pair without giving less to an earlier one.
    """
    found = children.copy()
    for rows in _entangled(seeker, place, children):
        found[rows] = _settled(seeker[rows].tolist(), place[rows].tolist(), children=children[rows].tolist())
    return found


def _entangled(seeker: Whole, place: Whole, children: Whole) -> Iterator[Whole]:
    """The rows of pairs among which an exchange can come back to its start: only there children can change places."""
    if not len(seeker):
        return
    seekers = int(seeker.max()) + 1
    nodes, spot, used = seekers + int(place.max()) + 1, seekers + place, children > 0
    # A seeker may come to a place of any pair, and leave one where it has children.
    ends = np.concatenate([seeker, spot[used]]), np.concatenate([spot, seeker[used]])
    graph = csr_array((np.ones(len(ends[0]), dtype=np.int8), ends), shape=(nodes, nodes))
    parts, part = connected_components(graph, directed=True, connection="strong")
    inside = np.flatnonzero(part[seeker] == part[spot])
    pairs = np.bincount(part[seeker[inside]], minlength=parts)
    # A tree has one pair fewer than groups, and no way round.
    round_about = pairs >= np.bincount(part, minlength=parts)
    rows = inside[round_about[part[seeker[inside]]]]
    by_part = rows[np.argsort(part[seeker[rows]], kind="stable")]
    starts = np.flatnonzero(np.diff(part[seeker[by_part]])) + 1
    yield from (np.split(by_part, starts) if len(by_part) else ())


def _settled(seekers: Sequence[int], places: Sequence[int], *, children: Sequence[int]) -> list[int]:
    """The children of each pair, one pair settled after another in the order given."""
    could: dict[int, dict[int, None]] = {}
    held: dict[int, dict[int, int]] = {}
    for seeker, place, number in zip(seekers, places, children, strict=True):
        could.setdefault(seeker, {})[place] = None
        held.setdefault(place, {})
        if number:
            held[place][seeker] = number
    settled = []
    for seeker, place in zip(seekers, places, strict=True):
        while steps := _exchange(seeker, place, could=could, held=held):
            _carry_out(steps, held)
        del could[seeker][place]
        settled.append(held[place].pop(seeker, 0))
    return settled


Steps = list[tuple[int, int, int]]


def _exchange(seeker: int, place: int, *, could: dict[int, dict[int, None]], held: dict[int, dict[int, int]]) -> Steps:
    """
    The shortest chain of moves by which one more child of `seeker` comes to `place`, as (who, from, to); else none.

    Whoever leaves a place makes room for the one who comes to it, until the seeker leaves another place of its own.
    """
    if not any(seeker in held[other] for other in could[seeker] if other != place):
        return []
    came: dict[int, tuple[int, int]] = {}  # to a place: who comes, and from where
    asked, waiting = {seeker}, deque([place])
    while waiting:
        here = waiting.popleft()
        if here != place and seeker in held[here]:
            return [(seeker, here, place), *_back(came, here, until=place)]
        for other in held[here]:
            if other in asked:
                continue
            asked.add(other)
            for there in could[other]:
                if there != place and there not in came:
                    came[there] = other, here
                    waiting.append(there)
    return []


def _back(came: dict[int, tuple[int, int]], here: int, *, until: int) -> Steps:
    steps = []
    while here != until:
        who, origin = came[here]
        steps.append((who, origin, here))
        here = origin
    return steps


def _carry_out(steps: Steps, held: dict[int, dict[int, int]]) -> None:
    number = min(held[origin][who] for who, origin, _ in steps)
    for who, origin, target in steps:
        held[origin][who] -= number
        if not held[origin][who]:
            del held[origin][who]
        held[target][who] = held[target].get(who, 0) + number
