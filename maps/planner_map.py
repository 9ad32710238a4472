"""The planning map (规划地图): the layers of a study together, for a notebook or as one file that needs no network."""

from collections.abc import Sequence

import folium
import geopandas as gpd
import pandas as pd

from maps.basemaps import Tiles
from maps.frame import Frame, LegendRow, framed_map, notices_of
from maps.layers.boundaries import boundary_layer
from maps.layers.gaps import gap_layer
from maps.layers.institutions import site_layer
from maps.layers.life_circles import circle_layer
from maps.layers.residential_areas import residential_layer
from maps.offline import offline_page
from maps.palette import MARKS, PARTS, UNDETERMINED, gap_scale
from maps.popups import gap_words, popup, written
from planning.coordinates.doors import to_lonlat
from planning.model.codes import Level
from planning.study import Study

_SHAPES = {"site-counted": "dot", "site-not-counted": "dot", "boundary": "line", "circle-without-site": "dashes"}
_SEEKERS = [f"children_{part.key}" for part in PARTS if part.seeks]
_LAYER_NAMES = {Level.DISTRICT: "各区缺口", Level.STREET: "街道（镇）缺口", Level.COMMUNITY: "社区（村）缺口"}


def planner_map(study: Study, *, level: Level = Level.STREET, tiles: Tiles | None = None) -> folium.Map:
    """
    Draw a study.

    Parameters
    ----------
    study
        What was computed; the map adds nothing to it.
    level
        Which administrative gaps are coloured at first. A level without boundaries gives way to the districts.
    tiles
        A licensed base map; without one the city's own outlines are the ground, and the map needs no network.

    Returns
    -------
    folium.Map
        It carries its own scripts and styles. Pop-ups of districts and streets have the sentences of the trace.
    """
    level = level if _drawable(study, level) else Level.DISTRICT
    drawn = framed_map(_frame(study))
    if tiles is not None:
        folium.TileLayer(tiles.url, attr=tiles.credit, name="底图", control=False).add_to(drawn)
    for layer in _layers(study, level):
        layer.add_to(drawn)
    folium.LayerControl(collapsed=False, position="topright").add_to(drawn)
    _fit(drawn, study.gaps(level))
    return drawn


def render_offline_map(study: Study, *, level: Level = Level.STREET) -> str:
    """One HTML page with everything in it: it opens from a disk, by mail, on a machine without a network."""
    return offline_page(planner_map(study, level=level))


def _layers(study: Study, level: Level) -> list[folium.FeatureGroup]:
    """Gaps of every level that has boundaries, then what lies over them; a layer without rows is left out."""
    layers = [
        gap_layer(study.gaps(one), scale=gap_scale(one), name=name, words=_words(study, one), show=one == level)
        for one, name in _LAYER_NAMES.items()
        if _drawable(study, one)
    ]
    homes, circles, sites = study.gaps(Level.RESIDENTIAL_AREA), study.gaps(Level.LIFE_CIRCLE), study.ground.sites
    if len(circles):
        layers.append(circle_layer(circles, name="没有设施的生活圈"))
    if len(homes):
        layers.append(residential_layer(homes, name="须配建的新建居住区"))
    if _drawable(study, Level.DISTRICT):
        layers.append(boundary_layer(study.gaps(Level.DISTRICT), name="区界"))
    if len(sites):
        layers.append(site_layer(sites, name="托育点位"))
    return layers


def _words(study: Study, level: Level) -> pd.Series:
    """The pop-up of each area: its figures, and above the community the sentences of its trace."""
    gaps = study.gaps(level)
    columns = ["area_id", "name", "shortage", "surplus", "required", "supplied", "residents", "children_under_3"]
    cells = zip(*(gaps[column].tolist() for column in columns), _split(gaps), strict=True)
    return pd.Series(
        [
            popup(
                name,
                verdict=gap_words(shortage, surplus),
                figures=[
                    ("应有", written(required, "个")),
                    ("现有", written(supplied, "个")),
                    ("人口", written(residents, "人")),
                    ("3岁以下", written(children, "人")),
                    *split,
                ],
                sentences=_sentences(study, level, area_id),
            )
            for area_id, name, shortage, surplus, required, supplied, residents, children, split in cells
        ],
        index=gaps.index,
        dtype="object",
    )


def _split(gaps: pd.DataFrame) -> list[list[tuple[str, str]]]:
    """Of each area, how many children seek a place and how many have one; nothing where that is not known."""
    if not set(_SEEKERS) <= set(gaps.columns):
        return [[] for _ in gaps.index]
    seeking = gaps[_SEEKERS].astype("Int64").sum(axis="columns", skipna=False)
    pairs = zip(seeking.tolist(), gaps["children_served"].tolist(), strict=True)
    return [
        [] if pd.isna(sought) else [("寻求托位", written(sought, "人")), ("其中有位", written(served, "人"))]
        for sought, served in pairs
    ]


def _sentences(study: Study, level: Level, area_id: str) -> Sequence[str]:
    # A city has hundreds of communities; their figures stand in the table, their sentences on the page.
    return () if level is Level.COMMUNITY else study.trace(level, area_id).sentences()


def _frame(study: Study) -> Frame:
    """Title and notices, and the classes of each level that is drawn, as each has its own breaks; then the marks."""
    levels = [level for level in _LAYER_NAMES if _drawable(study, level)]
    rows = [LegendRow(level.zh, tuple((entry, "area") for entry in gap_scale(level).classes)) for level in levels]
    marks = tuple((mark, _SHAPES.get(mark.key, "area")) for mark in (UNDETERMINED, *MARKS))
    return Frame(
        title=f"{study.city.manifest.name}托位缺口地图",
        subtitle=f"{study.on}　{study.profile.name}　数据版本 {study.city.revision}",
        notices=notices_of(study.city, study.profile),
        legend=(*rows, LegendRow("其他", marks)),
    )


def _drawable(study: Study, level: Level) -> bool:
    return bool(study.gaps(level).geometry.notna().any())


def _fit(drawn: folium.Map, gaps: gpd.GeoDataFrame) -> None:
    """Show the whole city; a city without boundaries stays at the country."""
    located = to_lonlat(gaps[gaps.geometry.notna()])
    if len(located):
        west, south, east, north = located.total_bounds
        drawn.fit_bounds([[south, west], [north, east]])
