"""What routes ask for (依赖): the settings, the snapshot of a city, and the study a query describes."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from planning.errors import UnknownArea
from planning.model.codes import Level
from planning.policy.shelf import Shelf
from planning.study import Study
from service import conditional
from service.citations import LONGEST_SOURCE, cited
from service.gap_rows import GapRows
from service.negotiation import Format
from service.refusals import QueryInvalid, UnknownDistrict
from service.settings import Settings
from service.snapshots import Snapshot, Snapshots
from service.storage.store import Store
from service.studies import Question, Studies
from service.unit_names import unit_named

DAY_PATTERN = r"^(199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
LARGEST_RADIUS_M = 100_000


@dataclass(frozen=True, slots=True)
class Doors:
    """What one running service holds."""

    settings: Settings
    store: Store
    snapshots: Snapshots
    studies: Studies

    @classmethod
    def of(cls, settings: Settings, store: Store) -> "Doors":
        """Fresh caches over a store."""
        return cls(settings, store, Snapshots(store), Studies(Shelf(settings.profiles)))


def doors(request: Request) -> Doors:
    """The doors of the application that answers."""
    held: Doors = request.app.state.doors
    return held


DoorsDep = Annotated[Doors, Depends(doors)]
CityQuery = Annotated[
    str | None,
    Query(
        description="城市编号，见 /cities；省略时为默认城市 / id of a city; the default city where omitted",
        max_length=64,
    ),
]


def snapshot(doors: DoorsDep, city: CityQuery = None) -> Snapshot:
    """The latest snapshot of the city asked for."""
    return doors.snapshots.latest(city, otherwise=doors.settings.city)


SnapshotDep = Annotated[Snapshot, Depends(snapshot)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A study that was asked for; nothing is computed before it is looked at."""

    snapshot: Snapshot
    question: Question
    studies: Studies

    @property
    def study(self) -> Study:
        """The study itself."""
        return self.studies.study(self.snapshot, self.question)

    def tag(self, request: Request, form: Format) -> str:
        """The entity tag of an answer in this form."""
        return conditional.entity_tag(
            request, revision=self.snapshot.revision.name, form=form, edition=self.question.edition
        )

    def rows(self, level: Level) -> GapRows:
        """The study's gap table at a level."""
        return self.studies.rows(self.snapshot, self.question, level=level)

    def found(self, level: Level, *, district: str | None = None, q: str | None = None) -> GapRows:
        """The rows of a district that hold what was typed; raises UnknownDistrict for one that the city lacks."""
        known = [str(area_id) for area_id in self.study.gaps(Level.DISTRICT).index]
        if district is not None and district not in known:
            raise UnknownDistrict(district, known)
        return self.rows(level).found(district=district, q=q)

    def name_of(self, level: Level, area_id: str) -> str:
        """The name of a unit of a level; raises UnknownArea where the level has no such unit."""
        table = self.study.gaps(level)
        if area_id not in table.index:
            raise UnknownArea(area_id, [str(known) for known in table.index])
        return str(table.at[area_id, "name"])

    def unit_of(self, level: Level, typed: str, *, called: str) -> str:
        """The id of the unit of a level that has the id or the name typed; raises what `unit_named` does."""
        return unit_named(typed, self.study.gaps(level)["name"], called=called)

    def about(self) -> dict[str, Any]:
        """Which city, profile, day and revision an answer speaks of."""
        return {
            "city": city_of(self.snapshot),
            "profile": self.question.profile_id,
            "date": self.question.on.isoformat(),
            "revision": self.snapshot.revision.name,
        }


def city_of(snapshot: Snapshot) -> dict[str, Any]:
    """A city as answers name it."""
    manifest = snapshot.revision.manifest
    return {
        "id": manifest.city_id,
        "name": manifest.name,
        "synthetic": manifest.synthetic,
        "notice": manifest.notice,
    }


ProfileQuery = Annotated[str | None, Query(description="政策方案，见 /profiles / id of a profile", max_length=64)]
DayQuery = Annotated[
    str | None,
    Query(
        description="研究日期；晚于它的数据都不看 / the day of the study; nothing dated later is looked at",
        pattern=DAY_PATTERN,
        json_schema_extra={"format": "date"},
        examples=["2025-12-31"],
    ),
]


def asked(
    doors: DoorsDep,
    snapshot: SnapshotDep,
    profile: ProfileQuery = None,
    date: DayQuery = None,
    radius_m: Annotated[
        int | None,
        Query(description="服务半径（米），须同时给出来源 / service radius in metres", ge=1, le=LARGEST_RADIUS_M),
    ] = None,
    radius_source: Annotated[
        str | None,
        Query(description="服务半径的来源 / where the radius is from", min_length=1, max_length=LONGEST_SOURCE),
    ] = None,
) -> Asked:
    """The study that a query describes; raises QueryInvalid, UnknownCity or UnknownProfile."""
    source = radius_cited(radius_m, radius_source, names=("radius_m", "radius_source"))
    question = doors.studies.question(
        snapshot, profile_id=profile, on=day(date), radius_m=radius_m, radius_source=source
    )
    return Asked(snapshot, question, doors.studies)


AskedDep = Annotated[Asked, Depends(asked)]


def radius_cited(radius_m: int | None, source: str | None, *, names: tuple[str, str]) -> str:
    """The source of a radius, "" where no radius is given; raises QueryInvalid in the names of the two parameters."""
    told = cited(source, called=names[1])
    if (radius_m is None) != (told is None):
        raise QueryInvalid(", ".join(names), zh="半径和来源须同时给出", en="a radius and its source come together")
    return told or ""


def day(text: str | None, *, called: str = "date") -> date | None:
    """A day of the calendar; raises QueryInvalid, in the name of the parameter, for one that there is not."""
    if text is None:
        return None
    if not re.fullmatch(DAY_PATTERN, text):
        shown = text[:80]
        raise QueryInvalid(
            called,
            zh=f"“{shown}”不是日期，请写成2025-12-31的样子",
            en=f"{shown!r} is not a day; write it like 2025-12-31",
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QueryInvalid(called, zh=f"没有{text}这一天", en=f"there is no such day as {text}") from None
