"""How help is drawn in a terminal (命令帮助): words that do not fit a line go on in the next, and are never cut."""

from typing import Any

import typer.rich_utils
from rich.columns import Columns
from rich.table import Table
from rich.text import Text


class FoldingTable(Table):
    """A table whose text goes on in the next line; Chinese has no blanks to break at and would end in "…"."""

    def add_row(self, *cells: Any, **how: Any) -> None:
        """Add a row."""
        for cell in cells:
            for text in cell.renderables if isinstance(cell, Columns) else (cell,):
                if isinstance(text, Text):
                    text.overflow = "fold"
        super().add_row(*cells, **how)


def fold_help() -> None:
    """Draw the help of all commands with such tables; Typer has no setting for it."""
    vars(typer.rich_utils)["Table"] = FoldingTable
