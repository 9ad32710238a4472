"""Children and places to come as a picture (需求曲线图): three variants of what is needed, and what is open today."""

import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pylopdf_fonts_zh_cn import sans_path

from planning.model.codes import Variant

# Dark enough on white for every eye; a line is told by its dashes as well as by its colour.
_WISHED, _ENROLLED, _OWED, _OPEN = "#594a92", "#1f6f78", "#a9560f", "#0b1f2a"
_FAINT = 0.18


def demand_chart(rows: pd.DataFrame, *, title: str) -> Figure:
    """
    Draw what one area will need year by year, by three measures, beside what is open.

    Parameters
    ----------
    rows
        The rows of one area of `planning.demand.demand.Demand.table`: `variant` (all three), `year`, `places`,
        `policy`, `willingness`, `enrolment` (Int64, NA where unknown; such a year is left out of its line), and
        `enrolment_at_least` (boolean): where any year is a lower bound the line's label says so (下限).
    title
        Chinese, printed above; say here which city and day, and whether the data are synthetic.

    Returns
    -------
    Figure
        Willingness and enrolment as lines of the middle variant in a band from low to high, the policy's number as a
        dashed line, the open places as a thick one; places from 0 up, one mark a year.
    """
    font = font_manager.FontProperties(fname=str(sans_path()))
    figure = Figure(figsize=(8, 4.6), layout="constrained")
    axes = figure.subplots()
    middle = _of(rows, Variant.MID)
    _band(axes, rows, "willingness", colour=_WISHED, label="意愿口径（中方案，低—高）")
    least = "下限；" if rows["enrolment_at_least"].any() else ""
    _band(axes, rows, "enrolment", colour=_ENROLLED, label=f"在托口径（{least}中方案，低—高）")
    axes.plot(*_line(middle["policy"]), color=_OWED, linestyle="--", linewidth=1.6, label="政策口径")
    axes.plot(*_line(middle["places"]), color=_OPEN, linewidth=2.6, label="现有托位（假定不变）")
    axes.set_ylim(bottom=0)
    axes.set_xticks(middle.index.to_list())
    axes.set_ylabel("个托位", fontproperties=font)
    axes.set_title(title, fontproperties=font, fontsize=13)
    axes.legend(prop=font, loc="lower left", frameon=False, ncols=2)
    axes.grid(axis="y", color="#e3e6ea", linewidth=0.8)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def _band(axes: Axes, rows: pd.DataFrame, column: str, *, colour: str, label: str) -> None:
    """The middle variant as a line, and from low to high around it where both are known."""
    low, high = (_of(rows, variant)[column] for variant in (Variant.LOW, Variant.HIGH))
    known = low.notna() & high.notna()
    years = low.index[known].to_list()
    axes.fill_between(years, low[known].astype(int), high[known].astype(int), color=colour, alpha=_FAINT, linewidth=0)
    axes.plot(*_line(_of(rows, Variant.MID)[column]), color=colour, marker="o", markersize=3.5, label=label)


def _of(rows: pd.DataFrame, variant: Variant) -> pd.DataFrame:
    return rows[rows["variant"] == str(variant)].set_index("year").sort_index()


def _line(values: pd.Series) -> tuple[list[int], list[int]]:
    known = values.dropna()
    return known.index.to_list(), known.astype(int).to_list()
