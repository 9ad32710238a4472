"""A tiny city stored in a real SQLite file, and a client that speaks to the whole service."""

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planning.exchange.city_folder import read_city_folder
from planning.model.city import City
from service.app import create_app
from service.settings import Settings
from service.storage.embedded import EmbeddedStore
from tests.service.tiny_city import write_tiny_city
from tests.service.walking_city import write_walking_city

with warnings.catch_warnings():
    # Starlette asks for another HTTP client library; the client's behaviour is the same with either.
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.simplefilter("ignore", UserWarning)
    from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_city(tmp_path_factory.mktemp("cities") / "tiny")


@pytest.fixture(scope="session")
def tiny_city(tiny_folder: Path) -> City:
    return read_city_folder(tiny_folder)


@pytest.fixture(scope="session")
def another_census(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The same city, with 10,001 residents in the south."""
    return read_city_folder(write_tiny_city(tmp_path_factory.mktemp("cities") / "later", south="10001"))


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore(tmp_path / "data" / "store.sqlite")


@pytest.fixture(scope="session")
def served_store(tmp_path_factory: pytest.TempPathFactory, tiny_city: City) -> EmbeddedStore:
    """A store that tests only read."""
    store = EmbeddedStore(tmp_path_factory.mktemp("served") / "store.sqlite")
    store.save(tiny_city)
    return store


@pytest.fixture(scope="session")
def client(served_store: EmbeddedStore) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=served_store.path)), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def walking_city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return read_city_folder(write_walking_city(tmp_path_factory.mktemp("cities") / "walking"))


@pytest.fixture(scope="session")
def walked(tmp_path_factory: pytest.TempPathFactory, walking_city: City) -> Iterator[TestClient]:
    """A client of a service whose one city has a walking network."""
    with _client_for(walking_city, tmp_path_factory.mktemp("walked")) as client:
        yield client


@pytest.fixture
def client_for(tmp_path: Path) -> Callable[[City], TestClient]:
    """A client of a service that has this city alone."""
    return lambda city: _client_for(city, tmp_path / city.manifest.city_id)


@pytest.fixture
def client_of() -> Callable[[Settings], TestClient]:
    """A client of a service with other settings."""
    return lambda settings: TestClient(create_app(settings), raise_server_exceptions=False)


def _client_for(city: City, folder: Path) -> TestClient:
    store = EmbeddedStore(folder / "store.sqlite")
    store.save(city)
    return TestClient(create_app(Settings(store=store.path)), raise_server_exceptions=False)
