"""Reach over HTTP does not hang on reference systems: neither that of the files nor the metric one of the city."""

import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from shapely.geometry import mapping, shape
from starlette.testclient import TestClient

from planning.exchange.city_folder import read_city_folder
from planning.model.city import City
from tests.service.walking_city import write_walking_city

ClientFor = Callable[[City], TestClient]

# Walks in whole blocks of 300 m (docs/reach.md), so that each of these limits is met by some of them exactly.
WALKS = {
    "S1": {"H1": 300, "H3": 900, "H4": 1200, "H2": 1500},
    "S2": {"H3": 300, "H2": 900, "H4": 1200, "H1": 1500},
    "S3": {"H4": 300, "H2": 1200, "H3": 1200, "H1": 1800},
}
SYSTEMS = [
    ("EPSG:4547", "EPSG:4490", "CGCS2000"),
    ("EPSG:4526", "EPSG:4490", "CGCS2000"),  # the same zone, its number written before the easting
    ("EPSG:4548", "EPSG:4490", "CGCS2000"),  # the next zone: other metres, but the ways tell their lengths
    ("EPSG:4547", "EPSG:4547", "CGCS2000"),
    ("EPSG:4526", "EPSG:4547", "CGCS2000"),
    ("EPSG:4547", "EPSG:4326", "WGS-84"),
]


@pytest.mark.parametrize(("metric_crs", "file_crs", "datum"), SYSTEMS)
def test_who_is_just_within_the_limit_is_within_it_in_every_reference_system(
    client_for: ClientFor, tmp_path: Path, metric_crs: str, file_crs: str, datum: str
) -> None:
    folder = write_walking_city(tmp_path / "city")
    client = client_for(read_city_folder(in_systems(folder, metric_crs=metric_crs, file_crs=file_crs, datum=datum)))
    streets = client.get("/reach", params={"within_m": 300}).json()["rows"]
    # H1, H3 and H4 live one block from a site; H2, the other half of the first street, three blocks.
    assert [(row["children_within"], row["children"], row["nearest_m"]) for row in streets] == [
        (36, 72, 300),
        (36, 36, 300),
        (36, 36, 300),
    ]
    for limit_m in (300, 900, 1200, 1500, 1800):
        for site, walks in WALKS.items():
            answer = client.get(f"/reach/sites/{site}", params={"within_m": limit_m}).json()
            found = {home["point_id"]: home["cost_m"] for home in answer["homes"]}
            assert found == {home: metres for home, metres in walks.items() if metres <= limit_m}
    query = {"places": "any", "radius_m": 300, "radius_source": "s", "uptake": "0.5", "uptake_source": "s"}
    served = client.get("/served", params=query).json()["rows"]
    # The 15 who seek at H2 reach nothing, nor do those at H4, whose one site is not open to neighbours.
    assert [(row["children_served"], row["children_out_of_reach"]) for row in served] == [(4, 15), (9, 0), (0, 15)]


@pytest.mark.parametrize(
    ("metric_crs", "cost_m"),
    [("EPSG:4547", 360.0), ("EPSG:4526", 360.0), ("EPSG:4548", 360.4)],
)
def test_a_straight_line_is_as_long_as_the_projection_of_the_city_draws_it(
    client_for: ClientFor, tmp_path: Path, metric_crs: str, cost_m: float
) -> None:
    # One block of 300 m and a detour of 1.2. In the next zone, whose meridian is 3 degrees away, lines are drawn longer
    # by (3 x pi / 180 x cos 23)^2 / 2, 1.2 parts in 1,000.
    folder = write_walking_city(tmp_path / "dry", left_out=("walk_nodes", "walk_edges"))
    client = client_for(read_city_folder(in_systems(folder, metric_crs=metric_crs)))
    (site, *_) = client.get("/reach/homes/H1").json()["sites"]
    assert (site["site_id"], site["cost_m"]) == ("S1", cost_m)


def in_systems(folder: Path, *, metric_crs: str, file_crs: str = "EPSG:4490", datum: str = "CGCS2000") -> Path:
    """Have the city measure in one reference system and its files written in another."""
    for file in folder.glob("*.geojson"):
        table = json.loads(file.read_text(encoding="utf-8"))
        shapes = gpd.GeoSeries([shape(row["geometry"]) for row in table["features"]], crs="EPSG:4490").to_crs(file_crs)
        for row, moved in zip(table["features"], shapes, strict=True):
            row["geometry"] = mapping(moved)
        file.write_text(json.dumps(table), encoding="utf-8")
    manifest = folder / "city.toml"
    text = manifest.read_text(encoding="utf-8").replace('metric_crs = "EPSG:4547"', f'metric_crs = "{metric_crs}"')
    told = f'\ncrs = "{file_crs}"\ndatum = "{datum}"'
    manifest.write_text(text.replace('\ncrs = "EPSG:4490"\ndatum = "CGCS2000"', told), encoding="utf-8")
    return folder
