"""Cities as requests read them (数据快照): loaded once a revision, never changed, renewed when a new one is stored."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from planning.errors import UnknownCity
from planning.model.city import City
from service.memo import Memo
from service.storage.store import NotReady, Revision, Store, StoreBusy, StoreNotReady

LOOK_EVERY_S = 1.0
KEPT = 6


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A city at one revision."""

    revision: Revision
    city: City


class Snapshots:
    """The latest snapshot of every city; another process's import is seen within `look_every_s` seconds."""

    def __init__(
        self, store: Store, *, look_every_s: float = LOOK_EVERY_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._look_every_s = look_every_s
        self._clock = clock
        self._lock = threading.Lock()
        self._looked_at = -float("inf")
        self._cities: tuple[Revision, ...] = ()
        self._loaded: Memo[tuple[str, int], Snapshot] = Memo(KEPT)

    def cities(self) -> tuple[Revision, ...]:
        """The latest revision of every city; raises StoreNotReady where there is none."""
        with self._lock:
            if self._clock() - self._looked_at >= self._look_every_s:
                self._cities = self._look()
                self._looked_at = self._clock()
            found = self._cities
        if not found:
            state = self._store.check(thorough=False)
            raise StoreNotReady(state.reason if isinstance(state, NotReady) else _EMPTY)
        return found

    def _look(self) -> tuple[Revision, ...]:
        try:
            return self._store.cities()
        except StoreBusy:
            # An import is being committed: what was published before still stands.
            if self._cities:
                return self._cities
            raise

    def latest(self, city_id: str | None = None, *, otherwise: str | None = None) -> Snapshot:
        """The snapshot of `city_id`, else of `otherwise`, else of the first city; raises UnknownCity."""
        revisions = {revision.city_id: revision for revision in self.cities()}
        wanted = city_id or otherwise or next(iter(revisions))
        if wanted not in revisions:
            raise UnknownCity(wanted, revisions)
        return self._snapshot(revisions[wanted])

    def at(self, city_id: str, number: int) -> Snapshot:
        """The snapshot of one revision, which never changes; raises UnknownCity or UnknownRevision."""
        return self._snapshot(self._store.revision(city_id, number))

    def _snapshot(self, revision: Revision) -> Snapshot:
        key = (revision.city_id, revision.number)
        return self._loaded.get(key, lambda: Snapshot(revision, self._store.load(*key)))


_EMPTY = "库中还没有城市，请先导入：tuoyu load / the store holds no city yet; load one first"
