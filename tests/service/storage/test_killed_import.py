import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planning.model.city import City
from service.storage.embedded import EmbeddedStore
from service.storage.store import Ready
from tests.service.tiny_city import write_tiny_city

# The importer of another process: it stops where it is told to and waits to be killed. Pages are forced out of memory
# early, so that the file on disk is half written when the process dies and only its journal can mend it.
IMPORTER = """
import sys, time
from pathlib import Path
from sqlalchemy import Engine, event
from planning.exchange.city_folder import read_city_folder
from service.storage.embedded import EmbeddedStore

folder, store, table = sys.argv[1:]

@event.listens_for(Engine, "begin")
def spill(connection):
    connection.exec_driver_sql("PRAGMA cache_size = 1")
    connection.exec_driver_sql("PRAGMA cache_spill = 1")

@event.listens_for(Engine, "after_cursor_execute")
def stop(connection, cursor, statement, parameters, context, executemany):
    if statement.startswith(f"INSERT INTO {table}"):
        print("in the middle", flush=True)
        time.sleep(60)

EmbeddedStore(Path(store)).save(read_city_folder(Path(folder)))
"""


def kill_an_import(folder: Path, store: EmbeddedStore, *, table: str) -> None:
    """Start an import in another process and kill it, as a power cut would, once it has written to `table`."""
    command = [sys.executable, "-c", IMPORTER, str(folder), str(store.path), table]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as importer:
        assert importer.stdout is not None
        assert importer.stdout.readline() == "in the middle\n"
        importer.send_signal(signal.SIGKILL)
        assert importer.wait() == -signal.SIGKILL


@pytest.mark.parametrize("table", ["revisions", "place_reports"])
def test_a_killed_import_leaves_the_old_revision_whole(
    store: EmbeddedStore, tiny_city: City, tmp_path: Path, table: str
) -> None:
    store.save(tiny_city)
    later = write_tiny_city(tmp_path / "later", south="10001")
    kill_an_import(later, store, table=table)
    reopened = EmbeddedStore(store.path)
    assert isinstance(reopened.check(), Ready)
    assert reopened.latest("tiny-city").number == 1
    assert reopened.load("tiny-city").table("population")["residents"].iloc[-1] == 10_000


def test_after_a_killed_first_import_the_next_one_works(
    store: EmbeddedStore, tiny_city: City, tiny_folder: Path
) -> None:
    store.path.parent.mkdir(parents=True)
    kill_an_import(tiny_folder, store, table="population")
    reopened = EmbeddedStore(store.path)
    assert reopened.cities() == ()
    assert reopened.save(tiny_city).number == 1
    assert isinstance(reopened.check(), Ready)
