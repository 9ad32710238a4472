"""The layers that maps draw (图层数据): features with the few properties a map shows."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import geopandas as gpd

from planning.coordinates.doors import to_lonlat
from planning.exchange.geojson_export import geojson_shapes
from planning.model.codes import AreaLevel
from planning.study import Study
from service.dependencies import Asked
from service.gap_rows import records


class Layer(StrEnum):
    """The layers by name."""

    DISTRICTS = "areas-district"
    STREETS = "areas-street"
    COMMUNITIES = "areas-community"
    LIFE_CIRCLES = "life-circles"
    RESIDENTIAL_AREAS = "residential-areas"
    SITES = "sites"
    CENTRAL_URBAN_AREA = "central-urban-area"


LAYERS: tuple[Layer, ...] = tuple(Layer)

_LEVELS: Mapping[Layer, AreaLevel] = {
    Layer.DISTRICTS: AreaLevel.DISTRICT,
    Layer.STREETS: AreaLevel.STREET,
    Layer.COMMUNITIES: AreaLevel.COMMUNITY,
}
# Layer -> table of the city, its key, and what a map shows of it.
_TABLES: Mapping[Layer, tuple[str, str, list[str]]] = {
    Layer.LIFE_CIRCLES: ("life_circles", "circle_id", ["name", "minutes"]),
    Layer.RESIDENTIAL_AREAS: ("residential_areas", "residential_area_id", ["name", "era", "status"]),
    Layer.CENTRAL_URBAN_AREA: ("central_urban_area", "zone_id", ["name", "on"]),
}
_SITE = ["name", "institution", "kind", "ownership", "state", "places", "enrolled", "inclusive", "counted"]


def layer_features(asked: Asked, layer: Layer) -> list[dict[str, Any]]:
    """The GeoJSON features of a layer; those without geometry have none."""
    if layer is Layer.SITES:
        return _features(_sites(asked.study), _SITE)
    city = asked.snapshot.city
    if layer in _LEVELS:
        areas = city.geotable("areas")
        of_level = areas[areas["level"] == _LEVELS[layer].value]
        return _features(of_level.set_index("area_id"), ["name", "kind", "parent_id"])
    table, key, shown = _TABLES[layer]
    return _features(city.geotable(table).set_index(key), shown)


def _sites(study: Study) -> gpd.GeoDataFrame:
    """Every site that the register knows on the day, with whether it counts as supply."""
    return to_lonlat(study.ground.sites).rename(columns={"counts": "counted"})


def _features(table: gpd.GeoDataFrame, shown: list[str]) -> list[dict[str, Any]]:
    properties = records(table[shown])
    shapes = geojson_shapes(table.geometry.to_numpy())
    return [
        {"type": "Feature", "id": str(key), "properties": row, "geometry": shape}
        for key, row, shape in zip(table.index, properties, shapes, strict=True)
    ]
