"""What a table promises (表约定): its columns, their types, units and code lists."""

from dataclasses import dataclass
from enum import StrEnum

from planning.model.codes import Code


class Kind(StrEnum):
    """The type of a column; each has one Python form once it is read."""

    ID = "id"  # str, ^[A-Za-z0-9_-]{1,64}$
    TEXT = "text"  # str, at most 200 characters, no control characters
    CODE = "code"  # str, one of `codes`
    CODES = "codes"  # tuple of codes, written with ";" between them
    WHOLE = "whole"  # Int64, 0 or more
    DECIMAL = "decimal"  # Decimal, 0 or more
    SHARE = "share"  # Decimal, 0 to 1
    DAY = "day"  # datetime.date
    MONTH = "month"  # str, YYYY-MM
    FLAG = "flag"  # boolean
    POINT = "point"
    POLYGON = "polygon"


GEOMETRIC = frozenset({Kind.POINT, Kind.POLYGON})


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of a table.

    `zh` is the Chinese heading of exports; `aliases` are further headings met in real files. A `required` column must
    be there; one that is `filled` must also have a value in every row. `absence` says what is lost without it, `about`
    how it is written. One that `names_a_subject` has the id of anything that a rule can judge, whatever its table.
    """

    name: str
    kind: Kind
    zh: str
    unit: str = ""
    required: bool = True
    filled: bool = True
    codes: type[Code] | None = None
    refers_to: str = ""  # "areas.area_id": the value must stand in that table
    names_a_subject: bool = False
    aliases: tuple[str, ...] = ()
    absence: str = ""
    about: str = ""


SOURCE = Column("source", Kind.TEXT, "来源")


@dataclass(frozen=True, slots=True)
class TableContract:
    """One table of a city folder: its name, what a row is, its key and its columns."""

    name: str
    zh: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False
    absence: str = ""

    @property
    def geometry(self) -> Column | None:
        """The column that holds the geometry, if the table has one."""
        return next((column for column in self.columns if column.kind in GEOMETRIC), None)

    def column(self, name: str) -> Column:
        """The column called `name`; raises KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]
