"""Pictures (统计图) of a study for notebooks and reports; they carry their own Chinese font."""

import geopandas as gpd
from matplotlib import font_manager
from matplotlib.figure import Figure
from pylopdf_fonts_zh_cn import sans_path

from maps.palette import gap_scale
from planning.model.codes import Level

_BAR_HEIGHT_IN = 0.28


def gap_chart(gaps: gpd.GeoDataFrame, level: Level, *, title: str) -> Figure:
    """
    Draw what each unit lacks or has to spare, the greatest shortage first.

    Parameters
    ----------
    gaps
        A gap table of `level`; units whose shortage is unknown are left out and counted below the picture.
    level
        Chooses the classes of colour, the same as on the map.
    title
        Chinese, printed above; say here which city and day, and whether the data are synthetic.

    Returns
    -------
    Figure
        One horizontal bar a unit, to the left a shortage, to the right a surplus, in places.
    """
    known = gaps[gaps["shortage"].notna()]
    balance = (known["surplus"] - known["shortage"]).astype(int).sort_values(ascending=False)
    scale = gap_scale(level)
    colour_of = {entry.key: entry.colour for entry in scale.classes}
    colours = scale.class_keys(known).map(colour_of).reindex(balance.index)
    font = font_manager.FontProperties(fname=str(sans_path()))
    figure = Figure(figsize=(8, 1.4 + _BAR_HEIGHT_IN * len(balance)), layout="constrained")
    axes = figure.subplots()
    axes.barh(range(len(balance)), balance.to_numpy(), color=colours.to_list(), edgecolor="#6b7480", linewidth=0.5)
    axes.set_yticks(range(len(balance)), known["name"].reindex(balance.index).to_list(), fontproperties=font)
    axes.axvline(0, color="#3a424b", linewidth=0.8)
    axes.set_xlabel(f"左：缺口　右：富余（个托位）　无法判定：{len(gaps) - len(known)}个单元", fontproperties=font)
    axes.set_title(title, fontproperties=font, fontsize=13)
    axes.margins(y=0.01)
    axes.ticklabel_format(axis="x", style="plain")
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure
