"""The tables of the walking network (步行网络): where people can walk, where estates open, how long each way is."""

from planning.model import codes
from planning.model.contracts import Column, Kind, TableContract

WALK_NODES = TableContract(
    name="walk_nodes",
    zh="步行网络节点",
    row="one point at which ways of the walking network meet, bend or end",
    key=("node_id",),
    columns=(
        Column("node_id", Kind.ID, "节点编号"),
        Column(
            "gate_of",
            Kind.ID,
            "小区出入口",
            required=False,
            filled=False,
            refers_to="residential_areas.residential_area_id",
            absence="gates are unknown: people of an estate start at the way nearest to it",
            about="the residential area that opens here; empty where the node is no gate",
        ),
        Column("geometry", Kind.POINT, "位置"),
    ),
    absence="distances are straight lines times the profile's detour factor",
)

WALK_EDGES = TableContract(
    name="walk_edges",
    zh="步行网络路段",
    row="one way between two nodes, walked in both directions",
    key=("edge_id",),
    columns=(
        Column("edge_id", Kind.ID, "路段编号"),
        Column("from_node", Kind.ID, "起点节点", refers_to="walk_nodes.node_id"),
        Column("to_node", Kind.ID, "终点节点", refers_to="walk_nodes.node_id"),
        Column("kind", Kind.CODE, "路段类型", codes=codes.WayKind),
        Column(
            "length_m",
            Kind.DECIMAL,
            "长度",
            unit="米",
            required=False,
            filled=False,
            absence="a way is as long as the straight line between its nodes",
        ),
        Column("steps", Kind.FLAG, "有台阶", required=False, filled=False, absence="no way is known to have steps"),
        Column("closed", Kind.FLAG, "封闭", required=False, filled=False, absence="every way is open"),
    ),
    absence="distances are straight lines times the profile's detour factor",
)
