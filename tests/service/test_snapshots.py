import pytest

from planning.errors import UnknownCity
from planning.model.city import City
from service.snapshots import Snapshots
from service.storage.embedded import EmbeddedStore
from service.storage.store import Revision, StoreBusy, StoreNotReady, UnknownRevision


class Clock:
    """A clock that a test turns by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_new_revision_is_seen_after_a_second_and_the_old_one_served_until_then(
    store: EmbeddedStore, tiny_city: City, another_census: City, clock: Clock
) -> None:
    store.save(tiny_city)
    snapshots = Snapshots(store, look_every_s=1, clock=clock)
    first = snapshots.latest()
    EmbeddedStore(store.path).save(another_census)  # as another process would
    clock.now = 0.5
    assert snapshots.latest() is first
    clock.now = 1.0
    assert snapshots.latest().revision.name == "tiny-city-2"
    assert first.city.revision == "tiny-city-1"


def test_a_revision_is_read_from_the_store_once(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    snapshots = Snapshots(store, look_every_s=0)
    assert snapshots.latest("tiny-city").city is snapshots.latest().city


def test_a_city_that_is_not_stored_is_refused_with_those_that_are(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    with pytest.raises(UnknownCity, match="tiny-city"):
        Snapshots(store).latest("elsewhere")


def test_without_any_city_the_store_says_what_to_do(store: EmbeddedStore) -> None:
    with pytest.raises(StoreNotReady, match="load a city first"):
        Snapshots(store).cities()


class BusyLater(EmbeddedStore):
    """A store that another process locks after the first look."""

    looks = 0

    def cities(self) -> tuple[Revision, ...]:
        self.looks += 1
        if self.looks > 1:
            raise StoreBusy("busy")
        return super().cities()


def test_while_an_import_is_committed_what_was_published_stands(store: EmbeddedStore, tiny_city: City) -> None:
    store.save(tiny_city)
    snapshots = Snapshots(BusyLater(store.path), look_every_s=0)
    assert snapshots.cities() == snapshots.cities()


def test_an_earlier_revision_can_still_be_asked_for(
    store: EmbeddedStore, tiny_city: City, another_census: City
) -> None:
    store.save(tiny_city)
    store.save(another_census)
    snapshots = Snapshots(store)
    assert snapshots.at("tiny-city", 1).city.revision == "tiny-city-1"
    assert snapshots.latest().revision.number == 2
    with pytest.raises(UnknownRevision) as refused:
        snapshots.at("tiny-city", 3)
    assert refused.value.choices == ("1", "2")
