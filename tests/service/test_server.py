"""The service as an operator runs it: another process, a real port, a signal to stop."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from planning.model.city import City
from service.storage.embedded import EmbeddedStore

STARTED_WITHIN_S = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(address: str) -> int | None:
    """The status an address answers with; None where nobody listens."""
    try:
        with urlopen(address, timeout=20) as answer:
            return int(answer.status)
    except HTTPError as refused:
        with refused:
            return refused.code
    except URLError:
        return None


@contextmanager
def serving(store: Path, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`tuoyu serve` on a port of its own."""
    port = free_port()
    command = [sys.executable, "-c", "from service.cli import app; app()", "serve", "--port", str(port)]
    variables = {"PATH": "", "TUOYU_STORE": str(store), **environment}
    with subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True) as process:
        address = f"http://127.0.0.1:{port}"
        give_up = time.monotonic() + STARTED_WITHIN_S
        while status_of(f"{address}/healthz") is None and process.poll() is None and time.monotonic() < give_up:
            time.sleep(0.1)
        try:
            yield address, process
        finally:
            process.kill()


def test_the_service_starts_without_data_and_sees_an_import_of_another_process(
    store: EmbeddedStore, tiny_city: City
) -> None:
    with serving(store.path) as (address, _):
        assert status_of(f"{address}/healthz") == 200
        assert status_of(f"{address}/readyz") == 503
        store.save(tiny_city)
        time.sleep(1.1)  # the service looks for a new revision once a second
        assert status_of(f"{address}/readyz") == 200
        assert status_of(f"{address}/gaps/street") == 200


def test_a_signal_to_stop_is_obeyed_and_the_log_names_the_store(served_store: EmbeddedStore) -> None:
    with serving(served_store.path) as (address, process):
        assert status_of(f"{address}/readyz") == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) in (0, -signal.SIGTERM)
        assert process.stderr is not None
        log = process.stderr.read()
    assert "SQLite" in log
    assert "Traceback" not in log


def test_a_base_map_without_approval_number_keeps_the_service_from_starting(tmp_path: Path) -> None:
    tiles = {"TUOYU_TILES_URL": "https://tiles.example/{z}/{x}/{y}.png", "TUOYU_TILES_ATTRIBUTION": "示例测绘"}
    with serving(tmp_path / "store.sqlite", **tiles) as (_, process):
        assert process.wait(timeout=STARTED_WITHIN_S) == 1
        assert process.stderr is not None
        (line,) = process.stderr.read().strip().splitlines()
    assert "TUOYU_TILES_REVIEW_NUMBER" in line
