"""An assessment (评估报告) as one value: what is compared, and the sections that every form of it prints."""

from dataclasses import dataclass

import pandas as pd

from planning.assessment.change import changes
from planning.assessment.section import Parts, Section
from planning.assessment.sections import sections
from planning.assessment.span import AssessmentKind, Span
from planning.policy.clauses import Document, DocumentStatus
from planning.policy.profile import Profile
from planning.targets.progress import Progress


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    One report, ready to be written.

    `span` are the two days, `revisions` the data revisions of the two snapshots, `scope` the city or one district.
    `targets` is what `planning.assessment.change.changes` gives; `drafts` are cited documents that bind nobody.
    """

    kind: AssessmentKind
    title: str
    scope: str
    span: Span
    revisions: tuple[str, str]
    profile: Profile
    notice: str
    synthetic: bool
    targets: pd.DataFrame
    sections: tuple[Section, ...]
    before: Progress
    after: Progress

    @classmethod
    def of(
        cls, before: Progress, after: Progress, *, kind: AssessmentKind, district_id: str | None = None
    ) -> "Assessment":
        """Compare two snapshots of a city under one profile, over the city or one of its districts."""
        made, span = after.city.manifest, Span(before.on, after.on)
        scope = made.name
        if district_id is not None:
            districts = after.city.table("areas").set_index("area_id")["name"]
            scope += str(districts.get(district_id, district_id))
            before, after = before.within(district_id=district_id), after.within(district_id=district_id)
        targets = changes(before, after)
        return cls(
            kind=kind,
            title=f"{scope}托育目标{kind.zh}报告",
            scope=scope,
            span=span,
            revisions=(before.city.revision, after.city.revision),
            profile=after.profile,
            notice=made.notice,
            synthetic=made.synthetic,
            targets=targets,
            sections=sections(Parts(before, after, targets, scope)),
            before=before,
            after=after,
        )

    @property
    def drafts(self) -> tuple[Document, ...]:
        """The documents of the profile that are drafts."""
        return tuple(item for item in self.profile.documents if item.status is DocumentStatus.DRAFT)
