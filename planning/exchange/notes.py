"""What reading a file found (读取记录): faults that refuse it and warnings that say what was mended, each by row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import pandas as pd

from planning.errors import Issue
from planning.exchange.limits import CELL_SHOWN


@dataclass(frozen=True, slots=True)
class Notes:
    """Faults (`issues`) and warnings, in the order found; notes of two readings add up."""

    issues: tuple[Issue, ...] = ()
    warnings: tuple[Issue, ...] = ()

    def __add__(self, other: Self) -> "Notes":
        return Notes(self.issues + other.issues, self.warnings + other.warnings)

    @classmethod
    def together(cls, parts: Iterable["Notes"]) -> "Notes":
        """All `parts` in one, in order."""
        listed = tuple(parts)
        return cls(
            tuple(issue for part in listed for issue in part.issues),
            tuple(issue for part in listed for issue in part.warnings),
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """
    A column of a file: where its cells stand, and what was written in them.

    `rows` are row numbers as a spreadsheet shows them (a CSV's headings are row 1; features of a GeoJSON or GeoPackage
    count from 1). `rows` and `values` share one index with the masks that are reported.
    """

    file: str
    field: str
    rows: pd.Series
    values: pd.Series

    def at(self, mask: pd.Series, *, code: str, hint: str | pd.Series) -> tuple[Issue, ...]:
        """One issue for each row where `mask` holds; `hint` is one text, or one a row."""
        if not mask.any():
            return ()
        hints = hint[mask] if isinstance(hint, pd.Series) else [hint] * int(mask.sum())
        cells = zip(self.rows[mask], self.values[mask], hints, strict=True)
        return tuple(Issue(self.file, int(row), self.field, shown(value), code, text) for row, value, text in cells)

    def refuse(self, mask: pd.Series, *, code: str, hint: str | pd.Series) -> Notes:
        """The rows of `mask` as faults."""
        return Notes(issues=self.at(mask, code=code, hint=hint))

    def warn(self, mask: pd.Series, *, code: str, hint: str | pd.Series) -> Notes:
        """The rows of `mask` as warnings."""
        return Notes(warnings=self.at(mask, code=code, hint=hint))


def refusal(file: str, code: str, *, hint: str, row: int | None = None, field: str = "", value: object = "") -> Notes:
    """One fault of a file."""
    return Notes(issues=(Issue(file, row, field, shown(value), code, hint),))


def warning(file: str, code: str, *, hint: str, row: int | None = None, field: str = "", value: object = "") -> Notes:
    """One warning about a file."""
    return Notes(warnings=(Issue(file, row, field, shown(value), code, hint),))


def shown(value: object) -> str:
    """A cell as a message shows it: at most 80 characters, control characters escaped, nothing where it is missing."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    text = str(value)[: CELL_SHOWN + 1]
    if not text.isprintable():
        text = "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode("ascii") for mark in text)
    return text if len(text) <= CELL_SHOWN else text[: CELL_SHOWN - 1] + "…"
