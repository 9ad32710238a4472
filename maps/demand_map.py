"""Where places will be short or to spare in a year to come (需求余缺地图), by one measure and variant."""

import folium
import geopandas as gpd

from maps.frame import Frame, LegendRow, framed_map, notices_of
from maps.layers.gaps import gap_layer
from maps.palette import UNDETERMINED, gap_scale
from planning.demand.demand import Demand, Measure
from planning.model.codes import Level, Variant
from planning.policy.outcome import Outcome


def demand_map(
    demand: Demand, measure: Measure, *, year: int, variant: Variant = Variant.MID, level: Level = Level.STREET
) -> folium.Map:
    """
    Colour the areas of a level by what one measure says they lack or have to spare at the end of a year.

    The colours and classes are those of the gap map; areas of which a number is unknown are hatched. The map has its
    title, notices and legend, and carries its own scripts and styles.
    """
    balance = demand_balance(demand, measure, year=year, variant=variant, level=level)
    name = f"{year}年{measure.zh}余缺（{variant.zh}）"
    drawn = framed_map(_frame(demand, name, level=level))
    gap_layer(balance, scale=gap_scale(level), name=name).add_to(drawn)
    folium.LayerControl(collapsed=False, position="topright").add_to(drawn)
    located = balance[balance.geometry.notna()]
    if len(located):
        west, south, east, north = located.total_bounds
        drawn.fit_bounds([[south, west], [north, east]])
    return drawn


def _frame(demand: Demand, name: str, *, level: Level) -> Frame:
    study, scale = demand.study, gap_scale(level)
    classes = tuple((entry, "area") for entry in (*scale.classes, UNDETERMINED))
    return Frame(
        title=f"{study.city.manifest.name}{name}",
        subtitle=f"现有托位按{study.on}计并假定不变　{study.profile.name}　数据版本 {study.city.revision}",
        notices=notices_of(study.city, study.profile),
        legend=(LegendRow(level.zh, classes),),
    )


def demand_balance(demand: Demand, measure: Measure, *, year: int, variant: Variant, level: Level) -> gpd.GeoDataFrame:
    """The rows of one level, year and variant as a gap layer takes them: `name`, shortage, surplus, outcome, shape."""
    rows = demand.rows(level=level)
    rows = rows[(rows["year"] == year) & (rows["variant"] == str(variant))].set_index("area_id")
    columns = {
        "name": rows["name"],
        "shortage": rows[f"{measure}_shortage"],
        "surplus": rows[f"{measure}_surplus"],
        "outcome": str(Outcome.UNDETERMINED),
    }
    shapes = demand.study.gaps(level).geometry.reindex(rows.index)
    return gpd.GeoDataFrame(columns, index=rows.index, geometry=shapes, crs=shapes.crs)
