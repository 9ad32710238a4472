"""Which study a request asks for (研究请求), computed once for everyone who asks the same."""

import threading
from dataclasses import dataclass
from datetime import date

from planning.model.codes import Level
from planning.policy.profile import Profile
from planning.policy.reach import Reach
from planning.policy.reading import load_profile
from planning.study import Study
from service.gap_rows import GapRows
from service.memo import Memo
from service.snapshots import Snapshot

KEPT_STUDIES = 12
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What a study depends on: a revision of a city, a profile, a day, and a radius with its source if one is given."""

    city_id: str
    number: int
    profile_id: str
    on: date
    radius_m: int | None = None
    radius_source: str = ""

    @classmethod
    def about(
        cls,
        snapshot: Snapshot,
        *,
        profile_id: str | None = None,
        on: date | None = None,
        radius_m: int | None = None,
        radius_source: str = "",
    ) -> "Question":
        """A question about a snapshot; the city's own profile and opening day where none is named."""
        manifest = snapshot.revision.manifest
        return cls(
            city_id=manifest.city_id,
            number=snapshot.revision.number,
            profile_id=profile_id or manifest.profile,
            on=on or manifest.on,
            radius_m=radius_m,
            radius_source=radius_source,
        )


class Studies:
    """Studies and their rows, each computed once; the least recently asked are forgotten."""

    def __init__(self) -> None:
        self._profiles: Memo[str, Profile] = Memo(32)
        self._studies: Memo[Question, Study] = Memo(KEPT_STUDIES)
        self._rows: Memo[tuple[Question, Level], GapRows] = Memo(KEPT_STUDIES * len(Level))
        # Many different questions at once must not take all memory of the machine.
        self._working = threading.BoundedSemaphore(AT_ONCE)

    def profile(self, profile_id: str) -> Profile:
        """The profile called `profile_id`, read once; raises UnknownProfile."""
        return self._profiles.get(profile_id, lambda: load_profile(profile_id))

    def study(self, snapshot: Snapshot, question: Question) -> Study:
        """The study that answers `question` from `snapshot`."""
        profile = self.profile(question.profile_id)
        return self._studies.get(question, lambda: self._made(snapshot, question, profile=profile))

    def rows(self, snapshot: Snapshot, question: Question, *, level: Level) -> GapRows:
        """The gap table of a level as rows of plain values."""
        study = self.study(snapshot, question)
        return self._rows.get((question, level), lambda: GapRows.of(study, level))

    def _made(self, snapshot: Snapshot, question: Question, *, profile: Profile) -> Study:
        reach = Reach.given(question.radius_m, source=question.radius_source) if question.radius_m else None
        with self._working:
            return Study.of(snapshot.city, profile, on=question.on, reach=reach)
