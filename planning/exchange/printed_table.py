"""A table ready to be written for people (打印表): a title, and columns with the words and numbers of each cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import pandas as pd

from planning.exchange.printable import Cell, printed
from planning.frames import OutputColumn


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """
    Columns in order, each with as many cells as there are rows; codes are words already.

    `title` names the sheet or heads the table. `frozen` columns stay in sight when a sheet is scrolled.
    """

    title: str
    columns: tuple[tuple[OutputColumn, tuple[Cell, ...]], ...]
    frozen: int = 0

    @classmethod
    def of(cls, title: str, table: pd.DataFrame, *, columns: Sequence[OutputColumn], frozen: int = 0) -> Self:
        """Take the columns of a frame; it has one by each name."""
        cells = tuple((column, tuple(printed(table[column.name], column))) for column in columns)
        return cls(title, cells, frozen)

    @classmethod
    def of_rows(cls, title: str, rows: Sequence[Sequence[Cell]], *, columns: Sequence[OutputColumn]) -> Self:
        """Take rows of cells, each as long as there are columns."""
        cells = tuple((column, tuple(row[place] for row in rows)) for place, column in enumerate(columns))
        return cls(title, cells)

    @property
    def headings(self) -> tuple[OutputColumn, ...]:
        """The columns without their cells."""
        return tuple(column for column, _ in self.columns)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The cells row by row."""
        return zip(*(cells for _, cells in self.columns), strict=True)

    def __len__(self) -> int:
        return len(self.columns[0][1]) if self.columns else 0
