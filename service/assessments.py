"""Which assessment a request asks for (评估请求): its two snapshots, and what is refused before."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from planning.assessment.report import Assessment
from planning.assessment.span import AssessmentKind, Span, last_full_year
from planning.model.codes import Level
from planning.targets.progress import Progress
from service.dependencies import Asked, Doors
from service.gap_rows import records
from service.policy_answer import document_entry
from service.refusals import QueryInvalid, UnknownDistrict
from service.target_answer import counts_entry


@dataclass(frozen=True, slots=True)
class AssessmentAsked:
    """
    A report as it is asked for; what is left out follows from the kind.

    A periodic one needs `since`; a yearly one takes the last full year; a final one the whole plan.
    """

    kind: AssessmentKind
    city: str | None = None
    profile: str | None = None
    year: int | None = None
    since: date | None = None
    until: date | None = None
    revision_then: int | None = None
    revision_now: int | None = None
    district: str | None = None

    def study_pair(self, doors: Doors) -> tuple[Asked, Asked]:
        """The two studies; raises QueryInvalid, UnknownCity, UnknownProfile, UnknownRevision or NoDatedTarget."""
        latest = doors.snapshots.latest(self.city, otherwise=doors.settings.city)
        city_id = latest.revision.city_id
        now = latest if self.revision_now is None else doors.snapshots.at(city_id, self.revision_now)
        then = now if self.revision_then is None else doors.snapshots.at(city_id, self.revision_then)
        # Both days are judged by one profile, even where the earlier revision named another.
        profile = self.profile or now.revision.manifest.profile
        studies = doors.studies
        span = self._span(Asked(now, studies.question(now, profile_id=profile), studies))
        if span.then >= span.now:
            raise QueryInvalid(
                "from, to", zh=f"起点{span.then}须早于报告日{span.now}", en="the first day must be before the last"
            )
        before, after = (
            Asked(one, studies.question(one, profile_id=profile, on=on), studies)
            for one, on in ((then, span.then), (now, span.now))
        )
        return before, after

    def report(self, before: Asked, after: Asked) -> Assessment:
        """The report itself; raises UnknownDistrict."""
        known = [str(area_id) for area_id in after.study.gaps(Level.DISTRICT).index]
        if self.district and self.district not in known:
            raise UnknownDistrict(self.district, known)
        return Assessment.of(_progress(before), _progress(after), kind=self.kind, district_id=self.district or None)

    def _span(self, opening: Asked) -> Span:
        """The two days; raises QueryInvalid for a parameter that does not go with the kind."""
        on = opening.question.on
        if self.kind is AssessmentKind.YEARLY:
            if self.since or self.until:
                raise QueryInvalid("from, to", zh="年度评价用 year", en="a yearly report takes a year")
            return Span.of_year(self.year or last_full_year(on))
        if self.year is not None:
            raise QueryInvalid("year", zh="只有年度评价用 year", en="only a yearly report takes a year")
        if self.kind is AssessmentKind.PERIODIC:
            if self.since is None:
                raise QueryInvalid("from", zh="定期评估须给出起点日期", en="a periodic report needs its first day")
            return Span(self.since, self.until or on)
        if self.since and self.until:
            return Span(self.since, self.until)
        plan = Span.of_plan(_progress(opening))
        return Span(self.since or plan.then, self.until or plan.now)


def assessment_answer(assessment: Assessment, *, before: Asked, after: Asked) -> dict[str, Any]:
    """A report as the API answers it: sentences, counts, and every target then and now."""
    then, now = assessment.parts.before, assessment.parts.after
    return {
        "type": "Assessment",
        **after.about(),
        "profile_name": now.profile.name,
        "profile_status": str(now.profile.status),
        "kind": str(assessment.kind),
        "title": assessment.title,
        "scope": assessment.parts.scope,
        "from": {"date": assessment.span.then.isoformat(), "revision": before.snapshot.revision.name},
        "to": {"date": assessment.span.now.isoformat(), "revision": after.snapshot.revision.name},
        "documents": [document_entry(document) for document in now.profile.documents],
        "states_then": counts_entry(then.counts()),
        "states_now": counts_entry(now.counts()),
        "sections": [
            {"heading": section.heading, "sentences": list(section.sentences)} for section in assessment.sections
        ],
        "targets": records(assessment.parts.targets[list(ROW_KEYS)]),
    }


ROW_KEYS = (
    "rule_id",
    "level",
    "area_id",
    "name",
    "deadline",
    "required",
    "actual_then",
    "as_of_then",
    "state_then",
    "actual",
    "as_of",
    "state",
    "change",
    "source",
    "reason",
    "cite",
    "document_status",
)


def _progress(asked: Asked) -> Progress:
    return asked.studies.progress(asked.snapshot, asked.question)
