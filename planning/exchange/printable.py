"""The cells of a gap table as they are written for people (打印值): words for codes, nothing for what is missing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from planning.errors import MissingColumn
from planning.exchange.labels import labels
from planning.frames import OutputColumn, Show, columns_of
from planning.model.codes import Level

Cell = str | int | float | date | None


def _day(value: date) -> date:
    return date(value.year, value.month, value.day)


def _count(value: Any) -> Cell:
    """A whole number; an exact amount in parts, such as square metres, keeps them."""
    return int(value) if value == int(value) else float(value)


_FORMS: Final[Mapping[Show, Callable[[Any], Cell]]] = {
    Show.COUNT: _count,
    Show.RATE: float,
    Show.SHARE: float,
    Show.DAY: _day,
}


def heading(column: OutputColumn) -> str:
    """The Chinese heading with its unit: 人口（人）."""
    return f"{column.zh}（{column.unit}）" if column.unit else column.zh


def printed_columns(
    gaps: gpd.GeoDataFrame, level: Level, *, columns: Sequence[OutputColumn] = ()
) -> list[tuple[OutputColumn, list[Cell]]]:
    """
    The columns of a gap table with their cells: those given, or `planning.frames.columns_of(level)`, in order.

    Codes become Chinese words, counts int, rates and shares float (a share from 0 to 1), days `date`, missing values
    None. Raises MissingColumn where the table lacks one of the columns.
    """
    columns = columns or columns_of(level)
    for column in columns:
        if column.name not in gaps.columns:
            raise MissingColumn(table=f"gaps of {level.value}", column=column.name)
    return [(column, printed(gaps[column.name], column)) for column in columns]


def printed(values: pd.Series, column: OutputColumn) -> list[Cell]:
    """The cells of one column as `printed_columns` gives them."""
    if column.show is Show.CODE:
        words = labels(column.name)
        return [None if pd.isna(value) else words.get(str(value), str(value)) for value in values]
    return plain(values, column)


def plain(values: pd.Series, column: OutputColumn) -> list[Cell]:
    """The cells of one column as plain Python values, codes as they are; missing values are None."""
    form = _FORMS.get(column.show, str)
    return [None if pd.isna(value) else form(value) for value in values]
