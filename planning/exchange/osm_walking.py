"""
The walking network of an OpenStreetMap extract (步行网络, .osm.pbf): which of its ways people walk, as nodes and edges.

Ways are read by `planning.exchange.osm_ways` (osmium). OpenStreetMap is in WGS 84, which is taken for CGCS2000 as
everywhere here: within a metre (`planning.coordinates.offsets`). A gate (barrier=gate) says by the tag `ref:estate` to
which residential area it opens. Few mappers write it; without it `gate_of` is empty and the gate a node like others.
"""

from decimal import Decimal
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from planning.coordinates.offsets import Datum
from planning.exchange.cells import read_column
from planning.exchange.geometry import Shapes, city_shapes
from planning.exchange.import_report import TableRead
from planning.exchange.notes import Notes, refusal, warning
from planning.exchange.osm_pieces import Chains, Pieces, pieces_of
from planning.exchange.osm_ways import OsmUnreadable, OsmWays, TooManyNodes, read_ways
from planning.exchange.reference_systems import Reference
from planning.exchange.table_files import ReadTable
from planning.exchange.typed import typed_table
from planning.model.contracts import TableContract
from planning.model.walking_tables import WALK_EDGES, WALK_NODES

_WGS84: Final = Reference(CRS.from_epsg(4326), Datum.WGS84)
_INVALID: Final = "不是完整的 OpenStreetMap PBF 文件，请重新导出 / not a whole OpenStreetMap PBF file; export it anew"
_TOO_MANY: Final = "节点过多，请只导出道路（highway） / too many nodes; export the highways alone"


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
        ways = read_ways(path)
    except TooManyNodes:
        return None, refusal(file, "too-many-vertices", hint=_TOO_MANY)
    except OsmUnreadable:
        return None, refusal(file, "osm-invalid", hint=_INVALID)
    if len(np.unique(ways.ids)) < len(ways.ids):
        hint = "同一条道路出现两次，可能是历史文件 / one way stands twice; this may be a file of history"
        return None, refusal(file, "osm-invalid", hint=hint)
    if not len(ways.ids):
        hint = "文件中没有可步行的道路 / the file has no way that people walk"
        return None, refusal(file, "no-rows", hint=hint)
    return _network(ways, file=file, metric_crs=metric_crs)


def _network(ways: OsmWays, *, file: str, metric_crs: str) -> tuple[tuple[ReadTable, ReadTable] | None, Notes]:
    place = np.searchsorted(ways.nodes, ways.refs)
    there = np.isin(ways.refs, ways.nodes)
    chains = Chains(np.repeat(np.arange(len(ways.ids)), ways.sizes), np.where(there, place, -1))
    points = gpd.GeoSeries(shapely.points(ways.degrees), crs=_WGS84.crs)
    metres = shapely.get_coordinates(points.to_crs(metric_crs).to_numpy())
    metres = np.where(np.isfinite(metres), metres, 0.0)  # the plane ends before the globe; such nodes are refused below
    pieces = pieces_of(chains, metres=metres, gates=ways.gates)
    notes = _missing(ways.refs[~there], file)
    if not len(pieces.way):
        hint = "道路的节点都不在文件中 / the file lacks the nodes of its ways"
        return None, notes + refusal(file, "osm-invalid", hint=hint)
    used = np.unique(np.r_[pieces.start, pieces.end])
    table, more = _node_table(ways, used, file=file, metric_crs=metric_crs)
    return (table, _edge_table(ways, pieces, file=file)), notes + more


def _missing(refs: NDArray[np.int64], file: str) -> Notes:
    if not len(refs):
        return Notes()
    lost = np.unique(refs)
    hint = (
        f"文件缺少道路的{len(lost)}个节点，道路在那里中断；导出时请保留完整的道路"
        f" / the file lacks {len(lost)} node(s) of its ways, which are interrupted there; export whole ways"
    )
    return warning(file, "osm-nodes-missing", hint=hint, value=f"n{lost[0]}")


def _node_table(ways: OsmWays, used: NDArray[np.int64], *, file: str, metric_crs: str) -> tuple[ReadTable, Notes]:
    index = pd.RangeIndex(len(used))
    rows = pd.Series(index + 1, index=index)
    said = pd.Series(ways.estates[used], index=index, dtype="str")
    estate, notes = read_column(WALK_NODES.column("gate_of"), said, file=file, rows=rows)
    column = WALK_NODES.column("geometry")
    raw = pd.Series(np.asarray(shapely.points(ways.degrees[used]), dtype=object), index=index)
    shapes, more = city_shapes(raw, Shapes(column, file, rows, _WGS84), metric_crs=metric_crs)
    columns = {
        "node_id": pd.Series([f"n{one}" for one in ways.nodes[used].tolist()], index=index),
        "gate_of": estate,
        column.name: shapes,
    }
    return _read_table(WALK_NODES, columns, file=file, rows=rows), notes + more


def _edge_table(ways: OsmWays, pieces: Pieces, *, file: str) -> ReadTable:
    index = pd.RangeIndex(len(pieces.way))
    ends = {"from_node": ways.nodes[pieces.start], "to_node": ways.nodes[pieces.end]}
    cut = zip(ways.ids[pieces.way].tolist(), pieces.number.tolist(), strict=True)
    centimetres = np.round(pieces.length_m * 100).astype(np.int64)
    columns = {
        "edge_id": pd.Series([f"w{way}-{number}" for way, number in cut], index=index),
        **{name: pd.Series([f"n{one}" for one in ids.tolist()], index=index) for name, ids in ends.items()},
        "kind": pd.Series(ways.kinds[pieces.way], index=index, dtype="str"),
        "length_m": pd.Series([Decimal(one).scaleb(-2) for one in centimetres.tolist()], index=index, dtype=object),
        "steps": pd.Series(ways.steps[pieces.way], index=index),
        "closed": pd.Series(ways.closed[pieces.way], index=index),
    }
    return _read_table(WALK_EDGES, columns, file=file, rows=pd.Series(index + 1, index=index))


def _read_table(contract: TableContract, columns: dict[str, pd.Series], *, file: str, rows: pd.Series) -> ReadTable:
    table = typed_table(contract, columns, index=rows.index)
    return ReadTable(contract, table, file, rows, TableRead(contract.name, file, "", len(table)))
