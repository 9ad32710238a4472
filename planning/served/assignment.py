"""Who gets which place (托位分配): whole children to whole places, most served first, then the least walking."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import maximum_flow

from planning.errors import AssignmentError
from planning.served.pairing import first_pairing

Whole = NDArray[np.int64]

# Walks are compared in whole decimetres: whole costs keep every step of the solver whole as well.
_PER_METRE = 10
# One child more outweighs every metre; that it does is checked against the greatest flow, and raised where it does not.
_FIRST_REWARD = 10**7
_MOST_REWARD = 10**12
# The greatest flow is counted in numbers of this size.
_MOST_TOGETHER = int(np.iinfo(np.int32).max)


@dataclass(frozen=True, slots=True)
class Pairs:
    """
    Which seekers could take which places: three columns of one length.

    `seeker` and `place` (int64) are positions among the groups of children and the groups of places, both in the order
    of their ids; `walk_m` (float64, 0 or more) is the walk. Each pair stands once.
    """

    seeker: Whole
    place: Whole
    walk_m: NDArray[np.float64]


def assign(seeking: Whole, places: Whole, *, pairs: Pairs) -> Whole:
    """
    Give places to children.

    There is one answer, whatever the order of the rows; only the order of the ids speaks:

    1. as many children as possible are served;
    2. of those ways the least walking in all, each walk to the decimetre;
    3. of those the first group of children has as many served as in any of them, then the second as many as it then
       can, and so on; in the same way the first group of places is filled, then the second (the two never conflict);
    4. of those the first pair, by children and then by places, has as many children as in any of them, then the second.

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
        A count below 0, a walk that is negative or no number, a group that is not there, a pair that stands twice, or
        more than 2,147,483,647 children and as many places; or the solver gave no answer that is proved to be the best.

    Notes
    -----
    The groups and pairs are a transport network, whose corners are whole (total unimodularity), so a linear programme
    solved by the simplex method has whole answers. Its prices are whole as well, and prove it the best in whole numbers
    (duality). Served children and used places each come first by ids without a conflict (Mendelsohn and Dulmage, 1958).
    """
    _require_sound(seeking, places, pairs)
    order = np.lexsort((pairs.place, pairs.seeker))
    seeker, place = pairs.seeker[order], pairs.place[order]
    if ((np.diff(seeker) == 0) & (np.diff(place) == 0)).any():
        raise AssignmentError(
            "同一对儿童和托位出现两次，请合并 / a pair of children and places stands twice; merge them"
        )
    walk = np.rint(pairs.walk_m[order] * _PER_METRE).astype(np.int64)
    useful = (seeking[seeker] > 0) & (places[place] > 0)
    given = np.zeros(len(order), dtype=np.int64)
    if useful.any():
        given[useful] = _best(_Question.of(seeking, places, seeker=seeker[useful], place=place[useful]), walk[useful])
    answer = np.empty_like(given)
    answer[order] = given
    return answer


@dataclass(frozen=True, slots=True)
class _Question:
    """Children, places, and the pairs of the two that could be brought together, in order of children and places."""

    seeking: Whole
    places: Whole
    seeker: Whole
    place: Whole

    @classmethod
    def of(cls, seeking: Whole, places: Whole, *, seeker: Whole, place: Whole) -> Self:
        """Of each group only so many as its pairs can bring together: the answers are the same, the numbers small."""
        room = np.minimum(seeking[seeker], places[place])
        most_seeking, most_places = np.zeros_like(seeking), np.zeros_like(places)
        np.add.at(most_seeking, seeker, room)
        np.add.at(most_places, place, room)
        return cls(np.minimum(seeking, most_seeking), np.minimum(places, most_places), seeker, place)

    @property
    def bounds(self) -> Whole:
        """The most of each group, first of the children, then of the places."""
        return np.concatenate([self.seeking, self.places])

    @property
    def groups(self) -> csr_array:
        """The pairs of each group: rows as of `bounds`, a column a pair."""
        count = len(self.seeker)
        ones, column = np.ones(count), np.arange(count)
        by_seeker = coo_array((ones, (self.seeker, column)), shape=(len(self.seeking), count))
        by_place = coo_array((ones, (self.place, column)), shape=(len(self.places), count))
        return vstack([by_seeker, by_place]).tocsr()


def _best(question: _Question, walk: Whole) -> Whole:
    groups, bounds = question.groups, question.bounds
    given, prices, free = _least_walking(question, walk)
    # On the face of equally good answers nothing that costs may move, and what has a price stays used up.
    rank = (question.seeker + question.place)[free]
    priced = (prices < 0) & (np.diff(groups[:, free].indptr) > 0)
    others = (prices == 0) & (np.diff(groups[:, free].indptr) > 0)
    found = linprog(
        rank,
        A_ub=groups[others][:, free],
        b_ub=bounds[others],
        A_eq=groups[priced][:, free],
        b_eq=bounds[priced],
        method="highs-ds",
    )
    chosen = np.zeros_like(given)
    chosen[free] = _whole(found)
    of_rank = np.zeros_like(prices)
    of_rank[others], of_rank[priced] = np.rint(found.ineqlin.marginals), np.rint(found.eqlin.marginals)
    _require_best(rank, of_rank, chosen=chosen[free], groups=groups[:, free], bounds=bounds)
    chosen[free] = first_pairing(question.seeker[free], question.place[free], children=chosen[free])
    _require_within(chosen, groups, bounds)
    if chosen.sum() != given.sum() or chosen @ walk != given @ walk:
        raise AssignmentError(_UNPROVED)
    return chosen


def _least_walking(question: _Question, walk: Whole) -> tuple[Whole, Whole, Whole]:
    """One of the best answers, the price of each group (0 or less), and the pairs that some best answer may use."""
    groups, bounds = question.groups, question.bounds
    most, reward = _most_served(question), _FIRST_REWARD
    touched = np.diff(groups.indptr) > 0
    while True:
        found = linprog(walk - reward, A_ub=groups[touched], b_ub=bounds[touched], method="highs-ds")
        given = _whole(found)
        if given.sum() == most:
            break
        reward *= 100
        if reward > _MOST_REWARD:
            raise AssignmentError(_UNPROVED)
    prices = np.zeros(len(bounds), dtype=np.int64)
    prices[touched] = np.rint(found.ineqlin.marginals)
    left = _require_best(walk - reward, prices, chosen=given, groups=groups, bounds=bounds)
    if (prices > 0).any():
        raise AssignmentError(_UNPROVED)
    return given, prices, np.flatnonzero(left == 0)


def _most_served(question: _Question) -> int:
    """How many children can be served at all, in whole numbers (method: Dinic's, as SciPy has it)."""
    seeking, places, seeker, place = question.seeking, question.places, question.seeker, question.place
    groups = len(seeking) + len(places)
    source, sink = groups, groups + 1
    rows = np.concatenate([np.full(len(seeking), source), seeker, len(seeking) + np.arange(len(places))])
    columns = np.concatenate([np.arange(len(seeking)), len(seeking) + place, np.full(len(places), sink)])
    room = np.concatenate([seeking, np.minimum(seeking[seeker], places[place]), places]).astype(np.int32)
    graph = csr_array((room, (rows, columns)), shape=(groups + 2, groups + 2))
    return int(maximum_flow(graph, source, sink).flow_value)


_UNPROVED = (
    "没有得到可以证明最优的分配，请反馈数据 / no assignment was found that is proved the best; please report the data"
)


def _whole(found: Any) -> Whole:
    """The answer of the solver in whole numbers; AssignmentError where it has none, whatever it says of itself."""
    if not found.success:
        raise AssignmentError(_UNPROVED)
    whole: Whole = np.rint(found.x).astype(np.int64)
    if np.abs(whole - found.x).max(initial=0) > 1e-6:
        raise AssignmentError(_UNPROVED)
    return whole


def _require_best(cost: Whole, prices: Whole, *, chosen: Whole, groups: csr_array, bounds: Whole) -> Whole:
    """
    What each pair costs beyond the prices of its groups; AssignmentError where these do not prove the answer best.

    No pair costs less than its prices, and all costs come to all prices: so no answer within the bounds costs less.
    """
    _require_within(chosen, groups, bounds)
    left: Whole = cost - groups.T.astype(np.int64) @ prices
    if (left < 0).any() or cost @ chosen != prices @ bounds:
        raise AssignmentError(_UNPROVED)
    return left


def _require_within(chosen: Whole, groups: csr_array, bounds: Whole) -> None:
    if (chosen < 0).any() or (groups.astype(np.int64) @ chosen > bounds).any():
        raise AssignmentError(_UNPROVED)


def _require_sound(seeking: Whole, places: Whole, pairs: Pairs) -> None:
    if (seeking < 0).any() or (places < 0).any():
        raise AssignmentError("儿童数和托位数不能小于0 / fewer than 0 children or places; counts are 0 or more")
    if not np.isfinite(pairs.walk_m).all() or (pairs.walk_m < 0).any():
        raise AssignmentError(
            "步行距离须是不小于0的数，不可达的请去掉 / a walk is negative or no number; leave out what is not reached"
        )
    if min(sum(seeking.tolist()), sum(places.tolist())) > _MOST_TOGETHER:
        raise AssignmentError(
            f"儿童和托位都超过{_MOST_TOGETHER:,}，请核对数据"
            f" / more than {_MOST_TOGETHER:,} children and places; check the data"
        )
    for position, groups in ((pairs.seeker, seeking), (pairs.place, places)):
        if len(position) and not (position.min() >= 0 and position.max() < len(groups)):
            raise AssignmentError(
                "有一对指向不存在的儿童组或托位组 / a pair names a group of children or places that is not there"
            )
