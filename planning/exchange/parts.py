"""Whether an area's figure is the sum of its parts' (分项与合计): people of one day and kind, births of one month."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from planning.exchange.notes import Notes, Spot, warning
from planning.exchange.relations import Tables
from planning.exchange.table_files import ReadTable
from planning.model.codes import AreaLevel

_LISTED: Final = 3


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column that adds up over areas, and the columns that say of what time and kind it is."""

    table: str
    column: str
    over: tuple[str, ...]


_FIGURES: Final = (
    _Figure("population", "residents", ("on", "kind")),
    _Figure("population", "children_under_3", ("on", "kind")),
    _Figure("births", "births", ("month",)),
)


def check_parts(tables: Tables) -> Notes:
    """
    Hold the figure of every area against those of its parts.

    `parts-differ` (one warning a column, with the first figures and the count) where all parts are known and do not
    add up, and where the parts that are known are already more than the whole. Figures may miss each other by half of
    what each is rounded to. A district with more than its city is refused as `inconsistent`.
    """
    if "areas" not in tables:
        return Notes()
    areas = tables["areas"].table.dropna(subset="area_id").drop_duplicates("area_id").set_index("area_id")
    present = [figure for figure in _FIGURES if figure.table in tables]
    return Notes.together(_checked(tables[figure.table], figure, areas) for figure in present)


def _checked(read: ReadTable, figure: _Figure, areas: pd.DataFrame) -> Notes:
    known = _known(read, figure, areas)
    parts = known.merge(
        known, left_on=["parent_id", *figure.over], right_on=["area_id", *figure.over], suffixes=("", "_whole")
    )
    if parts.empty:
        return Notes()
    larger = parts["figure"] - parts["figure_whole"] > parts["slack"] + parts["slack_whole"]
    refused = parts[larger & (parts["level"] == AreaLevel.DISTRICT) & (parts["level_whole"] == AreaLevel.CITY)]
    notes = _refused(read, figure, refused)
    wholes = _wholes(parts, figure, areas)
    missed = wholes["parts"] - wholes["whole"]
    allowed = wholes["slack_parts"] + wholes["slack_whole"]
    wrong = (missed > allowed) | ((missed.abs() > allowed) & (wholes["known"] == wholes["expected"]))
    # The city of a district that was refused has been spoken of.
    wrong &= ~wholes["at"].isin(refused["at_whole"])
    return notes + _differing(read, figure, wholes[wrong])


def _known(read: ReadTable, figure: _Figure, areas: pd.DataFrame) -> pd.DataFrame:
    """The rows with a figure, once a key, with level, parent, half of the rounding, and where they stand (`at`)."""
    table = read.table
    rounding = table["rounding"].fillna(0) if "rounding" in table else pd.Series(0, index=table.index, dtype="Int64")
    rows = pd.DataFrame(
        {
            "area_id": table["area_id"],
            **{name: table[name] for name in figure.over},
            "figure": table[figure.column],
            "slack": rounding // 2,
            "level": table["area_id"].map(areas["level"]),
            "parent_id": table["area_id"].map(areas["parent_id"]),
            "at": table.index,
        }
    )
    return rows.dropna(subset=["area_id", *figure.over, "figure"]).drop_duplicates(["area_id", *figure.over])


def _wholes(parts: pd.DataFrame, figure: _Figure, areas: pd.DataFrame) -> pd.DataFrame:
    """One row for each area with parts: its figure, the sum of its parts, and how many of them are known."""
    grouped = parts.groupby(["area_id_whole", *figure.over], sort=False)
    wholes = grouped.agg(
        at=("at_whole", "first"),
        whole=("figure_whole", "first"),
        slack_whole=("slack_whole", "first"),
        parts=("figure", "sum"),
        slack_parts=("slack", "sum"),
        known=("figure", "size"),
    ).reset_index()
    expected = areas.groupby("parent_id").size()
    return wholes.assign(expected=wholes["area_id_whole"].map(expected)).sort_values("at")


def _refused(read: ReadTable, figure: _Figure, larger: pd.DataFrame) -> Notes:
    mask = pd.Series(read.table.index.isin(larger["at"]), index=read.table.index)
    city = larger.set_index("at")["figure_whole"].astype("str").reindex(read.table.index)
    hint = "区多于全市 " + city + "，请核对 / more than the whole city, " + city + "; check both"
    return Spot(read.file, figure.column, read.rows, read.table[figure.column]).refuse(
        mask, code="inconsistent", hint=hint
    )


def _differing(read: ReadTable, figure: _Figure, wrong: pd.DataFrame) -> Notes:
    if wrong.empty:
        return Notes()
    first = wrong.head(_LISTED)
    when = first[figure.over[0]].astype("str")
    told = first["area_id_whole"] + " " + when
    zh = told + "：" + first["whole"].astype("str") + "，下级之和 " + first["parts"].astype("str")
    en = told + ": " + first["whole"].astype("str") + ", parts " + first["parts"].astype("str")
    hint = (
        f"{len(wrong)}处与下级之和不符，请核对口径：{'；'.join(zh)}"
        f" / {len(wrong)} figure(s) that the parts do not add up to: {'; '.join(en)}"
    )
    row = int(read.rows[wrong["at"].iloc[0]])
    return warning(read.file, "parts-differ", hint=hint, row=row, field=figure.column, value=first["whole"].iloc[0])
