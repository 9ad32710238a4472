"""Which study a request asks for (研究请求), computed once for everyone who asks the same."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

import pandas as pd

from planning.accessibility.walking_network import WalkMode
from planning.demand.demand import Demand
from planning.errors import NoRegister
from planning.model.codes import Level
from planning.policy.alternatives import findings_of
from planning.policy.profile import Profile
from planning.policy.reach import Reach
from planning.policy.rules.base import Rule
from planning.policy.shelf import Shelf
from planning.policy.uptake import Uptake
from planning.reach.point_people import point_people
from planning.reach.point_reach import ReachQuestion
from planning.reach.reached import Reached
from planning.reach.walks import Walks
from planning.served.offers import Fitting
from planning.served.served import Served
from planning.study import Study
from planning.targets.progress import Progress
from service.gap_rows import GapRows
from service.memo import Memo
from service.snapshots import Snapshot

Made = TypeVar("Made")

KEPT_STUDIES = 12
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Question:
    """
    What a study depends on: a revision of a city, a profile, a day, and a radius with its source if one is given.

    `edition` changes when the profile's file does, so that a mended profile is seen without a restart.
    """

    city_id: str
    number: int
    profile_id: str
    on: date
    radius_m: int | None = None
    radius_source: str = ""
    edition: str = ""


class Studies:
    """Studies and their rows, each computed once; the least recently asked are forgotten."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._profiles: Memo[tuple[str, str], Profile] = Memo(32)
        self._studies: Memo[Question, Study] = Memo(KEPT_STUDIES)
        self._rows: Memo[tuple[Question, Level], GapRows] = Memo(KEPT_STUDIES * len(Level))
        self._findings: Memo[tuple[Question, str], pd.DataFrame] = Memo(KEPT_STUDIES * 100)
        self._progress: Memo[Question, Progress] = Memo(KEPT_STUDIES)
        self._demands: Memo[tuple[Question, int, Uptake | None], Demand] = Memo(KEPT_STUDIES)
        self._walks: Memo[tuple[Question, float, WalkMode], Walks] = Memo(KEPT_STUDIES)
        self._served: Memo[tuple[Question, Uptake | None, Fitting], Served] = Memo(KEPT_STUDIES)
        self._reached: Memo[tuple[Question, Level, ReachQuestion, WalkMode], Reached] = Memo(KEPT_STUDIES)
        self._people: Memo[Question, pd.DataFrame] = Memo(KEPT_STUDIES)
        # Many different questions at once must not take all memory of the machine.
        self._working = threading.BoundedSemaphore(AT_ONCE)

    def profile(self, profile_id: str) -> Profile:
        """The profile called `profile_id`, read once for each edition; raises UnknownProfile or ProfileRefused."""
        edition = self.shelf.stamp(profile_id)
        return self._profiles.get((profile_id, edition), lambda: self.shelf.load(profile_id))

    def question(
        self,
        snapshot: Snapshot,
        *,
        profile_id: str | None = None,
        on: date | None = None,
        radius_m: int | None = None,
        radius_source: str = "",
    ) -> Question:
        """A question about a snapshot, by the city's own profile and on its opening day where none is named."""
        manifest = snapshot.revision.manifest
        wanted = profile_id or manifest.profile
        self.profile(wanted)
        return Question(
            city_id=manifest.city_id,
            number=snapshot.revision.number,
            profile_id=wanted,
            on=on or manifest.on,
            radius_m=radius_m,
            radius_source=radius_source,
            edition=self.shelf.stamp(wanted),
        )

    def study(self, snapshot: Snapshot, question: Question) -> Study:
        """The study that answers `question` from `snapshot`."""
        profile = self.profile(question.profile_id)
        return self._studies.get(question, lambda: self._made(snapshot, question, profile=profile))

    def rows(self, snapshot: Snapshot, question: Question, *, level: Level) -> GapRows:
        """The gap table of a level as rows of plain values."""
        study = self.study(snapshot, question)
        return self._rows.get((question, level), lambda: GapRows.of(study, level))

    def findings(self, snapshot: Snapshot, question: Question, *, rule: Rule) -> pd.DataFrame:
        """What one rule of the question's profile says of every unit, under the readings that are chosen."""
        study = self.study(snapshot, question)
        return self._findings.get((question, rule.id), lambda: findings_of(study.profile, rule, facts=study.facts))

    def progress(self, snapshot: Snapshot, question: Question) -> Progress:
        """How the targets of a study stand, each on the day that decides it."""
        study = self.study(snapshot, question)
        return self._progress.get(question, partial(self._with_room, partial(Progress.of, study)))

    def demand(self, snapshot: Snapshot, question: Question, *, until: int, uptake: Uptake | None) -> Demand:
        """What a study will need to the end of a year; `uptake` takes the place of the profile's own."""
        study = self.study(snapshot, question)
        make = partial(Demand.of, study, until=until, uptake=uptake)
        return self._demands.get((question, until, uptake), partial(self._with_room, make))

    def walks(self, snapshot: Snapshot, question: Question, *, limit_m: float, mode: WalkMode) -> Walks:
        """The walks of a study's day as far as a limit; raises NoRegister where nobody says where sites are."""
        study = self.study(snapshot, question)
        if study.walks is not None and study.walks.costs.limit == limit_m and mode is WalkMode.WALK:
            return study.walks
        if not study.ground.register_speaks:
            raise NoRegister(question.on)
        make = partial(Walks.of, study.ground, limit_m=limit_m, mode=mode)
        return self._walks.get((question, limit_m, mode), partial(self._with_room, make))

    def people(self, snapshot: Snapshot, question: Question, *, walks: Walks) -> pd.DataFrame:
        """Who lives at each dwelling point of a study; `walks` are any of its own."""
        study = self.study(snapshot, question)
        make = partial(point_people, study.ground, walks.points)
        return self._people.get(question, partial(self._with_room, make))

    def served(
        self, snapshot: Snapshot, question: Question, *, uptake: Uptake | None = None, fitting: Fitting
    ) -> Served:
        """What becomes of the children under another uptake, or with other places; the study's own where both are."""
        study = self.study(snapshot, question)
        wanted = uptake or study.profile.uptake
        if uptake is None and fitting is study.served.fitting:
            return study.served
        make = partial(Served.of, study.ground, study.walks, uptake=wanted, fitting=fitting)
        return self._served.get((question, uptake, fitting), partial(self._with_room, make))

    def reached(
        self, snapshot: Snapshot, question: Question, *, level: Level, asked: ReachQuestion, mode: WalkMode
    ) -> Reached:
        """How well the areas of a level reach places."""
        study = self.study(snapshot, question)
        walks = self.walks(snapshot, question, limit_m=max(asked.within_m, asked.decay.limit), mode=mode)
        make = partial(Reached.of, study.ground, walks, level=level, asked=asked)
        return self._reached.get((question, level, asked, mode), partial(self._with_room, make))

    def _with_room(self, make: Callable[[], Made]) -> Made:
        with self._working:
            return make()

    def _made(self, snapshot: Snapshot, question: Question, *, profile: Profile) -> Study:
        reach = Reach.given(question.radius_m, source=question.radius_source) if question.radius_m else None
        with self._working:
            return Study.of(snapshot.city, profile, on=question.on, reach=reach)
