"""The store in one SQLite file (内置数据库): no server to run, and safe to lose power under."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, Row, func, insert, select

from planning.errors import CityRefused, UnknownCity
from planning.exchange.import_report import ImportReport
from planning.model.city import City, Manifest
from planning.model.tables import CITY_TABLES
from service.storage import rows, sqlite_file
from service.storage.model import DATA, REVISIONS
from service.storage.store import NotReady, Ready, Revision, StoreNotReady, UnknownRevision


class EmbeddedStore:
    """A Store in one SQLite file; the file and its folder are made by the first `save`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader = sqlite_file.reader(path)
        self._writer = sqlite_file.writer(path)

    def save(self, city: City, report: ImportReport | None = None) -> Revision:
        """Keep `city` as a new revision, all of it or nothing (see Store.save)."""
        if report is not None and report.issues:
            raise CityRefused(report.issues)
        fault = sqlite_file.fault(self.path, self._reader, thorough=False)
        if fault and not sqlite_file.is_blank(self.path, self._reader):
            raise StoreNotReady(fault)
        content = rows.content_hash(city)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with sqlite_file.plain_errors(self.path), self._writer.begin() as connection:
            sqlite_file.make_schema(connection)
            held = _latest(connection, city.manifest.city_id)
            if held is not None and held.content_hash == content:
                return _revision(held, already_held=True)
            return _add(connection, city, content=content, number=held.number + 1 if held else 1, report=report)

    def cities(self) -> tuple[Revision, ...]:
        """The latest revision of every city (see Store.cities)."""
        if sqlite_file.is_blank(self.path, self._reader):
            return ()
        with sqlite_file.plain_errors(self.path), self._reader.begin() as connection:
            first = select(func.min(REVISIONS.c.id)).group_by(REVISIONS.c.city_id)
            order = select(REVISIONS.c.city_id).where(REVISIONS.c.id.in_(first)).order_by(REVISIONS.c.id)
            found = [_latest(connection, city_id) for city_id in connection.scalars(order)]
        return tuple(_revision(row) for row in found if row is not None)

    def latest(self, city_id: str) -> Revision:
        """The latest revision of a city (see Store.latest)."""
        return self._revision(city_id, None)[1]

    def revision(self, city_id: str, number: int) -> Revision:
        """One revision of a city (see Store.revision)."""
        return self._revision(city_id, number)[1]

    def load(self, city_id: str, revision: int | None = None) -> City:
        """A city as it was saved (see Store.load)."""
        revision_id, found = self._revision(city_id, revision)
        tables = {}
        with sqlite_file.plain_errors(self.path), self._reader.begin() as connection:
            for contract in CITY_TABLES:
                table = DATA[contract.name]
                wanted = select(*(table.c[column.name] for column in contract.columns))
                stored = wanted.where(table.c.revision_id == revision_id).order_by(table.c.row_id)
                tables[contract.name] = rows.table_from_store(connection.execute(stored).all(), contract)
        return City(manifest=found.manifest, tables=tables, revision=found.name)

    def check(self, *, thorough: bool = True) -> Ready | NotReady:
        """Whether the file can be read (see Store.check); nothing is written."""
        if sqlite_file.is_blank(self.path, self._reader):
            return NotReady(
                f"还没有数据，请先导入：tuoyu demo 或 tuoyu load / no data yet at {self.path}; load a city first"
            )
        fault = sqlite_file.fault(self.path, self._reader, thorough=thorough)
        return NotReady(fault) if fault else Ready(f"{sqlite_file.about()}, {self.path}")

    def _revision(self, city_id: str, number: int | None) -> tuple[int, Revision]:
        if sqlite_file.is_blank(self.path, self._reader):
            raise UnknownCity(city_id, ())
        with sqlite_file.plain_errors(self.path), self._reader.begin() as connection:
            row = _latest(connection, city_id, number=number)
            if row is not None:
                return row.id, _revision(row)
            of_city = select(REVISIONS.c.number).where(REVISIONS.c.city_id == city_id).order_by(REVISIONS.c.number)
            numbers = connection.scalars(of_city).all()
            cities = connection.scalars(select(REVISIONS.c.city_id).distinct().order_by(REVISIONS.c.city_id)).all()
        if numbers:
            raise UnknownRevision(str(number), map(str, numbers))
        raise UnknownCity(city_id, cities)


def _latest(connection: Connection, city_id: str, *, number: int | None = None) -> Row[Any] | None:
    wanted = select(REVISIONS).where(REVISIONS.c.city_id == city_id)
    if number is not None:
        wanted = wanted.where(REVISIONS.c.number == number)
    return connection.execute(wanted.order_by(REVISIONS.c.number.desc()).limit(1)).first()


def _revision(row: Row[Any], *, already_held: bool = False) -> Revision:
    return Revision(
        city_id=row.city_id,
        number=row.number,
        loaded_at=row.loaded_at.replace(tzinfo=UTC),
        content_hash=row.content_hash,
        origin=row.origin,
        manifest=rows.manifest_from_json(row.manifest),
        already_held=already_held,
    )


def _add(connection: Connection, city: City, *, content: str, number: int, report: ImportReport | None) -> Revision:
    manifest: Manifest = city.manifest
    loaded_at = datetime.now(UTC)
    entry = {
        "city_id": manifest.city_id,
        "number": number,
        "loaded_at": loaded_at.replace(tzinfo=None),
        "content_hash": content,
        "origin": city.revision,
        "manifest": rows.manifest_to_json(manifest),
        "notice": manifest.notice,
        "warnings": orjson.dumps(report.warnings if report else ()).decode(),
    }
    revision_id = connection.execute(insert(REVISIONS).returning(REVISIONS.c.id), entry).scalar_one()
    for contract in CITY_TABLES:
        columns = rows.columns_to_store(city.table(contract.name), contract)
        values = [
            dict(zip(columns, row, strict=True), revision_id=revision_id) for row in zip(*columns.values(), strict=True)
        ]
        if values:
            connection.execute(insert(DATA[contract.name]), values)
    return Revision(manifest.city_id, number, loaded_at, content, city.revision, manifest)
