"""Assessment reports over HTTP (评估报告接口): 定期评估、年度评价、终期总结 as DOCX, XLSX or JSON."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from planning.assessment.report import Assessment
from planning.assessment.span import AssessmentKind
from planning.exchange.assessment_docx import assessment_to_docx
from planning.exchange.assessment_xlsx import assessment_to_xlsx
from service import conditional
from service.answers import json_response
from service.assessments import AssessmentAsked, assessment_answer
from service.dependencies import DAY_PATTERN, CityQuery, DoorsDep, ProfileQuery, day
from service.negotiation import Format, wanted
from service.routers.targets import DistrictQuery
from service.schemas.assessments import AssessmentAnswer
from service.schemas.problem import problems

router = APIRouter(prefix="/assessments", tags=["targets"])

OFFERED = (Format.JSON, Format.DOCX, Format.XLSX)
FIRST_YEAR, LAST_YEAR = 1991, 2098
# The largest number that the store can hold.
LAST_REVISION = 2**63 - 1

_FORMS: dict[str, Any] = {
    form.media_type: {"schema": {"type": "string", "format": "binary"}} for form in (Format.DOCX, Format.XLSX)
}
_DAY: dict[str, Any] = {"pattern": DAY_PATTERN, "json_schema_extra": {"format": "date"}}


KindPath = Annotated[
    AssessmentKind,
    Path(description="定期评估、年度评价或终期总结 / periodic, yearly or final", examples=[AssessmentKind.YEARLY]),
]
YearQuery = Annotated[
    int | None,
    Query(
        description="年度评价的年份；省略时为最近一个完整年度 / the year of a yearly report",
        ge=FIRST_YEAR,
        le=LAST_YEAR,
    ),
]
SinceQuery = Annotated[
    str | None, Query(alias="from", description="起点日期 / the day of the earlier snapshot", **_DAY)
]
UntilQuery = Annotated[str | None, Query(alias="to", description="报告日 / the day of the report", **_DAY)]
FromRevision = Annotated[
    int | None,
    Query(
        description="起点的数据版本号；省略时与报告日相同 / data revision of the earlier snapshot",
        ge=1,
        le=LAST_REVISION,
    ),
]
ToRevision = Annotated[
    int | None,
    Query(description="报告日的数据版本号；省略时为最新 / data revision of the report day", ge=1, le=LAST_REVISION),
]
FormQuery = Annotated[
    Literal["json", "docx", "xlsx"] | None, Query(description="格式，优先于 Accept / form, over Accept")
]


@router.get(
    "/{kind}",
    operation_id="read_assessment",
    response_model=AssessmentAnswer,
    responses={200: {"content": _FORMS}, **problems(404, 406, 422, 503)},
)
def read_assessment(
    request: Request,
    doors: DoorsDep,
    kind: KindPath,
    city: CityQuery = None,
    profile: ProfileQuery = None,
    year: YearQuery = None,
    since: SinceQuery = None,
    until: UntilQuery = None,
    from_revision: FromRevision = None,
    to_revision: ToRevision = None,
    district: DistrictQuery = None,
    f: FormQuery = None,
) -> Response:
    """A report that compares two snapshots of a city, target by target."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    wish = AssessmentAsked(
        kind,
        city=city,
        profile=profile,
        year=year,
        since=day(since, called="from"),
        until=day(until, called="to"),
        revision_then=from_revision,
        revision_now=to_revision,
        district=district,
    )
    before, after = wish.study_pair(doors)
    names = f"{before.snapshot.revision.name}-{after.snapshot.revision.name}"
    tag = conditional.entity_tag(request, revision=names, form=form, edition=f"{before.question} {after.question}")
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    assessment = wish.report(before, after)
    if form is Format.JSON:
        return json_response(assessment_answer(assessment, before=before, after=after), conditional.headers(tag))
    return _file(assessment, form, city_id=after.question.city_id, headers=conditional.headers(tag))


def _file(assessment: Assessment, form: Format, *, city_id: str, headers: dict[str, str]) -> Response:
    """The report as a download."""
    body = assessment_to_docx(assessment) if form is Format.DOCX else assessment_to_xlsx(assessment)
    name = f"{city_id}-{assessment.kind.value}-{assessment.span.now}.{form.value}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=form.media_type, headers=headers | disposition)
