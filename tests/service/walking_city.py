"""The smallest city to walk in: a grid of five by five corners with a river, drawn by hand in docs/reach.md."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shapely.geometry import mapping

from tests.builders import spot, square
from tests.service.tiny_city import CITY_TOML, GEOMETRY_TABLE, PLAIN_TABLE

# Corners lie 300 m apart, (column, row) from the south-west. West of the river live three columns, east of it two:
#   row 4   H2 - .  - .  =  .  - .     = the bridge
#   row 3   .  - .  - S2    S3 - .     S2 20 mixed places, not inclusive; S3 10 for infants, not open to neighbours
#   row 2   .  - .  - H3    H4 - .
#   row 1   .  - .  - .     .  - .
#   row 0   H1 - S1 - .  #  .  - .     # a footbridge with steps; S1 4 places for ages 12 to 24 months, inclusive
# 甲街道 has H1 and H2, 乙街道 H3, 丙街道 H4; 36 children under 3 at each, one born a month.
BLOCK_KM = 0.3
HOMES = {"H1": (0, 0), "H2": (0, 4), "H3": (2, 2), "H4": (3, 2)}
SITES = {"S1": (1, 0), "S2": (2, 3), "S3": (3, 3)}
GATES = ("H1", "H2", "H4")  # nobody told where H3 opens
BORN = {"880101": 2, "880102": 1, "880201": 1}

POPULATION = """area_id,on,kind,residents,source
88,2025-12-31,permanent,4800,test
8801,2025-12-31,permanent,3600,test
8802,2025-12-31,permanent,1200,test
880101,2025-12-31,permanent,2400,test
880102,2025-12-31,permanent,1200,test
880201,2025-12-31,permanent,1200,test
"""
INSTITUTIONS = """institution_id,name,kind,ownership,source
I1,<b>向阳</b>托育园,nursery,private,test
I2,江畔托育园,nursery,private,test
I3,船厂托育园,nursery,private,test
"""
STATES = """site_id,since,state,source
S1,2022-01-01,filed,test
S2,2022-01-01,filed,test
S3,2022-01-01,filed,test
"""
REPORTS = """site_id,reported_on,place_class,places,enrolled,source
S1,2025-06-30,toddler_small,4,3,test
S2,2025-06-30,mixed,20,8,test
S3,2025-06-30,infant,10,2,test
"""
STATUSES = """institution_id,recognised_by,since,source
I1,district,2023-01-01,test
I3,district,2023-01-01,test
"""


def write_walking_city(
    folder: Path, *, profile: str = "demo-city", born: dict[str, int] = BORN, left_out: Iterable[str] = ()
) -> Path:
    """Write the folder; `born` are births a month by street, `left_out` the tables that the city does not have."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = {
        "population": POPULATION,
        "births": _births(born),
        "institutions": INSTITUTIONS,
        "site_states": STATES,
        "place_reports": REPORTS,
        "inclusive_statuses": STATUSES,
        "walk_edges": _edges(),
    }
    drawn = {"areas": _areas(), "residential_areas": _homes(), "sites": _sites(), "walk_nodes": _nodes()}
    manifest = CITY_TOML.format(profile=profile).replace("tiny-city", "walking-city")
    if "walk_edges" not in (absent := frozenset(left_out)):
        manifest += '\n[walking_network]\nsource = "手绘路网"\non = 2025-12-31\n'
    for name, text in plain.items():
        if name not in absent:
            manifest += PLAIN_TABLE.format(name=name)
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    for name, features in drawn.items():
        if name not in absent:
            manifest += GEOMETRY_TABLE.format(name=name)
            text = json.dumps({"type": "FeatureCollection", "features": features})
            (folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    (folder / "city.toml").write_text(manifest, encoding="utf-8")
    return folder


def _births(born: dict[str, int]) -> str:
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    rows = [f"{area},{month},{number},test" for area, number in born.items() for month in months]
    return "area_id,month,births,source\n" + "\n".join(rows) + "\n"


def _edges() -> str:
    rows = []
    for x in range(5):
        for y in range(5):
            if x < 4 and (x != 2 or y in {0, 4}):
                rows.append(f"e{x}{y},n{x}{y},n{x + 1}{y},street,300,{str(x == 2 and y == 0).lower()},test")
            if y < 4:
                rows.append(f"n{x}{y},n{x}{y},n{x}{y + 1},street,300,false,test")
    return "edge_id,from_node,to_node,kind,length_m,steps,source\n" + "\n".join(rows) + "\n"


def _nodes() -> list[dict[str, Any]]:
    opens = {HOMES[name]: name for name in GATES}
    return [
        _feature({"node_id": f"n{x}{y}", "gate_of": opens.get((x, y))}, spot(x * BLOCK_KM, y * BLOCK_KM))
        for x in range(5)
        for y in range(5)
    ]


def _homes() -> list[dict[str, Any]]:
    told = {"era": "existing", "status": "delivered", "residents": 1200, "source": "test"}
    half = 0.01  # km: an outline of 20 m by 20 m round its corner
    return [
        _feature(
            {"residential_area_id": name, "name": f"{name}小区", **told},
            square(x * BLOCK_KM - half, y * BLOCK_KM - half, x * BLOCK_KM + half, y * BLOCK_KM + half),
        )
        for name, (x, y) in HOMES.items()
    ]


def _sites() -> list[dict[str, Any]]:
    return [
        _feature(
            {
                "site_id": name,
                "institution_id": name.replace("S", "I"),
                "name": f"第{name[1]}点",
                "address": "测试路1号",
                "open_to_neighbours": name != "S3",
                "service_forms": "full_day",
            },
            spot(x * BLOCK_KM, y * BLOCK_KM),
        )
        for name, (x, y) in SITES.items()
    ]


def _areas() -> list[dict[str, Any]]:
    rows = [
        ("88", "小城", "city", "city", None, (-0.15, 1.35)),
        ("8801", "西区", "district", "district", "88", (-0.15, 0.75)),
        ("8802", "东区", "district", "district", "88", (0.75, 1.35)),
        ("880101", "甲街道", "street", "subdistrict", "8801", (-0.15, 0.45)),
        ("880102", "乙街道", "street", "subdistrict", "8801", (0.45, 0.75)),
        ("880201", "丙街道", "street", "subdistrict", "8802", (0.75, 1.35)),
    ]
    names = ("area_id", "name", "level", "kind", "parent_id")
    return [_feature(dict(zip(names, row[:5], strict=True)), square(row[5][0], -0.15, row[5][1], 1.35)) for row in rows]


def _feature(properties: dict[str, Any], shape: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}
