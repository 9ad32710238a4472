"""A walking network of four crossings in the small city: two on each bank, and one way between them."""

from typing import Any

import pytest

from planning.errors import Issue
from planning.exchange.import_report import ImportReport

# 0.001 degrees of latitude are 110.9 m there.
NODES = """node_id,gate_of,longitude,latitude
N1,,114.05,30.050
N2,,114.05,30.051
N3,,114.05,30.052
N4,,114.05,30.053
"""
EDGES = """edge_id,from_node,to_node,kind,length_m,steps,closed
E1,N1,N2,street,115.0,,
E2,N2,N3,bridge,111.0,,
E3,N3,N4,path,,true,
"""
SECTION = """
[walking_network]
source = "城市道路测绘"
"""


class Walked:
    """The small city with the network in its folder."""

    def __init__(self, files: Any) -> None:
        self.files = files
        self.nodes, self.edges, self.section = NODES, EDGES, SECTION
        files.sources["walk_nodes"] = "walk_nodes.csv"
        files.crs["walk_nodes"], files.datum["walk_nodes"] = "EPSG:4490", "CGCS2000"

    def without(self, table: str) -> None:
        """Leave a table out of the folder."""
        self.files.written.pop(f"{table}.csv", None)
        setattr(self, table.removeprefix("walk_"), "")
        self.files.sources.pop(table, None)

    def check(self) -> ImportReport:
        written = {"walk_nodes.csv": self.nodes, "walk_edges.csv": self.edges}
        self.files.written |= {name: text.encode() for name, text in written.items() if text}
        self.files.more_manifest = self.section
        report: ImportReport = self.files.check()
        return report


@pytest.fixture
def network(files: Any) -> Walked:
    return Walked(files)


def told(issues: tuple[Issue, ...]) -> list[tuple[str, str, str]]:
    return [(issue.file, issue.code, issue.value) for issue in issues]


def test_a_sound_network_is_taken_without_a_word(network: Walked) -> None:
    report = network.check()
    assert report.city is not None, report.issues
    assert report.warnings == ()
    assert len(report.city.table("walk_edges")) == 3
    assert report.city.manifest.walking is not None
    assert report.city.manifest.walking.source == "城市道路测绘"
    assert report.city.manifest.walking.on is None


def test_a_network_without_a_source_is_refused_and_the_section_to_add_is_named(network: Walked) -> None:
    network.section = ""
    report = network.check()
    assert [(issue.field, issue.code) for issue in report.issues] == [("walking_network.source", "required")]
    assert "[walking_network]" in report.issues[0].hint


@pytest.mark.parametrize("source", [" ", "\\u0000", "……"])
def test_a_source_that_nobody_can_read_is_refused(network: Walked, source: str) -> None:
    network.section = f'[walking_network]\nsource = "{source}"\n'
    report = network.check()
    assert [(issue.field, issue.code) for issue in report.issues] == [("walking_network.source", "value-invalid")]
    assert report.issues[0].hint.startswith("来源不能空白，也不能有不可见的字符，请写明出处 / ")


def test_a_source_without_a_network_is_refused(network: Walked) -> None:
    network.without("walk_nodes")
    network.without("walk_edges")
    assert [(issue.field, issue.code) for issue in network.check().issues] == [("walking_network", "table-missing")]


def test_a_way_from_a_node_to_itself_is_refused(network: Walked) -> None:
    network.edges += "E4,N4,N4,path,10.0,,\n"
    assert told(network.check().issues) == [("walk_edges.csv", "inconsistent", "N4")]


def test_a_length_may_be_shorter_than_the_straight_line_by_a_metre_and_no_more(network: Walked) -> None:
    network.edges = EDGES.replace("115.0", "110.0")
    assert network.check().accepted
    network.edges = EDGES.replace("115.0", "109.0")
    report = network.check()
    assert told(report.issues) == [("walk_edges.csv", "inconsistent", "109.0")]
    assert report.issues[0].row == 2
    assert "110.9" in report.issues[0].hint


@pytest.mark.parametrize(("length", "code"), [("-5", "out-of-range"), ("NaN", "not-a-number")])
def test_a_length_below_zero_or_that_is_no_number_is_refused(network: Walked, length: str, code: str) -> None:
    network.edges = EDGES.replace("115.0", length)
    assert told(network.check().issues) == [("walk_edges.csv", code, length)]


