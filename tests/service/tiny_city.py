"""The smallest city that makes the points: one district, two streets, one open site in the north and a closed one."""

import json
from pathlib import Path
from typing import Any

# Two squares of about one kilometre, one above the other; by pencil:
#   north 20,000 residents, 400 children, 60 open places; south 10,000 residents, 200 children, none open.
CITY_TOML = """
[city]
city_id = "tiny-city"
name = "小城"
name_en = "Tiny City"
synthetic = true
notice = "合成数据，仅供测试"
profile = "{profile}"
on = 2025-12-31
metric_crs = "EPSG:4547"
register_on = 2025-12-31
"""
GEOMETRY_TABLE = '\n[[table]]\nname = "{name}"\nfile = "{name}.geojson"\ncrs = "EPSG:4490"\ndatum = "CGCS2000"\n'
PLAIN_TABLE = '\n[[table]]\nname = "{name}"\nfile = "{name}.csv"\n'

POPULATION = """area_id,on,kind,residents,children_under_3,source
88,2025-12-31,permanent,30000,600,test
8801,2025-12-31,permanent,30000,600,test
880101,2025-12-31,permanent,20000,400,test
880102,2025-12-31,permanent,{south},{south_children},test
"""
INSTITUTIONS = """institution_id,name,kind,ownership,source
I1,<b>向阳</b>托育园,nursery,private,test
I2,江畔托育园,nursery,private,test
"""
STATES = """site_id,since,state,source
S1,2022-01-01,filed,test
S2,2022-01-01,filed,test
S2,2024-06-01,closed,test
"""
REPORTS = """site_id,reported_on,place_class,places,enrolled,classes,source
S1,2025-06-30,toddler_small,60,45,4,test
S2,2023-06-30,mixed,30,10,2,test
"""


def write_tiny_city(
    folder: Path, *, south: str = "10000", south_children: str = "200", profile: str = "demo-city"
) -> Path:
    """Write the folder; `south` and `south_children` are what stands for the people of the southern street."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = "".join(GEOMETRY_TABLE.format(name=name) for name in ("areas", "sites"))
    plain = {
        "population": POPULATION.format(south=south, south_children=south_children),
        "institutions": INSTITUTIONS,
        "site_states": STATES,
        "place_reports": REPORTS,
    }
    tables += "".join(PLAIN_TABLE.format(name=name) for name in plain)
    (folder / "city.toml").write_text(CITY_TOML.format(profile=profile) + tables, encoding="utf-8")
    for name, text in plain.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "areas.geojson").write_text(json.dumps(_collection(_areas())), encoding="utf-8")
    (folder / "sites.geojson").write_text(json.dumps(_collection(_sites())), encoding="utf-8")
    return folder


def add_new_homes(folder: Path, *names: str) -> Path:
    """Add new residential areas of 5,000 residents each, handed over without a single place, and one existing area."""
    common = {"status": "delivered", "residents": 5000, "source": "test"}
    rows = [("new", name) for name in names] + [("existing", "旧里")]
    homes = [
        _feature(
            {"residential_area_id": f"H{n}", "name": name, "era": era, **common},
            _square(32.001 + n / 1000, 32.0015 + n / 1000),
        )
        for n, (era, name) in enumerate(rows)
    ]
    (folder / "residential_areas.geojson").write_text(json.dumps(_collection(homes)), encoding="utf-8")
    manifest = folder / "city.toml"
    table = GEOMETRY_TABLE.format(name="residential_areas")
    manifest.write_text(manifest.read_text(encoding="utf-8") + table, encoding="utf-8")
    return folder


def _areas() -> list[dict[str, Any]]:
    whole, north, south = _square(32.00, 32.02), _square(32.01, 32.02), _square(32.00, 32.01)
    rows = [
        ("88", "小城", "city", "city", None, whole),
        ("8801", "中区", "district", "district", "88", whole),
        ("880101", "北岸街道", "street", "subdistrict", "8801", north),
        ("880102", "南岸街道", "street", "subdistrict", "8801", south),
    ]
    names = ("area_id", "name", "level", "kind", "parent_id")
    return [_feature(dict(zip(names, row[:5], strict=True)), row[5]) for row in rows]


def _sites() -> list[dict[str, Any]]:
    common = {"address": "测试路1号", "open_to_neighbours": True, "service_forms": "full_day"}
    return [
        _feature(
            {"site_id": f"S{n}", "institution_id": f"I{n}", "name": f"第{n}点", **common},
            {"type": "Point", "coordinates": [114.005, latitude]},
        )
        for n, latitude in ((1, 32.015), (2, 32.005))
    ]


def _square(bottom: float, top: float) -> dict[str, Any]:
    ring = [[114.0, bottom], [114.01, bottom], [114.01, top], [114.0, top], [114.0, bottom]]
    return {"type": "Polygon", "coordinates": [ring]}


def _feature(properties: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def silence_a_class(folder: Path) -> Path:
    """Ten more places at the open site, of which nobody reported how many are taken."""
    reports = folder / "place_reports.csv"
    reports.write_text(reports.read_text(encoding="utf-8") + "S1,2025-06-30,infant,10,,1,test\n", encoding="utf-8")
    return folder


def add_births(folder: Path, *, assumptions: str = "births_factor,low,88,2026,0.5,test\n") -> Path:
    """Add three years of births, ten a month in the north and five in the south, and what is assumed of the next."""
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    rows = [f"{area},{month},{born},test" for area, born in (("880101", 10), ("880102", 5)) for month in months]
    (folder / "births.csv").write_text("area_id,month,births,source\n" + "\n".join(rows) + "\n", encoding="utf-8")
    head = "assumption,variant,area_id,from_year,value,source\n"
    (folder / "projection_assumptions.csv").write_text(head + assumptions, encoding="utf-8")
    manifest = folder / "city.toml"
    tables = "".join(PLAIN_TABLE.format(name=name) for name in ("births", "projection_assumptions"))
    manifest.write_text(manifest.read_text(encoding="utf-8") + tables, encoding="utf-8")
    return folder
