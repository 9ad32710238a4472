"""What is asked of a store (数据存储接口), and the ways in which it can say no."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from planning.errors import PlanningError, UnknownChoice
from planning.exchange.import_report import ImportReport
from planning.model.city import City, Manifest


@dataclass(frozen=True, slots=True)
class Revision:
    """
    One city as it was loaded once (数据版本); it never changes afterwards.

    `number` counts from 1 within the city; `loaded_at` is UTC; `origin` is the revision that the city bore when it
    came, such as the hash of its folder. `already_held` is true only on what `save` answers when the content was the
    latest revision's content and nothing was written.
    """

    city_id: str
    number: int
    loaded_at: datetime
    content_hash: str
    origin: str
    manifest: Manifest
    already_held: bool = False

    @property
    def name(self) -> str:
        """How pages, files and ETags name the revision: "demo-city-3"."""
        return f"{self.city_id}-{self.number}"


@dataclass(frozen=True, slots=True)
class Ready:
    """The store can be read; `about` names its engine and mode for the start-up log."""

    about: str


@dataclass(frozen=True, slots=True)
class NotReady:
    """The store cannot be read; `reason` is one line in Chinese and English that says what to do."""

    reason: str


class StoreError(PlanningError):
    """The store could not do what was asked; what it holds is unchanged."""


class StoreNotReady(StoreError):
    """There is no store, or the file is damaged, foreign, or of another version."""


class StoreBusy(StoreError):
    """Another process is writing; the same call works a little later."""


class StoreFull(StoreError):
    """No room on the disk; nothing of the import was kept."""


class UnknownRevision(UnknownChoice):
    """The city has no revision of this number."""

    what = "revision"


class Store(Protocol):
    """Cities by revision. One import is one transaction; all revisions are kept; readers see whole revisions only."""

    def save(self, city: City, report: ImportReport | None = None) -> Revision:
        """
        Keep `city` as a new revision, with the warnings of its import.

        Content equal to the latest revision's is not stored again (`already_held`). Raises CityRefused where `report`
        has faults, StoreNotReady, StoreBusy or StoreFull; then nothing has changed.
        """

    def cities(self) -> tuple[Revision, ...]:
        """The latest revision of every city, in the order in which the cities first came; empty without a store."""

    def latest(self, city_id: str) -> Revision:
        """The latest revision of a city, without its data; raises UnknownCity."""

    def revision(self, city_id: str, number: int) -> Revision:
        """One revision of a city, without its data; raises UnknownCity or UnknownRevision."""

    def load(self, city_id: str, revision: int | None = None) -> City:
        """A city as it was saved, at its latest revision or the one numbered; raises UnknownCity or UnknownRevision."""

    def check(self, *, thorough: bool = True) -> Ready | NotReady:
        """Whether the store can be read; `thorough` reads every page of it, otherwise a glance must do."""
