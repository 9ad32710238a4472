"""Targets over HTTP (目标接口): JSON, CSV and XLSX, and the page that shows how the city comes along."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from maps.targets_page import targets_page
from planning.exchange.target_export import targets_to_csv, targets_to_xlsx
from planning.model.codes import Level
from planning.targets.progress import Progress
from service import conditional
from service.answers import json_response
from service.dependencies import DAY_PATTERN, Asked, Doors, DoorsDep, SnapshotDep, day
from service.gap_answer import paging
from service.negotiation import Format, wanted
from service.refusals import UnknownDistrict
from service.routers.cities import city_entries
from service.schemas.problem import problems
from service.schemas.targets import TargetTable
from service.target_answer import target_answer

router = APIRouter(prefix="/targets", tags=["targets"])

OFFERED = (Format.JSON, Format.CSV, Format.XLSX, Format.HTML)
MOST_ROWS = 10_000

_NO_CACHE = {"Cache-Control": "no-cache", "Vary": "Accept"}

_FORMS: dict[str, Any] = {
    "text/csv": {"schema": {"type": "string"}},
    Format.XLSX.media_type: {"schema": {"type": "string", "format": "binary"}},
    "text/html": {"schema": {"type": "string"}},
}
# A form sends every field, the empty ones too.
OptionalDay = Annotated[
    str | None,
    Query(
        description="目标按哪一天看 / the day on which targets are looked at",
        pattern=f"^$|{DAY_PATTERN}",
        examples=["2025-12-31"],
    ),
]
OptionalProfile = Annotated[str | None, Query(description="政策方案，见 /profiles / id of a profile", max_length=64)]
DistrictQuery = Annotated[str | None, Query(description="所属区代码 / id of a district", max_length=64)]


def asked_of_targets(
    doors: DoorsDep, snapshot: SnapshotDep, profile: OptionalProfile = None, date: OptionalDay = None
) -> Asked:
    """The study that a form or a query describes; what is left empty is the city's own."""
    question = doors.studies.question(snapshot, profile_id=profile or None, on=day(date or None))
    return Asked(snapshot, question, doors.studies)


TargetsAsked = Annotated[Asked, Depends(asked_of_targets)]


@router.get(
    "",
    operation_id="read_targets",
    response_model=TargetTable,
    responses={200: {"content": _FORMS}, **problems(404, 406, 422, 503)},
)
def read_targets(
    request: Request,
    doors: DoorsDep,
    asked: TargetsAsked,
    district: DistrictQuery = None,
    rule: Annotated[str | None, Query(description="规则编号 / id of a rule", max_length=64)] = None,
    limit: Annotated[int, Query(description="最多返回行数 / rows at most", ge=1, le=MOST_ROWS)] = 1000,
    offset: Annotated[int, Query(description="跳过的行数 / rows to skip", ge=0)] = 0,
    f: Annotated[
        Literal["json", "csv", "xlsx", "html"] | None, Query(description="格式，优先于 Accept / form, over Accept")
    ] = None,
) -> Response:
    """Every dated target: required, actual with the day it is known for, and how it stands; paths and tasks."""
    form = wanted(OFFERED, f=f, accept=request.headers.get("accept"))
    if rule:
        asked.studies.profile(asked.question.profile_id).rule(rule)  # raises UnknownChoice
    if form is Format.HTML:
        return _page(request, doors, asked, district=district or "", rule=rule or "", limit=limit, offset=offset)
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    progress = progress_of(asked, district=district or None, rule=rule or None)
    if form is not Format.JSON:
        return _file(asked, progress, form, headers=conditional.headers(tag))
    body = _body(request, asked, progress, limit=limit, offset=offset)
    return json_response(body, conditional.headers(tag))


def _page(
    request: Request, doors: Doors, asked: Asked, *, district: str, rule: str, limit: int, offset: int
) -> Response:
    """The page; a district of another city, left over in the form, gives the whole city and says so."""
    districts = districts_of(asked)
    missing = district if district and district not in [one["id"] for one in districts] else ""
    kept = "" if missing else district
    progress = progress_of(asked, district=kept or None, rule=rule or None)
    offered: dict[str, list[Any]] = {
        "cities": city_entries(doors),
        "profiles": list(doors.studies.shelf.ids()),
        "districts": districts,
    }
    page = targets_page(
        _body(request, asked, progress, limit=limit, offset=offset),
        chosen={"district": kept, "rule": rule},
        offered=offered,
        missing_district=missing,
    )
    return HTMLResponse(page, status_code=404 if missing else 200, headers=_NO_CACHE)


def _body(request: Request, asked: Asked, progress: Progress, *, limit: int, offset: int) -> dict[str, Any]:
    """The answer with one page of the rows."""
    links = paging(request, limit=limit, offset=offset, matched=len(progress.targets), forms=OFFERED)
    return target_answer(asked, progress, shown=progress.targets.iloc[offset : offset + limit], links=links)


def progress_of(asked: Asked, *, district: str | None, rule: str | None = None) -> Progress:
    """The targets asked for; raises UnknownDistrict for a district that the city lacks."""
    known = [entry["id"] for entry in districts_of(asked)]
    if district is not None and district not in known:
        raise UnknownDistrict(district, known)
    whole = asked.studies.progress(asked.snapshot, asked.question)
    return whole.within(district_id=district, rule_id=rule)


def districts_of(asked: Asked) -> list[dict[str, str]]:
    """The districts of the city by id and name."""
    names = asked.study.gaps(Level.DISTRICT)["name"]
    return [{"id": str(area_id), "name": str(name)} for area_id, name in names.items()]


def _file(asked: Asked, progress: Progress, form: Format, *, headers: dict[str, str]) -> Response:
    """Every row as a download."""
    body = targets_to_csv(progress) if form is Format.CSV else targets_to_xlsx(progress)
    name = f"{asked.question.city_id}-targets-{asked.question.on}.{form.value}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=form.media_type, headers=headers | disposition)
