"""Who gets which place (托位分配): whole children to whole places, most served first, then the least walking."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import maximum_flow

from planning.errors import AssignmentError

# Walks are compared in whole decimetres: whole costs keep every step of the solver whole as well.
_PER_METRE = 10
# One child more outweighs every metre; that it does is checked against the greatest flow, and raised where it does not.
_FIRST_REWARD = 10**7
_MOST_REWARD = 10**12


@dataclass(frozen=True, slots=True)
class Pairs:
    """
    Which seekers could take which places: three columns of one length.

    `seeker` and `place` (int64) are positions among the groups of children and the groups of places, both in the order
    of their ids; `walk_m` (float64, 0 or more) is the walk. Each pair stands once.
    """

    seeker: NDArray[np.int64]
    place: NDArray[np.int64]
    walk_m: NDArray[np.float64]


def assign(seeking: NDArray[np.int64], places: NDArray[np.int64], *, pairs: Pairs) -> NDArray[np.int64]:
    """
    Give places to children.

    Of all ways to do so the one that serves the most children; of those the one that walks least in all, compared to
    the decimetre; of those the one whose children and places come first in the order of their ids (the sum of their
    positions is least, children before places).

    Parameters
    ----------
    seeking
        Children in each group, 0 or more.
    places
        Places in each group, 0 or more.
    pairs
        Who could go where.

    Returns
    -------
    ndarray
        int64, children of each pair; never more than seek or than there are places.

    Raises
    ------
    AssignmentError
        A count below 0, a walk that is negative or no number, or a group that is not there.

    Notes
    -----
    The groups and pairs are a transport network, whose corners are whole (total unimodularity), so a linear programme
    solved by the simplex method has whole answers; they are checked.
    """
    _require_sound(seeking, places, pairs)
    # Places and children in a fixed order: the answer cannot depend on the order of rows.
    order = np.lexsort((pairs.place, pairs.seeker))
    seeker, place = pairs.seeker[order], pairs.place[order]
    walk = np.rint(pairs.walk_m[order] * _PER_METRE)
    useful = (seeking[seeker] > 0) & (places[place] > 0)
    given = np.zeros(len(order), dtype=np.int64)
    if useful.any():
        given[useful] = _best(seeking, places, seeker[useful], place[useful], walk[useful])
    answer = np.empty_like(given)
    answer[order] = given
    return answer


def _best(
    seeking: NDArray[np.int64],
    places: NDArray[np.int64],
    seeker: NDArray[np.int64],
    place: NDArray[np.int64],
    walk: NDArray[np.float64],
) -> NDArray[np.int64]:
    count = len(seeker)
    column = np.arange(count)
    by_seeker = coo_array((np.ones(count), (seeker, column)), shape=(len(seeking), count)).tocsr()
    by_place = coo_array((np.ones(count), (place, column)), shape=(len(places), count)).tocsr()
    at_most, bounds = vstack([by_seeker, by_place]).tocsr(), np.concatenate([seeking, places])
    touched = np.diff(at_most.indptr) > 0
    at_most, bounds = at_most[touched], bounds[touched]
    most = _greatest_flow(seeking, places, seeker, place)
    reward = _FIRST_REWARD
    while True:
        found = linprog(walk - reward, A_ub=at_most, b_ub=bounds, method="highs-ds")
        if found.success and round(found.x.sum()) == most:
            break
        reward *= 100
        if reward > _MOST_REWARD:
            raise AssignmentError(f"the assignment was not solved: {found.message}")
    # On the face of equally good answers nothing that costs may move, and what is tight stays tight.
    free = np.flatnonzero(np.abs(found.lower.marginals) < 0.5)
    tight = np.abs(found.ineqlin.marginals) > 0.5
    rank = (seeker * len(places) + place).astype(np.float64)
    chosen = linprog(
        rank[free],
        A_ub=at_most[~tight][:, free],
        b_ub=bounds[~tight],
        A_eq=at_most[tight][:, free],
        b_eq=bounds[tight],
        method="highs-ds",
    )
    exact = np.zeros(count)
    exact[free] = chosen.x if chosen.success else found.x[free]
    given = np.rint(exact).astype(np.int64)
    _require_kept(given, exact, at_most @ given, bounds=bounds, most=most)
    return given


def _greatest_flow(
    seeking: NDArray[np.int64], places: NDArray[np.int64], seeker: NDArray[np.int64], place: NDArray[np.int64]
) -> int:
    """How many children can be served at all, in whole numbers (method: Dinic's, as SciPy has it)."""
    groups = len(seeking) + len(places)
    source, sink = groups, groups + 1
    rows = np.concatenate([np.full(len(seeking), source), seeker, len(seeking) + np.arange(len(places))])
    columns = np.concatenate([np.arange(len(seeking)), len(seeking) + place, np.full(len(places), sink)])
    room = np.concatenate([seeking, np.minimum(seeking[seeker], places[place]), places]).astype(np.int32)
    graph = csr_array((room, (rows, columns)), shape=(groups + 2, groups + 2))
    return int(maximum_flow(graph, source, sink).flow_value)


def _require_sound(seeking: NDArray[np.int64], places: NDArray[np.int64], pairs: Pairs) -> None:
    if (seeking < 0).any() or (places < 0).any():
        raise AssignmentError("fewer than 0 children or places; counts are 0 or more")
    if not np.isfinite(pairs.walk_m).all() or (pairs.walk_m < 0).any():
        raise AssignmentError("a walk that is negative or no number; leave out what cannot be reached")
    for position, groups in ((pairs.seeker, seeking), (pairs.place, places)):
        if len(position) and not (position.min() >= 0 and position.max() < len(groups)):
            raise AssignmentError("a pair names a group of children or places that is not there")


def _require_kept(
    given: NDArray[np.int64],
    exact: NDArray[np.float64],
    used: NDArray[np.int64],
    *,
    bounds: NDArray[np.int64],
    most: int,
) -> None:
    whole = np.abs(given - exact).max(initial=0) < 1e-6
    if not whole or given.min(initial=0) < 0 or (used > bounds).any() or int(given.sum()) != most:
        raise AssignmentError("the solver's answer breaks the counts it was given; please report the data")
