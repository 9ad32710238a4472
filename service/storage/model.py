"""The tables of a store (库表): one a contract of planning.model.tables, each row with the revision it belongs to."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from planning.model import contracts
from planning.model.contracts import GEOMETRIC, Kind, TableContract
from planning.model.tables import CITY_TABLES
from service.storage.types import CodeSet, ExactDecimal, Geometry

SCHEMA_VERSION = 3  # goes up with every change that older code cannot read
APPLICATION_ID = 0x54554F59  # "TUOY" in the file header: this SQLite file is a Tuoyu store
BOUNDS = ("minx", "miny", "maxx", "maxy")

METADATA = MetaData()

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("city_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("loaded_at", DateTime, nullable=False),  # UTC
    Column("content_hash", Text, nullable=False),
    Column("origin", Text, nullable=False),  # the revision that the city bore when it came
    Column("manifest", Text, nullable=False),  # JSON
    Column("notice", Text, nullable=False),
    Column("warnings", Text, nullable=False),  # JSON: what the import mended
    UniqueConstraint("city_id", "number"),
)

_TYPES: Mapping[Kind, type[TypeEngine[Any]]] = {
    Kind.ID: Text,
    Kind.TEXT: Text,
    Kind.CODE: Text,
    Kind.CODES: CodeSet,
    Kind.WHOLE: BigInteger,
    Kind.DECIMAL: ExactDecimal,
    Kind.SHARE: ExactDecimal,
    Kind.DAY: Date,
    Kind.MONTH: Text,
    Kind.FLAG: Boolean,
    Kind.POINT: Geometry,
    Kind.POLYGON: Geometry,
}


def _column(column: contracts.Column) -> Column[Any]:
    # A column may be named like a word of SQL ("on"); SQLAlchemy quotes it.
    may_be_empty = not column.filled or column.kind in GEOMETRIC
    return Column(column.name, _TYPES[column.kind](), nullable=may_be_empty)


def _table(contract: TableContract) -> Table:
    bounds: Iterable[Column[float]] = (Column(name, Float) for name in BOUNDS) if contract.geometry else ()
    return Table(
        contract.name,
        METADATA,
        Column("row_id", Integer, primary_key=True),
        Column("revision_id", ForeignKey(REVISIONS.c.id), nullable=False),
        *(_column(column) for column in contract.columns),
        *bounds,
        UniqueConstraint("revision_id", *contract.key),
    )


DATA: Mapping[str, Table] = MappingProxyType({contract.name: _table(contract) for contract in CITY_TABLES})

_BOXES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS {t}_boxes USING rtree(row_id, minx, maxx, miny, maxy)",
    "CREATE TRIGGER IF NOT EXISTS {t}_box_added AFTER INSERT ON {t} WHEN new.minx IS NOT NULL BEGIN"
    " INSERT INTO {t}_boxes VALUES (new.row_id, new.minx, new.maxx, new.miny, new.maxy); END",
    "CREATE TRIGGER IF NOT EXISTS {t}_box_removed AFTER DELETE ON {t} BEGIN"
    " DELETE FROM {t}_boxes WHERE row_id = old.row_id; END",
)


def box_statements() -> tuple[str, ...]:
    """
    The SQLite statements that give every geometry table an R*Tree of boxes, kept in step by plain triggers.

    Boxes are 32-bit floats rounded outwards: a filter that never misses, to be checked again with the geometry. Rows
    are added and removed and never changed, so there is no trigger for changes.
    """
    located = [contract.name for contract in CITY_TABLES if contract.geometry]
    return tuple(statement.format(t=name) for name in located for statement in _BOXES)
