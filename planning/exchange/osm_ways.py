"""
What an OpenStreetMap file holds of ways that people walk (可步行道路): arrays of plain numbers and words.

Read by osmium (pyosmium), which the developers of OpenStreetMap's own tools maintain: it reads and writes PBF, keeps
the ids of nodes, and comes as one wheel of 2 MB without GDAL. Bytes made to harm can bring its C++ down (a zero inside
a tag does), which no exception tells of. So the file is read in a process of its own: run as a module, this one writes
the arrays to standard output.
"""

import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from numpy.typing import NDArray

from planning.exchange.limits import OSM_NODES, OSM_SECONDS, VERTICES
from planning.exchange.osm_tags import ESTATE_OF_GATE, GATE, has_steps, is_closed, kind_of, walked_tags

# How the process ends that found more than is read, or bytes that osmium refuses; 1 is a fault of ours.
_FAULT, _TOO_MANY, _UNREADABLE = 1, 3, 4


@dataclass(frozen=True, slots=True)
class OsmWays:
    """
    Walked ways in the file's order, and the nodes of theirs that the file has, in order of their id.

    `refs` are the ids of the nodes of all ways one after another, `sizes` how many each way has; `kinds` are codes of
    `WayKind`. `degrees` are longitude and latitude (WGS 84); `estates` is "" where a gate names none.
    """

    ids: NDArray[np.int64]
    kinds: NDArray[np.str_]
    steps: NDArray[np.bool_]
    closed: NDArray[np.bool_]
    sizes: NDArray[np.int64]
    refs: NDArray[np.int64]
    nodes: NDArray[np.int64]
    degrees: NDArray[np.float64]
    gates: NDArray[np.bool_]
    estates: NDArray[np.str_]


class OsmUnreadable(Exception):
    """Bytes that osmium cannot read."""


class TooManyNodes(Exception):
    """More nodes, or nodes of ways, than are read; or they take too long."""


def read_ways(path: Path) -> OsmWays:
    """
    The walked ways of a file, read in another process.

    Raises `OsmUnreadable` where the file is none or is damaged, `TooManyNodes` where it holds more than is read or
    takes longer than `limits.OSM_SECONDS`.
    """
    # The path is absolute, for osmium takes some others for addresses of the web.
    command = [sys.executable, "-P", "-m", __name__, str(path.resolve())]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, capture_output=True, env=environment, timeout=OSM_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise TooManyNodes from None
    if done.returncode == _TOO_MANY:
        raise TooManyNodes
    if done.returncode == _FAULT:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    if done.returncode:  # osmium refused the bytes, or they brought it down
        raise OsmUnreadable
    with np.load(BytesIO(done.stdout), allow_pickle=False) as arrays:
        return OsmWays(**arrays)


def ways_of(path: Path) -> OsmWays:
    """As `read_ways`, in this process; raises what osmium raises (RuntimeError, ValueError), or brings it down."""
    ids, kinds, steps, closed, chains, total = [], [], [], [], [], 0
    for way in _entities(path, osmium.osm.WAY).with_filter(osmium.filter.KeyFilter("highway")):
        tags = walked_tags(way.tags)
        kind = kind_of(tags)
        if kind is None or len(way.nodes) < 2:
            continue
        total += len(way.nodes)
        if total > VERTICES:
            raise TooManyNodes
        ids.append(way.id)
        kinds.append(str(kind))
        steps.append(has_steps(tags))
        closed.append(is_closed(tags))
        chains.append([node.ref for node in way.nodes])
    sizes = np.array([len(chain) for chain in chains], dtype=np.int64)
    refs = np.array([ref for chain in chains for ref in chain], dtype=np.int64)
    return OsmWays(
        np.array(ids, dtype=np.int64),
        np.array(kinds, dtype=np.str_),
        np.array(steps, dtype=bool),
        np.array(closed, dtype=bool),
        sizes,
        refs,
        **_nodes(path, set(refs.tolist())),
    )


def _entities(path: Path, kind: Any) -> Any:
    return osmium.FileProcessor(osmium.io.File(str(path), "pbf"), kind)


def _nodes(path: Path, asked: set[int]) -> dict[str, NDArray[Any]]:
    """The nodes asked for, in one pass; a filter of ids inside osmium would take memory by the largest id."""
    found: dict[int, tuple[float, float]] = {}
    gates: dict[int, str] = {}
    for count, node in enumerate(_entities(path, osmium.osm.NODE)):
        if count > OSM_NODES:
            raise TooManyNodes
        if node.id in asked and node.location.valid():
            found[node.id] = (node.location.lon, node.location.lat)
            if node.tags.get(GATE[0]) == GATE[1]:
                gates[node.id] = node.tags.get(ESTATE_OF_GATE) or ""
    ids = sorted(found)
    return {
        "nodes": np.array(ids, dtype=np.int64),
        "degrees": np.array([found[one] for one in ids], dtype=np.float64).reshape(-1, 2),
        "gates": np.array([one in gates for one in ids], dtype=bool),
        "estates": np.array([gates.get(one, "") for one in ids], dtype=np.str_),
    }


def _main(path: str) -> int:
    try:
        ways = ways_of(Path(path))
    except TooManyNodes:
        return _TOO_MANY
    except (RuntimeError, ValueError, OverflowError):
        return _UNREADABLE
    np.savez(sys.stdout.buffer, **asdict(ways))
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1]))
