"""
The walking network of an OpenStreetMap extract (步行网络, .osm.pbf): which of its ways people walk, as nodes and edges.

Read by osmium (pyosmium), which the developers of OpenStreetMap's own tools maintain: it reads and writes PBF, keeps
the ids of nodes, and comes as one wheel of 2 MB without GDAL. OpenStreetMap is in WGS 84, which is taken for CGCS2000
as everywhere here: within a metre (`planning.coordinates.offsets`). A gate (barrier=gate) says by the tag `ref:estate`
to which residential area it opens. Few mappers write it; without it `gate_of` is empty and the gate a node like others.
"""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from planning.coordinates.offsets import Datum
from planning.exchange.cells import read_column
from planning.exchange.geometry import Shapes, city_shapes
from planning.exchange.import_report import TableRead
from planning.exchange.limits import OSM_NODES, VERTICES
from planning.exchange.notes import Notes, refusal, warning
from planning.exchange.osm_pieces import Chains, Pieces, pieces_of
from planning.exchange.osm_tags import ESTATE_OF_GATE, GATE, has_steps, is_closed, kind_of, walked_tags
from planning.exchange.reference_systems import Reference
from planning.exchange.table_files import ReadTable
from planning.exchange.typed import typed_table
from planning.model.contracts import TableContract
from planning.model.walking_tables import WALK_EDGES, WALK_NODES

_WGS84: Final = Reference(CRS.from_epsg(4326), Datum.WGS84)
_INVALID: Final = "不是完整的 OpenStreetMap PBF 文件，请重新导出 / not a whole OpenStreetMap PBF file; export it anew"
_TOO_MANY: Final = "节点过多，请只导出道路（highway） / too many nodes; export the highways alone"


@dataclass(frozen=True, slots=True)
class _Ways:
    """Walked ways: id, tags, and how many nodes each has; the nodes of all of them one after another."""

    ids: NDArray[np.int64]
    tags: list[dict[str, str]]
    sizes: NDArray[np.int64]
    refs: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Nodes:
    """The nodes of walked ways that the file has, in order of their id; `estate` is None where nothing is said."""

    ids: NDArray[np.int64]
    degrees: NDArray[np.float64]
    gate: NDArray[np.bool_]
    estate: NDArray[np.object_]


class _TooMany(Exception):
    """More nodes than are read."""


def read_osm_walking(path: Path, *, file: str, metric_crs: str) -> tuple[tuple[ReadTable, ReadTable] | None, Notes]:
    """
    Read the walking network of an OpenStreetMap file.

    Parameters
    ----------
    path
        An `.osm.pbf` file.
    file
        What messages call it.
    metric_crs
        The city's projected system, in which lengths are measured: the sum of the straight pieces of a way.

    Returns
    -------
    tuple[tuple[ReadTable, ReadTable] | None, Notes]
        `walk_nodes` and `walk_edges`, typed, in CGCS2000. Ways are cut at nodes that are shared, at ends and at gates;
        ids are `n<node>` and `w<way>-<piece>`. None, with `osm-invalid`, `too-many-vertices` or `no-rows`, where the
        file cannot be read or nobody walks there. Nodes that a way names and the file lacks are a warning with their
        count (`osm-nodes-missing`); the way is interrupted there.
    """
    try:
        ways = _walked_ways(path)
        nodes = _nodes(path, np.unique(ways.refs))
    except _TooMany:
        return None, refusal(file, "too-many-vertices", hint=_TOO_MANY)
    except (RuntimeError, ValueError, OverflowError):  # what osmium raises on bytes that it cannot read
        return None, refusal(file, "osm-invalid", hint=_INVALID)
    if len(np.unique(ways.ids)) < len(ways.ids):
        hint = "同一条道路出现两次，可能是历史文件 / one way stands twice; this may be a file of history"
        return None, refusal(file, "osm-invalid", hint=hint)
    if not len(ways.ids):
        hint = "文件中没有可步行的道路 / the file has no way that people walk"
        return None, refusal(file, "no-rows", hint=hint)
    return _network(ways, nodes, file=file, metric_crs=metric_crs)


def _entities(path: Path, kind: Any) -> Any:
    """What of one kind a file holds; an absolute path, for osmium takes others for addresses."""
    return osmium.FileProcessor(osmium.io.File(str(path.resolve()), "pbf"), kind)


def _walked_ways(path: Path) -> _Ways:
    ids, tags, chains, total = [], [], [], 0
    for way in _entities(path, osmium.osm.WAY).with_filter(osmium.filter.KeyFilter("highway")):
        said = walked_tags(way.tags)
        if kind_of(said) is None or len(way.nodes) < 2:
            continue
        total += len(way.nodes)
        if total > VERTICES:
            raise _TooMany
        ids.append(way.id)
        tags.append(said)
        chains.append([node.ref for node in way.nodes])
    sizes = np.array([len(chain) for chain in chains], dtype=np.int64)
    refs = np.array([ref for chain in chains for ref in chain], dtype=np.int64)
    return _Ways(np.array(ids, dtype=np.int64), tags, sizes, refs)


