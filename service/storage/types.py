"""How values stand in a database (列类型): exact decimals, code sets and geometry, on SQLite and on PostGIS."""

from decimal import Decimal
from typing import Any

import shapely
from sqlalchemy import Dialect, LargeBinary, Numeric, Text
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

CGCS2000 = 4490


class ExactDecimal(TypeDecorator[Decimal]):
    """A Decimal, digit for digit: text on SQLite, which has no decimals of its own; `numeric` elsewhere."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text or numeric."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Decimal to what the database takes."""
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """What the database gives to Decimal."""
        return None if value is None else Decimal(value)


class CodeSet(TypeDecorator[tuple[str, ...]]):
    """A tuple of codes, written with ";" between them, as in files."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Tuple to text; the empty tuple is the empty text."""
        return None if value is None else ";".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Text to tuple."""
        return None if value is None else tuple(code for code in value.split(";") if code)


class PostgisGeometry(UserDefinedType[str]):
    """The column type `geometry(Geometry, srid)`; takes and gives hex EWKB, which PostGIS casts by itself."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """The type as CREATE TABLE names it."""
        return f"geometry(Geometry,{CGCS2000})"


class Geometry(TypeDecorator[shapely.Geometry]):
    """A shapely geometry in CGCS2000 longitude and latitude: ISO WKB in a BLOB on SQLite."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """BLOB or geometry."""
        return dialect.type_descriptor(LargeBinary() if dialect.name == "sqlite" else PostgisGeometry())

    def process_bind_param(self, value: shapely.Geometry | None, dialect: Dialect) -> bytes | str | None:
        """Geometry to WKB."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return bytes(shapely.to_wkb(value, flavor="iso"))
        return str(shapely.to_wkb(shapely.set_srid(value, CGCS2000), hex=True, include_srid=True))

    def process_result_value(self, value: bytes | str | None, dialect: Dialect) -> shapely.Geometry | None:
        """WKB to geometry."""
        return None if value is None else shapely.from_wkb(value)
