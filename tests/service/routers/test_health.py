import sqlite3
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from planning.model.city import City
from service.settings import Settings
from service.storage.embedded import EmbeddedStore


def test_a_service_with_data_is_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    answer = client.get("/readyz").json()
    assert answer["revisions"] == ["tiny-city-1"]
    assert "journal_mode=DELETE" in answer["store"]


def test_a_service_without_data_lives_but_is_not_ready(
    tmp_path: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    client = client_of(Settings(store=tmp_path / "store.sqlite"))
    assert client.get("/healthz").status_code == 200
    for path in ("/readyz", "/cities", "/gaps/street", "/layers/sites", "/maps/tiny-city.html"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.json()["type"] == "store-not-ready"
        assert "tuoyu load" in answer.json()["detail"]
        assert answer.headers["retry-after"] == "2"
    assert not (tmp_path / "store.sqlite").exists()


def test_it_becomes_ready_when_a_city_is_loaded(
    store: EmbeddedStore, tiny_city: City, client_of: Callable[[Settings], TestClient]
) -> None:
    client = client_of(Settings(store=store.path))
    client.app.state.doors.snapshots._look_every_s = 0  # type: ignore[attr-defined]
    assert client.get("/readyz").status_code == 503
    store.save(tiny_city)
    assert client.get("/readyz").status_code == 200
    assert client.get("/gaps/street").status_code == 200


def test_a_damaged_store_is_said_in_one_line_and_never_an_empty_city(
    tmp_path: Path, client_of: Callable[[Settings], TestClient]
) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"no database " * 1000)
    with client_of(Settings(store=path)) as client:
        for address in ("/readyz", "/gaps/street"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert "\n" not in answer.json()["detail"]
        assert "<select" in client.get("/planner").text  # the page itself still opens and can say so
    assert path.read_bytes() == b"no database " * 1000


def test_a_store_of_an_earlier_version_says_load_anew_at_every_door(
    store: EmbeddedStore, tiny_city: City, client_of: Callable[[Settings], TestClient]
) -> None:
    store.save(tiny_city)
    with sqlite3.connect(store.path) as earlier:
        earlier.execute("DROP TABLE projection_assumptions")
    earlier.close()
    client = client_of(Settings(store=store.path))
    for address in ("/readyz", "/gaps/street", "/demand"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert answer.json()["type"] == "store-not-ready"
        assert "重新导入" in answer.json()["detail"]


def test_a_probe_that_asks_for_headers_alone_gets_them(client: TestClient) -> None:
    whole, head = client.get("/gaps/street"), client.head("/gaps/street")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert client.head("/nowhere").status_code == 404
