"""How small areas are put together into larger ones (分组): compact groups, each in one piece."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of cells that share a border, and how long it is, in the unit of the cells."""

    first: Labels
    second: Labels
    length: NDArray[np.float64]


def neighbours_of(cells: NDArray[np.object_]) -> Neighbours:
    """Which cells share a border; a shared corner is none."""
    first, second = shapely.STRtree(cells).query(cells, predicate="intersects")
    ahead = first < second
    first, second = first[ahead], second[ahead]
    length = shapely.length(shapely.intersection(shapely.boundary(cells[first]), shapely.boundary(cells[second])))
    real = length > 0
    return Neighbours(first[real], second[real], length[real])


def compact_groups(
    points: NDArray[np.float64],
    weights: NDArray[np.float64],
    *,
    starts: NDArray[np.float64],
    evenness: float,
    rounds: int = 80,
) -> Labels:
    """
    Group points around moving centres.

    With `evenness` 0 each point goes to its nearest centre; towards 1 a heavy group yields points to lighter
    neighbours, so that the weights of the groups come out alike (a power diagram).
    """
    centres, handicap = starts.copy(), np.zeros(len(starts))
    target = weights.sum() / len(starts)
    labels = np.zeros(len(points), dtype=np.int64)
    for turn in range(rounds):
        squares = _squares(points, centres) + handicap
        labels = squares.argmin(axis=1)
        held = np.bincount(labels, weights, minlength=len(centres))
        some = held > 0
        for axis in range(points.shape[1]):
            moment = np.bincount(labels, weights * points[:, axis], minlength=len(centres))
            centres[some, axis] = moment[some] / held[some]
        spread = np.median(squares.min(axis=1) - handicap[labels])
        handicap += evenness * spread * np.clip(held / target - 1, -1, 1) * (1 - turn / rounds)
    return labels


def _squares(points: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Squared distance of each point to each centre; axis by axis, which spares memory."""
    squares = (points[:, 0, None] - centres[:, 0]) ** 2
    for axis in range(1, points.shape[1]):
        squares += (points[:, axis, None] - centres[:, axis]) ** 2
    return squares


def spread_starts(
    points: NDArray[np.float64], weights: NDArray[np.float64], *, count: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Starting centres far from each other, heavy places first (k-means++)."""
    chosen = [int(rng.choice(len(points), p=weights / weights.sum()))]
    nearest = ((points - points[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < count:
        chance = nearest * weights
        chosen.append(int(rng.choice(len(points), p=chance / chance.sum())))
        nearest = np.minimum(nearest, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
    starts: NDArray[np.float64] = points[chosen]
    return starts


def grown_groups(
    weights: NDArray[np.float64],
    neighbours: Neighbours,
    *,
    fewest: float,
    most: float,
    rng: np.random.Generator,
) -> Labels:
    """
    Put neighbours together until no group that is lighter than `fewest` can grow without passing `most`.

    The lightest group grows first, towards the neighbour with which it shares most of its border; chance blurs the
    borders, so that groups of different sizes do not nest in each other.
    """
    labels = np.arange(len(weights))
    held = weights.copy()
    blurred = neighbours.length * rng.uniform(0.5, 1.5, size=len(neighbours.length))
    stuck = np.zeros(len(weights), dtype=bool)
    while True:
        light = np.flatnonzero((held > 0) & (held < fewest) & ~stuck)
        if not len(light):
            return np.unique(labels, return_inverse=True)[1]
        group = light[held[light].argmin()]
        shared = np.zeros(len(weights))
        first, second = labels[neighbours.first], labels[neighbours.second]
        np.add.at(shared, second[first == group], blurred[first == group])
        np.add.at(shared, first[second == group], blurred[second == group])
        shared[group] = 0
        shared[held + held[group] > most] = 0
        if not shared.any():
            stuck[group] = True
            continue
        partner = shared.argmax()
        labels[labels == group] = partner
        held[partner], held[group] = held[partner] + held[group], 0
        stuck[partner] = False


def in_one_piece(labels: Labels, neighbours: Neighbours, *, weights: NDArray[np.float64]) -> Labels:
    """Hand every part that is cut off from the main part of its group to the neighbour it borders on longest."""
    labels = labels.copy()
    for _ in range(12):
        pieces = _pieces(labels, neighbours)
        mass = np.bincount(pieces, weights, minlength=len(labels))
        heaviest = np.zeros(labels.max() + 1)
        np.maximum.at(heaviest, labels, mass[pieces])
        stray = np.flatnonzero(mass[pieces] < heaviest[labels])
        if not len(stray):
            break
        borders = np.zeros((len(labels), labels.max() + 1))
        np.add.at(borders, (neighbours.first, labels[neighbours.second]), neighbours.length)
        np.add.at(borders, (neighbours.second, labels[neighbours.first]), neighbours.length)
        borders[np.arange(len(labels)), labels] = 0
        movable = stray[borders[stray].sum(axis=1) > 0]
        labels[movable] = borders[movable].argmax(axis=1)
    return labels


def _pieces(labels: Labels, neighbours: Neighbours) -> Labels:
    """The smallest cell number in each connected part of a group, for every cell."""
    same = labels[neighbours.first] == labels[neighbours.second]
    first, second = neighbours.first[same], neighbours.second[same]
    pieces = np.arange(len(labels))
    while True:
        lowest = pieces.copy()
        np.minimum.at(lowest, first, pieces[second])
        np.minimum.at(lowest, second, pieces[first])
        if (lowest == pieces).all():
            return pieces
        pieces = lowest
