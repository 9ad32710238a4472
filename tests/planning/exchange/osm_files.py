"""Small OpenStreetMap files: ways and their nodes, written as the maps are."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import osmium

from planning.model.codes import WayKind

METRIC = "EPSG:4547"
TAGS: Mapping[str, dict[str, str]] = {
    WayKind.STREET: {"highway": "residential"},
    WayKind.PATH: {"highway": "footway"},
    WayKind.BRIDGE: {"highway": "tertiary", "bridge": "yes"},
    WayKind.UNDERPASS: {"highway": "footway", "tunnel": "yes"},
    WayKind.CROSSING: {"highway": "footway", "footway": "crossing"},
    WayKind.ESTATE: {"highway": "service", "service": "driveway"},
}
# 0.001 degrees of latitude are 110.9 m at 30 degrees north.
SPOTS = {1: (114.0, 30.0), 2: (114.0, 30.001), 3: (114.0, 30.002), 4: (114.001, 30.001), 5: (114.001, 30.002)}


def write(
    path: Path,
    ways: Mapping[int, tuple[list[int], dict[str, str]]],
    nodes: Mapping[int, Any] = SPOTS,
    *,
    compression: str = "zlib",
) -> None:
    """An .osm.pbf file of ways (their nodes and tags); a node is a position, or a position and tags."""
    with osmium.SimpleWriter(osmium.io.File(str(path), f"pbf,pbf_compression={compression}")) as writer:
        for number, node in sorted(nodes.items()):
            at, tags = node if isinstance(node[0], tuple) else (node, {})
            writer.add_node(osmium.osm.mutable.Node(id=number, location=at, tags=tags))
        for number, (refs, tags) in sorted(ways.items()):
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=refs, tags=tags))
