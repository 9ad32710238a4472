"""Who has a place within reach and who has none, as a picture (服务五分图): one bar a unit, one colour a fate."""

import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure
from pylopdf_fonts_zh_cn import sans_path

from maps.palette import PARTS

_BAR_HEIGHT_IN = 0.28
_SEEKING = tuple(part for part in PARTS if part.seeks)


def served_chart(table: pd.DataFrame, *, title: str) -> Figure:
    """
    Draw what becomes of the children who seek a place.

    Parameters
    ----------
    table
        By unit, `name` and the columns `planning.served.served.FATE_COLUMNS` (Int64), as
        `planning.exchange.served_export.served_table` gives them; units whose fates are unknown are left out and
        counted below the picture.
    title
        Chinese, printed above; say here which city and day, and whether the data are synthetic.

    Returns
    -------
    Figure
        One horizontal bar a unit, the greatest number without a place on top; its five pieces, in the order in which a
        child is told why, add up to the children who seek a place. The others are not drawn.
    """
    columns = [f"children_{part.key}" for part in _SEEKING]
    known = table[table[columns].notna().all(axis="columns")]
    counts = known[columns].astype(int)
    order = (counts.sum(axis="columns") - counts["children_served"]).sort_values(kind="stable").index
    counts, rows = counts.loc[order], range(len(order))
    font = font_manager.FontProperties(fname=str(sans_path()))
    figure = Figure(figsize=(8, 1.9 + _BAR_HEIGHT_IN * len(counts)), layout="constrained")
    axes = figure.subplots()
    so_far = pd.Series(0, index=order)
    for part, column in zip(_SEEKING, columns, strict=True):
        axes.barh(rows, counts[column], left=so_far, color=part.colour, edgecolor="white", linewidth=0.4)
        so_far = so_far + counts[column]
    axes.set_yticks(rows, known["name"].reindex(order).to_list(), fontproperties=font)
    axes.set_xlabel(
        f"寻求托位的儿童（人），无位多者在上　无法判定：{len(table) - len(known)}个单元", fontproperties=font
    )
    figure.suptitle(title, fontproperties=font, fontsize=13)
    figure.legend(
        handles=list(axes.containers),
        labels=[part.label for part in _SEEKING],
        prop=font,
        ncols=3,
        frameon=False,
        loc="outside lower center",
    )
    axes.margins(y=0.01)
    axes.ticklabel_format(axis="x", style="plain")
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure
