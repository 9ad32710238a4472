"""A real service over the sample cities, and a page that must stay quiet."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from planning.exchange.city_folder import read_city_folder
from planning.model.city import City
from service.storage.embedded import EmbeddedStore

ROOT = Path(__file__).parents[2]
HOSTILE = "<img src=x onerror=alert(1)>"

# A study that nobody asked for before takes seconds, and longer on a busy machine; what is wrong stays wrong.
expect.set_options(timeout=60_000)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A planner's screen; the tests of a phone make it smaller."""
    return {**browser_context_args, "viewport": {"width": 1280, "height": 800}, "has_touch": False}


@pytest.fixture(scope="session")
def service_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that holds both sample cities, and one whose first district has a hostile name."""
    store = tmp_path_factory.mktemp("store") / "store.sqlite"
    guangzhou = read_city_folder(ROOT / "sample_data" / "guangzhou")
    for city in (read_city_folder(ROOT / "sample_data" / "demo_city"), guangzhou, _hostile(guangzhou)):
        EmbeddedStore(store).save(city)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "service.app:create_app", "--factory", "--port", str(port)]
    environment = {**os.environ, "TUOYU_STORE": str(store), "TUOYU_CITY": "demo-city"}
    log = (store.parent / "service.log").open("wb")
    with log, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as service:
        url = f"http://127.0.0.1:{port}"
        try:
            _wait(url, service)
            yield url
        finally:
            service.terminate()
            service.wait(timeout=20)


def _hostile(city: City) -> City:
    areas = city.geotable("areas").copy()
    first = areas.index[areas["level"] == "district"][0]
    areas.loc[first, "name"] = HOSTILE
    manifest = replace(city.manifest, city_id="hostile-city", name=HOSTILE, notice=HOSTILE)
    return City(manifest, {**city.tables, "areas": areas}, "hostile-1")


def _wait(url: str, service: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if service.poll() is not None:
            raise RuntimeError("the service did not start")
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the service is not ready after 30 s")


@pytest.fixture
def quiet_page(sealed_page: Page) -> Iterator[Page]:
    """A page that never leaves this machine and writes nothing to the console: no script error, no policy broken."""
    said: list[str] = []
    sealed_page.on("console", lambda line: said.append(line.text) if line.type in ("error", "warning") else None)
    yield sealed_page
    assert said == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return (ROOT / "maps/web/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