def test_two_ways_between_the_same_nodes_are_kept_with_a_warning_whatever_their_direction(network: Walked) -> None:
    network.edges += "E4,N2,N1,path,140.0,,\n"
    report = network.check()
    assert told(report.warnings) == [("walk_edges.csv", "ways-double", "E4")]
    assert report.rows_read["walk_edges"] == 4


def test_nodes_without_a_way_are_counted(network: Walked) -> None:
    network.nodes += "N5,,114.06,30.05\nN6,,114.07,30.05\n"
    report = network.check()
    assert told(report.warnings) == [("walk_nodes.csv", "ways-none", "N5")]
    assert report.warnings[0].row == 6
    assert "2个节点" in report.warnings[0].hint


def test_a_network_in_parts_says_how_many_and_how_many_nodes_lie_outside_the_largest(network: Walked) -> None:
    network.nodes += "N5,,114.06,30.05\nN6,,114.06,30.051\n"
    network.edges += "E4,N5,N6,path,140.0,,\n"
    report = network.check()
    assert told(report.warnings) == [("walk_edges.csv", "ways-apart", "")]
    assert "分为2个" in report.warnings[0].hint
    assert "2个节点在最大部分之外" in report.warnings[0].hint


def test_a_closed_bridge_parts_the_banks(network: Walked) -> None:
    network.edges = EDGES.replace("111.0,,", "111.0,,true")
    assert told(network.check().warnings) == [("walk_edges.csv", "ways-apart", "")]


def test_ways_without_the_table_of_nodes_are_refused(network: Walked) -> None:
    network.without("walk_nodes")
    assert told(network.check().issues) == [("walk_edges.csv", "table-missing", "walk_nodes")] * 2


def test_nodes_without_the_table_of_ways_are_refused(network: Walked) -> None:
    network.without("walk_edges")
    assert [(issue.code, issue.field) for issue in network.check().issues] == [("table-missing", "walk_edges")]


def test_a_way_to_a_node_that_is_not_there_is_refused_and_measured_nowhere(network: Walked) -> None:
    network.edges += "E4,N4,N9,path,1.0,,\n"
    assert told(network.check().issues) == [("walk_edges.csv", "reference-unknown", "N9")]


def test_a_node_without_a_position_is_refused_once(network: Walked) -> None:
    network.nodes = NODES.replace("114.05,30.051", ",30.051")
    assert {code for _, code, _ in told(network.check().issues)} == {"geometry-empty"}


def test_a_network_of_elsewhere_is_refused_once_with_the_number_of_its_nodes(network: Walked) -> None:
    network.nodes = NODES.replace("114.05", "118.05")
    report = network.check()
    assert told(report.issues) == [("walk_nodes.csv", "outside-study-area", "N1")]
    assert "4个节点" in report.issues[0].hint


def test_a_way_that_winds_far_from_its_straight_line_is_told_of(network: Walked) -> None:
    # 110.9 m apart and 400 m long: half of the root of 400² - 110.9² is 192 m.
    network.edges = EDGES.replace("115.0", "400.0")
    report = network.check()
    assert told(report.warnings) == [("walk_edges.csv", "ways-winding", "E1")]
    assert "192米" in report.warnings[0].hint
    network.edges = EDGES.replace("115.0", "165.0")  # 61 m aside at most
    assert network.check().warnings == ()


def test_a_gate_far_from_its_estate_is_told_of(network: Walked, ring: Any) -> None:
    outline = {"type": "Polygon", "coordinates": ring(114.05, 30.050, width=0.001, height=0.001)}
    properties = {"residential_area_id": "R1", "name": "花园", "era": "existing", "status": "delivered"}
    network.files.features["residential_areas"] = [
        {"type": "Feature", "properties": properties | {"source": "规划资料"}, "geometry": outline}
    ]
    network.files.extra["residential_areas"] = {}
    network.files.sources["residential_areas"] = "residential_areas.geojson"
    network.files.crs["residential_areas"] = "EPSG:4490"
    network.files.datum["residential_areas"] = "CGCS2000"
    network.nodes = NODES.replace("N2,,", "N2,R1,")  # at its corner
    assert network.check().warnings == ()
    network.nodes = NODES.replace("N4,,", "N4,R1,")  # two steps of 110.9 m north of it
    (warning,) = network.check().warnings
    assert (warning.file, warning.code, warning.value) == ("walk_nodes.csv", "gate-far", "N4")
    assert "222米" in warning.hint
