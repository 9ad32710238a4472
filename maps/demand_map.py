"""Where places will be short or to spare in a year to come (需求余缺地图), by one measure and variant."""

import folium
import geopandas as gpd

from maps.layers.gaps import gap_layer
from maps.offline import carry_assets
from maps.palette import gap_scale
from planning.demand.demand import Demand, Measure
from planning.model.codes import Level, Variant
from planning.policy.outcome import Outcome


def demand_map(
    demand: Demand, measure: Measure, *, year: int, variant: Variant = Variant.MID, level: Level = Level.STREET
) -> folium.Map:
    """
    Colour the areas of a level by what one measure says they lack or have to spare at the end of a year.

    The colours and classes are those of the gap map; areas of which a number is unknown are hatched. The map carries
    its own scripts and styles.
    """
    balance = demand_balance(demand, measure, year=year, variant=variant, level=level)
    drawn = folium.Map(tiles=None, zoom_snap=0.25, max_zoom=18, control_scale=True)
    carry_assets(drawn)
    name = f"{year}年{measure.zh}余缺（{variant.zh}）"
    gap_layer(balance, scale=gap_scale(level), name=name).add_to(drawn)
    folium.LayerControl(collapsed=False, position="topright").add_to(drawn)
    located = balance[balance.geometry.notna()]
    if len(located):
        west, south, east, north = located.total_bounds
        drawn.fit_bounds([[south, west], [north, east]])
    return drawn


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
