"""A small city of one district and two streets, written as files that a test can spoil."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planning.exchange.city_folder import check_city_folder
from planning.exchange.import_report import ImportReport

MANIFEST = """
[city]
city_id = "pinghe"
name = "平河市"
name_en = "Pinghe"
synthetic = true
notice = "虚构的城市"
profile = "demo-city"
on = 2026-09-30
metric_crs = "EPSG:4547"
register_on = 2026-09-30
"""
TABLES = {
    "population.csv": """area_id,on,kind,residents,children_under_3,source
990101,2025-12-31,permanent,30000,600,统计年鉴
990102,2025-12-31,permanent,12000,,统计年鉴
""",
    "institutions.csv": """institution_id,name,kind,ownership,source
T01,柳街向阳托育园,nursery,private,备案信息
T02,桥镇幼儿园,kindergarten_class,public,备案信息
""",
    "site_states.csv": """site_id,since,state,source
S01,2021-03-01,filed,备案信息
S02,2022-09-01,under_education,备案信息
""",
    "place_reports.csv": """site_id,reported_on,place_class,places,enrolled,source
S01,2025-12-31,mixed,30,25,街道填报
S02,2025-12-31,toddler_large,20,,街道填报
""",
}


def square(west: float, south: float, *, width: float = 0.1, height: float = 0.1) -> list[list[list[float]]]:
    """The one ring of a rectangle, corner and sides in degrees, counter-clockwise."""
    east, north = west + width, south + height
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def polygon(rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": rings}


def point(*position: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(position)}


def area(area_id: str, name: str, *, level: str, kind: str, parent: str | None, rings: object) -> dict[str, Any]:
    properties = {"area_id": area_id, "name": name, "level": level, "kind": kind, "parent_id": parent}
    return {"type": "Feature", "properties": properties, "geometry": polygon(rings)}


def site(site_id: str, institution: str, *, at: tuple[float, float]) -> dict[str, Any]:
    properties = {
        "site_id": site_id,
        "institution_id": institution,
        "name": f"点位{site_id}",
        "address": None,
        "open_to_neighbours": None,
        "service_forms": "full_day;half_day",
    }
    return {"type": "Feature", "properties": properties, "geometry": point(*at)}


class CityFiles:
    """The folder of the small city; every method changes one file of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sources = {"areas": "areas.geojson", "sites": "sites.geojson"}
        self.crs = dict.fromkeys(self.sources, "EPSG:4490")
        self.datum = dict.fromkeys(self.sources, "CGCS2000")
        self.features: dict[str, list[dict[str, Any]]] = {
            "areas": [
                area("99", "平河市", level="city", kind="city", parent=None, rings=square(114.0, 30.0, width=0.2)),
                area(
                    "9901", "东区", level="district", kind="district", parent="99", rings=square(114.0, 30.0, width=0.2)
                ),
                area("990101", "柳街道", level="street", kind="subdistrict", parent="9901", rings=square(114.0, 30.0)),
                area("990102", "桥镇", level="street", kind="town", parent="9901", rings=square(114.1, 30.0)),
            ],
            "sites": [site("S01", "T01", at=(114.05, 30.05)), site("S02", "T02", at=(114.15, 30.05))],
        }
        self.extra: dict[str, dict[str, Any]] = {"areas": {}, "sites": {}}
        self.written: dict[str, bytes] = {name: text.encode() for name, text in TABLES.items()}
        self.more_manifest = ""
        self.metric_crs = "EPSG:4547"

    def replace(self, name: str, old: str, new: str) -> None:
        """Change text in a plain table."""
        text = self.written[name].decode()
        assert old in text
        self.written[name] = text.replace(old, new).encode()

    def spoil(self, table: str, row: int, **properties: object) -> None:
        """Change properties of a feature (rows count from 1)."""
        self.features[table][row - 1]["properties"].update(properties)

    def shape(self, table: str, row: int, geometry: object) -> None:
        """Give a feature another geometry."""
        self.features[table][row - 1]["geometry"] = geometry

    def save(self) -> None:
        """Write every file."""
        parts = [MANIFEST.replace("EPSG:4547", self.metric_crs), self.more_manifest]
        for name, file in self.sources.items():
            crs = f'crs = "{self.crs[name]}"\n' if self.crs[name] else ""
            datum = f'datum = "{self.datum[name]}"\n' if self.datum[name] else ""
            parts.append(f'[[table]]\nname = "{name}"\nfile = "{file}"\n{crs}{datum}')
        self.written.setdefault("city.toml", "\n".join(parts).encode())
        for name, features in self.features.items():
            collection = {"type": "FeatureCollection", **self.extra[name], "features": features}
            text = json.dumps(collection, ensure_ascii=False)
            self.written.setdefault(f"{name}.geojson", text.encode())
        for name, data in self.written.items():
            (self.folder / name).write_bytes(data)

    def check(self) -> ImportReport:
        """Write the files and read the folder."""
        self.save()
        return check_city_folder(self.folder)


@pytest.fixture
def files(tmp_path: Path) -> CityFiles:
    return CityFiles(tmp_path)


@pytest.fixture
def ring() -> Callable[..., list[list[list[float]]]]:
    return square