def _nodes(path: Path, wanted: NDArray[np.int64]) -> _Nodes:
    """Look the nodes up in one pass; a filter of ids inside osmium would take memory by the largest id."""
    asked = set(wanted.tolist())
    found: dict[int, tuple[float, float]] = {}
    gates: dict[int, str | None] = {}
    for count, node in enumerate(_entities(path, osmium.osm.NODE)):
        if count > OSM_NODES:
            raise _TooMany
        if node.id in asked and node.location.valid():
            found[node.id] = (node.location.lon, node.location.lat)
            if node.tags.get(GATE[0]) == GATE[1]:
                gates[node.id] = node.tags.get(ESTATE_OF_GATE)
    ids = np.array(sorted(found), dtype=np.int64)
    degrees = np.array([found[one] for one in ids.tolist()], dtype=np.float64).reshape(-1, 2)
    gate = np.array([one in gates for one in ids.tolist()], dtype=bool)
    estate = np.array([gates.get(one) for one in ids.tolist()], dtype=object)
    return _Nodes(ids, degrees, gate, estate)


def _network(
    ways: _Ways, nodes: _Nodes, *, file: str, metric_crs: str
) -> tuple[tuple[ReadTable, ReadTable] | None, Notes]:
    place = np.searchsorted(nodes.ids, ways.refs)
    there = np.isin(ways.refs, nodes.ids)
    chains = Chains(np.repeat(np.arange(len(ways.ids)), ways.sizes), np.where(there, place, -1))
    points = gpd.GeoSeries(shapely.points(nodes.degrees), crs=_WGS84.crs)
    metres = shapely.get_coordinates(points.to_crs(metric_crs).to_numpy())
    pieces = pieces_of(chains, metres=metres, gates=nodes.gate)
    notes = _missing(ways.refs[~there], file)
    if not len(pieces.way):
        hint = "道路的节点都不在文件中 / the file lacks the nodes of its ways"
        return None, notes + refusal(file, "osm-invalid", hint=hint)
    used = np.unique(np.r_[pieces.start, pieces.end])
    table, more = _node_table(nodes, used, file=file, metric_crs=metric_crs)
    return (table, _edge_table(ways, nodes, pieces, file=file)), notes + more


def _missing(refs: NDArray[np.int64], file: str) -> Notes:
    if not len(refs):
        return Notes()
    lost = np.unique(refs)
    hint = (
        f"文件缺少道路的{len(lost)}个节点，道路在那里中断；导出时请保留完整的道路"
        f" / the file lacks {len(lost)} node(s) of its ways, which are interrupted there; export whole ways"
    )
    return warning(file, "osm-nodes-missing", hint=hint, value=f"n{lost[0]}")


def _node_table(nodes: _Nodes, used: NDArray[np.int64], *, file: str, metric_crs: str) -> tuple[ReadTable, Notes]:
    index = pd.RangeIndex(len(used))
    rows = pd.Series(index + 1, index=index)
    said = pd.Series(nodes.estate[used], index=index, dtype="str")
    estate, notes = read_column(WALK_NODES.column("gate_of"), said, file=file, rows=rows)
    column = WALK_NODES.column("geometry")
    raw = pd.Series(np.asarray(shapely.points(nodes.degrees[used]), dtype=object), index=index)
    shapes, more = city_shapes(raw, Shapes(column, file, rows, _WGS84), metric_crs=metric_crs)
    columns = {
        "node_id": pd.Series([f"n{one}" for one in nodes.ids[used].tolist()], index=index),
        "gate_of": estate,
        column.name: shapes,
    }
    return _read_table(WALK_NODES, columns, file=file, rows=rows), notes + more


def _edge_table(ways: _Ways, nodes: _Nodes, pieces: Pieces, *, file: str) -> ReadTable:
    index = pd.RangeIndex(len(pieces.way))
    kinds = np.array([kind_of(tags) for tags in ways.tags], dtype=object)
    steps = np.array([has_steps(tags) for tags in ways.tags], dtype=bool)
    closed = np.array([is_closed(tags) for tags in ways.tags], dtype=bool)
    ends = {"from_node": nodes.ids[pieces.start], "to_node": nodes.ids[pieces.end]}
    cut = zip(ways.ids[pieces.way].tolist(), pieces.number.tolist(), strict=True)
    centimetres = np.round(pieces.length_m * 100).astype(np.int64)
    columns = {
        "edge_id": pd.Series([f"w{way}-{number}" for way, number in cut], index=index),
        **{name: pd.Series([f"n{one}" for one in ids.tolist()], index=index) for name, ids in ends.items()},
        "kind": pd.Series([str(kind) for kind in kinds[pieces.way]], index=index),
        "length_m": pd.Series([Decimal(one).scaleb(-2) for one in centimetres.tolist()], index=index, dtype=object),
        "steps": pd.Series(steps[pieces.way], index=index),
        "closed": pd.Series(closed[pieces.way], index=index),
    }
    return _read_table(WALK_EDGES, columns, file=file, rows=pd.Series(index + 1, index=index))


def _read_table(contract: TableContract, columns: dict[str, pd.Series], *, file: str, rows: pd.Series) -> ReadTable:
    table = typed_table(contract, columns, index=rows.index)
    return ReadTable(contract, table, file, rows, TableRead(contract.name, file, "", len(table)))
