"""How the one SQLite file is opened, made and examined (数据库文件): rollback journal, one writer, full sync.

Rollback-journal mode, not WAL: SQLite before 3.51.3 (Debian 12 has 3.40.1) can corrupt a WAL database when two
connections write or checkpoint. The price is that readers wait while an import commits, and that is a moment: pages of
an import stay in memory until then (`cache_spill`), so no reader is locked out while rows are still being written.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from service.storage.model import APPLICATION_ID, DATA, METADATA, REVISIONS, SCHEMA_VERSION, box_statements
from service.storage.store import StoreBusy, StoreError, StoreFull, StoreNotReady

BUSY_TIMEOUT_MS = 5_000
_JOURNAL_MODE = "DELETE"

_DAMAGED = "数据库文件已损坏，请从备份恢复 / the store is damaged; restore it from a backup"
_FOREIGN = "该文件不是托育规划的数据库，请改用其他路径 / not a Tuoyu store; choose another path"
_NEWER = "数据库由更新的版本创建，请升级程序 / the store was made by a newer version; upgrade the program"
_OTHER = (
    "数据库由其他版本创建，请重新导入到新文件 / the store was made by another version; load the cities into a new file"
)
_UNREADABLE = "无法打开数据库文件，请检查路径和权限 / the store cannot be opened; check the path and its permissions"
_BUSY = "另一个程序正在写入，请稍后再试 / another process is writing to the store; try again shortly"
_UNTRUE = (
    "表中有重复或缺失的必填值，导入未保存 / a table has a key twice or lacks a value it must have; nothing was kept"
)
_FULL = "磁盘空间不足，导入未保存 / the disk is full; nothing of the import was kept"


def about() -> str:
    """Engine, version and mode, for the start-up log."""
    return f"SQLite {sqlite3.sqlite_version}, journal_mode={_JOURNAL_MODE}, synchronous=FULL"


def reader(path: Path) -> Engine:
    """An engine whose transactions read one state of the file; it never makes the file."""
    return _engine(path, mode="rw", begin="BEGIN")


def writer(path: Path) -> Engine:
    """An engine whose transactions hold the write lock from their first statement on."""
    return _engine(path, mode="rwc", begin="BEGIN IMMEDIATE")


def _engine(path: Path, *, mode: str, begin: str) -> Engine:
    # "rw" for readers too: after a crash the first to open the file must be able to roll the journal back.
    def connect() -> sqlite3.Connection:
        # SQLAlchemy, not sqlite3, says when a transaction begins: isolation_level=None.
        address = f"{path.absolute().as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            f"journal_mode={_JOURNAL_MODE}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "cache_spill=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def is_blank(path: Path, engine: Engine) -> bool:
    """
    Whether nothing is stored yet: there is no file, or an empty one.

    A first import that was killed leaves a half-written file and its journal; reading rolls that back to nothing.
    """
    if path.with_name(f"{path.name}-journal").exists():
        fault(path, engine, thorough=False)
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def make_schema(connection: Connection) -> None:
    """Make what is missing of the tables and boxes, and write whose file this is, inside the caller's transaction."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID:
        return
    METADATA.create_all(connection)
    for statement in box_statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")


def fault(path: Path, engine: Engine, *, thorough: bool) -> str | None:
    """What keeps the file from being a readable store, in one line; None when nothing does. Writes nothing."""
    try:
        with plain_errors(path), engine.begin() as connection:
            return _identity_fault(connection) or (_page_fault(connection) if thorough else None)
    except StoreError as error:
        return str(error)


def _identity_fault(connection: Connection) -> str | None:
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        return _FOREIGN
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version != SCHEMA_VERSION:
        return _NEWER if version > SCHEMA_VERSION else _OTHER
    for table in (REVISIONS, *DATA.values()):
        there = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table.name})")}
        if there != {column.name for column in table.columns}:
            return _OTHER
    return None


def _page_fault(connection: Connection) -> str | None:
    verdict = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return None if verdict == "ok" else _DAMAGED


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError of one line; the driver's own words stay in its cause."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        driver = error.orig if isinstance(error, DBAPIError) else error
        known = _KINDS.get(getattr(driver, "sqlite_errorcode", 0) & 0xFF)
        if known is None:
            raise
        kind, reason = known
        raise kind(f"{reason} ({path})") from error
    except OSError as error:
        raise StoreNotReady(f"{_UNREADABLE} ({path})") from error


_KINDS: dict[int, tuple[type[StoreError], str]] = {
    # The statements are our own: one that SQLite cannot prepare met a table or column of another version.
    sqlite3.SQLITE_ERROR: (StoreNotReady, _OTHER),
    sqlite3.SQLITE_BUSY: (StoreBusy, _BUSY),
    sqlite3.SQLITE_LOCKED: (StoreBusy, _BUSY),
    sqlite3.SQLITE_FULL: (StoreFull, _FULL),
    sqlite3.SQLITE_CORRUPT: (StoreNotReady, _DAMAGED),
    sqlite3.SQLITE_NOTADB: (StoreNotReady, _FOREIGN),
    sqlite3.SQLITE_CANTOPEN: (StoreNotReady, _UNREADABLE),
    sqlite3.SQLITE_IOERR: (StoreNotReady, _UNREADABLE),
    sqlite3.SQLITE_PERM: (StoreNotReady, _UNREADABLE),
    sqlite3.SQLITE_READONLY: (StoreNotReady, _UNREADABLE),
    sqlite3.SQLITE_CONSTRAINT: (StoreError, _UNTRUE),
}
