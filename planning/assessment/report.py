"""An assessment (评估报告) as one value: what is compared, and the sections that every form of it prints."""

from dataclasses import dataclass
from typing import Self

from planning.assessment.change import changes
from planning.assessment.section import Parts, Section
from planning.assessment.sections import sections
from planning.assessment.span import AssessmentKind, Span
from planning.exchange.about import About
from planning.policy.clauses import Document, DocumentStatus
from planning.targets.progress import Progress


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    One report, ready to be written.

    `span` are the two days, `revisions` the data revisions of the two snapshots; `about` speaks of the report day.
    `parts` has both snapshots and every target with what was known of it on both days
    (`planning.assessment.change.changes`).
    """

    kind: AssessmentKind
    title: str
    span: Span
    revisions: tuple[str, str]
    about: About
    parts: Parts
    sections: tuple[Section, ...]

    @classmethod
    def of(cls, before: Progress, after: Progress, *, kind: AssessmentKind, district_id: str | None = None) -> Self:
        """Compare two snapshots of a city under one profile, over the city or one of its districts."""
        scope = after.city.manifest.name
        if district_id is not None:
            districts = after.city.table("areas").set_index("area_id")["name"]
            scope += str(districts.get(district_id, district_id))
            before, after = before.within(district_id=district_id), after.within(district_id=district_id)
        parts = Parts(before, after, changes(before, after), scope)
        return cls(
            kind=kind,
            title=f"{scope}托育目标{kind.zh}报告",
            span=Span(before.on, after.on),
            revisions=(before.city.revision, after.city.revision),
            about=About.of(after.city, after.profile, on=after.on),
            parts=parts,
            sections=sections(parts),
        )

    @property
    def drafts(self) -> tuple[Document, ...]:
        """The documents of the profile that are drafts."""
        return tuple(item for item in self.parts.after.profile.documents if item.status is DocumentStatus.DRAFT)

    def opening(self) -> tuple[tuple[str, str], ...]:
        """What stands above the first section: labels and their words."""
        about = self.about
        lines = [
            ("报告类型", self.kind.zh),
            ("评估范围", self.parts.scope),
            ("起点", f"{self.span.then}（数据版本 {self.revisions[0]}）"),
            ("报告日", f"{self.span.now}（数据版本 {self.revisions[1]}）"),
            ("政策方案", f"{about.profile}（{about.profile_id}，{self.parts.after.profile.status.zh}）"),
            ("数据性质", "合成数据，非真实城市" if about.synthetic else "实际数据"),
        ]
        return (*lines, *([("提示", about.notice)] if about.notice else []))
